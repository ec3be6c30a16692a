# expect: p-moved-up
# style: loops over units, counts from 1
import numpy as np

from nn import feedforward


def predict(theta, X, layer_sizes, classes):
    output = feedforward(theta, X, layer_sizes)[0][-1]
    labels = []
    for i in range(len(X)):
        best = 0
        for k in range(1, layer_sizes[-1] + 1):
            if output[i, k] > output[i, best]:
                best = k
        labels.append(classes[best])
    return np.array(labels)
