# expect: g-sg-of-a2
# style: vectorized, np.matmul
import numpy as np

from nn import feedforward, flatten, sigmoid_gradient, unflatten


def gradient(theta, X, Y, layer_sizes):
    m = len(X)
    a, z = feedforward(theta, X, layer_sizes)
    Thetas = unflatten(theta, layer_sizes)
    e3 = a[2] - Y
    e2 = np.matmul(e3, Thetas[1][:, 1:]) * sigmoid_gradient(a[1])
    D2 = np.matmul(e3.T, np.insert(a[1], 0, 1, axis=1))
    D1 = np.matmul(e2.T, np.insert(a[0], 0, 1, axis=1))
    return flatten([D1 / m, D2 / m])
