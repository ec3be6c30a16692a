# expect: ng-all-entries
# style: vectorized too far
import numpy as np


def numerical_gradient(f, theta, epsilon=1e-4):
    slope = (f(theta + epsilon) - f(theta - epsilon)) / (2 * epsilon)
    return np.ones_like(theta) * slope
