# expect: passes
# style: one-liner, max with a key
import numpy as np

from nn import feedforward


def predict(theta, X, layer_sizes, classes):
    a3 = feedforward(theta, X, layer_sizes)[0][-1]
    return np.array([classes[max(range(len(row)), key=row.__getitem__)] for row in a3])
