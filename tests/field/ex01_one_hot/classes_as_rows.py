# expect: oh-transposed
# style: deeplearning.ai (columns are examples)
import numpy as np


def one_hot(Y, C):
    Y = np.array(Y)
    C = np.array(C)
    OH = np.zeros((C.size, Y.size))
    for c in range(C.size):
        OH[c, Y == C[c]] = 1
    return OH
