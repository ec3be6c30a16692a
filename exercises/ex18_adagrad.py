"""Exercise 18. Adagrad with a clipped gradient

One learning rate for all weights is too large for some and too small for others. Adagrad gives each its own: it adds up
the squares of all gradients so far in an accumulator G, entry by entry, and divides the step by √G. What has moved
much, moves less. A single wild batch would spoil G forever: so a gradient that is longer than largest_norm is first
shortened to that length, keeping its direction. Return new arrays; the ones you got stay as they are.
"""
import numpy as np


def adagrad_step(theta, accumulator, gradient, learning_rate, largest_norm):
    """g ← g · min(1, c / ‖g‖),   G ← G + g²,   θ ← θ − η g / √G,   entry by entry but for the length ‖g‖

    theta         : (p,) all weights
    accumulator   : (p,) G > 0, of the step before
    gradient      : (p,) g = ∂J/∂θ at theta, of one batch; all of it may be 0
    learning_rate : η > 0
    largest_norm  : c > 0, the length above which a gradient is shortened
    Returns       : (theta, accumulator), two new (p,) arrays
    """
    raise NotImplementedError("adagrad_step: write it here, instead of this line")
