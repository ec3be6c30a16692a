# expect: passes
# style: physicist, one einsum for each matrix, expit
import numpy as np
from numpy import einsum, r_
from scipy.special import expit

from nn import unflatten


def gradient(theta, X, Y, layer_sizes):
    W, V = unflatten(theta, layer_sizes)
    one = np.ones((len(X), 1))
    x = np.block([one, X])
    s = np.block([one, expit(einsum("ij,aj->ai", W, x))])
    r = (expit(einsum("ij,aj->ai", V, s)) - Y) / len(X)
    dV = einsum("ak,aj->kj", r, s)
    # slope of the constant unit is 1*(1-1) = 0, its row is dropped anyway
    dW = einsum("ak,kj,aj,aj,ai->ji", r, V, s, 1 - s, x, optimize=True)[1:]
    return r_[dW.ravel(), dV.ravel()]
