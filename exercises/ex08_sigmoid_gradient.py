"""Exercise 8. The sigmoid gradient

How steep is the sigmoid at z? Its slope can be written in terms of its value alone: g′(z) = g(z) (1 − g(z)). It is 1/4
at z = 0 and goes to 0 far from it. Write it for a single number as well as for an array of any shape, entry by entry;
do not change z. sigmoid, which computes g(z), is imported for you.
"""
from nn import sigmoid


def sigmoid_gradient(z):
    """g′(z) = g(z) (1 − g(z)),  the slope at the INPUT z of a unit

    z       : number or array of any shape, the input of the sigmoid
    Returns : the same shape, between 0 and 1/4
    """
    raise NotImplementedError("sigmoid_gradient: write it here, instead of this line")
