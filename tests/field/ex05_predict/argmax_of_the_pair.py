# expect: p-no-unpacking
# style: one-liner
import numpy as np
from nn import feedforward


def predict(theta, X, layer_sizes, classes):
    return np.array(classes)[np.argmax(feedforward(theta, X, layer_sizes), axis=1)]
