# expect: g-last-example
# style: loops over examples, = in place of +=
import numpy as np

from nn import feedforward, flatten, sigmoid_gradient, unflatten


def gradient(theta, X, Y, layer_sizes):
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    activations, zs = feedforward(theta, X, layer_sizes)
    m = X.shape[0]
    for t in range(m):
        a1 = np.concatenate(([1], X[t]))
        a2 = np.concatenate(([1], activations[1][t]))
        delta3 = activations[2][t] - Y[t]
        delta2 = Theta2[:, 1:].T.dot(delta3) * sigmoid_gradient(zs[0][t])
        Delta1 = np.outer(delta2, a1)
        Delta2 = np.outer(delta3, a2)
    return flatten([Delta1 / m, Delta2 / m])
