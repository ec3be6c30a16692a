# expect: passes
# style: deeplearning.ai (columns are examples), dW and db
import numpy as np

from nn import feedforward, flatten, unflatten


def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]
    W2 = parameters["W2"]
    A1, A2 = cache["A1"], cache["A2"]
    dZ2 = A2 - Y
    dW2 = 1 / m * np.dot(dZ2, A1.T)
    db2 = 1 / m * np.sum(dZ2, axis=1, keepdims=True)
    dZ1 = np.dot(W2.T, dZ2) * (A1 - np.power(A1, 2))
    dW1 = 1 / m * np.dot(dZ1, X.T)
    db1 = 1 / m * np.sum(dZ1, axis=1, keepdims=True)
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


def gradient(theta, X, Y, layer_sizes):
    _, Theta2 = unflatten(theta, layer_sizes)
    (_, A1, A2), _ = feedforward(theta, X, layer_sizes)
    g = backward_propagation({"W2": Theta2[:, 1:]}, {"A1": A1.T, "A2": A2.T}, X.T, Y.T)
    return flatten([np.hstack([g["db1"], g["dW1"]]), np.hstack([g["db2"], g["dW2"]])])
