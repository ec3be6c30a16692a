# expect: p-hidden-layer + p-plus-1
# style: forum post, MATLAB max
import numpy as np

from nn import feedforward


def predict(theta, X, layer_sizes, classes):
    a, z = feedforward(theta, X, layer_sizes)
    h2 = a[1]
    # [~, p] = max(h2, [], 2) is 1-based
    p = np.argmax(h2, axis=1) + 1
    return p
