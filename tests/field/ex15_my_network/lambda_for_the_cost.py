# expect: passes
# style: lambda, np.mean
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
    args = (X, Y, layer_sizes, lambda_)
    theta = train_with_tnc(lambda t: (regularized_cost(t, *args), regularized_gradient(t, *args)),
                           random_init(layer_sizes, rng), max_evaluations)
    accuracy = float(np.mean(predict(theta, X, layer_sizes, classes) == y))
    return theta, accuracy, draw_hidden_units(unflatten(theta, layer_sizes)[0])
