# expect: oh-no-minus-1
# style: loops over examples
import numpy as np


def one_hot(y, classes):
    m = len(y)
    K = len(classes)
    Y = np.zeros((m, K))
    for i in range(m):
        Y[i][y[i]] = 1
    return Y
