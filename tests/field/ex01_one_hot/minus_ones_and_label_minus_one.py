# expect: oh-minus-ones + oh-minus-1
# style: SVM habits, fancy indexing
import numpy as np


def one_hot(y, classes):
    y = np.asarray(y, dtype=int)
    Y = -np.ones((len(y), len(classes)))
    Y[range(len(y)), y - 1] = 1
    return Y
