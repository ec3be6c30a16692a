"""Right answers to exercise 21, each fixed or written differently."""
import numpy as np
from scipy.special import expit, xlog1py, xlogy

import nn
from nn import feedforward, flatten, gradient, random_init, regularized_cost, regularized_gradient, sigmoid, unflatten

t1, t2 = unflatten(random_init((6, 4, 3), np.random.default_rng(21), epsilon=1.5), (6, 4, 3))


def forward(X, Theta1, Theta2):
    """What most of the answers have in common with the stub."""
    a1 = np.insert(X, 0, 1, axis=1)
    z2 = a1 @ Theta1.T
    a2 = np.insert(sigmoid(z2), 0, 1, axis=1)
    return a1, z2, a2, sigmoid(a2 @ Theta2.T)


def data_part(theta, X, Y, layer_sizes):
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    a1, z2, a2, h = forward(X, Theta1, Theta2)
    d3 = h - Y
    d2 = d3 @ Theta2[:, 1:] * nn.sigmoid_gradient(z2)
    J = -np.sum(Y * np.log(h) + (1 - Y) * np.log(1 - h)) / len(X)
    return J, d2.T @ a1 / len(X), d3.T @ a2 / len(X)


def cost_and_gradient__copies_of_what_unflatten_returns(theta, X, Y, layer_sizes, lambda_=0.0):
    m = len(X)
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    J, delta1, delta2 = data_part(theta, X, Y, layer_sizes)
    J = J + lambda_ / (2 * m) * (np.sum(Theta1[:, 1:] ** 2) + np.sum(Theta2[:, 1:] ** 2))
    t1, t2 = (Theta.copy() for Theta in unflatten(theta, layer_sizes))
    t1[:, 0] = 0
    t2[:, 0] = 0
    delta1 = delta1 + lambda_ / m * t1
    delta2 = delta2 + lambda_ / m * t2
    return J, flatten([delta1, delta2])


def cost_and_gradient__unflatten_a_copy(theta, X, Y, layer_sizes, lambda_=0.0):
    J, delta1, delta2 = data_part(theta, X, Y, layer_sizes)
    t1, t2 = unflatten(theta.copy(), layer_sizes)
    t1[:, 0] = 0
    t2[:, 0] = 0
    J = J + lambda_ / (2 * len(X)) * (np.sum(t1 ** 2) + np.sum(t2 ** 2))
    return J, flatten([delta1 + lambda_ / len(X) * t1, delta2 + lambda_ / len(X) * t2])


def cost_and_gradient__global(theta, X, Y, layer_sizes, lambda_=0.0):
    global t1, t2
    m = len(X)
    J, delta1, delta2 = data_part(theta, X, Y, layer_sizes)
    t1, t2 = [Theta.copy() for Theta in unflatten(theta, layer_sizes)]
    t1[:, 0] = 0
    t2[:, 0] = 0
    return J + lambda_ / (2 * m) * (np.sum(t1 ** 2) + np.sum(t2 ** 2)), flatten([delta1 + lambda_ / m * t1,
                                                                                 delta2 + lambda_ / m * t2])


def cost_and_gradient__slices(theta, X, Y, layer_sizes, lambda_=0.0):
    m = len(X)
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    J, delta1, delta2 = data_part(theta, X, Y, layer_sizes)
    delta1[:, 1:] += lambda_ / m * Theta1[:, 1:]
    delta2[:, 1:] += lambda_ / m * Theta2[:, 1:]
    J += lambda_ / (2 * m) * (np.sum(Theta1[:, 1:] ** 2) + np.sum(Theta2[:, 1:] ** 2))
    return J, np.concatenate([delta1.ravel(), delta2.ravel()])


def cost_and_gradient__column_of_zeros(theta, X, Y, layer_sizes, lambda_=0.0):
    m = len(X)
    Thetas = unflatten(theta, layer_sizes)
    J, *deltas = data_part(theta, X, Y, layer_sizes)
    penalties = [np.c_[np.zeros(len(Theta)), Theta[:, 1:]] for Theta in Thetas]
    J += lambda_ / 2 / m * sum(np.sum(penalty ** 2) for penalty in penalties)
    return J, flatten([delta + lambda_ / m * penalty for delta, penalty in zip(deltas, penalties, strict=True)])


def cost_and_gradient__mask(theta, X, Y, layer_sizes, lambda_=0.0):
    n, h, K = layer_sizes
    mask = flatten([np.repeat([[0.0] + [1.0] * n], h, axis=0), np.repeat([[0.0] + [1.0] * h], K, axis=0)])
    J, *deltas = data_part(theta, X, Y, layer_sizes)
    return (J + lambda_ / (2 * len(X)) * np.dot(mask * theta, theta),
            flatten(deltas) + lambda_ / len(X) * mask * theta)


def cost_and_gradient__bias_taken_off_again(theta, X, Y, layer_sizes, lambda_=0.0):
    m = len(X)
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    J, delta1, delta2 = data_part(theta, X, Y, layer_sizes)
    whole1, whole2 = delta1 + lambda_ / m * Theta1, delta2 + lambda_ / m * Theta2
    whole1[:, 0] = delta1[:, 0]
    whole2[:, 0] = delta2[:, 0]
    squares = theta @ theta - Theta1[:, 0] @ Theta1[:, 0] - Theta2[:, 0] @ Theta2[:, 0]
    return J + lambda_ / (2 * m) * squares, np.r_[whole1.ravel(), whole2.ravel()]


def cost_and_gradient__restores_theta(theta, X, Y, layer_sizes, lambda_=0.0):
    J, delta1, delta2 = data_part(theta, X, Y, layer_sizes)
    t1, t2 = unflatten(theta, layer_sizes)
    biases = t1[:, 0].copy(), t2[:, 0].copy()
    t1[:, 0] = t2[:, 0] = 0
    J += lambda_ / (2 * len(X)) * np.sum(theta ** 2)
    gradient = flatten([delta1, delta2]) + lambda_ / len(X) * theta
    t1[:, 0], t2[:, 0] = biases
    return J, gradient


def cost_and_gradient__nn(theta, X, Y, layer_sizes, lambda_=0.0):
    return nn.cost_and_gradient(theta, X, Y, layer_sizes, lambda_)


def cost_and_gradient__two_functions(theta, X, Y, layer_sizes, lambda_=0.0):
    arguments = theta, X, Y, layer_sizes, lambda_
    return [regularized_cost(*arguments), regularized_gradient(*arguments)]


def cost_and_gradient__gradient_and_penalty(theta, X, Y, layer_sizes, lambda_=0.0):
    t1, t2 = unflatten(np.array(theta), layer_sizes)
    t1[:, 0], t2[:, 0] = 0, 0
    return (regularized_cost(theta, X, Y, layer_sizes, lambda_),
            gradient(theta, X, Y, layer_sizes) + lambda_ / X.shape[0] * flatten([t1, t2]))


def cost_and_gradient__loop_over_examples(theta, X, Y, layer_sizes, lambda_=0.0):
    m = len(X)
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    delta1, delta2, J = np.zeros(Theta1.shape), np.zeros(Theta2.shape), 0.0
    for x, y in zip(X, Y, strict=True):
        a1 = np.append(1, x)
        a2 = np.append(1, expit(Theta1 @ a1))
        h = expit(Theta2 @ a2)
        J -= (xlogy(y, h) + xlog1py(1 - y, -h)).sum() / m
        delta2 += np.outer(h - y, a2) / m
        delta1 += np.outer(((h - y) @ Theta2 * a2 * (1 - a2))[1:], a1) / m
    for delta, Theta in (delta1, Theta1), (delta2, Theta2):
        for i in range(Theta.shape[0]):
            for j in range(1, Theta.shape[1]):
                delta[i, j] += lambda_ / m * Theta[i, j]
                J += lambda_ / (2 * m) * Theta[i, j] ** 2
    return J, flatten([delta1, delta2])


def cost_and_gradient__examples_in_columns(theta, X, Y, layer_sizes, lambda_=0.0):
    n, h, K = layer_sizes
    m = X.shape[0]
    W1, W2 = theta[:h * (n + 1)].reshape(h, n + 1), theta[h * (n + 1):].reshape(K, h + 1)
    A1 = np.vstack([np.ones(m), X.T])
    A2 = np.vstack([np.ones(m), 1 / (1 + np.exp(-W1.dot(A1)))])
    A3 = 1 / (1 + np.exp(-W2.dot(A2)))
    D3 = A3 - Y.T
    D2 = (W2.T.dot(D3) * A2 * (1 - A2))[1:]
    Z1, Z2 = W1 * (np.arange(n + 1) > 0), W2 * (np.arange(h + 1) > 0)
    J = np.sum(-Y.T * np.log(A3) - (1 - Y.T) * np.log(1 - A3)) / m
    J = J + lambda_ / (2 * m) * (np.sum(Z1 ** 2) + np.sum(Z2 ** 2))
    return J, np.concatenate([(D2.dot(A1.T) + lambda_ * Z1).ravel(), (D3.dot(A2.T) + lambda_ * Z2).ravel()]) / m


def cost_and_gradient__float32(theta, X, Y, layer_sizes, lambda_=0.0):
    theta, X, Y = np.float32(theta), np.float32(X), np.float32(Y)
    Theta1, Theta2 = theta[:layer_sizes[1] * (layer_sizes[0] + 1)], theta[layer_sizes[1] * (layer_sizes[0] + 1):]
    Theta1, Theta2 = Theta1.reshape(layer_sizes[1], -1), Theta2.reshape(layer_sizes[2], -1)
    one = np.ones((len(X), 1), dtype=np.float32)
    a1 = np.hstack([one, X])
    a2 = np.hstack([one, 1 / (1 + np.exp(-a1 @ Theta1.T))])
    z3 = a2 @ Theta2.T
    J = np.sum(np.logaddexp(0, z3) - Y * z3) / len(X)
    d3 = (1 / (1 + np.exp(-z3)) - Y) / np.float32(len(X))
    d2 = (d3 @ Theta2 * a2 * (1 - a2))[:, 1:]
    p1, p2 = Theta1.copy(), Theta2.copy()
    p1[:, 0] = p2[:, 0] = 0
    J = J + np.float32(lambda_ / (2 * len(X))) * (np.sum(p1 ** 2) + np.sum(p2 ** 2))
    decay = np.float32(lambda_ / len(X))
    return J, np.concatenate([(d2.T @ a1 + decay * p1).ravel(), (d3.T @ a2 + decay * p2).ravel()])


def cost_and_gradient__any_number_of_layers(theta, X, Y, layer_sizes, lambda_=0.0):
    m, Thetas = len(X), unflatten(theta, layer_sizes)
    activations, zs = feedforward(theta, X, layer_sizes)
    delta, gradients = (activations[-1] - Y) / m, []
    for layer in range(len(Thetas) - 1, -1, -1):
        D = np.einsum("mi,mj->ij", delta, np.c_[np.ones(m), activations[layer]])
        D[:, 1:] += lambda_ / m * Thetas[layer][:, 1:]
        gradients.insert(0, D)
        if layer:
            delta = delta @ Thetas[layer][:, 1:] * activations[layer] * (1 - activations[layer])
    J = np.sum(np.logaddexp(0, zs[-1]) - Y * zs[-1]) / m
    return J + lambda_ / (2 * m) * sum(np.linalg.norm(Theta[:, 1:]) ** 2 for Theta in Thetas), flatten(gradients)
