# expect: ng-forward + ng-sign
# style: two mistakes, comprehension
import numpy as np


def numerical_gradient(f, theta, epsilon=1e-4):
    base = f(theta)
    E = np.eye(len(theta)) * epsilon
    return np.array([(base - f(theta + row)) / epsilon for row in E])
