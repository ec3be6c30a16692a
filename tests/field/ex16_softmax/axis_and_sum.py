# expect: sm-axis-0 + sc-no-m
# style: plain
import numpy as np


def softmax(z):
    e = np.exp(z - np.max(z, axis=-1, keepdims=True))
    return e / e.sum(axis=0)


def softmax_cost(Z, Y):
    s = Z - Z.max(axis=1)[:, None]
    return np.sum(np.log(np.exp(s).sum(axis=1)) - s[Y == 1])
