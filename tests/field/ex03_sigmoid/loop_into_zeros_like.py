# expect: sig-integer-result
# style: loop with np.nditer
import numpy as np


def sigmoid(z):
    z = np.asarray(z)
    s = np.zeros_like(z)
    for idx in np.ndindex(z.shape):
        s[idx] = 1 / (1 + np.exp(-z[idx]))
    return s
