# expect: p-tuple-index
# style: a list as an index
import numpy as np

from nn import feedforward


def predict(theta, X, layer_sizes, classes):
    output = feedforward(theta, X, layer_sizes)[0][-1]
    best = [int(np.argmax(row)) for row in output]
    return classes[best]
