# expect: do-one-mask + do-not-scaled
# style: two mistakes, a mask for the units
import numpy as np


def dropout(A, rate, rng):
    m, h = A.shape
    keep = rng.random(h) >= rate
    return A * keep
