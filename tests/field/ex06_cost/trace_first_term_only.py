# expect: cost-no-off
# style: np.trace, categorical cross-entropy habits
import numpy as np

from nn import feedforward


def cost(theta, X, Y, layer_sizes):
    yhat = feedforward(theta, X, layer_sizes)[0][-1]
    return -np.trace(np.log(yhat) @ Y.T) / len(Y)
