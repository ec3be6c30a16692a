# expect: ng-epsilon-in-divisor-only
# style: e is 1 and not ε
import numpy as np


def numerical_gradient(f, theta, epsilon=1e-4):
    g = np.zeros_like(theta)
    for i in range(len(theta)):
        e = np.zeros_like(theta)
        e[i] = 1
        g[i] = (f(theta + e) - f(theta - e)) / (2 * epsilon)
    return g
