"""Exercise 18. Adagrad with a clipped gradient

A single learning rate is too large for some weights and too small for others. Adagrad gives each weight its own: it
sums the squares of all gradients so far in an accumulator G, entry by entry, and divides the step by √G. What has moved
much moves less. A single extreme batch would spoil G forever, so a gradient longer than largest_norm is first shortened
to that length without changing its direction. Return new arrays; do not change the arguments.
"""
import numpy as np


def adagrad_step(theta, accumulator, gradient, learning_rate, largest_norm):
    """g ← g · min(1, c / ‖g‖),   G ← G + g²,   θ ← θ − η g / √G,   entry by entry except for the length ‖g‖

    theta         : (p,) all weights
    accumulator   : (p,) G > 0, of the previous step
    gradient      : (p,) g = ∂J/∂θ at theta, of one batch; all entries may be 0
    learning_rate : η > 0
    largest_norm  : c > 0, the length above which a gradient is shortened
    Returns       : (theta, accumulator), two new (p,) arrays
    """
    raise NotImplementedError("adagrad_step: write it here, instead of this line")
