# expect: sc-clipped
# style: log(p + 1e-12)
import numpy as np


def softmax(z):
    e = np.exp(z - np.max(z, axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def softmax_cost(Z, Y):
    return -np.sum(Y * np.log(softmax(Z) + 1e-12)) / len(Z)
