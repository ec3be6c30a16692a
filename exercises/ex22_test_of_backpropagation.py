"""Exercise 22. A test of backpropagation

You have written backpropagation; now write the test that would have found its mistakes. Your test gets a gradient, that
is a function like your own in exercise 10. If this gradient is right, the test does nothing. If it is wrong, the test
fails: with an assert that is not true, as in pytest (or any other exception; returning False counts, too).

Your test is called with ten right gradients, written in different ways, all of which it must pass, and with all wrong
ones that this course knows: how many of them does it reject? A right gradient may be off in the ninth digit, since one
of them is computed by finite differences itself. A wrong one may be wrong in a single entry, in its shape, or only in
what it leaves behind. Choose theta, X, Y and layer_sizes so that no mistake can hide; small ones are enough, and quick.
cost and numerical_gradient are imported for you.
"""
import numpy as np

from nn import cost, numerical_gradient


def test_gradient(gradient):
    """‖∂J/∂θ as gradient computes it − its finite differences‖ ≈ 0,  and theta is as before

    gradient : function of (theta, X, Y, layer_sizes) that returns a (p,) array, right or wrong
    Returns  : None, and raises AssertionError where gradient is wrong
    """
    raise NotImplementedError("test_gradient: write it here, instead of this line")
