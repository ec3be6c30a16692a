# expect: passes
# style: rng.binomial
import numpy as np


def dropout(A, rate, rng):
    mask = rng.binomial(1, 1 - rate, size=np.shape(A))
    return np.where(mask == 1, A / (1 - rate), 0.0)
