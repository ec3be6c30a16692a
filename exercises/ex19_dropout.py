"""Exercise 19. Dropout

While a network trains, each hidden unit is switched off at random, for each example anew: no unit can then rely on
another one being there. Take the activations A of a layer and set each entry to 0 with the probability rate. Divide the
others by 1 − rate, so that on the average the next layer gets as much as before ("inverted" dropout). All chance comes
from rng, a numpy.random.Generator: who hands over the same seed gets the same result. A stays as it is.
"""
import numpy as np


def dropout(A, rate, rng):
    """0 with the probability rate, else a / (1 − rate),  each entry by itself

    A       : (m, h) activations, one example a row
    rate    : share >= 0 and < 1 that is set to 0
    rng     : numpy.random.Generator, the source of all random numbers
    Returns : (m, h) array, a new one
    """
    raise NotImplementedError("dropout: write it here, instead of this line")
