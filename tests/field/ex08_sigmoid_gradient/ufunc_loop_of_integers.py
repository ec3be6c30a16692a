# expect: sg-integer-result
# style: loop with np.ndindex, np.zeros_like
import numpy as np

from nn import sigmoid


def sigmoid_gradient(z):
    z = np.asarray(z)
    g = np.zeros_like(z)
    for ij in np.ndindex(*z.shape):
        g[ij] = sigmoid(z[ij]) * (1 - sigmoid(z[ij]))
    return g
