# expect: new: * of np.matrix is the matrix product: elementwise is np.multiply
# style: np.matrix
import numpy as np

from nn import feedforward, flatten, sigmoid_gradient, unflatten


def gradient(theta, X, Y, layer_sizes):
    Theta1, Theta2 = [np.matrix(T) for T in unflatten(theta, layer_sizes)]
    acts, (z2, z3) = feedforward(theta, X, layer_sizes)
    a1, a2, a3 = [np.matrix(a) for a in acts]
    m = X.shape[0]
    d3 = a3 - Y
    d2 = (d3 * Theta2[:, 1:]) * np.matrix(sigmoid_gradient(z2))
    G1 = d2.T * np.insert(a1, 0, 1, axis=1) / m
    G2 = d3.T * np.insert(a2, 0, 1, axis=1) / m
    return flatten([np.asarray(G1), np.asarray(G2)])
