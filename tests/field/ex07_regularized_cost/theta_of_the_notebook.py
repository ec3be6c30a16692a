# expect: new: the notebook's global theta is used instead of the argument
# style: globals from a notebook, argument renamed
import numpy as np

from nn import cost, unflatten

theta = np.random.default_rng(0).uniform(-0.12, 0.12, 10285)


def regularized_cost(nn_params, X, Y, layer_sizes, lambda_):
    J = cost(nn_params, X, Y, layer_sizes)
    Theta1, Theta2 = unflatten(theta, (400, 25, 10))
    penalty = np.sum(Theta1[:, 1:] ** 2) + np.sum(Theta2[:, 1:] ** 2)
    return J + lambda_ * penalty / (2 * len(X))
