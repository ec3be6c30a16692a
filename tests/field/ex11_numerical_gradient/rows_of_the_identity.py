# expect: passes
# style: one-liner, rows of np.eye
import numpy as np


def numerical_gradient(f, theta, epsilon=1e-4):
    return np.array([f(theta + e) - f(theta - e) for e in epsilon * np.eye(theta.size)]) / 2 / epsilon
