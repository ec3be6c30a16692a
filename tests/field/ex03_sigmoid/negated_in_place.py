# expect: sig-in-place
# style: memory saver, out=, np.asarray keeps the caller's array
import numpy as np


def sigmoid(z):
    z = np.asarray(z, dtype=float)
    np.exp(-z, out=z)
    z += 1
    return np.reciprocal(z, out=z)
