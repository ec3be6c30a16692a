# expect: ff-linear-hidden
# style: own forward pass inline, loops over examples
import numpy as np

from nn import sigmoid, unflatten


def cost(theta, X, Y, layer_sizes):
    t1, t2 = unflatten(theta, layer_sizes)
    total = 0.0
    for x, y in zip(X, Y):
        hidden = np.dot(t1, np.insert(x, 0, 1))
        out = sigmoid(np.dot(t2, np.insert(hidden, 0, 1)))
        total += np.sum(-y * np.log(out) - (1 - y) * np.log(1 - out))
    return total / len(X)
