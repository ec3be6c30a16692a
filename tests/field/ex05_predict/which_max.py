# expect: p-no-axis
# style: R user, which.max
import numpy as np

from nn import feedforward


def which_max(x):
    return np.argmax(x)


def predict(theta, X, layer_sizes, classes):
    out = feedforward(theta, X, layer_sizes)[0][-1]
    return np.asarray(classes)[which_max(out)]
