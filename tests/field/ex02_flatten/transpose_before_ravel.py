# expect: fl-order-F
# style: sloppy names, loop
import numpy as np


def flatten(Thetas):
    x = []
    for t in Thetas:
        x.extend(t.T.ravel())
    return np.array(x)


def unflatten(theta, layer_sizes):
    x = []
    k = 0
    for i in range(1, len(layer_sizes)):
        s = (layer_sizes[i], layer_sizes[i - 1] + 1)
        x.append(theta[k:k + s[0] * s[1]].reshape(s))
        k += s[0] * s[1]
    return x
