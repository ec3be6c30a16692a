"""Exercise 4. Feedforward

Send all examples through the network, layer by layer: add the bias unit to the activations of a layer, multiply by its
Theta, and apply the sigmoid. Return two lists: the activations a1 = X, a2, a3 of all layers, and the z2, z3 that a2 and
a3 are computed from. Do not return the bias units: a1 is X itself, a2 is (m, h). Three layers are enough, but code for
any number of layers is welcome. sigmoid and unflatten are imported for you.

The equation below is for one example, a column; the code has one example a row.
"""
import numpy as np

from nn import sigmoid, unflatten


def feedforward(theta, X, layer_sizes):
    """a⁽¹⁾ = x,  z⁽ˡ⁺¹⁾ = Θ⁽ˡ⁾ [1; a⁽ˡ⁾],  a⁽ˡ⁺¹⁾ = g(z⁽ˡ⁺¹⁾)

    theta       : (p,) all weights, layer by layer, row by row
    X           : (m, n) one example a row, bias not included
    layer_sizes : (n, h, K) units of each layer without bias
    Returns     : (activations, zs): [a1, a2, a3] of shapes (m, n), (m, h), (m, K), and [z2, z3] of (m, h), (m, K)
    """
    raise NotImplementedError("feedforward: write it here, instead of this line")
