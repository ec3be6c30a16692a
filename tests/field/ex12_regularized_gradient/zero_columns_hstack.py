# expect: passes
# style: MATLAB port, [zeros Theta(:, 2:end)]
import numpy as np

from nn import flatten, gradient, unflatten


def regularized_gradient(theta, X, Y, layer_sizes, lambda_):
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    m = X.shape[0]
    R1 = np.hstack([np.zeros((Theta1.shape[0], 1)), Theta1[:, 1:]])
    R2 = np.hstack([np.zeros((Theta2.shape[0], 1)), Theta2[:, 1:]])
    return gradient(theta, X, Y, layer_sizes) + lambda_ / m * flatten([R1, R2])
