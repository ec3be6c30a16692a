"""Exercise 1. One-hot labels

The network has one output unit for each class, so it is trained on rows such as 0 0 1 0 instead of labels. Build the
matrix Y: one row for each label in y, one column for each class, 1 where the label is that class and 0 elsewhere. The
columns are in the order of classes, whatever the labels are: 1 to 10 in exercise 4 (where 10 is the digit 0), but also
7, 3, 5. A class that does not occur in y still has its column. y may be a list or an array of any dtype.
"""
import numpy as np


def one_hot(y, classes):
    """Y[i, k] = 1 if y[i] is classes[k], else 0

    y       : (m,) labels, a list or an array; each of them occurs in classes
    classes : (K,) tuple, the label of each column, no label twice
    Returns : (m, K) array, a single 1 in each row
    """
    raise NotImplementedError("one_hot: write it here, instead of this line")
