"""Exercise 3. The sigmoid

Every unit of the network squashes its input z into a number between 0 and 1: g(z) = 1 / (1 + e⁻ᶻ). Write it so that it
works for a single number as well as for an array of any shape, entry by entry. (For a very negative z, e⁻ᶻ overflows to
infinity; the result, 0, is right all the same.)
"""
import numpy as np


def sigmoid(z):
    """g(z) = 1 / (1 + e⁻ᶻ)

    z       : number or array of any shape
    Returns : the same shape, between 0 and 1
    """
    raise NotImplementedError("sigmoid: write it here, instead of this line")
