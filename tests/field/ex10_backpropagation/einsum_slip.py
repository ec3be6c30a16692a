# expect: g-transposed
# style: physicist, einsum with index names
import numpy as np
from numpy import einsum

from nn import feedforward, flatten, sigmoid_gradient, unflatten


def gradient(theta, X, Y, layer_sizes):
    m = len(X)
    _, V = unflatten(theta, layer_sizes)
    (x, s, f), (u, _) = feedforward(theta, X, layer_sizes)
    x = np.pad(x, ((0, 0), (1, 0)), constant_values=1)
    sb = np.pad(s, ((0, 0), (1, 0)), constant_values=1)
    eps = f - Y
    eta = einsum("kj,mk,mj->mj", V[:, 1:], eps, sigmoid_gradient(u))
    dW = einsum("mi,mj->ij", x, eta) / m
    dV = einsum("mj,mk->jk", sb, eps) / m
    return flatten([dW, dV])
