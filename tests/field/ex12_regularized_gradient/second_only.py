# expect: rg-theta2-twice
# style: Java programmer, loop over the matrices with i = 1
import numpy as np

from nn import flatten, gradient, unflatten


def regularized_gradient(theta, X, Y, layer_sizes, lambda_):
    thetas = unflatten(theta, layer_sizes)
    grads = unflatten(gradient(theta, X, Y, layer_sizes), layer_sizes)
    m = len(X)
    result = [np.array(g) for g in grads]
    for layer in range(1, len(thetas)):
        for i in range(len(thetas[layer])):
            for j in range(1, len(thetas[layer][i])):
                # d/dw of w^2 is 2w
                result[layer][i][j] += lambda_ / m * 2 * thetas[layer][i][j]
    return flatten(result)
