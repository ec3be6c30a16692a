# expect: rg-bias-included + rg-no-m
# style: weight decay, one-liner, two mistakes
from nn import gradient


def regularized_gradient(theta, X, Y, layer_sizes, lambda_):
    return gradient(theta, X, Y, layer_sizes) + lambda_ * theta
