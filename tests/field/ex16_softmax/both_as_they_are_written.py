# expect: sm-sc-no-shift
# style: the formulas as they are, the cost by the logarithm of softmax
import numpy as np


def softmax(z):
    return np.exp(z) / np.sum(np.exp(z), axis=-1, keepdims=True)


def softmax_cost(Z, Y):
    return -np.sum(Y * np.log(softmax(Z))) / len(Z)
