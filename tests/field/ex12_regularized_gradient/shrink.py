# expect: rg-sign + rg-no-m
# style: physics student, friction term, boolean mask
import numpy as np

from nn import gradient, unflatten


def regularized_gradient(theta, X, Y, layer_sizes, lambda_):
    index = np.arange(theta.size)
    T1, T2 = unflatten(index, layer_sizes)
    is_bias = np.isin(index, np.r_[T1[:, 0], T2[:, 0]])
    force = gradient(theta, X, Y, layer_sizes)
    drag = np.where(is_bias, 0.0, -lambda_ * theta)
    return force + drag
