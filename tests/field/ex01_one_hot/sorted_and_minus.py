# expect: oh-sorted + oh-minus-ones
# style: sorted unique labels, plus and minus one
import numpy as np


def one_hot(y, classes):
    c = np.unique(classes)
    return np.where(np.array(y)[:, None] == c[None, :], 1.0, -1.0)
