# expect: g-output-sg + g-sg-of-a2
# style: two at once, tuples
import numpy as np

from nn import feedforward, flatten, sigmoid_gradient, unflatten


def gradient(theta, X, Y, layer_sizes):
    m = len(Y)
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    (a1, a2, a3), (z2, z3) = feedforward(theta, X, layer_sizes)
    d3 = (a3 - Y) * a3 * (1 - a3)
    d2 = (d3 @ Theta2[:, 1:]) * sigmoid_gradient(a2)
    D1 = d2.T @ np.insert(a1, 0, 1, axis=1) / m
    D2 = d3.T @ np.insert(a2, 0, 1, axis=1) / m
    return flatten((D1, D2))
