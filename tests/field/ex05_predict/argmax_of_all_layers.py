# expect: p-no-unpacking
# style: unpacked, and the -1 forgotten
import numpy as np

from nn import feedforward


def predict(theta, X, layer_sizes, classes):
    a, z = feedforward(theta, X, layer_sizes)
    return np.array(classes)[np.argmax(a, axis=1)]
