"""Exercise 4. Feedforward

Send all examples through the network, layer by layer: add the bias unit to the activations of a layer, multiply by its
Theta, and squash the result. Return two lists: the activations a1 = X, a2, a3 of all layers, and the z2, z3 which they
come from. The bias units must not be in what you return: a1 is X itself, a2 is (m, h). One row is one example. Three
layers are enough, but as many as layer_sizes says are welcome. sigmoid and unflatten are there already.
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
