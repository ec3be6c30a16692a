# expect: ff-bias-squashed + g-no-m
# style: own forward pass inline, two mistakes
import numpy as np
from scipy.special import expit

from nn import flatten, unflatten


def gradient(theta, X, Y, layer_sizes):
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    a1 = np.c_[np.ones(len(X)), X]
    a2 = expit(np.c_[np.ones(len(X)), a1 @ Theta1.T])
    a3 = expit(a2 @ Theta2.T)
    d3 = a3 - Y
    d2 = (d3 @ Theta2 * a2 * (1 - a2))[:, 1:]
    return flatten([d2.T @ a1, d3.T @ a2])
