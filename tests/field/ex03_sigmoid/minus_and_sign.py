# expect: sig-sign + sig-one-minus-exp
# style: from memory, one-liner
import numpy as np


def sigmoid(z):
    return 1 / (1 - np.exp(z))
