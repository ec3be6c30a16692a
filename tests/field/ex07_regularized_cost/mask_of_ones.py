# expect: passes
# style: mask, np.delete, einsum
import numpy as np

from nn import cost, unflatten


def regularized_cost(theta, X, Y, layer_sizes, lambda_):
    w = np.concatenate([np.delete(T, 0, axis=1).ravel() for T in unflatten(theta, layer_sizes)])
    return cost(theta, X, Y, layer_sizes) + 0.5 * lambda_ / len(Y) * np.einsum("i,i", w, w)
