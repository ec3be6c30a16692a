# expect: oh-plus-1 + oh-minus-ones
# style: forum post, vectorized comparison, habit of support vector machines
import numpy as np


def one_hot(y, classes):
    num_labels = len(classes)
    y = np.array(y).reshape(-1, 1)
    # y == 1:num_labels  -> true/false, then make it +1 / -1
    Y = (y == np.arange(1, num_labels + 1)).astype(float)
    return 2 * Y - 1
