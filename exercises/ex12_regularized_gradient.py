"""Exercise 12. The regularized gradient

Add the derivative of the penalty λ/(2m) Σ Θ² to the gradient of exercise 10: every weight adds λ/m times itself, except
for the biases in column 0 of each Theta, which are not regularized and add nothing. Do not change theta. gradient,
unflatten (theta -> matrices) and flatten (matrices -> theta) are imported for you.
"""
import numpy as np

from nn import flatten, gradient, unflatten


def regularized_gradient(theta, X, Y, layer_sizes, lambda_):
    """∂J/∂Θ⁽ˡ⁾ + λ/m Θ⁽ˡ⁾,  the second term 0 in the bias columns

    theta       : (p,) all weights, layer by layer, row by row
    X           : (m, n) one example a row, bias not included
    Y           : (m, K) one-hot rows
    layer_sizes : (n, h, K) units of each layer without bias
    lambda_     : float >= 0, strength of regularization
    Returns     : (p,) array in the order of theta
    """
    raise NotImplementedError("regularized_gradient: write it here, instead of this line")
