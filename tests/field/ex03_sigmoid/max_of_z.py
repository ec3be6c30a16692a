# expect: sig-scalar-if
# style: avoids the overflow with max
import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-max(z, -500.0)))
