# expect: net-start-drawn
# style: sloppy names, theta0 and theta
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
    c = tuple(range(1, layer_sizes[-1] + 1))
    Y = one_hot(y, c)
    t0 = random_init(layer_sizes, rng)
    T1, T2 = unflatten(t0, layer_sizes)

    def f(t):
        a = (t, X, Y, layer_sizes, lambda_)
        return regularized_cost(*a), regularized_gradient(*a)

    t = train_with_tnc(f, t0, max_evaluations)
    acc = (predict(t, X, layer_sizes, c) == y).mean()
    return t, acc, draw_hidden_units(T1)
