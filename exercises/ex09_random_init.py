"""Exercise 9. Random initialization

Where all weights start equal, all hidden units learn the same; so training starts from small random numbers. Draw one
for each weight of the network, biases included, uniformly between −epsilon and epsilon, and return all of them as one
flat array. The numbers come from rng, a NumPy Generator such as np.random.default_rng(0) makes: the caller, who chose
its seed, can repeat the draw.
"""
import numpy as np


def random_init(layer_sizes, rng, epsilon=0.12):
    """θᵢ ~ U(−ε, ε)

    layer_sizes : (n, h, K) units of each layer without bias
    rng         : numpy.random.Generator
    epsilon     : float > 0, all numbers lie between −epsilon and epsilon
    Returns     : (p,) array, p = the number of weights: each unit has one for each unit of the layer before and a bias
    """
    raise NotImplementedError("random_init: write it here, instead of this line")
