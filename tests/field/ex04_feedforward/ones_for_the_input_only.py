# expect: ff-hidden-bias-weights-cut + ff-linear-output
# style: two mistakes, regression habits
import numpy as np

from nn import sigmoid, unflatten


def feedforward(theta, X, layer_sizes):
    w1, w2 = unflatten(theta, layer_sizes)
    hidden_in = np.c_[np.ones(X.shape[0]), X] @ w1.T
    hidden_out = sigmoid(hidden_in)
    final_in = hidden_out @ w2[:, 1:].T
    return [X, hidden_out, final_in], [hidden_in, final_in]
