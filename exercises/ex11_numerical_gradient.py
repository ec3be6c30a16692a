"""Exercise 11. The numerical gradient

Is a gradient right? Move one entry of theta a little up and a little down, and see how f changes: that slope needs no
derivative, only f. Do so for each entry of theta, one at a time, while all the others stay where they are. This takes
two calls of f an entry: far too slow for training, but a check of backpropagation that knows nothing of it.
"""
import numpy as np


def numerical_gradient(f, theta, epsilon=1e-4):
    """∂f/∂θᵢ ≈ (f(θ + ε eᵢ) − f(θ − ε eᵢ)) / 2ε,  eᵢ = 1 at entry i and 0 elsewhere

    f       : function of a (p,) array that returns a float
    theta   : (p,) array of floats, stays as it is
    epsilon : float > 0, how far an entry is moved to either side
    Returns : (p,) array
    """
    raise NotImplementedError("numerical_gradient: write it here, instead of this line")
