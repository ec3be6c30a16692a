# expect: p-skips-first
# style: loop, counts from 1
import numpy as np

from nn import feedforward


def predict(theta, X, layer_sizes, classes):
    a, z = feedforward(theta, X, layer_sizes)
    p = np.zeros(len(X))
    for i in range(1, len(X)):
        p[i] = classes[np.argmax(a[2][i])]
    return p
