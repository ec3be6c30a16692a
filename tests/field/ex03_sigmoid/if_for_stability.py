# expect: sig-scalar-if
# style: stable version of a forum answer
import numpy as np


def sigmoid(x):
    # avoids overflow in exp
    if x >= 0:
        z = np.exp(-x)
        return 1 / (1 + z)
    else:
        z = np.exp(x)
        return z / (1 + z)
