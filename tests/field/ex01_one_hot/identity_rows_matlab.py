# expect: oh-eye-minus-1
# style: MATLAB port, loops over examples
import numpy as np


def one_hot(y, classes):
    num_labels = len(classes)
    I = np.identity(num_labels)
    m = len(y)
    Y = np.zeros((m, num_labels))
    for i in range(m):
        Y[i, :] = I[int(y[i]) - 1, :]       # Y(i, :) = I(y(i), :), but python counts from 0
    return Y
