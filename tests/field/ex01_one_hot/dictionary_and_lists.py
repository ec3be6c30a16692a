# expect: passes
# style: lists, dictionary, integers instead of floats
import numpy as np


def one_hot(y, classes):
    position = {}
    for k, label in enumerate(classes):
        position[label] = k
    rows = []
    for label in y:
        row = [0] * len(classes)
        row[position[label]] = 1
        rows.append(row)
    return np.array(rows).reshape(len(rows), len(classes))


# print(one_hot([7, 3, 5, 7], (7, 3, 5)))
