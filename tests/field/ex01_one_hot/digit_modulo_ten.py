# expect: oh-mod-k
# style: fancy indexing, digits in mind
import numpy as np


def one_hot(y, classes):
    y = np.asarray(y).astype(int)
    K = len(classes)
    Y = np.zeros((y.size, K))
    Y[np.arange(y.size), y % K] = 1         # 10 is the digit 0
    return Y
