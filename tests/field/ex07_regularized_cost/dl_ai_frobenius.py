# expect: rc-over-n
# style: deeplearning.ai, compute_cost_with_regularization
import numpy as np

from nn import cost, unflatten


def regularized_cost(theta, X, Y, layer_sizes, lambd):
    m = X.shape[1]
    W1, W2 = unflatten(theta, layer_sizes)
    W1, W2 = W1[:, 1:], W2[:, 1:]
    cross_entropy_cost = cost(theta, X, Y, layer_sizes)
    L2_regularization_cost = lambd * (np.sum(np.square(W1)) + np.sum(np.square(W2))) / (2 * m)
    return cross_entropy_cost + L2_regularization_cost
