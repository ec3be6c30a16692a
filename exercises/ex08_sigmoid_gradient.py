"""Exercise 8. The sigmoid gradient

How steep is the sigmoid at z? Its slope can be written with nothing but its value: g′(z) = g(z) (1 − g(z)). It is 1/4
at z = 0 and 0 far out. Write it for a single number as well as for an array of any shape, entry by entry; z stays as it
is. sigmoid, which does the same for g(z), is imported for it.
"""
from nn import sigmoid


def sigmoid_gradient(z):
    """g′(z) = g(z) (1 − g(z)),  the slope at the INPUT z of a unit

    z       : number or array of any shape, the input of the sigmoid
    Returns : the same shape, between 0 and 1/4
    """
    raise NotImplementedError("sigmoid_gradient: write it here, instead of this line")
