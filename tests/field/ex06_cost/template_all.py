# expect: ff-bias-squashed + cost-inner-sign
# style: Octave template, everything in one function, Spanish comments
import numpy as np

from nn import sigmoid, unflatten


def cost(nn_params, X, Y, layer_sizes):
    Theta1, Theta2 = unflatten(nn_params, layer_sizes)
    m = X.shape[0]
    unos = np.ones((m, 1))
    # primera capa
    a1 = np.hstack([unos, X])
    # capa oculta
    z2 = np.hstack([unos, a1.dot(Theta1.T)])
    a2 = sigmoid(z2)
    # salida
    h = sigmoid(a2.dot(Theta2.T))
    # costo
    J = 0
    for i in range(m):
        J += np.sum(-Y[i] * np.log(h[i]) + (1 - Y[i]) * np.log(1 - h[i]))
    return J / m
