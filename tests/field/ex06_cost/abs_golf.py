# expect: passes
# style: code golf
from numpy import log

from nn import feedforward


def cost(t, X, Y, s):
    return -log(abs(Y + feedforward(t, X, s)[0][-1] - 1)).sum(1).mean()
