# expect: sig-math-exp
# style: float for safety
import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-float(z)))
