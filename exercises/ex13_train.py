"""Exercise 13. Training

Walk theta downhill. scipy.optimize.minimize does the walking: it evaluates f, the cost and its gradient, at one theta
after another and steps to where the cost is lower. Use its method "TNC" (truncated Newton), tell it that f returns the
cost together with the gradient, and let it evaluate f at most max_evaluations times. Return the theta that it finds.
"""
import numpy as np


def train_with_tnc(f, theta, max_evaluations):
    """θ* = argmin J(θ),  found step by step from a first θ

    f               : function of a (p,) array that returns (J, gradient): a float and a (p,) array
    theta           : (p,) array, where to start; do not change it
    max_evaluations : int >= 1, how many times f may be evaluated
    Returns         : (p,) array, the theta that the optimizer found
    """
    from scipy.optimize import minimize
    raise NotImplementedError("train_with_tnc: write it here, instead of this line")
