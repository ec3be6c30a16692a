# expect: sm-axis-0
# style: as copied for one vector, np.max without axis and axis=0
import numpy as np


def softmax(z):
    e = np.exp(z - np.max(z))
    return e / e.sum(axis=0)


def softmax_cost(Z, Y):
    s = Z - Z.max(axis=1, keepdims=True)
    return -np.mean(np.sum(Y * (s - np.log(np.exp(s).sum(axis=1, keepdims=True))), axis=1))
