# expect: rc-theta2-twice
# style: Java, loop over the layers from 1; λ/m
import numpy as np

from nn import cost, unflatten


def regularized_cost(theta, X, Y, layer_sizes, lambda_):
    m = len(X)
    thetas = unflatten(theta, layer_sizes)
    penalty = 0.0
    for layer in range(1, len(thetas)):
        for row in thetas[layer]:
            for weight in row[1:]:
                penalty += weight * weight
    return cost(theta, X, Y, layer_sizes) + lambda_ / m * penalty
