# expect: ng-precedence
# style: lists
import numpy as np

def numerical_gradient(f, theta, epsilon=1e-4):
    grads = []
    for i in range(len(theta)):
        thetaPlus = np.array(theta)
        thetaPlus[i] = thetaPlus[i] + epsilon
        thetaMinus = np.array(theta)
        thetaMinus[i] = thetaMinus[i] - epsilon
        grads.append((f(thetaPlus) - f(thetaMinus)) / 2 * epsilon)
    return np.array(grads)
