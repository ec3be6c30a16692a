# expect: passes
# style: deeplearning.ai, keep_prob
import numpy as np


def dropout(A, rate, rng):
    keep_prob = 1 - rate
    D = rng.random(A.shape) < keep_prob
    return A * D / keep_prob
