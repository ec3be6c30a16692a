# expect: ff-relu
# style: Keras habit, a Dense class with an activation
import numpy as np

from nn import sigmoid, unflatten

ACTIVATIONS = {"sigmoid": sigmoid, "relu": lambda x: np.maximum(x, 0.0), "linear": lambda x: x}


class Dense:
    def __init__(self, units, kernel, activation="linear"):
        self.units = units
        self.kernel = kernel[:, 1:].T
        self.bias = kernel[:, 0]
        self.activation = ACTIVATIONS[activation]

    def __call__(self, inputs):
        self.pre = inputs @ self.kernel + self.bias
        return self.activation(self.pre)


def feedforward(theta, X, layer_sizes):
    T1, T2 = unflatten(theta, layer_sizes)
    hidden = Dense(layer_sizes[1], T1, activation="relu")
    output = Dense(layer_sizes[2], T2, activation="sigmoid")
    h = hidden(X)
    o = output(h)
    return [X, h, o], [hidden.pre, output.pre]
