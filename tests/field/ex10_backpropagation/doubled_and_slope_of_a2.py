# expect: g-doubled + g-sg-of-a2
# style: squared-error habits, class, two mistakes
import numpy as np

from nn import feedforward, flatten, sigmoid_gradient, unflatten


class Network:
    def __init__(self, theta, sizes):
        self.weights = unflatten(theta, sizes)
        self.theta, self.sizes = theta, sizes

    def backprop(self, X, Y):
        a, _ = feedforward(self.theta, X, self.sizes)
        error = 2 * (a[2] - Y) / len(X)
        hidden = error.dot(self.weights[1])[:, 1:] * sigmoid_gradient(a[1])
        ones = np.ones((len(X), 1))
        return [hidden.T.dot(np.hstack([ones, a[0]])), error.T.dot(np.hstack([ones, a[1]]))]


def gradient(theta, X, Y, layer_sizes):
    return flatten(Network(theta, layer_sizes).backprop(X, Y))
