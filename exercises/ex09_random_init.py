"""Exercise 9. Random initialization

If all weights start out equal, all hidden units learn the same thing; so training starts from small random numbers.
Draw one for each weight of the network, biases included, uniformly between −epsilon and epsilon, and return all of them
as one flat array. The numbers come from rng, a NumPy Generator such as np.random.default_rng(0): the caller chose its
seed and can repeat the draw.
"""
import numpy as np


def random_init(layer_sizes, rng, epsilon=0.12):
    """θᵢ ~ U(−ε, ε)

    layer_sizes : (n, h, K) units of each layer without bias
    rng         : numpy.random.Generator
    epsilon     : float > 0, all numbers lie between −epsilon and epsilon
    Returns     : (p,) array of all weights: each unit has one for each unit of the previous layer and one for the bias
    """
    raise NotImplementedError("random_init: write it here, instead of this line")
