# expect: ng-epsilon-fixed + ng-forward
# style: forward differences with h = 0.001
import numpy as np


def numerical_gradient(f, theta, epsilon=1e-4):
    h = 1e-3
    f0 = f(theta)
    g = []
    for i in range(len(theta)):
        t = theta.copy()
        t[i] += h
        g.append((f(t) - f0) / h)
    return np.array(g)
