"""Exercise 20. Map and reduce

The gradient over 300 million examples is computed on many machines: each takes a chunk of the examples (map), and their
results are combined (reduce). Do the same in a loop: cut X and Y into chunks of chunk_size rows, compute the gradient
of each chunk with the imported function gradient, and combine these into the gradient over all examples. gradient
returns the mean over the examples it gets, and the last chunk may be shorter than the others.
"""
import numpy as np

from nn import gradient


def chunked_gradient(theta, X, Y, layer_sizes, chunk_size):
    """∂J/∂θ = Σ over the chunks of  (examples in the chunk / m) · (gradient of the chunk)

    theta       : (p,) all weights, layer by layer, row by row
    X           : (m, n) one example a row, bias not included
    Y           : (m, K) one-hot rows
    layer_sizes : (n, h, K) units of each layer without bias
    chunk_size  : int >= 1, number of examples in a chunk; may be more than m
    Returns     : (p,) array in the order of theta
    """
    raise NotImplementedError("chunked_gradient: write it here, instead of this line")
