# expect: ff-double-bias
# style: notebook, X gets its column of ones first
import numpy as np
from nn import feedforward


def predict(theta, X, layer_sizes, classes):
    m = X.shape[0]
    X = np.c_[np.ones((m, 1)), X]
    activations, zs = feedforward(theta, X, layer_sizes)
    return np.array(classes)[activations[-1].argmax(axis=1)]
