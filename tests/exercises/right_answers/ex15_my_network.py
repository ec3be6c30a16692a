"""Right answers to exercise 15, each written differently; the imports are answers to the exercises, as in the stub."""
from functools import partial

import numpy as np
from ex01_one_hot import one_hot
from ex02_flatten import unflatten
from ex05_predict import predict
from ex07_regularized_cost import regularized_cost
from ex09_random_init import random_init
from ex12_regularized_gradient import regularized_gradient
from ex13_train import train_with_tnc
from ex14_draw_hidden_units import draw_hidden_units
from matplotlib import pyplot as plt
from scipy.optimize import minimize

import nn


def my_network__lambda(X, y, layer_sizes, lambda_, max_evaluations, rng):
    n, h, K = layer_sizes
    problem = X, one_hot(y, tuple(range(1, K + 1))), layer_sizes, lambda_
    theta = train_with_tnc(lambda t: (regularized_cost(t, *problem), regularized_gradient(t, *problem)),
                           random_init(layer_sizes, rng), max_evaluations)
    right = sum(a == b for a, b in zip(predict(theta, X, layer_sizes, tuple(range(1, K + 1))), y, strict=True))
    return [theta, right / len(y), draw_hidden_units(theta[:h * (n + 1)].reshape(h, n + 1))]


def my_network__object(X, y, layer_sizes, lambda_, max_evaluations, rng):
    class Network:
        def __init__(self):
            self.theta, self.classes = random_init(layer_sizes, rng), tuple(range(1, 1 + layer_sizes[2]))
            self.Y = one_hot(y, self.classes)

        def __call__(self, theta):
            J = regularized_cost(theta, X, self.Y, layer_sizes, lambda_)
            return float(J), regularized_gradient(theta, X, self.Y, layer_sizes, lambda_)

        def accuracy(self):
            return float((predict(self.theta, X, layer_sizes, self.classes) == y).mean())

    network = Network()
    network.theta = train_with_tnc(network, network.theta, max_evaluations)
    return network.theta, network.accuracy(), draw_hidden_units(unflatten(network.theta, layer_sizes)[0])


def my_network__with_its_own_functions(X, y, layer_sizes, lambda_, max_evaluations, rng):
    Y = np.eye(layer_sizes[-1])[y - 1]
    f = partial(nn.cost_and_gradient, X=X, Y=Y, layer_sizes=layer_sizes, lambda_=lambda_)
    first = rng.uniform(-0.12, 0.12, sum((n + 1) * h for n, h in zip(layer_sizes, layer_sizes[1:])))
    theta = minimize(f, first, method="L-BFGS-B", jac=True, options={"maxfun": max_evaluations, "maxiter": 1000}).x
    accuracy = 1 - np.mean(nn.feedforward(theta, X, layer_sizes)[0][-1].argmax(axis=1) + 1 != y)
    Theta1 = nn.unflatten(theta, layer_sizes)[0]
    side, w = int(np.sqrt(layer_sizes[0])), np.abs(Theta1[:, 1:]).max()
    figure, axes = plt.subplots(1, len(Theta1))
    for ax, row in zip(axes, Theta1, strict=True):
        ax.imshow(row[1:].reshape(side, side, order="F"), vmin=-w, vmax=w, cmap="gray")
    return theta, accuracy, figure


def my_network__in_two_stages(X, y, layer_sizes, lambda_, max_evaluations, rng):
    classes = tuple(range(1, layer_sizes[-1] + 1))
    Y = one_hot(y, classes)

    def f(theta):
        problem = X, Y, layer_sizes, lambda_
        return regularized_cost(theta, *problem), regularized_gradient(theta, *problem)
    half = train_with_tnc(f, random_init(layer_sizes, rng), max_evaluations // 2)
    theta = train_with_tnc(f, half, max_evaluations // 2)
    accuracy = np.count_nonzero(predict(theta, X, layer_sizes, classes) == y) / y.size
    return theta, accuracy, draw_hidden_units(unflatten(theta, layer_sizes)[0])
