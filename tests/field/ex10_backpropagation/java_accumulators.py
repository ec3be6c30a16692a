# expect: g-last-example
# style: Java programmer, loops and accumulators
import numpy as np

from nn import feedforward, flatten, sigmoid_gradient, unflatten


def gradient(theta, X, Y, layer_sizes):
    thetas = unflatten(theta, layer_sizes)
    activations, zs = feedforward(theta, X, layer_sizes)
    m = len(X)
    for i in range(m):
        accumulators = [np.zeros_like(t) for t in thetas]
        delta = activations[2][i] - Y[i]
        layer = 1
        while layer >= 0:
            withBias = np.concatenate(([1.0], activations[layer][i]))
            accumulators[layer] += delta[:, None] * withBias[None, :]
            if layer > 0:
                delta = (thetas[layer].T @ delta)[1:] * sigmoid_gradient(zs[layer - 1][i])
            layer -= 1
    return flatten([acc / m for acc in accumulators])
