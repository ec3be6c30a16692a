"""Exercise 16. Softmax and its cost

With the sigmoid, each output unit is a classifier of its own. Softmax turns all K into one distribution: numbers
between 0 and 1 whose sum is 1, softmax(z)ₖ = e^zₖ / Σⱼ e^zⱼ. Write it for one example (K,) as well as for many (m, K).
Adding the same number to all z of an example changes nothing: use that to avoid ever computing e¹⁰⁰⁰.

Then write its cost: the mean over the examples of −log softmax(z) at the right class. It, too, must be exact for
z = ±1000, where softmax itself is 0 and has no logarithm.
"""
import numpy as np


def softmax(z):
    """softmax(z)ₖ = e^zₖ / Σⱼ e^zⱼ  along the last axis

    z       : (K,) or (m, K) array of numbers of any size: 1000 must not overflow
    Returns : array of the same shape, between 0 and 1; each example sums to 1
    """
    raise NotImplementedError("softmax: write it here, instead of this line")


def softmax_cost(Z, Y):
    """J = −1/m Σᵢ log softmax(zᵢ)  at the right class of each example i

    Z       : (m, K) inputs of the output units, numbers of any size
    Y       : (m, K) one-hot rows
    Returns : float, nats per example, finite for every Z
    """
    raise NotImplementedError("softmax_cost: write it here, instead of this line")
