# expect: ng-alias
# style: Java programmer, references
import numpy as np


def numerical_gradient(f, theta, epsilon=1e-4):
    slopes = np.zeros(len(theta))
    for i in range(0, len(theta)):
        thetaPlus = theta
        thetaMinus = theta
        thetaPlus[i] = thetaPlus[i] + epsilon
        thetaMinus[i] = thetaMinus[i] - epsilon
        slopes[i] = (f(thetaPlus) - f(thetaMinus)) / (2 * epsilon)
    return slopes
