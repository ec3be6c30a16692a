# expect: rc-mutates-theta
# style: Octave habit Theta(:,1) = 0, own reshape
import numpy as np

from nn import cost, unflatten


def regularized_cost(theta, X, Y, layer_sizes, lambda_):
    n, h, k = layer_sizes
    m = X.shape[0]
    J = cost(theta, X, Y, layer_sizes)
    Theta1 = theta[:h * (n + 1)].reshape(h, n + 1)
    Theta2 = theta[h * (n + 1):].reshape(k, h + 1)
    # exclude the bias terms
    Theta1[:, 0] = 0
    Theta2[:, 0] = 0
    J += lambda_ / (2 * m) * (np.sum(Theta1 ** 2) + np.sum(Theta2 ** 2))
    return J
