# expect: p-max-as-index
# style: MATLAB habit: p = zeros(m, 1), filled in a loop
import numpy as np

from nn import feedforward


def predict(theta, X, layer_sizes, classes):
    a, z = feedforward(theta, X, layer_sizes)
    p = np.zeros(len(X))
    for i in range(len(X)):
        p[i] = np.argmax(a[2][i])
    return np.array(classes)[p]
