# expect: passes
# style: physicist, partition function, scipy logsumexp
import numpy as np
from scipy.special import logsumexp


def free_energy(E):
    return logsumexp(E, axis=-1, keepdims=True)


def softmax(z):
    z = np.asarray(z, dtype=float)
    return np.exp(z - free_energy(z))


def softmax_cost(Z, Y):
    Z = np.asarray(Z, dtype=float)
    picked = np.where(np.asarray(Y) > 0.5, Z, 0.0).sum(axis=-1)
    return float(np.mean(np.squeeze(free_energy(Z), -1) - picked))
