# expect: rg-no-m
# style: PyTorch habit, SGD with weight_decay, parameter groups
import numpy as np

from nn import flatten, gradient, unflatten


def regularized_gradient(theta, X, Y, layer_sizes, weight_decay):
    params = unflatten(theta, layer_sizes)
    grads = [g.copy() for g in unflatten(gradient(theta, X, Y, layer_sizes), layer_sizes)]
    for p, g in zip(params, grads):
        # d_p = p.grad.add(p, alpha=weight_decay), no decay for the bias
        g[:, 1:] += weight_decay * p[:, 1:]
    return flatten(grads)
