# expect: passes
# style: code golf, all squares minus those of the biases
import numpy as np

from nn import cost, unflatten


def regularized_cost(t, X, Y, s, l):
    return cost(t, X, Y, s) + l * (t @ t - sum(b @ b for b in (T[:, 0] for T in unflatten(t, s)))) / len(X) / 2
