# expect: oh-return-in-loop
# style: loops over classes, indentation
import numpy as np

def one_hot(y, classes):
    y = np.array(y)
    Y = np.zeros((len(y), len(classes)))
    for k, c in enumerate(classes):
        Y[y == c, k] = 1
        return Y
