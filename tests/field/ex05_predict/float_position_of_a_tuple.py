# expect: p-max-as-index
# style: loop over rows
import numpy as np

from nn import feedforward


def predict(theta, X, layer_sizes, classes):
    labels = []
    for row in feedforward(theta, X, layer_sizes)[0][-1]:
        k = 0.0
        for j, a in enumerate(row):
            if a > row[int(k)]:
                k = float(j)
        labels.append(classes[k])
    return np.array(labels)
