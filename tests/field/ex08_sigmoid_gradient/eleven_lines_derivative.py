# expect: sg-of-activation
# style: 11-lines style
import numpy as np


def nonlin(x, deriv=False):
    if deriv == True:
        return x * (1 - x)
    return 1 / (1 + np.exp(-x))


def sigmoid_gradient(z):
    return nonlin(z, True)
