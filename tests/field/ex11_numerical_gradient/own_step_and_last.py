# expect: ng-epsilon-fixed + ng-last-missing
# style: loops
import numpy as np


def numerical_gradient(f, theta, epsilon=1e-4):
    EPS = 0.05
    out = np.zeros(len(theta))
    for i in range(len(theta) - 1):
        e = np.zeros(len(theta))
        e[i] = EPS
        out[i] = (f(theta + e) - f(theta - e)) / (2 * EPS)
    return out
