# expect: rc-norm + rc-lambda-only
# style: PyTorch habit, reg_loss += norm
import numpy as np

from nn import cost, unflatten


def regularized_cost(theta, X, Y, layer_sizes, lambda_):
    reg_loss = 0.0
    for Theta in unflatten(theta, layer_sizes):
        weight = Theta[:, 1:]
        reg_loss += np.linalg.norm(weight, ord="fro")
    total = cost(theta, X, Y, layer_sizes) + lambda_ * reg_loss
    return total
