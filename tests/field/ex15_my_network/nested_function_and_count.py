# expect: passes
# style: nested function, counting loop, names of the course
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
    num_labels = layer_sizes[2]
    labels = tuple(np.arange(num_labels) + 1)
    y_matrix = one_hot(y, labels)

    def costFunction(nn_params):
        J = regularized_cost(nn_params, X, y_matrix, layer_sizes, lambda_)
        grad = regularized_gradient(nn_params, X, y_matrix, layer_sizes, lambda_)
        return J, grad

    initial_nn_params = random_init(layer_sizes, rng)
    nn_params = train_with_tnc(costFunction, initial_nn_params, max_evaluations)
    pred = predict(nn_params, X, layer_sizes, labels)
    right = 0
    for p, label in zip(pred, y):
        if p == label:
            right += 1
    Theta1 = unflatten(nn_params, layer_sizes)[0]
    return nn_params, right / len(y), draw_hidden_units(Theta1)
