# expect: sg-of-activation
# style: 11-lines style, nonlin(x, deriv=True)
import numpy as np


def nonlin(x, deriv=False):
    if deriv:
        return x * (1 - x)
    return 1 / (1 + np.exp(-x))


def sigmoid_gradient(z):
    return nonlin(z, deriv=True)
