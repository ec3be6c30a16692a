# expect: rc-lambda-only
# style: Keras habit, kernel_regularizer l2
import numpy as np

from nn import cost, unflatten


class L2:
    def __init__(self, l2=0.01):
        self.l2 = l2

    def __call__(self, x):
        return self.l2 * np.sum(np.square(x))


def regularized_cost(theta, X, Y, layer_sizes, lambda_):
    loss = cost(theta, X, Y, layer_sizes)
    kernel_regularizer = L2(lambda_)
    for layer in unflatten(theta, layer_sizes):
        kernel = layer[:, 1:]
        loss += kernel_regularizer(kernel)
    return loss
