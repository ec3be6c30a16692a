# expect: passes
# style: loops over everything, beginner
import numpy as np

from nn import feedforward, unflatten


def gradient(theta, X, Y, layer_sizes):
    n, h, K = layer_sizes
    m = len(X)
    T1, T2 = unflatten(theta, layer_sizes)
    (a1, a2, a3), (z2, z3) = feedforward(theta, X, layer_sizes)
    D1 = [[0.0] * (n + 1) for _ in range(h)]
    D2 = [[0.0] * (h + 1) for _ in range(K)]
    for i in range(m):
        d3 = [a3[i][k] - Y[i][k] for k in range(K)]
        for k in range(K):
            D2[k][0] += d3[k] / m
            for j in range(h):
                D2[k][j + 1] += d3[k] * a2[i][j] / m
        for j in range(h):
            back = sum(T2[k][j + 1] * d3[k] for k in range(K))
            d2 = back * a2[i][j] * (1 - a2[i][j])
            D1[j][0] += d2 / m
            for q in range(n):
                D1[j][q + 1] += d2 * X[i][q] / m
    return np.array(sum(D1, []) + sum(D2, []))
