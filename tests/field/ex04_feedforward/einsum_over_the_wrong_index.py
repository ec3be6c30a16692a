# expect: ff-theta1-not-transposed
# style: einsum
import numpy as np

from nn import sigmoid, unflatten


def feedforward(theta, X, layer_sizes):
    T1, T2 = unflatten(theta, layer_sizes)
    one = np.ones((X.shape[0], 1))
    z2 = np.einsum('mi,ij->mj', np.hstack([one, X]), T1)
    a2 = sigmoid(z2)
    z3 = np.einsum('mi,ji->mj', np.hstack([one, a2]), T2)
    return [X, a2, sigmoid(z3)], [z2, z3]
