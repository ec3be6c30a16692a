# expect: g-z2-for-a2
# style: class with a cache, zip over layers
import numpy as np

from nn import feedforward, flatten, sigmoid_gradient, unflatten


class Backprop:
    def __init__(self, theta, X, layer_sizes):
        self.W = unflatten(theta, layer_sizes)
        self.a, self.z = feedforward(theta, X, layer_sizes)
        self.inputs = [X, self.z[0]]

    def run(self, Y):
        m = len(Y)
        grads = []
        delta = self.a[-1] - Y
        for l in (1, 0):
            inp = np.insert(self.inputs[l], 0, 1, axis=1)
            grads.insert(0, delta.T @ inp / m)
            if l:
                delta = delta @ self.W[l][:, 1:] * sigmoid_gradient(self.z[l - 1])
        return flatten(grads)


def gradient(theta, X, Y, layer_sizes):
    return Backprop(theta, X, layer_sizes).run(Y)
