# expect: new: the sum is not reset to 0 for the next unit
# style: Java programmer, three nested loops
import numpy as np

from nn import sigmoid, unflatten


def computeLayer(input, Theta):
    m = len(input)
    units = len(Theta)
    z = np.zeros((m, units))
    for i in range(m):
        sum = 0.0
        for j in range(units):
            sum += Theta[j][0]  # bias
            for k in range(len(input[i])):
                sum += Theta[j][k + 1] * input[i][k]
            z[i][j] = sum
    return z


def feedforward(theta, X, layer_sizes):
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    z2 = computeLayer(X, Theta1)
    a2 = sigmoid(z2)
    z3 = computeLayer(a2, Theta2)
    a3 = sigmoid(z3)
    return [X, a2, a3], [z2, z3]
