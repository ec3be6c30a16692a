# expect: sm-sc-no-shift
# style: deep learning blog, the right class by argmax
import numpy as np


def softmax(z):
    exps = np.exp(z)
    return exps / np.sum(exps, axis=z.ndim - 1, keepdims=True)


def softmax_cost(Z, Y):
    p = softmax(Z)
    return np.mean(-np.log(p[range(len(Z)), Y.argmax(axis=1)]))
