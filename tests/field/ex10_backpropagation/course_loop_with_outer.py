# expect: passes
# style: loops over examples, MATLAB port of the course's five steps
import numpy as np

from nn import flatten, sigmoid, sigmoid_gradient, unflatten


def gradient(theta, X, Y, layer_sizes):
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    m = X.shape[0]
    Delta1 = np.zeros(Theta1.shape)
    Delta2 = np.zeros(Theta2.shape)
    for t in range(m):
        # step 1
        a1 = np.append(1, X[t])
        z2 = Theta1.dot(a1)
        a2 = np.append(1, sigmoid(z2))
        z3 = Theta2.dot(a2)
        a3 = sigmoid(z3)
        # step 2
        delta3 = a3 - Y[t]
        # step 3
        delta2 = Theta2.T.dot(delta3) * sigmoid_gradient(np.append(1, z2))
        delta2 = delta2[1:]
        # step 4
        Delta1 += np.outer(delta2, a1)
        Delta2 += np.outer(delta3, a2)
    # step 5
    return flatten([Delta1 / m, Delta2 / m])
