# expect: net-no-lambda
# style: own cost and gradient of exercises 6 and 10
import numpy as np
from nn import cost, gradient

from ex01_one_hot import one_hot
from ex02_flatten import unflatten
from ex05_predict import predict
from ex09_random_init import random_init
from ex13_train import train_with_tnc
from ex14_draw_hidden_units import draw_hidden_units


def my_network(X, y, layer_sizes, lambda_, max_evaluations, rng):
    classes = tuple(range(1, layer_sizes[-1] + 1))
    Y = one_hot(y, classes)

    def f(theta):
        return cost(theta, X, Y, layer_sizes), gradient(theta, X, Y, layer_sizes)

    theta = train_with_tnc(f, random_init(layer_sizes, rng), max_evaluations)
    accuracy = np.sum(predict(theta, X, layer_sizes, classes) == y) / len(y)
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    return theta, accuracy, draw_hidden_units(Theta1)
