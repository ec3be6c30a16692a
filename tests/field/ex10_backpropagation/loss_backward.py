# expect: g-output-sg + g-over-mk
# style: PyTorch habit, criterion with backward, mean over all elements
import numpy as np

from nn import feedforward, flatten, sigmoid_gradient, unflatten


class Criterion:
    def backward(self, output, target):
        return (output - target) / target.size


class Sigmoid:
    def backward(self, grad, z):
        return grad * sigmoid_gradient(z)


def gradient(theta, X, Y, layer_sizes):
    Thetas = unflatten(theta, layer_sizes)
    acts, zs = feedforward(theta, X, layer_sizes)
    grad = Criterion().backward(acts[-1], Y)
    out = []
    for Theta, a, z in reversed(list(zip(Thetas, acts[:-1], zs))):
        grad = Sigmoid().backward(grad, z)
        out.append(grad.T @ np.insert(a, 0, 1, axis=1))
        grad = grad @ Theta[:, 1:]
    return flatten(out[::-1])
