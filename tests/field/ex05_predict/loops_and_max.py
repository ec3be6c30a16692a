# expect: passes
# style: loops over examples, lists
import numpy as np

from nn import feedforward


def predict(theta, X, layer_sizes, classes):
    a, z = feedforward(theta, X, layer_sizes)
    p = []
    for i in range(len(X)):
        best = 0
        for k in range(1, len(classes)):
            if a[2][i][k] > a[2][i][best]:
                best = k
        p.append(classes[best])
    return np.array(p)
