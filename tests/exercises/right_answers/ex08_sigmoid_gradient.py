"""Right answers to exercise 8, each written differently."""
import numpy as np
from scipy.special import expit
from scipy.stats import logistic

import nn
from nn import sigmoid


def sigmoid_gradient__plain(z):
    return sigmoid(z) * (1 - sigmoid(z))


def sigmoid_gradient__multiplied_out(z):
    g = sigmoid(z)
    return g - g ** 2


def sigmoid_gradient__product_with_the_mirror_image(z):
    return sigmoid(z) * sigmoid(-np.asarray(z))


def sigmoid_gradient__distance_from_the_middle(z):
    return 0.25 - np.power(np.subtract(sigmoid(z), 0.5), 2)


def sigmoid_gradient__tanh(z):
    return (1 - np.tanh(np.divide(z, 2)) ** 2) / 4


def sigmoid_gradient__cosh(z):
    with np.errstate(over="ignore"):
        return 1 / (2 + 2 * np.cosh(z))


def sigmoid_gradient__exp_of_minus_abs(z):
    e = np.exp(-np.abs(z))
    return e / (1 + e) ** 2


def sigmoid_gradient__scipy(z):
    g = expit(np.asarray(z, dtype=float))
    return np.multiply(g, 1.0 - g)


def sigmoid_gradient__density(z):
    return logistic.pdf(z)


def sigmoid_gradient__loop(z):
    z = np.asarray(z, dtype=float)
    slope = np.zeros(z.shape)
    for place in np.ndindex(z.shape):
        g = sigmoid(z[place])
        slope[place] = g * (1 - g)
    return slope


def sigmoid_gradient__loops_over_rows_and_columns(z):
    if np.ndim(z) == 0:
        return sigmoid(z) * (1 - sigmoid(z))
    if np.ndim(z) == 1:
        return np.array([sigmoid_gradient__loops_over_rows_and_columns(value) for value in z])
    g = np.zeros(z.shape)
    for i in range(z.shape[0]):
        for j in range(z.shape[1]):
            g[i, j] = sigmoid(z[i, j]) * (1 - sigmoid(z[i, j]))
    return g


def sigmoid_gradient__vectorized(z):
    return np.vectorize(lambda x: sigmoid(float(x)) * (1 - sigmoid(float(x))), otypes=[float])(z)


def sigmoid_gradient__in_a_new_array(z):
    slope = np.zeros_like(z, dtype=float)
    slope[...] = sigmoid(z)
    slope *= 1 - slope
    return slope


def sigmoid_gradient__float32(z):
    g = sigmoid(np.asarray(z)) * np.ones(np.shape(z), np.float32)
    return (np.float32(g) * (1 - np.float32(g))).astype(np.float32)


def sigmoid_gradient__numerical(z):
    z = np.asarray(z, dtype=float)
    return (sigmoid(z + 1e-5) - sigmoid(z - 1e-5)) / 2e-5


def sigmoid_gradient__complex_step(z):
    return np.imag(sigmoid(np.asarray(z) + 1e-20j)) / 1e-20


def sigmoid_gradient__as_fortran(z):
    g = np.asfortranarray(sigmoid(z)) if np.ndim(z) else sigmoid(z)
    return g * (1 - g)


def sigmoid_gradient__delegated(z):
    return nn.sigmoid_gradient(z)
