# expect: passes
# style: physicist, einsum with padded arrays and expit
import numpy as np
from numpy import einsum, pad
from scipy.special import expit

from nn import sigmoid, unflatten


def feedforward(theta, X, layer_sizes):
    one = lambda A: pad(A, [(0, 0), (1, 0)], constant_values=1)
    L = unflatten(theta, layer_sizes)
    psi, phi = [X], []
    for T in L:
        phi += [einsum("ij, aj -> ai", T, one(psi[-1]))]
        psi += [expit(phi[-1])]
    return psi, phi
