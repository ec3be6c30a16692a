# expect: do-keeps-rate
# style: rate read as the probability of keeping
import numpy as np


def dropout(A, rate, rng):
    mask = (rng.random(A.shape) < rate).astype(float)
    return A * mask / (1 - rate)
