"""Right answers to exercise 3, each written differently."""
import math

import numpy as np
from scipy.special import expit


def sigmoid__plain(z):
    return 1 / (1 + np.exp(-z))


def sigmoid__power(z):
    return (1 + np.e ** (-z)) ** -1


def sigmoid__scipy(z):
    return expit(z)


def sigmoid__tanh(z):
    return (1 + np.tanh(np.asarray(z) / 2)) / 2


def sigmoid__loop(z):
    z = np.asarray(z, dtype=float)
    g = np.empty(z.size)
    for i, value in enumerate(z.ravel()):
        g[i] = 1 / (1 + math.exp(-value)) if value > -700 else 0.0
    return g.reshape(z.shape)


def sigmoid__vectorized(z):
    return np.vectorize(lambda x: 1 / (1 + math.exp(-x)) if x >= 0 else math.exp(x) / (1 + math.exp(x)))(z)


def sigmoid__where(z):
    e = np.exp(-np.abs(z))
    return np.where(np.asarray(z) >= 0, 1, e) / (1 + e)


def sigmoid__on_a_copy(z):
    g = np.array(z, dtype=float)
    g *= -1
    np.exp(g, out=g)
    g += 1
    return np.reciprocal(g)


def sigmoid__float32(z):
    return (1 / (1 + np.exp(-np.asarray(z, dtype=np.float32)))).astype(np.float32)


def sigmoid__logaddexp(z):
    return np.exp(-np.logaddexp(0, -np.asarray(z)))


def sigmoid__as_fortran(z):
    return np.transpose(1 / (1 + np.exp(-np.transpose(z))))


def sigmoid__errstate(z):
    with np.errstate(over="ignore"):
        return np.divide(1.0, np.add(1.0, np.exp(np.negative(z))))
