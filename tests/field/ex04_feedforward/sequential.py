# expect: ff-softmax + ff-no-input
# style: Keras habit, outputs of all layers
import numpy as np

from nn import sigmoid, unflatten


def softmax(x):
    e = np.exp(x - x.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def feedforward(theta, X, layer_sizes):
    model = list(zip(unflatten(theta, layer_sizes), [sigmoid, softmax]))
    outputs, zs = [], []
    x = X
    for weights, activation in model:
        z = x @ weights[:, 1:].T + weights[:, 0]
        x = activation(z)
        zs.append(z)
        outputs.append(x)
    return outputs, zs
