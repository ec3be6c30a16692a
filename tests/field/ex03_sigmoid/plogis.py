# expect: passes
# style: R user, plogis written stably
import numpy as np


def plogis(q):
    e = np.exp(-np.abs(q))
    return np.where(np.asarray(q) >= 0, 1, e) / (1 + e)


def sigmoid(z):
    return plogis(z)
