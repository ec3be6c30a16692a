# expect: ng-drift
# style: one working copy, += and -=
import numpy as np


def numerical_gradient(f, theta, epsilon=1e-4):
    t = theta.copy()
    grad = np.zeros(len(t))
    for i in range(len(t)):
        t[i] += epsilon
        hi = f(t)
        t[i] -= 2 * epsilon
        lo = f(t)
        grad[i] = (hi - lo) / (2 * epsilon)
    return grad
