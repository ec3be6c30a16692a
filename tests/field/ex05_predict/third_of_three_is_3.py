# expect: new: of three activations the last one has the index 2, not 3
# style: counts from 1
import numpy as np

from nn import feedforward


def predict(theta, X, layer_sizes, classes):
    a, z = feedforward(theta, X, layer_sizes)
    return np.array(classes)[a[3].argmax(axis=1)]
