# expect: ff-transposed + ff-no-zs
# style: one-liner for each layer
import numpy as np

from nn import sigmoid, unflatten


def feedforward(theta, X, layer_sizes):
    acts = [X.T]
    for T in unflatten(theta, layer_sizes):
        acts.append(sigmoid(T @ np.vstack([np.ones(acts[-1].shape[1]), acts[-1]])))
    return acts
