# expect: g-output-sg
# style: Octave template loop for t=1:m, delta_3 as in other tutorials
import numpy as np

from nn import feedforward, flatten, sigmoid_gradient, unflatten


def gradient(theta, X, Y, layer_sizes):
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    m = X.shape[0]
    (a1, a2, a3), (z2, z3) = feedforward(theta, X, layer_sizes)
    Delta1 = np.zeros(Theta1.shape)
    Delta2 = np.zeros(Theta2.shape)
    for t in range(m):
        # step 1
        a_1 = np.hstack((1, a1[t]))
        a_2 = np.hstack((1, a2[t]))
        # step 2
        delta_3 = (a3[t] - Y[t]) * sigmoid_gradient(z3[t])
        # step 3
        delta_2 = Theta2.T.dot(delta_3)[1:] * sigmoid_gradient(z2[t])
        # step 4
        Delta1 += np.outer(delta_2, a_1)
        Delta2 += np.outer(delta_3, a_2)
    # step 5
    return flatten([Delta1 / m, Delta2 / m])
