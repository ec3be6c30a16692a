# expect: ng-only-last
# style: course's perturb, indentation
import numpy as np


def numerical_gradient(f, theta, epsilon=1e-4):
    numgrad = np.zeros(theta.shape)
    for p in range(theta.size):
        perturb = np.zeros(theta.shape)
        perturb[p] = epsilon
    numgrad[p] = (f(theta + perturb) - f(theta - perturb)) / (2 * epsilon)
    return numgrad
