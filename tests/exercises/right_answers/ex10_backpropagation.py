"""Right answers to exercise 10, each written differently."""
import numpy as np
from scipy.special import expit

import nn
from nn import feedforward, flatten, sigmoid, sigmoid_gradient, unflatten


def gradient__plain(theta, X, Y, layer_sizes):
    _, Theta2 = unflatten(theta, layer_sizes)
    (a1, a2, a3), (z2, _) = feedforward(theta, X, layer_sizes)
    delta3 = a3 - Y
    delta2 = delta3 @ Theta2[:, 1:] * sigmoid_gradient(z2)
    grad1 = delta2.T @ np.c_[np.ones(len(X)), a1] / len(X)
    grad2 = delta3.T @ np.c_[np.ones(len(X)), a2] / len(X)
    return np.concatenate([grad1.ravel(), grad2.ravel()])


def gradient__the_courses_loop(theta, X, Y, layer_sizes):
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    m = X.shape[0]
    Delta1, Delta2 = np.zeros(Theta1.shape), np.zeros(Theta2.shape)
    for t in range(m):
        a1 = np.hstack((1, X[t]))
        z2 = Theta1 @ a1
        a2 = np.hstack((1, sigmoid(z2)))
        a3 = sigmoid(Theta2 @ a2)
        d3 = a3 - Y[t]
        d2 = (Theta2.T @ d3)[1:] * sigmoid_gradient(z2)
        Delta1 += np.outer(d2, a1)
        Delta2 += np.outer(d3, a2)
    return flatten([Delta1 / m, Delta2 / m])


def gradient__loop_with_columns(theta, X, Y, layer_sizes):
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    m = len(X)
    Theta1_grad, Theta2_grad = np.zeros_like(Theta1), np.zeros_like(Theta2)
    for i in range(m):
        a1 = np.vstack([[[1.0]], X[i].reshape(-1, 1)])
        z2 = Theta1.dot(a1)
        a2 = np.vstack([[[1.0]], sigmoid(z2)])
        a3 = sigmoid(Theta2.dot(a2))
        delta3 = a3 - Y[i].reshape(-1, 1)
        delta2 = Theta2.T.dot(delta3) * sigmoid_gradient(np.vstack([[[1.0]], z2]))
        delta2 = delta2[1:]
        Theta1_grad = Theta1_grad + delta2.dot(a1.T) / m
        Theta2_grad = Theta2_grad + delta3.dot(a2.T) / m
    return np.append(Theta1_grad.ravel(), Theta2_grad.ravel())


def gradient__examples_in_columns(theta, X, Y, layer_sizes):
    n, h, K = layer_sizes
    Theta1 = theta[:h * (n + 1)].reshape((h, n + 1))
    Theta2 = theta[h * (n + 1):].reshape((K, h + 1))
    m = X.shape[0]
    A1 = np.vstack([np.ones(m), X.T])
    Z2 = Theta1.dot(A1)
    A2 = np.vstack([np.ones(m), expit(Z2)])
    A3 = expit(Theta2.dot(A2))
    D3 = A3 - Y.T
    D2 = Theta2[:, 1:].T.dot(D3) * expit(Z2) * (1 - expit(Z2))
    return np.r_[(D2.dot(A1.T) / m).flatten(), (D3.dot(A2.T) / m).flatten()]


def gradient__bias_apart(theta, X, Y, layer_sizes):
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    (a1, a2, a3), (z2, z3) = feedforward(theta, X, layer_sizes)
    d3 = (a3 - Y) / len(X)
    d2 = d3.dot(Theta2[:, 1:]) * a2 * (1 - a2)
    G1, G2 = np.empty_like(Theta1), np.empty_like(Theta2)
    G1[:, 0], G1[:, 1:] = d2.sum(axis=0), d2.T @ a1
    G2[:, 0], G2[:, 1:] = d3.sum(axis=0), d3.T @ a2
    return flatten([G1, G2])


def gradient__einsum(theta, X, Y, layer_sizes):
    Theta2 = unflatten(theta, layer_sizes)[1]
    (a1, a2, a3), (z2, _) = feedforward(theta, X, layer_sizes)
    a1, a2 = np.insert(a1, 0, 1, axis=1), np.insert(a2, 0, 1, axis=1)
    d3 = a3 - Y
    d2 = np.einsum("ik,kj,ij->ij", d3, Theta2[:, 1:], sigmoid_gradient(z2))
    return np.hstack([np.einsum("ij,il->jl", d2, a1).ravel(), np.einsum("ik,ij->kj", d3, a2).ravel()]) / len(X)


def gradient__mean_of_outer_products(theta, X, Y, layer_sizes):
    Theta2 = unflatten(theta, layer_sizes)[1]
    (a1, a2, a3), (z2, _) = feedforward(theta, X, layer_sizes)
    ones = np.ones((len(X), 1))
    d3 = a3 - Y
    d2 = (d3 @ Theta2)[:, 1:] * sigmoid_gradient(z2)
    G1 = np.mean(d2[:, :, None] * np.concatenate([ones, a1], axis=1)[:, None, :], axis=0)
    G2 = np.mean(d3[:, :, None] * np.concatenate([ones, a2], axis=1)[:, None, :], axis=0)
    return np.concatenate((G1, G2), axis=None)


def gradient__error_of_the_bias_unit_dropped_late(theta, X, Y, layer_sizes):
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    ones = np.ones((len(X), 1))
    a1 = np.hstack((ones, X))
    a2 = np.hstack((ones, sigmoid(a1 @ Theta1.T)))
    d3 = sigmoid(a2 @ Theta2.T) - Y
    d2 = d3 @ Theta2 * a2 * (1 - a2)                    # 0 for the bias unit, as 1 − 1 is
    grads = [(d2.T @ a1)[1:], d3.T @ a2]
    return np.array([g for G in grads for row in G for g in row]) / len(X)


def gradient__any_number_of_layers(theta, X, Y, layer_sizes):
    Thetas = unflatten(theta, layer_sizes)
    activations, zs = feedforward(theta, X, layer_sizes)
    delta, gradients = (activations[-1] - Y) / len(X), []
    for layer in range(len(Thetas) - 1, -1, -1):
        below = np.column_stack([np.ones(len(X)), activations[layer]])
        gradients.insert(0, np.matmul(delta.T, below))
        if layer > 0:
            delta = np.matmul(delta, Thetas[layer][:, 1:]) * sigmoid_gradient(zs[layer - 1])
    return flatten(gradients)


def gradient__one_example_after_another(theta, X, Y, layer_sizes):
    def of_one(x, y):
        Theta2 = unflatten(theta, layer_sizes)[1]
        (_, (a2,), (a3,)), ((z2,), _) = feedforward(theta, [x], layer_sizes)
        d3 = a3 - y
        d2 = Theta2[:, 1:].T @ d3 * sigmoid_gradient(z2)
        return flatten([np.outer(d2, [1, *x]), np.outer(d3, [1, *a2])])
    return np.mean([of_one(x, y) for x, y in zip(X, Y, strict=True)], axis=0)


def gradient__unit_by_unit(theta, X, Y, layer_sizes):
    n, h, K = layer_sizes
    Theta2 = unflatten(theta, layer_sizes)[1]
    (a1, a2, a3), (z2, _) = feedforward(theta, X, layer_sizes)
    result = []
    for j in range(h):
        delta = sum((a3[:, k] - Y[:, k]) * Theta2[k, j + 1] for k in range(K)) * sigmoid_gradient(z2[:, j])
        result += [np.mean(delta)] + [np.mean(delta * a1[:, i]) for i in range(n)]
    for k in range(K):
        delta = a3[:, k] - Y[:, k]
        result += [np.mean(delta)] + [np.mean(delta * a2[:, j]) for j in range(h)]
    return np.array(result)


def gradient__numpy_matrix(theta, X, Y, layer_sizes):
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    X, Y = np.asmatrix(X), np.asmatrix(Y)
    m = X.shape[0]
    a1 = np.insert(X, 0, values=np.ones(m), axis=1)
    z2 = a1 * np.asmatrix(Theta1).T
    a2 = np.insert(np.asmatrix(sigmoid(np.asarray(z2))), 0, values=np.ones(m), axis=1)
    h = sigmoid(np.asarray(a2 * np.asmatrix(Theta2).T))
    delta1, delta2 = np.zeros(Theta1.shape), np.zeros(Theta2.shape)
    for t in range(m):
        d3t = h[t, :] - Y[t, :]
        z2t = np.insert(z2[t, :], 0, values=np.ones(1), axis=1)
        d2t = np.multiply((np.asmatrix(Theta2).T * d3t.T).T, sigmoid_gradient(np.asarray(z2t)))
        delta1 = delta1 + (d2t[:, 1:]).T * a1[t, :]
        delta2 = delta2 + d3t.T * a2[t, :]
    return np.asarray(np.concatenate((np.ravel(delta1 / m), np.ravel(delta2 / m))))


def gradient__views_of_one_vector(theta, X, Y, layer_sizes):
    result = np.zeros(theta.size)
    G1, G2 = unflatten(result, layer_sizes)             # views: what is written there is in result
    (a1, a2, a3), (z2, _) = feedforward(theta, X, layer_sizes)
    d3 = a3 - Y
    d2 = d3 @ unflatten(theta, layer_sizes)[1][:, 1:] * sigmoid_gradient(z2)
    G1 += d2.T @ np.pad(a1, ((0, 0), (1, 0)), constant_values=1)
    G2 += d3.T @ np.pad(a2, ((0, 0), (1, 0)), constant_values=1)
    result /= len(X)
    return result


def gradient__transposed_until_the_end(theta, X, Y, layer_sizes):
    (a1, a2, a3), (z2, _) = feedforward(theta, X, layer_sizes)
    d3 = a3 - Y
    d2 = d3 @ unflatten(theta, layer_sizes)[1][:, 1:] * sigmoid_gradient(z2)
    G1 = np.vstack([d2.mean(axis=0), a1.T @ d2 / len(X)])
    G2 = np.vstack([d3.mean(axis=0), a2.T @ d3 / len(X)])
    return np.concatenate([G1.ravel(order="F"), G2.ravel(order="F")])


def gradient__float32(theta, X, Y, layer_sizes):
    Theta2 = unflatten(np.float32(theta), layer_sizes)[1].astype(np.float32)
    (a1, a2, a3), (z2, _) = feedforward(np.float32(theta), np.float32(X), layer_sizes)
    ones = np.ones((len(X), 1), np.float32)
    a1, a2, a3, slope = np.float32(a1), np.float32(a2), np.float32(a3), np.float32(sigmoid_gradient(z2))
    d3 = a3 - np.float32(Y)
    d2 = d3 @ Theta2[:, 1:] * slope
    return np.float32(np.concatenate([(d2.T @ np.hstack([ones, a1])).ravel(), (d3.T @ np.hstack([ones, a2])).ravel()])
                      / len(X))


def gradient__complex_step(theta, X, Y, layer_sizes):
    return nn.complex_step_gradient(lambda t: nn.cost(t, X, Y, layer_sizes), theta)


def gradient__numerical(theta, X, Y, layer_sizes):
    return nn.numerical_gradient(lambda t: nn.cost(t, X, Y, layer_sizes), theta)


def gradient__delegated(theta, X, Y, layer_sizes):
    return nn.cost_and_gradient(theta, X, Y, layer_sizes)[1]
