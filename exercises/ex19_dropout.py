"""Exercise 19. Dropout

While a network is trained, hidden units are switched off at random, different ones for each example, so no unit can
rely on another one being there. Take the activations A of a layer and set each entry to 0 with probability rate. Divide
the others by 1 − rate, so that on average the next layer gets as much as before ("inverted" dropout). All random
numbers come from rng, a numpy.random.Generator: the same seed gives the same result. Do not change A.
"""
import numpy as np


def dropout(A, rate, rng):
    """0 with probability rate, else a / (1 − rate),  independently for each entry

    A       : (m, h) activations, one example a row
    rate    : float >= 0 and < 1, the probability that an entry is set to 0
    rng     : numpy.random.Generator, the source of all random numbers
    Returns : (m, h) array, a new one
    """
    raise NotImplementedError("dropout: write it here, instead of this line")
