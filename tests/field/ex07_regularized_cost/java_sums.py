# expect: rc-bias-of-theta2 + rc-no-m
# style: Java programmer, nested loops for each matrix
from nn import cost, unflatten


def regularized_cost(theta, X, Y, layer_sizes, lambda_):
    thetas = unflatten(theta, layer_sizes)
    theta1 = thetas[0]
    theta2 = thetas[1]
    sum1 = 0.0
    for i in range(0, len(theta1)):
        for j in range(1, len(theta1[i])):
            sum1 += theta1[i][j] * theta1[i][j]
    sum2 = 0.0
    for i in range(0, len(theta2)):
        for j in range(0, len(theta2[i])):
            sum2 += theta2[i][j] * theta2[i][j]
    penalty = lambda_ / 2.0 * (sum1 + sum2)
    return cost(theta, X, Y, layer_sizes) + penalty
