# expect: passes
# style: one-liner, a row 0 1 1 … broadcast over the columns
import numpy as np

from nn import flatten, gradient, unflatten


def regularized_gradient(theta, X, Y, layer_sizes, lambda_):
    return gradient(theta, X, Y, layer_sizes) + lambda_ / len(X) * flatten(
        [Theta * (np.arange(Theta.shape[1]) > 0) for Theta in unflatten(theta, layer_sizes)])
