# expect: new: the outputs are transposed, Y is not
# style: deeplearning.ai (columns are examples)
import numpy as np

from nn import feedforward


def cost(theta, X, Y, layer_sizes):
    AL = feedforward(theta, X, layer_sizes)[0][-1].T
    m = AL.shape[1]
    J = -(1 / m) * np.sum(Y * np.log(AL) + (1 - Y) * np.log(1 - AL))
    return np.squeeze(J)
