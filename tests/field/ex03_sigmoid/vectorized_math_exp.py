# expect: new: math.exp raises OverflowError for a very negative z
# style: Java programmer, math.exp for one number and np.vectorize
import math

import numpy as np


def sigmoidOfOne(x):
    return 1.0 / (1.0 + math.exp(-x))


sigmoid = np.vectorize(sigmoidOfOne)
