# expect: new: a regularization penalty is added, which this cost does not have
# style: whole nnCostFunction pasted, with lambda = 1
import numpy as np

from nn import feedforward, unflatten


def cost(theta, X, Y, layer_sizes):
    lambda_ = 1
    m = X.shape[0]
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    activations, zs = feedforward(theta, X, layer_sizes)
    h = activations[-1]
    J = -np.sum(Y * np.log(h) + (1 - Y) * np.log(1 - h)) / m
    # Regularization
    reg = np.sum(np.square(Theta1[:, 1:])) + np.sum(np.square(Theta2[:, 1:]))
    J += lambda_ / (2 * m) * reg
    return J
