# expect: new: the loop counts from 1 to p, beyond the last index
# style: Octave's counting from 1
import numpy as np


def numerical_gradient(f, theta, epsilon=1e-4):
    n = theta.size
    gradApprox = np.zeros(n)
    for i in range(1, n + 1):
        thetaPlus = theta.copy()
        thetaPlus[i] += epsilon
        thetaMinus = theta.copy()
        thetaMinus[i] -= epsilon
        gradApprox[i] = (f(thetaPlus) - f(thetaMinus)) / (2 * epsilon)
    return gradApprox
