"""Exercise 13. Training

Walk theta downhill. scipy.optimize.minimize does the walking: it asks f for the cost and its gradient at one theta
after another, and steps to where the cost is lower. Use its method "TNC" (truncated Newton), tell it that f returns the
cost together with the gradient, and let it ask at most max_evaluations times. Return the theta that it found.
"""
import numpy as np


def train_with_tnc(f, theta, max_evaluations):
    """θ* = argmin J(θ),  found step by step from a first θ on

    f               : function of a (p,) array that returns (J, gradient): a float and a (p,) array
    theta           : (p,) array where to start, stays as it is
    max_evaluations : int >= 1, how often f may be asked
    Returns         : (p,) array, the theta that the optimizer found
    """
    from scipy.optimize import minimize
    raise NotImplementedError("train_with_tnc: write it here, instead of this line")
