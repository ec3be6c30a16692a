# expect: u-order-F
# style: MATLAB port, order="F", own forward pass inline
import numpy as np


def predict(theta, X, layer_sizes, classes):
    n, h, K = layer_sizes
    T1 = theta[0:h * (n + 1)].reshape((h, n + 1), order='F')
    T2 = theta[h * (n + 1):].reshape((K, h + 1), order='F')
    sig = lambda z: 1 / (1 + np.exp(-z))
    a2 = sig(np.insert(X, 0, 1, 1).dot(T1.T))
    a3 = sig(np.insert(a2, 0, 1, 1).dot(T2.T))
    return np.asarray(classes)[a3.argmax(1)]
