# expect: passes
# style: loops, math.sqrt
import math

import numpy as np


def adagrad_step(theta, accumulator, gradient, learning_rate, largest_norm):
    g = np.array(gradient, dtype=float)
    length = math.sqrt(sum(x * x for x in g))
    if length > largest_norm:
        for i in range(len(g)):
            g[i] = g[i] * largest_norm / length
    G = np.array([a + x * x for a, x in zip(accumulator, g)])
    step = np.array([learning_rate * x / math.sqrt(a) for x, a in zip(g, G)])
    return theta - step, G
