# expect: passes
# style: recursion, scipy.special.expit, tuples in place of lists inside
import numpy as np
from scipy.special import expit

from nn import unflatten


def layers(A, Thetas):
    if not Thetas:
        return [A], []
    Z = np.column_stack([np.ones(A.shape[0]), A]).dot(Thetas[0].T)
    rest_a, rest_z = layers(expit(Z), Thetas[1:])
    return [A] + rest_a, [Z] + rest_z


def feedforward(theta, X, layer_sizes):
    return layers(X, list(unflatten(theta, layer_sizes)))
