# expect: oh-no-minus-1
# style: one-liner, np.eye
import numpy as np


def one_hot(y, classes):
    return np.eye(len(classes))[y]
