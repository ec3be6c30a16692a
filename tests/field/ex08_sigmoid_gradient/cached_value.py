# expect: passes
# style: two lines, np.multiply
import numpy as np

from nn import sigmoid


def sigmoid_gradient(z):
    """
    Computes the gradient of the sigmoid function evaluated at z.
    """
    g = sigmoid(z)
    return np.multiply(g, np.subtract(1, g))
