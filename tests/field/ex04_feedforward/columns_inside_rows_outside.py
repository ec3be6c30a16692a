# expect: passes
# style: deeplearning.ai (columns are examples), W and b, cache
import numpy as np

from nn import sigmoid, unflatten


def initialize(theta, layer_sizes):
    T1, T2 = unflatten(theta, layer_sizes)
    return {"W1": T1[:, 1:], "b1": T1[:, [0]], "W2": T2[:, 1:], "b2": T2[:, [0]]}


def feedforward(theta, X, layer_sizes):
    parameters = initialize(theta, layer_sizes)
    W1, b1, W2, b2 = (parameters[k] for k in ("W1", "b1", "W2", "b2"))
    A0 = X.T
    Z1 = np.dot(W1, A0) + b1
    A1 = sigmoid(Z1)
    Z2 = np.dot(W2, A1) + b2
    A2 = sigmoid(Z2)
    cache = {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}
    return [X, cache["A1"].T, cache["A2"].T], [cache["Z1"].T, cache["Z2"].T]
