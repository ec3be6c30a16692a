# expect: g-theta2-with-bias
# style: vectorized, slope from the activation
import numpy as np

from nn import feedforward, flatten, unflatten


def gradient(theta, X, Y, layer_sizes):
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    (a1, a2, a3), _ = feedforward(theta, X, layer_sizes)
    m = X.shape[0]
    A1 = np.c_[np.ones(m), a1]
    A2 = np.c_[np.ones(m), a2]
    delta3 = a3 - Y
    delta2 = delta3 @ Theta2[:, 1:] * A2 * (1 - A2)
    return flatten([delta2.T @ A1 / m, delta3.T @ A2 / m])
