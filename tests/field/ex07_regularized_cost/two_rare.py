# expect: rc-norm-of-both + rc-over-k
# style: sizes mixed up
import numpy as np

from nn import cost, unflatten


def regularized_cost(theta, X, Y, layer_sizes, lambda_):
    m = Y.shape[1]
    w = np.concatenate([T[:, 1:].ravel() for T in unflatten(theta, layer_sizes)])
    return cost(theta, X, Y, layer_sizes) + lambda_ / (2 * m) * np.linalg.norm(w)
