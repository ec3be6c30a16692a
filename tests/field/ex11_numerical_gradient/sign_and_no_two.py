# expect: ng-sign + ng-no-2
# style: one-liner
import numpy as np


def numerical_gradient(f, theta, epsilon=1e-4):
    return np.array([(f(theta - e) - f(theta + e)) / epsilon for e in epsilon * np.eye(len(theta))])
