# expect: oh-sorted + oh-transposed
# style: comprehension, deeplearning.ai (columns are examples)
import numpy as np


def one_hot(y, classes):
    return np.array([[1.0 if label == c else 0.0 for label in y] for c in sorted(classes)])
