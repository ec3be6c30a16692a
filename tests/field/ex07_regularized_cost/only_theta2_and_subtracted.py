# expect: rc-theta2-only + rc-sign
# style: two mistakes, einsum
import numpy as np

from nn import cost, unflatten


def regularized_cost(theta, X, Y, layer_sizes, lambda_):
    w = unflatten(theta, layer_sizes)[-1][:, 1:]
    return cost(theta, X, Y, layer_sizes) - lambda_ / (2 * len(X)) * np.einsum('ij,ij', w, w)
