# expect: net-percent + net-start-predicted
# style: two mistakes
import numpy as np

from ex01_one_hot import one_hot
from ex02_flatten import unflatten
from ex05_predict import predict
from ex07_regularized_cost import regularized_cost
from ex09_random_init import random_init
from ex12_regularized_gradient import regularized_gradient
from ex13_train import train_with_tnc
from ex14_draw_hidden_units import draw_hidden_units


def my_network(X, y, layer_sizes, lambda_, max_evaluations, rng):
    classes = tuple(range(1, layer_sizes[-1] + 1))
    Y = one_hot(y, classes)
    theta0 = random_init(layer_sizes, rng)

    def f(theta):
        return (regularized_cost(theta, X, Y, layer_sizes, lambda_),
                regularized_gradient(theta, X, Y, layer_sizes, lambda_))

    theta = train_with_tnc(f, theta0, max_evaluations)
    pred = predict(theta0, X, layer_sizes, classes)
    return theta, 100 * np.mean(pred == y), draw_hidden_units(unflatten(theta, layer_sizes)[0])
