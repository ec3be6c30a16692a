# expect: passes
# style: np.apply_along_axis, asarray of the classes
import numpy as np

from nn import feedforward


def predict(theta, X, layer_sizes, classes):
    (_, _, out), _ = feedforward(theta, X, layer_sizes)
    units = np.apply_along_axis(np.argmax, 1, out)
    lookup = dict(enumerate(classes))
    return np.asarray([lookup[u] for u in units])
