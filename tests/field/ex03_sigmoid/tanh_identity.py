# expect: sig-tanh-of-z
# style: identity from Wikipedia, one-liner
import numpy as np


def sigmoid(z):
    return 0.5 * (1 + np.tanh(z))   # logistic is just a shifted, scaled tanh
