# expect: rg-half
# style: factor copied from the cost
import numpy as np
from nn import flatten, gradient, unflatten

def regularized_gradient(theta, X, Y, layer_sizes, lambda_):
    m = len(X)
    reg = [T.copy() for T in unflatten(theta, layer_sizes)]
    for r in reg: r[:, 0] = 0
    return gradient(theta, X, Y, layer_sizes) + lambda_ / (2 * m) * flatten(reg)
