# expect: cost-skips-first-class
# style: loop over the classes
import numpy as np

from nn import feedforward


def cost(theta, X, Y, layer_sizes):
    h = feedforward(theta, X, layer_sizes)[0][-1]
    J = 0
    for k in range(1, Y.shape[1]):
        J += -Y[:, k] @ np.log(h[:, k]) - (1 - Y[:, k]) @ np.log(1 - h[:, k])
    return J / len(X)
