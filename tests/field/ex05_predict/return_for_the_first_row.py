# expect: p-first-example
# style: loops over examples, indentation
import numpy as np

from nn import feedforward


def predict(theta, X, layer_sizes, classes):
    acts, _ = feedforward(theta, X, layer_sizes)
    labels = []
    for row in acts[-1]:
        labels.append(classes[int(np.argmax(row))])
        return np.array(labels)
