# expect: passes
# style: tuple.index, put into a flat array
import numpy as np


def one_hot(y, classes):
    K = len(classes)
    flat = np.zeros(len(y) * K)
    flat[[i * K + classes.index(c) for i, c in enumerate(y)]] = 1
    return flat.reshape(-1, K)
