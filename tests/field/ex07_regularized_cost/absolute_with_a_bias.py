# expect: rc-absolute + rc-bias-of-theta1
# style: python sums
from nn import cost, unflatten


def regularized_cost(theta, X, Y, layer_sizes, lambda_):
    A, B = unflatten(theta, layer_sizes)
    total = sum(abs(w) for row in A for w in row) + sum(abs(w) for row in B for w in row[1:])
    return cost(theta, X, Y, layer_sizes) + lambda_ * total / (2 * len(Y))
