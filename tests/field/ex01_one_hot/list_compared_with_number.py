# expect: oh-list-compared
# style: beginner, ported from a notebook where y was an array
import numpy as np


def one_hot(y, classes):
    m, K = len(y), len(classes)
    y_matrix = np.zeros((m, K))
    for k in range(K):
        y_matrix[:, k] = np.where(y == classes[k], 1, 0)
    return y_matrix
