# expect: new: delta2 drops its first row, an example, instead of the bias column
# style: MATLAB port, delta_2 = delta_2(2:end)
import numpy as np

from nn import feedforward, flatten, sigmoid_gradient, unflatten


def gradient(theta, X, Y, layer_sizes):
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    (a_1, a_2, a_3), (z_2, z_3) = feedforward(theta, X, layer_sizes)
    m = X.shape[0]
    a_1 = np.hstack((np.ones((m, 1)), a_1))
    a_2 = np.hstack((np.ones((m, 1)), a_2))
    z_2 = np.hstack((np.ones((m, 1)), z_2))   # otherwise the sizes do not fit
    delta_3 = a_3 - Y
    delta_2 = (delta_3 @ Theta2) * sigmoid_gradient(z_2)
    delta_2 = delta_2[1:]                      # delta_2(2:end)
    Theta1_grad = (1 / m) * (delta_2.T @ a_1)
    Theta2_grad = (1 / m) * (delta_3.T @ a_2)
    return flatten([Theta1_grad, Theta2_grad])
