# expect: ng-precedence + ng-last-missing
# style: homework, for loop, copies
import numpy as np


def numerical_gradient(f, theta, epsilon=1e-4):
    n = len(theta) - 1      # index starts at 0
    grad = np.zeros(theta.shape)
    for i in range(n):
        hi = theta.copy()
        lo = theta.copy()
        hi[i] += epsilon
        lo[i] -= epsilon
        grad[i] = (f(hi) - f(lo)) / 2 * epsilon
    return grad
