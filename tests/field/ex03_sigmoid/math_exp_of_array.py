# expect: sig-math-exp
# style: beginner
from math import exp


def sigmoid(z):
    s = 1 / (1 + exp(-z))
    return s
