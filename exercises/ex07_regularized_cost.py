"""Exercise 7. The regularized cost

Large weights should cost something, too: add λ/(2m) times the sum of the squares of all weights of both layers to the
cost of exercise 6. The biases, column 0 of each Theta, are excluded from the sum. cost and unflatten, which splits
theta into its two matrices, are imported for you. Do not change theta.
"""
import numpy as np

from nn import cost, unflatten


def regularized_cost(theta, X, Y, layer_sizes, lambda_):
    """J(θ) + λ/(2m) Σ Θ²,  bias columns excluded

    theta       : (p,) all weights, layer by layer, row by row
    X           : (m, n) one example a row, bias not included
    Y           : (m, K) one-hot rows
    layer_sizes : (n, h, K) units of each layer without bias
    lambda_     : float >= 0, strength of regularization
    Returns     : float, nats per example
    """
    raise NotImplementedError("regularized_cost: write it here, instead of this line")
