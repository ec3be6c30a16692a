# expect: rg-over-n
# style: deeplearning.ai, backward_propagation_with_regularization
import numpy as np

from nn import flatten, gradient, unflatten


def regularized_gradient(theta, X, Y, layer_sizes, lambd):
    m = X.shape[1]
    W1, W2 = unflatten(theta, layer_sizes)
    dW1, dW2 = unflatten(gradient(theta, X, Y, layer_sizes), layer_sizes)
    db1, dW1 = dW1[:, :1], dW1[:, 1:]
    db2, dW2 = dW2[:, :1], dW2[:, 1:]
    dW2 = dW2 + lambd / m * W2[:, 1:]
    dW1 = dW1 + lambd / m * W1[:, 1:]
    return flatten([np.concatenate((db1, dW1), axis=1), np.concatenate((db2, dW2), axis=1)])
