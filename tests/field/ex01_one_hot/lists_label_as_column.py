# expect: oh-no-minus-1
# style: lists, beginner
import numpy as np


def one_hot(y, classes):
    result = []
    for label in y:
        vec = [0.0 for _ in classes]
        vec[label] = 1.0
        result.append(vec)
    return np.array(result)
