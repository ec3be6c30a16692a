# expect: p-column
# style: np.matrix
import numpy as np

from nn import feedforward


def predict(theta, X, layer_sizes, classes):
    a, z = feedforward(theta, X, layer_sizes)
    h = np.matrix(a[-1])
    p = h.argmax(axis=1)
    return np.array(classes)[p]
