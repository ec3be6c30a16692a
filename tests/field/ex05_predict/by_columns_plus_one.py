# expect: u-order-F + p-plus-1
# style: MATLAB port
import numpy as np

from nn import sigmoid


def predict(theta, X, layer_sizes, classes):
    n, h, K = layer_sizes
    T1 = theta[:h * (n + 1)].reshape((h, n + 1), order="F")
    T2 = theta[h * (n + 1):].reshape((K, h + 1), order="F")
    a2 = sigmoid(np.insert(X, 0, 1, axis=1) @ T1.T)
    a3 = sigmoid(np.insert(a2, 0, 1, axis=1) @ T2.T)
    return np.argmax(a3, axis=1) + 1
