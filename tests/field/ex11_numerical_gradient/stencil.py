# expect: ng-second-derivative
# style: physics student, stencil from the lecture notes
import numpy as np


def numerical_gradient(f, theta, epsilon=1e-4):
    dx = epsilon
    out = np.empty_like(theta)
    for i, _ in enumerate(theta):
        e = np.zeros_like(theta)
        e[i] = dx
        out[i] = (f(theta + e) - 2 * f(theta) + f(theta - e)) / dx**2
    return out
