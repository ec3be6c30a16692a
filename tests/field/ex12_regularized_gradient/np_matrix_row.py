# expect: new: np.matrix stays two-dimensional: the gradient is one row (1, p)
# style: np.matrix
import numpy as np

from nn import gradient, unflatten


def regularized_gradient(theta, X, Y, layer_sizes, lambda_):
    m = len(X)
    G = [np.matrix(g) for g in unflatten(gradient(theta, X, Y, layer_sizes), layer_sizes)]
    T = [np.matrix(t) for t in unflatten(theta, layer_sizes)]
    out = []
    for g, t in zip(G, T):
        r = lambda_ / m * t
        r[:, 0] = 0
        out.append((g + r).flatten())
    return np.hstack(out)
