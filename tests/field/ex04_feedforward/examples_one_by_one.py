# expect: passes
# style: loops over examples, loops over units, math.exp
import math

import numpy as np


def g(z):
    return 1 / (1 + math.exp(-z)) if z > -700 else 0.0


def feedforward(theta, X, layer_sizes):
    n, h, K = layer_sizes
    m = X.shape[0]
    z2, a2 = np.zeros((m, h)), np.zeros((m, h))
    z3, a3 = np.zeros((m, K)), np.zeros((m, K))
    for i in range(m):
        pos = 0
        for j in range(h):
            s = theta[pos]                  # bias
            for k in range(n):
                s += theta[pos + 1 + k] * X[i, k]
            pos += n + 1
            z2[i, j] = s
            a2[i, j] = g(s)
        for j in range(K):
            s = theta[pos]
            for k in range(h):
                s += theta[pos + 1 + k] * a2[i, k]
            pos += h + 1
            z3[i, j] = s
            a3[i, j] = g(s)
    return [X, a2, a3], [z2, z3]
