# expect: ng-drift + ng-one-number
# style: perturb is not cleared, e is one number
import numpy as np


def numerical_gradient(f, theta, epsilon=1e-4):
    perturb = np.zeros(theta.size)
    for p in range(theta.size):
        perturb[p] = epsilon
        slope = (f(theta + perturb) - f(theta - perturb)) / (2 * epsilon)
    return slope
