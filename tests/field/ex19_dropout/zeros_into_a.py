# expect: do-in-place
# style: boolean indexing into the argument
import numpy as np


def dropout(A, rate, rng):
    A[rng.random(A.shape) < rate] = 0
    return A / (1 - rate)
