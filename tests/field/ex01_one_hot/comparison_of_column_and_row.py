# expect: passes
# style: broadcasting, one-liner
import numpy as np


def one_hot(y, classes):
    return (np.asarray(y).reshape(-1, 1) == np.asarray(classes).reshape(1, -1)).astype(float)
