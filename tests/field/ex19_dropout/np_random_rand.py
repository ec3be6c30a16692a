# expect: do-own-generator
# style: np.random.rand
import numpy as np


def dropout(A, rate, rng):
    D1 = np.random.rand(A.shape[0], A.shape[1])
    D1 = (D1 >= rate)
    A1 = np.multiply(A, D1)
    A1 = A1 / (1 - rate)
    return A1
