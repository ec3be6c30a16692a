# expect: ng-epsilon-fixed
# style: physicist, step h = 0.1
import numpy as np


def numerical_gradient(f, theta, epsilon=1e-4):
    h = 0.1
    g = np.empty(len(theta))
    for i in range(len(theta)):
        e = np.zeros(len(theta))
        e[i] = h
        g[i] = (f(theta + e) - f(theta - e)) / (2 * h)
    return g
