# expect: g-over-mk
# style: mean of everything, TensorFlow habits
import numpy as np

from nn import feedforward, flatten, sigmoid_gradient, unflatten


def gradient(theta, X, Y, layer_sizes):
    _, Theta2 = unflatten(theta, layer_sizes)
    (a1, a2, a3), (z2, _) = feedforward(theta, X, layer_sizes)
    dLoss = (a3 - Y) / Y.size
    dHidden = dLoss @ Theta2[:, 1:] * sigmoid_gradient(z2)
    return flatten([dHidden.T @ np.insert(a1, 0, 1, axis=1), dLoss.T @ np.insert(a2, 0, 1, axis=1)])
