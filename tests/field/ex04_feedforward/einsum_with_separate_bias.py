# expect: passes
# style: einsum, physicist
import numpy as np

from nn import sigmoid, unflatten


def feedforward(theta, X, layer_sizes):
    T, S = unflatten(theta, layer_sizes)
    z2 = np.einsum("mi,ji->mj", X, T[:, 1:]) + T[None, :, 0]
    a2 = sigmoid(z2)
    z3 = np.einsum("mj,kj->mk", a2, S[:, 1:]) + S[None, :, 0]
    return [X, a2, sigmoid(z3)], [z2, z3]
