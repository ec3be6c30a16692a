"""Right answers to exercise 6, each written differently."""
import math

import numpy as np
from scipy.special import expit, log_expit, xlog1py, xlogy

import nn
from nn import feedforward, unflatten


def cost__plain(theta, X, Y, layer_sizes):
    h = feedforward(theta, X, layer_sizes)[0][-1]
    return -np.sum(Y * np.log(h) + (1 - Y) * np.log(1 - h)) / len(X)


def cost__one_line(theta, X, Y, layer_sizes):
    (_, _, h), _ = feedforward(theta, X, layer_sizes)
    return (-1 / X.shape[0]) * (Y * np.log(h) + (1.0 - Y) * np.log(1.0 - h)).sum()


def cost__loop_over_examples(theta, X, Y, layer_sizes):
    activations, _ = feedforward(theta, X, layer_sizes)
    h, m, J = activations[-1], X.shape[0], 0
    for i in range(m):
        J += np.dot(-Y[i], np.log(h[i])) - np.dot(1 - Y[i], np.log(1 - h[i]))
    return J / m


def cost__loop_over_units(theta, X, Y, layer_sizes):
    h = feedforward(theta, X, layer_sizes)[0][-1]
    J = 0
    for k in range(layer_sizes[-1]):
        yk, hk = Y[:, k], h[:, k]
        J = J + (-yk.T @ np.log(hk) - (1 - yk).T @ np.log(1 - hk)) / len(X)
    return J


def cost__two_loops_and_math(theta, X, Y, layer_sizes):
    h = feedforward(theta, X, layer_sizes)[0][-1].tolist()
    total = 0.0
    for said, wanted in zip(h, Y.tolist(), strict=True):
        for a, y in zip(said, wanted, strict=True):
            total -= math.log(a) if y == 1 else math.log(1 - a)
    return total / len(h)


def cost__one_example_at_a_time(theta, X, Y, layer_sizes):
    costs = []
    for x, y in zip(X, Y, strict=True):
        a = feedforward(theta, x[np.newaxis, :], layer_sizes)[0][-1][0]
        costs.append(sum(-y * np.log(a) - (1 - y) * np.log(1 - a)))
    return np.mean(costs)


def cost__trace(theta, X, Y, layer_sizes):
    a3 = feedforward(theta, X, layer_sizes)[0][-1]
    return -(np.trace(Y.T @ np.log(a3)) + np.trace((1 - Y).T @ np.log(1 - a3))) / len(Y)


def cost__einsum(theta, X, Y, layer_sizes):
    a3 = feedforward(theta, X, layer_sizes)[0][-1]
    return -(np.einsum("ik,ik->", Y, np.log(a3)) + np.einsum("ik,ik->", 1 - Y, np.log1p(-a3))) / Y.shape[0]


def cost__where(theta, X, Y, layer_sizes):
    a3 = feedforward(theta, X, layer_sizes)[0][-1]
    return float(np.mean(np.sum(-np.log(np.where(Y == 1, a3, 1 - a3)), axis=1)))


def cost__masks(theta, X, Y, layer_sizes):
    a3 = feedforward(theta, X, layer_sizes)[0][-1]
    yes = Y.astype(bool)
    return -(np.log(a3[yes]).sum() + np.log(1 - a3[~yes]).sum()) / len(X)


def cost__mean_times_k(theta, X, Y, layer_sizes):
    a3 = feedforward(theta, X, layer_sizes)[0][-1]
    return np.mean(-Y * np.log(a3) - (1 - Y) * np.log(1 - a3)) * Y.shape[1]


def cost__flat(theta, X, Y, layer_sizes):
    a3, y = feedforward(theta, X, layer_sizes)[0][-1].ravel(), Y.ravel()
    return -(y.dot(np.log(a3)) + (1 - y).dot(np.log(1 - a3))) / len(X)


def cost__octave_with_a_column_of_ones(theta, X, Y, layer_sizes):
    n, h, K = layer_sizes
    m = X.shape[0]
    Theta1 = np.reshape(theta[:h * (n + 1)], (h, n + 1))
    Theta2 = np.reshape(theta[h * (n + 1):], (K, h + 1))
    A1 = np.vstack([np.ones((1, m)), X.T])
    A2 = np.vstack([np.ones((1, m)), 1 / (1 + np.exp(-Theta1.dot(A1)))])
    A3 = 1 / (1 + np.exp(-Theta2.dot(A2)))
    return np.sum(np.sum(-Y.T * np.log(A3) - (1 - Y.T) * np.log(1 - A3))) / m


def cost__own_feedforward(theta, X, Y, layer_sizes):
    a = X
    for Theta in unflatten(theta, layer_sizes):
        a = expit(np.insert(a, 0, 1, axis=1) @ Theta.T)
    return -np.sum(xlogy(Y, a) + xlog1py(1 - Y, -a)) / len(X)


def cost__clipped(theta, X, Y, layer_sizes):
    a3 = np.clip(feedforward(theta, X, layer_sizes)[0][-1], 1e-12, 1 - 1e-12)
    return np.sum(-Y * np.log(a3) - (1 - Y) * np.log(1 - a3)) / len(X)


def cost__with_a_tiny_epsilon(theta, X, Y, layer_sizes):
    a3 = feedforward(theta, X, layer_sizes)[0][-1]
    return np.sum(-Y * np.log(a3 + 1e-10) - (1 - Y) * np.log(1 - a3 + 1e-10)) / len(X)


def cost__softplus_of_z(theta, X, Y, layer_sizes):
    z3 = feedforward(theta, X, layer_sizes)[1][-1]
    return np.sum(np.logaddexp(0, z3) - Y * z3) / len(X)


def cost__log_expit(theta, X, Y, layer_sizes):
    z3 = feedforward(theta, X, layer_sizes)[1][-1]
    return -np.average(np.sum(Y * log_expit(z3) + (1 - Y) * log_expit(-z3), axis=1))


def cost__float32(theta, X, Y, layer_sizes):
    theta, X, Y = np.float32(theta), np.float32(X), np.float32(Y)
    z3 = feedforward(theta, X, layer_sizes)[1][-1].astype(np.float32)
    return np.sum(np.logaddexp(np.float32(0), z3) - Y * z3) / np.float32(len(X))


def cost__delegated(theta, X, Y, layer_sizes):
    return nn.regularized_cost(theta, X, Y, layer_sizes, 0)
