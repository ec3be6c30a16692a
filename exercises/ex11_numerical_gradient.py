"""Exercise 11. The numerical gradient

Is a gradient right? Move one entry of theta a little up and a little down, and see how f changes: estimating the slope
this way needs no derivative, only f. Do this for each entry of theta, one at a time, while all the others stay where
they are. It takes two calls of f for each entry: far too slow for training, but a check of backpropagation that does
not depend on it.
"""
import numpy as np


def numerical_gradient(f, theta, epsilon=1e-4):
    """∂f/∂θᵢ ≈ (f(θ + ε eᵢ) − f(θ − ε eᵢ)) / 2ε,  eᵢ = 1 at entry i and 0 elsewhere

    f       : function of a (p,) array that returns a float
    theta   : (p,) array of floats; do not change it
    epsilon : float > 0, how far an entry is moved to either side
    Returns : (p,) array
    """
    raise NotImplementedError("numerical_gradient: write it here, instead of this line")
