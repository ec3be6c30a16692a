# expect: passes
# style: np.matrix, loops over examples
import numpy as np

from nn import sigmoid


def sigmoid_gradient(z):
    return np.multiply(sigmoid(z), (1 - sigmoid(z)))


def gradient(params, X, y, layer_sizes):
    n, h, K = layer_sizes
    m = X.shape[0]
    X = np.matrix(X)
    y = np.matrix(y)
    theta1 = np.matrix(np.reshape(params[:h * (n + 1)], (h, n + 1)))
    theta2 = np.matrix(np.reshape(params[h * (n + 1):], (K, h + 1)))
    a1 = np.insert(X, 0, values=np.ones(m), axis=1)
    z2 = np.asarray(a1 * theta1.T)
    a2 = np.matrix(np.insert(sigmoid(z2), 0, values=np.ones(m), axis=1))
    hyp = np.matrix(sigmoid(np.asarray(a2 * theta2.T)))
    delta1 = np.zeros(theta1.shape)
    delta2 = np.zeros(theta2.shape)
    for t in range(m):
        d3t = hyp[t, :] - y[t, :]
        z2t = np.insert(z2[[t], :], 0, values=np.ones(1), axis=1)
        d2t = np.multiply((theta2.T * d3t.T).T, sigmoid_gradient(z2t))
        delta1 = delta1 + (d2t[:, 1:]).T * a1[t, :]
        delta2 = delta2 + d3t.T * a2[t, :]
    delta1 = delta1 / m
    delta2 = delta2 / m
    return np.concatenate((np.ravel(delta1), np.ravel(delta2)))
