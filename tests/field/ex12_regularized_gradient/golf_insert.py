# expect: passes
# style: code golf, multiply by column numbers > 0
import numpy as np

from nn import flatten, gradient, unflatten


def regularized_gradient(t, X, Y, s, l):
    return gradient(t, X, Y, s) + flatten([l / len(X) * T * (np.indices(T.shape)[1] > 0) for T in unflatten(t, s)])
