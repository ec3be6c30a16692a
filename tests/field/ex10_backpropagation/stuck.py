# expect: g-no-sg + g-theta2-no-m
# style: forum question, np.append, dead code
import numpy as np

from nn import feedforward, flatten, sigmoid_gradient, unflatten


def gradient(theta, X, Y, layer_sizes):
    (a1, a2, a3), (z2, z3) = feedforward(theta, X, layer_sizes)
    t1, t2 = unflatten(theta, layer_sizes)
    m = a1.shape[0]
    gp = sigmoid_gradient(np.append(np.ones((m, 1)), z2, axis=1))
    d3 = a3 - Y
    d2 = np.dot(t2.T, d3.T)          # 26 x 5000
    d2 = d2[1:, :]                   # remove bias
    b1 = np.append(np.ones((m, 1)), a1, axis=1)
    b2 = np.append(np.ones((m, 1)), a2, axis=1)
    g1 = 1 / m * np.dot(d2, b1)
    g2 = np.dot(d3.T, b2)
    # checkNNGradients says relative difference 0.9, please help
    return flatten([g1, g2])
