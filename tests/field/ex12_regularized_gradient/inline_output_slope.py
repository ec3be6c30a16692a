# expect: g-output-sg
# style: inline nnCostFunction, squared-error habits
import numpy as np

from nn import feedforward, flatten, sigmoid_gradient, unflatten


def regularized_gradient(theta, X, Y, layer_sizes, lambda_):
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    acts, (z2, z3) = feedforward(theta, X, layer_sizes)
    m = len(X)
    delta3 = (acts[2] - Y) * sigmoid_gradient(z3)
    delta2 = delta3.dot(Theta2[:, 1:]) * sigmoid_gradient(z2)
    g1 = delta2.T.dot(np.insert(acts[0], 0, 1, axis=1)) / m
    g2 = delta3.T.dot(np.insert(acts[1], 0, 1, axis=1)) / m
    g1[:, 1:] += lambda_ / m * Theta1[:, 1:]
    g2[:, 1:] += lambda_ / m * Theta2[:, 1:]
    return flatten([g1, g2])
