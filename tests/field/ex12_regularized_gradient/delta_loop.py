# expect: g-output-sg + rg-bias-included
# style: whole nnCostFunction with loop, Delta1 and Delta2
import numpy as np

from nn import flatten, sigmoid, sigmoid_gradient, unflatten


def regularized_gradient(theta, X, Y, layer_sizes, lambda_):
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    m = X.shape[0]
    Delta1 = 0
    Delta2 = 0
    for i in range(m):
        a_1 = np.r_[1, X[i]]
        z_2 = Theta1 @ a_1
        a_2 = np.r_[1, sigmoid(z_2)]
        z_3 = Theta2 @ a_2
        a_3 = sigmoid(z_3)
        delta_3 = (a_3 - Y[i]) * sigmoid_gradient(z_3)
        delta_2 = (Theta2.T @ delta_3)[1:] * sigmoid_gradient(z_2)
        Delta1 = Delta1 + np.outer(delta_2, a_1)
        Delta2 = Delta2 + np.outer(delta_3, a_2)
    Theta1_grad = Delta1 / m + lambda_ / m * Theta1
    Theta2_grad = Delta2 / m + lambda_ / m * Theta2
    return flatten([Theta1_grad, Theta2_grad])
