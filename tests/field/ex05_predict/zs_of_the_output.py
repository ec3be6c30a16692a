# expect: passes
# style: argsort, fancy indexing, the zs instead of the activations
import numpy as np
from nn import feedforward


def predict(theta, X, layer_sizes, classes):
    _, zs = feedforward(theta, X, layer_sizes)
    order = np.argsort(zs[-1], axis=1)
    best = order[:, -1]
    return np.array(classes)[best]
