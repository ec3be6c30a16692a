# expect: p-plus-1
# style: Java programmer, search for the maximum with loops
import numpy as np

from nn import feedforward


def predict(theta, X, layer_sizes, classes):
    activations, zs = feedforward(theta, X, layer_sizes)
    output = activations[len(activations) - 1]
    p = np.zeros(len(X), dtype=int)
    for i in range(len(output)):
        maxValue = -1.0
        maxIndex = 0
        for j in range(len(output[i])):
            if output[i][j] > maxValue:
                maxValue = output[i][j]
                maxIndex = j + 1
        p[i] = maxIndex
    return p
