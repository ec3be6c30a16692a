# expect: sm-no-shift
# style: one-liner, the equation as it is written
import numpy as np


def softmax(z):
    return np.exp(z) / np.exp(z).sum(axis=-1, keepdims=True)


def softmax_cost(Z, Y):
    m = np.amax(Z, axis=1)
    lse = m + np.log(np.exp(Z - m[:, None]).sum(axis=1))
    return np.mean(lse - np.sum(Z * Y, axis=1))
