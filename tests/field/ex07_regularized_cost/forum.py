# expect: rc-theta1-only + rc-precedence
# style: forum post, print left in
import numpy as np

from nn import cost, unflatten

m = 0


def regularized_cost(theta, X, Y, layer_sizes, lambda_):
    m = X.shape[0]
    T = unflatten(theta, layer_sizes)
    J = cost(theta, X, Y, layer_sizes)
    r = lambda_ / 2 * m * np.sum(np.power(T[0][:, 1:], 2))
    # why is my J 0.38 without and huge with lambda=1 ???
    print("J", J, "reg", r)
    return J + r
