# expect: sm-smallest
# style: min where max was meant
import numpy as np


def softmax(z):
    e = np.exp(z - np.min(z, axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def softmax_cost(Z, Y):
    Z = Z - Z.max(axis=1)[:, np.newaxis]
    log_sum = np.log(np.sum(np.exp(Z), axis=1))
    return (log_sum - Z[Y == 1]).mean()
