"""Exercise 2. From matrices to a vector, and back

Optimizers work on one long vector theta, the equations of the network on one matrix Theta for each layer except the
input. Write both conversions. In theta the matrices follow one another, each of them row by row. The matrix between a
layer of s_in units and the next one of s_out units has the shape (s_out, s_in + 1): column 0 contains the biases. Both
functions must work for any number of layers and must not change their arguments.
"""
import numpy as np


def flatten(Thetas):
    """θ = all Θ⁽ˡ⁾, layer by layer, row by row

    Thetas  : list of (s_out, s_in + 1) arrays, one for each layer except the input
    Returns : (p,) array of all their entries
    """
    raise NotImplementedError("flatten: write it here, instead of this line")


def unflatten(theta, layer_sizes):
    """Θ⁽¹⁾, Θ⁽²⁾, … from θ: the inverse of flatten

    theta       : (p,) array, layer by layer, row by row
    layer_sizes : tuple, units of each layer without bias, input first: (400, 25, 10)
    Returns     : list of (s_out, s_in + 1) arrays, one for each layer except the input
    """
    raise NotImplementedError("unflatten: write it here, instead of this line")
