# expect: fl-unpacked + u-unpacked
# style: the course's two matrices, in both functions
import numpy as np


def flatten(Thetas):
    t1, t2 = Thetas
    return np.r_[t1.flatten(), t2.flatten()]


def unflatten(theta, layer_sizes):
    n, h, K = layer_sizes
    Theta1 = np.reshape(theta[:h * (n + 1)], (h, n + 1))
    Theta2 = np.reshape(theta[h * (n + 1):], (K, h + 1))
    return [Theta1, Theta2]
