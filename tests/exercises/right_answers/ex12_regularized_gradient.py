"""Right answers to exercise 12, each written differently."""
import numpy as np

import nn
from nn import feedforward, flatten, gradient, sigmoid_gradient, unflatten


def regularized_gradient__plain(theta, X, Y, layer_sizes, lambda_):
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    G1, G2 = unflatten(gradient(theta, X, Y, layer_sizes), layer_sizes)
    G1[:, 1:] += lambda_ / len(X) * Theta1[:, 1:]
    G2[:, 1:] += lambda_ / len(X) * Theta2[:, 1:]
    return flatten([G1, G2])


def regularized_gradient__loop_over_layers(theta, X, Y, layer_sizes, lambda_):
    result = gradient(theta, X, Y, layer_sizes)
    for G, Theta in zip(unflatten(result, layer_sizes), unflatten(theta, layer_sizes), strict=True):
        G[:, 1:] += (lambda_ / X.shape[0]) * Theta[:, 1:]       # G is a view of result
    return result


def regularized_gradient__zeros_in_a_copy_of_theta(theta, X, Y, layer_sizes, lambda_):
    weights = np.array(theta)
    for Theta in unflatten(weights, layer_sizes):
        Theta[:, 0] = 0
    return gradient(theta, X, Y, layer_sizes) + lambda_ * weights / len(Y)


def regularized_gradient__column_of_zeros(theta, X, Y, layer_sizes, lambda_):
    m = len(X)
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    R1 = np.hstack([np.zeros((Theta1.shape[0], 1)), Theta1[:, 1:]])
    R2 = np.c_[np.zeros(len(Theta2)), Theta2[:, 1:]]
    return np.add(gradient(theta, X, Y, layer_sizes), np.concatenate([R1.ravel(), R2.ravel()]).dot(lambda_ / m))


def regularized_gradient__insert(theta, X, Y, layer_sizes, lambda_):
    pull = [np.insert(Theta[:, 1:], 0, 0, axis=1) for Theta in unflatten(theta, layer_sizes)]
    return gradient(theta, X, Y, layer_sizes) + lambda_ / len(X) * flatten(pull)


def regularized_gradient__masks(theta, X, Y, layer_sizes, lambda_):
    masks = [np.ones_like(Theta) for Theta in unflatten(theta, layer_sizes)]
    for mask in masks:
        mask[:, 0] = 0
    return gradient(theta, X, Y, layer_sizes) + lambda_ / len(X) * flatten(masks) * theta


def regularized_gradient__boolean_index(theta, X, Y, layer_sizes, lambda_):
    n, h, K = layer_sizes
    is_weight = np.concatenate([np.tile([False] + n * [True], h), np.tile([False] + h * [True], K)])
    result = gradient(theta, X, Y, layer_sizes)
    result[is_weight] += lambda_ / len(X) * theta[is_weight]
    return result


def regularized_gradient__entry_by_entry(theta, X, Y, layer_sizes, lambda_):
    n, h, K = layer_sizes
    result = list(gradient(theta, X, Y, layer_sizes))
    for i in range(len(theta)):
        bias = i % (n + 1) == 0 if i < h * (n + 1) else (i - h * (n + 1)) % (h + 1) == 0
        if not bias:
            result[i] += lambda_ / len(X) * theta[i]
    return np.array(result)


def regularized_gradient__bias_taken_off_again(theta, X, Y, layer_sizes, lambda_):
    result = gradient(theta, X, Y, layer_sizes) + lambda_ / len(X) * theta
    for G, Theta in zip(unflatten(result, layer_sizes), unflatten(theta, layer_sizes), strict=True):
        G[:, 0] -= lambda_ / len(X) * Theta[:, 0]
    return result


def regularized_gradient__diagonal_matrix(theta, X, Y, layer_sizes, lambda_):
    def without_bias(Theta):
        return Theta @ np.diag([0] + (Theta.shape[1] - 1) * [1])
    return gradient(theta, X, Y, layer_sizes) + flatten(
        [without_bias(Theta) * lambda_ / len(X) for Theta in unflatten(theta, layer_sizes)])


def regularized_gradient__all_anew(theta, X, Y, layer_sizes, lambda_):
    m = X.shape[0]
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    (a1, a2, a3), (z2, _) = feedforward(theta, X, layer_sizes)
    ones = np.ones((m, 1))
    d3 = a3 - Y
    d2 = d3 @ Theta2[:, 1:] * sigmoid_gradient(z2)
    G1, G2 = d2.T @ np.hstack([ones, a1]) / m, d3.T @ np.hstack([ones, a2]) / m
    G1[:, 1:] = G1[:, 1:] + lambda_ / m * Theta1[:, 1:]
    G2[:, 1:] = G2[:, 1:] + lambda_ / m * Theta2[:, 1:]
    return np.r_[G1.ravel(), G2.ravel()]


def regularized_gradient__the_courses_loop(theta, X, Y, layer_sizes, lambda_):
    m = len(X)
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    Delta1, Delta2 = np.zeros_like(Theta1), np.zeros_like(Theta2)
    for x, y in zip(X, Y, strict=True):
        (_, (a2,), (a3,)), ((z2,), _) = feedforward(theta, x.reshape(1, -1), layer_sizes)
        d3 = a3 - y
        d2 = (Theta2.T @ d3)[1:] * sigmoid_gradient(z2)
        Delta1 += np.outer(d2, np.append(1, x))
        Delta2 += np.outer(d3, np.append(1, a2))
    Delta1[:, 1:] += lambda_ * Theta1[:, 1:]
    Delta2[:, 1:] += lambda_ * Theta2[:, 1:]
    return np.concatenate([Delta1.flatten(), Delta2.flatten()]) / m


def regularized_gradient__float32(theta, X, Y, layer_sizes, lambda_):
    pull = theta.astype(np.float32)
    start = 0
    for n_in, n_out in zip(layer_sizes[:-1], layer_sizes[1:], strict=True):
        end = start + n_out * (n_in + 1)
        pull[start:end:n_in + 1] = 0
        start = end
    return gradient(theta, X, Y, layer_sizes).astype(np.float32) + np.float32(lambda_ / len(X)) * pull


def regularized_gradient__numerical(theta, X, Y, layer_sizes, lambda_):
    return nn.numerical_gradient(lambda t: nn.regularized_cost(t, X, Y, layer_sizes, lambda_), theta)


def regularized_gradient__complex_step(theta, X, Y, layer_sizes, lambda_):
    return nn.complex_step_gradient(lambda t: nn.regularized_cost(t, X, Y, layer_sizes, lambda_), theta)


def regularized_gradient__delegated(theta, X, Y, layer_sizes, lambda_):
    _, result = nn.cost_and_gradient(theta, X, Y, layer_sizes, lambda_)
    return result
