# expect: passes
# style: np.vectorize, math, if and else
import math
import numpy as np


def _sigmoid_one(x):
    if x < -700:
        return 0.0
    return 1.0 / (1.0 + math.exp(-x))


sigmoid = np.vectorize(_sigmoid_one, otypes=[float])
