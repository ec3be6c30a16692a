# expect: ng-no-2 + ng-last-missing
# style: two mistakes, loop
import numpy as np


def numerical_gradient(f, theta, epsilon=1e-4):
    p = len(theta)
    grad = np.zeros(p)
    for i in range(p - 1):
        step = np.zeros(p)
        step[i] = epsilon
        grad[i] = (f(theta + step) - f(theta - step)) / epsilon
    return grad
