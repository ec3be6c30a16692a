# expect: rg-last-column
# style: np.c_, zeros appended on the wrong side
import numpy as np

from nn import flatten, gradient, unflatten


def regularized_gradient(theta, X, Y, layer_sizes, lambda_):
    T1, T2 = unflatten(theta, layer_sizes)
    T1 = np.c_[T1[:, :-1], np.zeros(T1.shape[0])]
    T2 = np.c_[T2[:, :-1], np.zeros(T2.shape[0])]
    return gradient(theta, X, Y, layer_sizes) + lambda_ / len(X) * flatten([T1, T2])
