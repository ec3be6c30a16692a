# expect: sm-sum-all
# style: version from a forum, np.sum without axis
import numpy as np


def softmax(z):
    z = z - np.max(z, axis=-1, keepdims=True)
    return np.exp(z) / np.sum(np.exp(z))


def softmax_cost(Z, Y):
    S = Z - Z.max(axis=1, keepdims=True)
    logp = S - np.log(np.sum(np.exp(S), axis=1, keepdims=True))
    return -np.mean(np.sum(Y * logp, axis=1))
