# expect: p-argmin + p-plus-1
# style: loops
from nn import feedforward
import numpy as np


def predict(theta, X, layer_sizes, classes):
    out = feedforward(theta, X, layer_sizes)[0][-1]
    labels = []
    for row in out:
        best = 0
        for k in range(len(row)):
            if row[k] < row[best]:
                best = k
        labels.append(best + 1)
    return np.array(labels)
