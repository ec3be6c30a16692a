# expect: oh-extra-column
# style: loops over examples, Octave's counting from 1
import numpy as np


def one_hot(y, classes):
    Y = np.zeros((len(y), len(classes) + 1))
    for i, label in enumerate(y):
        Y[i, int(label)] = 1
    return Y
