# expect: passes
# style: physicist, einsum, energy
import numpy as np

from nn import cost, unflatten


def elastic_energy(W, k):
    return 0.5 * k * np.einsum("ij,ij->", W, W)


def regularized_cost(theta, X, Y, layer_sizes, lambda_):
    k = lambda_ / Y.shape[0]
    return cost(theta, X, Y, layer_sizes) + sum(elastic_energy(W[:, 1:], k) for W in unflatten(theta, layer_sizes))
