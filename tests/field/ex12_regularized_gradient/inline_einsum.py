# expect: passes
# style: inline nnCostFunction, einsum, physicist
import numpy as np
from scipy.special import expit


def regularized_gradient(theta, X, Y, layer_sizes, lambda_):
    n, h, K = layer_sizes
    T = theta[:h * (n + 1)].reshape(h, n + 1)
    S = theta[h * (n + 1):].reshape(K, h + 1)
    m = len(X)
    a = expit(np.einsum("mi,ji->mj", X, T[:, 1:]) + T[:, 0])
    d = (expit(np.einsum("mj,kj->mk", a, S[:, 1:]) + S[:, 0]) - Y) / m
    e = np.einsum("mk,kj->mj", d, S[:, 1:]) * a * (1 - a)
    dT, dS = np.empty_like(T), np.empty_like(S)
    dT[:, 0], dS[:, 0] = e.sum(axis=0), d.sum(axis=0)
    dT[:, 1:] = np.einsum("mj,mi->ji", e, X) + lambda_ / m * T[:, 1:]
    dS[:, 1:] = np.einsum("mk,mj->kj", d, a) + lambda_ / m * S[:, 1:]
    return np.concatenate((dT, dS), axis=None)
