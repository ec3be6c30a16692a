# expect: passes
# style: loops over entries, if and else
import numpy as np


def dropout(A, rate, rng):
    B = np.zeros(A.shape)
    for i in range(A.shape[0]):
        for j in range(A.shape[1]):
            if rng.random() >= rate:
                B[i, j] = A[i, j] / (1 - rate)
    return B
