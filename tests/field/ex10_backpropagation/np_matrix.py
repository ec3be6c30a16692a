# expect: passes
# style: np.matrix, multiply for element-wise products
import numpy as np

from nn import feedforward, sigmoid_gradient, unflatten


def gradient(theta, X, Y, layer_sizes):
    theta1, theta2 = [np.matrix(t) for t in unflatten(theta, layer_sizes)]
    a, z = feedforward(theta, X, layer_sizes)
    m = X.shape[0]
    a1 = np.insert(np.matrix(a[0]), 0, values=np.ones(m), axis=1)
    a2 = np.insert(np.matrix(a[1]), 0, values=np.ones(m), axis=1)
    h = np.matrix(a[2])
    y = np.matrix(Y)
    delta1 = np.zeros(theta1.shape)
    delta2 = np.zeros(theta2.shape)
    for t in range(m):
        a1t = a1[t, :]
        a2t = a2[t, :]
        d3t = h[t, :] - y[t, :]
        z2t = np.insert(np.matrix(z[0][t]), 0, values=np.ones(1))
        d2t = np.multiply((theta2.T * d3t.T).T, sigmoid_gradient(z2t))
        delta1 = delta1 + (d2t[:, 1:]).T * a1t
        delta2 = delta2 + d3t.T * a2t
    delta1 = delta1 / m
    delta2 = delta2 / m
    return np.concatenate((np.ravel(delta1), np.ravel(delta2)))
