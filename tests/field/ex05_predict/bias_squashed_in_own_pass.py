# expect: ff-bias-squashed
# style: own forward pass inline
import numpy as np
from scipy.special import expit

from nn import unflatten


def predict(theta, X, layer_sizes, classes):
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    m = X.shape[0]
    h1 = expit(np.c_[np.ones(m), np.c_[np.ones(m), X] @ Theta1.T])
    h2 = expit(h1 @ Theta2.T)
    return np.array(classes)[np.argmax(h2, axis=1)]
