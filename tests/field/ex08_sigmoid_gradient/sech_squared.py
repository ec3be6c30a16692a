# expect: passes
# style: identity with cosh
import numpy as np


def sigmoid_gradient(z):
    # exp(-|z|) / (1 + exp(-|z|))^2: the slope is the same at z and at -z
    e = np.exp(-np.abs(z))
    return e / (1 + e) ** 2
