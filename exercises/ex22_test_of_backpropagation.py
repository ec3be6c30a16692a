"""Exercise 22. A test of backpropagation

You have written backpropagation; now write the test that would have found its mistakes. Your test gets a gradient, that
is a function like your own in exercise 10. If this gradient is right, the test does nothing. If it is wrong, the test
fails: with an assert that is not true, as in pytest (or any other exception; returning False counts, too).

Your test is called with ten right gradients, written in different ways, all of which it must pass, and with the wrong
ones that the known mistakes of exercise 10 make: how many of them does it reject? A right gradient may be off in the
ninth digit, since two of the ten are computed by finite differences, too. A wrong one may be wrong in a few entries, in
its shape, or only in what it leaves behind. Choose theta, X, Y and layer_sizes so that no mistake can hide; small ones
are enough, and quick. cost and numerical_gradient are imported for you.
"""
import numpy as np


def test_gradient(gradient):
    """gradient(θ)ᵢ ≈ (J(θ + ε eᵢ) − J(θ − ε eᵢ)) / 2ε  for all i,  and θ is the same after the call as before it

    gradient : function of (theta, X, Y, layer_sizes) that returns ∂J/∂θ, a (p,) array; right or wrong
    Returns  : None, and raises AssertionError where gradient is wrong
    """
    from nn import cost, numerical_gradient
    raise NotImplementedError("test_gradient: write it here, instead of this line")
