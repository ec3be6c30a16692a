# expect: new: the activations come first
# style: one line less
import numpy as np

from nn import feedforward


def predict(theta, X, layer_sizes, classes):
    z, a = feedforward(theta, X, layer_sizes)
    return np.array(classes)[np.argmax(a[2], axis=1)]
