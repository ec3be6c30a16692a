# expect: cost-skips-first
# style: Octave loops for i=1:m, for k=1:K
import numpy as np

from nn import feedforward


def cost(theta, X, Y, layer_sizes):
    m = np.size(X, 0)
    num_labels = layer_sizes[2]
    a, z = feedforward(theta, X, layer_sizes)
    a_3 = a[2]
    J = 0
    # for i = 1:m
    for i in range(1, m):
        # for k = 1:num_labels
        for k in range(0, num_labels):
            y_ik = Y[i, k]
            J = J + (-y_ik * np.log(a_3[i, k]) - (1 - y_ik) * np.log(1 - a_3[i, k]))
    # end
    J = J / m
    return J
