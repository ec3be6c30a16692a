# expect: rg-half
# style: homework, factor copied from the cost
import numpy as np

from nn import flatten, gradient, unflatten


def regularized_gradient(theta, X, Y, layer_sizes, lambda_):
    m = X.shape[0]
    G1, G2 = unflatten(gradient(theta, X, Y, layer_sizes), layer_sizes)
    W1, W2 = unflatten(theta, layer_sizes)
    factor = lambda_ / (2 * m)
    R1 = np.hstack([np.zeros((W1.shape[0], 1)), W1[:, 1:]])
    R2 = np.hstack([np.zeros((W2.shape[0], 1)), W2[:, 1:]])
    return flatten([G1 + factor * R1, G2 + factor * R2])
