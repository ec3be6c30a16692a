# expect: sig-math-exp
# style: math.log
import math

import numpy as np

from nn import feedforward


def cost(theta, X, Y, layer_sizes):
    h = feedforward(theta, X, layer_sizes)[0][-1]
    return -np.sum(Y * math.log(h) + (1 - Y) * math.log(1 - h)) / len(X)
