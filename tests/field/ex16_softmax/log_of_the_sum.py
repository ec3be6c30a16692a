# expect: sc-no-shift
# style: log-sum-exp without its shift
import numpy as np


def softmax(z):
    e = np.exp(z - np.max(z, axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def softmax_cost(Z, Y):
    return np.mean(np.log(np.exp(Z).sum(axis=1)) - np.sum(Y * Z, axis=1))
