# expect: p-tuple-index
# style: short, names from the lecture
import numpy as np

from nn import feedforward


def predict(theta, X, layer_sizes, classes):
    (a1, a2, a3), (z2, z3) = feedforward(theta, X, layer_sizes)
    return classes[np.argmax(a3, 1)]
