"""Exercise 10. Backpropagation

In which direction does the cost grow? Compute its derivative with respect to every weight of a network with one hidden
layer, without regularization. The error of the outputs, delta3, is known; through the weights of Theta2 it is
propagated back to the hidden units, delta2. Each delta, together with the activations of the layer below and their bias
unit, gives the gradient of one Theta: an array of the same shape, the mean over the examples. Return both as one flat
vector in the order of theta. feedforward, sigmoid_gradient, unflatten (theta -> matrices) and flatten (matrices ->
theta) are imported for you.

The equations below are for one example, a column; the code has one example a row.
"""
import numpy as np

from nn import feedforward, flatten, sigmoid_gradient, unflatten


def gradient(theta, X, Y, layer_sizes):
    """δ⁽³⁾ = a⁽³⁾ − y,   δ⁽²⁾ = Θ⁽²⁾ᵀ δ⁽³⁾ ∘ g′(z⁽²⁾) without the bias,   ∂J/∂Θ⁽ˡ⁾ = 1/m Σᵢ δ⁽ˡ⁺¹⁾ [1; a⁽ˡ⁾]ᵀ

    theta       : (p,) all weights, layer by layer, row by row
    X           : (m, n) one example a row, bias not included
    Y           : (m, K) one-hot rows
    layer_sizes : (n, h, K) units of each layer without bias
    Returns     : (p,) array in the order of theta
    """
    raise NotImplementedError("gradient: write it here, instead of this line")
