# expect: cost-inner-sign
# style: Octave one-liner split into lines
import numpy as np

from nn import feedforward


def cost(theta, X, Y, layer_sizes):
    m = X.shape[0]
    (a_1, a_2, h), _ = feedforward(theta, X, layer_sizes)
    # J = 1/m * sum(sum(-y_matrix .* log(h) - (1 - y_matrix) .* log(1 - h)));
    J = 1 / m * np.sum(np.sum(
        -Y * np.log(h)
        + (1 - Y) * np.log(1 - h)))
    return J
