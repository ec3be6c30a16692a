# expect: passes
# style: the equation as it is written, docstring kept
import numpy as np


def sigmoid(z):
    """g(z) = 1 / (1 + e⁻ᶻ)

    z       : number or array of any shape
    Returns : the same shape, between 0 and 1
    """
    return 1 / (1 + np.exp(-z))
