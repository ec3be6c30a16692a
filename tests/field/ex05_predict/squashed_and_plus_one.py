# expect: ff-bias-squashed + p-plus-1
# style: predict.m with its own forward pass
import numpy as np

from nn import sigmoid, unflatten


def predict(theta, X, layer_sizes, classes):
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    o = np.ones((len(X), 1))
    h1 = sigmoid(np.hstack([o, np.hstack([o, X]) @ Theta1.T]))
    h2 = sigmoid(h1 @ Theta2.T)
    return h2.argmax(axis=1) + 1
