# expect: ff-hidden-bias-weights-cut
# style: inline nnCostFunction, own forward pass, sloppy names
import numpy as np

from nn import sigmoid


def cost(theta, X, Y, layer_sizes):
    n, h, k = layer_sizes
    w1 = theta[:h * (n + 1)].reshape(h, n + 1)
    w2 = theta[h * (n + 1):].reshape(k, h + 1)
    x1 = np.insert(X, 0, 1, axis=1)
    foo = sigmoid(x1.dot(w1.T))
    # print(foo.shape, w2.shape)  -> (5000, 25) (10, 26) ????
    bar = sigmoid(foo.dot(w2[:, 1:].T))
    err = Y * np.log(bar) + (1 - Y) * np.log(1 - bar)
    return -err.sum() / X.shape[0]
