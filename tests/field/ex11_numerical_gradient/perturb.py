# expect: ng-drift
# style: computeNumericalGradient.m translated
import numpy as np


def numerical_gradient(J, theta, epsilon=1e-4):
    numgrad = np.zeros(np.shape(theta))
    perturb = np.zeros(np.shape(theta))
    e = epsilon
    for p in range(np.size(theta)):
        # Set perturbation vector
        perturb[p] = e
        loss1 = J(theta - perturb)
        loss2 = J(theta + perturb)
        # Compute Numerical Gradient
        numgrad[p] = (loss2 - loss1) / (2 * e)
    return numgrad
