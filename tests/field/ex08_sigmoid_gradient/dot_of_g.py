# expect: sg-dot
# style: np.dot everywhere
import numpy as np

from nn import sigmoid


def sigmoid_gradient(z):
    s = sigmoid(z)
    return np.dot(s, 1 - s)
