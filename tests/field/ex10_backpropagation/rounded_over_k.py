# expect: g-rounded + g-over-k
# style: perceptron
import numpy as np

from nn import feedforward, flatten, sigmoid_gradient, unflatten


def gradient(theta, X, Y, layer_sizes):
    m = Y.shape[1]
    _, Theta2 = unflatten(theta, layer_sizes)
    (a1, a2, a3), (z2, _) = feedforward(theta, X, layer_sizes)
    p = (a3 >= 0.5).astype(float)
    d3 = p - Y
    d2 = d3.dot(Theta2[:, 1:]) * sigmoid_gradient(z2)
    one = np.ones((len(X), 1))
    return flatten([d2.T.dot(np.hstack([one, a1])) / m, d3.T.dot(np.hstack([one, a2])) / m])
