# expect: p-hidden-layer
# style: index of the layer off by one
import numpy as np

from nn import feedforward


def predict(theta, X, layer_sizes, classes):
    activations, zs = feedforward(theta, X, layer_sizes)
    output = activations[1]
    idx = np.argmax(output, axis=1)
    labels = np.array([classes[i % len(classes)] for i in idx])
    # print(labels[:10])
    return labels
