# expect: ff-bias-squashed
# style: inline nnCostFunction, Spanish comments
import numpy as np
from nn import sigmoid, unflatten


def regularized_cost(theta, X, Y, layer_sizes, lam):
    m = X.shape[0]
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    # propagación hacia adelante
    unos = np.ones((m, 1))
    a1 = np.hstack([unos, X])
    a2 = sigmoid(np.hstack([unos, a1 @ Theta1.T]))
    a3 = sigmoid(a2 @ Theta2.T)
    coste = -np.sum(Y * np.log(a3) + (1 - Y) * np.log(1 - a3)) / m
    # regularización sin el sesgo
    reg = lam / (2 * m) * (np.sum(Theta1[:, 1:] ** 2) + np.sum(Theta2[:, 1:] ** 2))
    return coste + reg
