# expect: ff-hidden-bias-weights-cut + cost-no-m
# style: everything in one expression
import numpy as np

from nn import sigmoid, unflatten


def cost(theta, X, Y, layer_sizes):
    A, B = unflatten(theta, layer_sizes)
    h = sigmoid(sigmoid(X @ A[:, 1:].T + A[:, 0]) @ B[:, 1:].T)
    return -(np.log(h[Y == 1]).sum() + np.log(1 - h[Y == 0]).sum())
