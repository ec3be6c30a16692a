# expect: passes
# style: scipy.special.softmax and log_softmax
import numpy as np
from scipy.special import log_softmax
from scipy.special import softmax as scipy_softmax


def softmax(z):
    return scipy_softmax(z, axis=-1)


def softmax_cost(Z, Y):
    return -np.sum(Y * log_softmax(Z, axis=1)) / len(Z)
