# expect: p-column + p-plus-1
# style: MATLAB port, column vectors, two mistakes
import numpy as np

from nn import feedforward


def predict(theta, X, layer_sizes, classes):
    m = X.shape[0]
    p = np.zeros((m, 1))
    a, z = feedforward(theta, X, layer_sizes)
    for i in range(m):
        p[i] = np.argmax(a[2][i, :]) + 1
    return p
