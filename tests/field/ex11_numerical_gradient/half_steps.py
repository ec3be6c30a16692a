# expect: ng-epsilon-scaled
# style: numerical recipes, h/2 to either side
import numpy as np


def numerical_gradient(f, theta, epsilon=1e-4):
    E = epsilon / 2 * np.eye(len(theta))
    return np.array([(f(theta + e) - f(theta - e)) / epsilon for e in E])
