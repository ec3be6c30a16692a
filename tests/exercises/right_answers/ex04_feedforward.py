"""Right answers to exercise 4, each written differently."""
import math

import numpy as np
from scipy.special import expit

import nn
from nn import sigmoid, unflatten


def feedforward__insert(theta, X, layer_sizes):
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    z2 = np.insert(X, 0, 1, axis=1) @ Theta1.T
    a2 = sigmoid(z2)
    z3 = np.insert(a2, 0, 1, axis=1) @ Theta2.T
    return [X, a2, sigmoid(z3)], [z2, z3]


def feedforward__any_number_of_layers(theta, X, layer_sizes):
    activations, zs = [X], []
    for Theta in unflatten(theta, layer_sizes):
        zs.append(np.c_[np.ones(len(X)), activations[-1]] @ Theta.T)
        activations.append(sigmoid(zs[-1]))
    return activations, zs


def feedforward__bias_added(theta, X, layer_sizes):
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    z2 = np.dot(X, Theta1[:, 1:].T) + Theta1[:, 0]
    a2 = 1 / (1 + np.exp(-z2))
    z3 = a2.dot(Theta2[:, 1:].T) + Theta2[:, 0]
    a3 = 1 / (1 + np.exp(-z3))
    return (X, a2, a3), (z2, z3)


def feedforward__octave_style(theta, X, layer_sizes):
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    m = X.shape[0]
    A1 = np.vstack((np.ones((1, m)), X.T))
    Z2 = Theta1 @ A1
    A2 = np.vstack((np.ones((1, m)), sigmoid(Z2)))
    Z3 = Theta2 @ A2
    return [X, A2[1:].T, sigmoid(Z3).T], [Z2.T, Z3.T]


def feedforward__ones_cut_off_again(theta, X, layer_sizes):
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    a1 = np.concatenate((np.ones((X.shape[0], 1)), X), axis=1)
    z2 = np.matmul(a1, np.transpose(Theta1))
    a2 = np.concatenate((np.ones((X.shape[0], 1)), sigmoid(z2)), axis=1)
    z3 = np.matmul(a2, np.transpose(Theta2))
    return [a1[:, 1:], a2[:, 1:], sigmoid(z3)], [z2, z3]


def feedforward__example_by_example(theta, X, layer_sizes):
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    m, (_, h, K) = len(X), layer_sizes
    a2, a3, z2, z3 = np.zeros((m, h)), np.zeros((m, K)), np.zeros((m, h)), np.zeros((m, K))
    for i in range(m):
        z2[i] = Theta1 @ np.append(1, X[i])
        a2[i] = sigmoid(z2[i])
        z3[i] = Theta2 @ np.append(1, a2[i])
        a3[i] = sigmoid(z3[i])
    return [X.copy(), a2, a3], [z2, z3]


def feedforward__unit_by_unit(theta, X, layer_sizes):
    Thetas = unflatten(theta, layer_sizes)
    activations, zs = [X], []
    for Theta in Thetas:
        a = activations[-1]
        z = np.empty((len(X), len(Theta)))
        for i in range(len(X)):
            for j in range(len(Theta)):
                z[i, j] = Theta[j, 0]
                for k in range(a.shape[1]):
                    z[i, j] += Theta[j, k + 1] * a[i, k]
        zs.append(z)
        activations.append(np.array([[1 / (1 + math.exp(-number)) for number in row] for row in z]))
    return activations, zs


def feedforward__einsum(theta, X, layer_sizes):
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    z2 = np.einsum("mi,hi->mh", np.pad(X, ((0, 0), (1, 0)), constant_values=1), Theta1)
    a2 = expit(z2)
    z3 = np.einsum("mh,kh->mk", np.pad(a2, ((0, 0), (1, 0)), constant_values=1), Theta2)
    return [X, a2, expit(z3)], [z2, z3]


def feedforward__float32(theta, X, layer_sizes):
    theta, X = theta.astype(np.float32), X.astype(np.float32)
    n, h, K = layer_sizes
    T1, T2 = theta[:h * (n + 1)].reshape(h, n + 1), theta[h * (n + 1):].reshape(K, h + 1)
    z2 = X @ T1[:, 1:].T + T1[:, 0]
    a2 = 1 / (1 + np.exp(-z2))
    z3 = a2 @ T2[:, 1:].T + T2[:, 0]
    return [X, a2, 1 / (1 + np.exp(-z3))], [z2, z3]


def feedforward__matrices(theta, X, layer_sizes):
    Theta1, Theta2 = (np.array(Theta) for Theta in unflatten(theta, layer_sizes))
    A1 = np.ones((len(X), X.shape[1] + 1))
    A1[:, 1:] = X
    z2 = np.tensordot(A1, Theta1, axes=(1, 1))
    A2 = np.ones((len(X), Theta1.shape[0] + 1))
    A2[:, 1:] = sigmoid(z2)
    z3 = np.tensordot(A2, Theta2, axes=(1, 1))
    return [A1[:, 1:], A2[:, 1:], sigmoid(z3)], [z2, z3]


def feedforward__recursive(theta, X, layer_sizes):
    if len(layer_sizes) == 1:
        return [X], []
    n, h = layer_sizes[:2]
    Theta, rest = theta[:h * (n + 1)].reshape(h, n + 1), theta[h * (n + 1):]
    z = np.column_stack((np.ones(len(X)), X)) @ Theta.T
    activations, zs = feedforward__recursive(rest, sigmoid(z), layer_sizes[1:])
    return [X, *activations], [z, *zs]


def feedforward__bias_as_a_row(theta, X, layer_sizes):
    activations, zs = [np.array(X)], []
    for Theta in unflatten(theta, layer_sizes):
        b, W = Theta[:, :1], Theta[:, 1:]
        zs.append((W @ activations[-1].T + b).T)
        activations.append(np.tanh(zs[-1] / 2) / 2 + 0.5)
    return tuple(activations), tuple(zs)


def feedforward__outer_sums(theta, X, layer_sizes):
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    z2 = sum((np.outer(X[:, j], Theta1[:, j + 1]) for j in range(X.shape[1])), np.outer(np.ones(len(X)), Theta1[:, 0]))
    a2 = sigmoid(z2)
    z3 = np.outer(np.ones(len(X)), Theta2[:, 0])
    for j in range(a2.shape[1]):
        z3 += np.outer(a2[:, j], Theta2[:, j + 1])
    return [X, a2, sigmoid(z3)], [z2, z3]


def feedforward__package(theta, X, layer_sizes):
    return nn.feedforward(theta, X, layer_sizes)
