# expect: passes
# style: code golf, max with a key
import numpy as np

from nn import feedforward


def predict(t, X, s, classes):
    (*_, a), _ = feedforward(t, X, s)
    return np.array([max(zip(r, classes), key=lambda p: p[0])[1] for r in a])
