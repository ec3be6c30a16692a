# expect: new: a single number does not have a shape
# style: loop, MATLAB habit
import numpy as np


def sigmoid(z):
    g = np.zeros(z.shape)
    for i in range(z.shape[0]):
        g[i] = 1 / (1 + np.exp(-z[i]))
    return g
