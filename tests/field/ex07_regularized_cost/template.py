# expect: passes
# style: nnCostFunction in one, for i=1:m, copies with zero bias
import copy

import numpy as np

from nn import sigmoid


def regularized_cost(nn_params, X, Y, layer_sizes, lambda_):
    n, h, K = layer_sizes
    Theta1 = nn_params[:h * (n + 1)].reshape(h, n + 1)
    Theta2 = nn_params[h * (n + 1):].reshape(K, h + 1)
    m = X.shape[0]
    J = 0
    for i in range(m):
        a_1 = np.hstack(([1], X[i]))
        a_2 = np.hstack(([1], sigmoid(Theta1 @ a_1)))
        a_3 = sigmoid(Theta2 @ a_2)
        J += -Y[i] @ np.log(a_3) - (1 - Y[i]) @ np.log(1 - a_3)
    J /= m
    t1 = copy.deepcopy(Theta1)
    t1[:, 0] = 0
    t2 = copy.deepcopy(Theta2)
    t2[:, 0] = 0
    J += lambda_ / (2 * m) * (sum(sum(t1 ** 2)) + sum(sum(t2 ** 2)))
    return J
