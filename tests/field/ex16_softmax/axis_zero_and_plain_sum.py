# expect: sm-axis-0 + sc-no-m
# style: deeplearning.ai (columns are examples), two mistakes
import numpy as np


def softmax(z):
    e = np.exp(z - np.max(z, axis=-1, keepdims=True))
    return e / np.sum(e, axis=0)


def softmax_cost(Z, Y):
    M = Z.max(axis=1, keepdims=True)
    L = Z - M - np.log(np.exp(Z - M).sum(axis=1, keepdims=True))
    return -np.sum(L * Y)
