# expect: p-no-unpacking
# style: method instead of function
import numpy as np

from nn import feedforward


def predict(theta, X, layer_sizes, classes):
    output = feedforward(theta, X, layer_sizes)[-1]
    return np.array(classes)[output.argmax(axis=1)]
