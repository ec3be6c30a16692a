# expect: ff-hidden-bias-weights-cut
# style: physicist, einsum
import numpy as np

from nn import sigmoid, unflatten


def feedforward(theta, X, layer_sizes):
    W, V = unflatten(theta, layer_sizes)
    b, W = W[:, 0], W[:, 1:]
    V = V[:, 1:]
    z = np.einsum("mi,hi->mh", X, W) + b[None, :]
    s = sigmoid(z)
    zeta = np.einsum("mh,kh->mk", s, V)
    return [X, s, sigmoid(zeta)], [z, zeta]
