# expect: ng-return-in-loop
# style: indentation
import numpy as np


def numerical_gradient(f, theta, epsilon=1e-4):
    result = np.zeros_like(theta)
    for i in range(theta.shape[0]):
        d = np.zeros_like(theta)
        d[i] = epsilon
        result[i] = (f(theta + d) - f(theta - d)) / (2 * epsilon)
        return result
