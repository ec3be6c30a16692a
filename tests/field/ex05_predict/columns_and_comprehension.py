# expect: new: the largest entry of each column, and the classes are looked up one by one
# style: comprehension
import numpy as np

from nn import feedforward


def predict(theta, X, layer_sizes, classes):
    h = feedforward(theta, X, layer_sizes)[0][-1]
    idx = h.argmax(0)
    return np.array([classes[i] for i in idx])
