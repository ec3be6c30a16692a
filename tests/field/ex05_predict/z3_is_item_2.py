# expect: new: zs has only two items
# style: names from the lecture
import numpy as np

from nn import feedforward


def predict(theta, X, layer_sizes, classes):
    a, z = feedforward(theta, X, layer_sizes)
    z3 = z[2]
    return np.array(classes)[np.argmax(z3, axis=1)]
