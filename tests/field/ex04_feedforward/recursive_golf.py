# expect: passes
# style: code golf, recursion over the layers
import numpy as np

from nn import sigmoid, unflatten


def feedforward(t, X, s):
    def go(a, T):
        if not T:
            return [a], []
        z = a @ T[0][:, 1:].T + T[0][:, 0]
        A, Z = go(sigmoid(z), T[1:])
        return [a] + A, [z] + Z
    return go(X, [*unflatten(t, s)])
