# expect: p-plus-1
# style: MATLAB port
import numpy as np

from nn import feedforward


def predict(theta, X, layer_sizes, classes):
    activations, zs = feedforward(theta, X, layer_sizes)
    h = activations[-1]
    p = np.argmax(h, axis=1) + 1
    return p
