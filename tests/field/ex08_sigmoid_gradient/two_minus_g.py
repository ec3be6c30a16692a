# expect: new: the second factor is 2 - g(z) instead of 1 - g(z)
# style: sloppy, the sigmoid imported
from nn import sigmoid


def sigmoid_gradient(z):
    g = sigmoid(z)
    return g * (2 - g)
