# expect: passes
# style: the equation as it is written, docstring kept
from nn import sigmoid


def sigmoid_gradient(z):
    """g′(z) = g(z) (1 − g(z)),  the slope at the INPUT z of a unit

    z       : number or array of any shape, the input of the sigmoid
    Returns : the same shape, between 0 and 1/4
    """
    return sigmoid(z) * (1 - sigmoid(z))
