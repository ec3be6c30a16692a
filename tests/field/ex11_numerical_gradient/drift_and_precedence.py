# expect: ng-drift + ng-precedence
# style: two mistakes, one working copy
import numpy as np


def numerical_gradient(f, theta, epsilon=1e-4):
    w = np.copy(theta)
    out = []
    for k in range(w.size):
        w[k] += epsilon
        f_plus = f(w)
        w[k] -= 2 * epsilon
        f_minus = f(w)
        out.append((f_plus - f_minus) / 2 * epsilon)
    return np.array(out)
