# expect: new: ^ is bitwise xor in Python: a power is **
# style: Octave signs
import numpy as np


def sigmoid(z):
    return 1 / (1 + np.e ^ (-z))
