# expect: passes
# style: np.logaddexp.reduce
import numpy as np


def log_softmax(z):
    return z - np.logaddexp.reduce(z, axis=-1, keepdims=True)


def softmax(z):
    return np.exp(log_softmax(np.asarray(z, dtype=float)))


def softmax_cost(Z, Y):
    return float(-log_softmax(np.asarray(Z, dtype=float))[Y == 1].mean())
