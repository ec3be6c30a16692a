"""Right answers to exercise 7, each written differently."""
import numpy as np

import nn
from nn import cost, unflatten


def regularized_cost__plain(theta, X, Y, layer_sizes, lambda_):
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    penalty = lambda_ / (2 * len(X)) * (np.sum(Theta1[:, 1:] ** 2) + np.sum(Theta2[:, 1:] ** 2))
    return cost(theta, X, Y, layer_sizes) + penalty


def regularized_cost__loop_over_layers(theta, X, Y, layer_sizes, lambda_):
    J = cost(theta, X, Y, layer_sizes)
    for Theta in unflatten(theta, layer_sizes):
        J += lambda_ / 2 / X.shape[0] * np.square(Theta[:, 1:]).sum()
    return J


def regularized_cost__loops(theta, X, Y, layer_sizes, lambda_):
    total = 0
    for Theta in unflatten(theta, layer_sizes):
        for j in range(Theta.shape[0]):
            for k in range(1, Theta.shape[1]):
                total += Theta[j][k] ** 2
    return cost(theta, X, Y, layer_sizes) + lambda_ * total / (2 * len(X))


def regularized_cost__dot(theta, X, Y, layer_sizes, lambda_):
    weights = np.concatenate([Theta[:, 1:].ravel() for Theta in unflatten(theta, layer_sizes)])
    return cost(theta, X, Y, layer_sizes) + 0.5 * lambda_ * weights.dot(weights) / len(Y)


def regularized_cost__einsum(theta, X, Y, layer_sizes, lambda_):
    squares = [np.einsum("ij,ij", Theta[:, 1:], Theta[:, 1:]) for Theta in unflatten(theta, layer_sizes)]
    return cost(theta, X, Y, layer_sizes) + lambda_ * sum(squares) / (2 * len(X))


def regularized_cost__norm(theta, X, Y, layer_sizes, lambda_):
    norms = [np.linalg.norm(Theta[:, 1:]) for Theta in unflatten(theta, layer_sizes)]
    return np.add(cost(theta, X, Y, layer_sizes), lambda_ / (2 * len(X)) * np.hypot(*norms) ** 2)


def regularized_cost__trace(theta, X, Y, layer_sizes, lambda_):
    W1, W2 = (Theta[:, 1:] for Theta in unflatten(theta, layer_sizes))
    return cost(theta, X, Y, layer_sizes) + lambda_ / (2 * len(X)) * (np.trace(W1 @ W1.T) + np.trace(W2.T @ W2))


def regularized_cost__all_minus_bias(theta, X, Y, layer_sizes, lambda_):
    biases = sum(np.sum(Theta[:, 0] ** 2) for Theta in unflatten(theta, layer_sizes))
    return cost(theta, X, Y, layer_sizes) + (np.sum(theta ** 2) - biases) * lambda_ / (2 * len(X))


def regularized_cost__zeros_in_copies(theta, X, Y, layer_sizes, lambda_):
    Theta1, Theta2 = [np.copy(Theta) for Theta in unflatten(theta, layer_sizes)]
    Theta1[:, 0] = 0
    Theta2[:, 0] = 0
    reg = (lambda_ / (2 * X.shape[0])) * (sum(sum(Theta1 ** 2)) + sum(sum(Theta2 ** 2)))
    return cost(theta, X, Y, layer_sizes) + reg


def regularized_cost__zeros_in_a_copy_of_theta(theta, X, Y, layer_sizes, lambda_):
    weights = theta.copy()
    for Theta in unflatten(weights, layer_sizes):
        Theta[:, 0] = 0
    return cost(theta, X, Y, layer_sizes) + lambda_ / (2 * len(X)) * float(weights @ weights)


def regularized_cost__by_hand_from_theta(theta, X, Y, layer_sizes, lambda_):
    n, h, K = layer_sizes
    Theta1 = theta[:h * (n + 1)].reshape(h, n + 1)
    Theta2 = theta[h * (n + 1):].reshape(K, h + 1)
    T1, T2 = np.delete(Theta1, 0, axis=1), np.delete(Theta2, 0, axis=1)
    return cost(theta, X, Y, layer_sizes) + lambda_ / (2.0 * len(X)) * (np.sum(T1 * T1) + np.sum(T2 * T2))


def regularized_cost__mask(theta, X, Y, layer_sizes, lambda_):
    n, h, K = layer_sizes
    p = np.arange(theta.size)
    first = h * (n + 1)
    is_bias = np.where(p < first, p % (n + 1) == 0, (p - first) % (h + 1) == 0)
    return cost(theta, X, Y, layer_sizes) + lambda_ / (2 * len(X)) * np.sum(theta[~is_bias] ** 2)


def regularized_cost__only_where_lambda(theta, X, Y, layer_sizes, lambda_):
    J = cost(theta, X, Y, layer_sizes)
    if lambda_ == 0:
        return J
    return J + lambda_ / (2 * len(X)) * np.sum([np.sum(Theta[:, 1:] ** 2) for Theta in unflatten(theta, layer_sizes)])


def regularized_cost__float32(theta, X, Y, layer_sizes, lambda_):
    Theta1, Theta2 = [Theta.astype(np.float32)[:, 1:] for Theta in unflatten(theta, layer_sizes)]
    J = np.float32(cost(theta, X, Y, layer_sizes))
    return J + np.float32(lambda_ / (2 * len(X))) * (np.sum(Theta1 ** 2) + np.sum(Theta2 ** 2))


def regularized_cost__integral_of_its_gradient(theta, X, Y, layer_sizes, lambda_):
    pull = nn.regularized_gradient(theta, X, Y, layer_sizes, lambda_) - nn.gradient(theta, X, Y, layer_sizes)
    return cost(theta, X, Y, layer_sizes) + theta @ pull / 2


def regularized_cost__delegated(theta, X, Y, layer_sizes, lambda_):
    return nn.cost_and_gradient(theta, X, Y, layer_sizes, lambda_)[0]
