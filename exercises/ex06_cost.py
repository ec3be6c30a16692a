"""Exercise 6. The cost

How wrong is the network? Every output unit of every example costs −log a where its y is 1 and −log(1 − a) where its y
is 0; a is the activation of the unit. Sum this over the K units and take the mean over the m examples: one number.
There is no regularization yet. feedforward, which returns the activations and the zs of all layers, is imported for
you. (If an activation is exactly 0 or 1, log 0 is −∞ and the plain formula may give nan; this does not happen here.)
"""
import numpy as np

from nn import feedforward


def cost(theta, X, Y, layer_sizes):
    """J(θ) = 1/m Σᵢ Σₖ [−yₖ log a⁽³⁾ₖ − (1 − yₖ) log(1 − a⁽³⁾ₖ)]

    theta       : (p,) all weights, layer by layer, row by row
    X           : (m, n) one example a row, bias not included
    Y           : (m, K) one-hot rows, floats 0.0 and 1.0
    layer_sizes : (n, h, K) units of each layer without bias
    Returns     : float, nats per example
    """
    raise NotImplementedError("cost: write it here, instead of this line")
