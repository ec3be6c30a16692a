# expect: ff-softmax
# style: PyTorch habit, names from a tutorial, scipy softmax
import numpy as np
from scipy.special import softmax

from nn import sigmoid, unflatten


def feedforward(theta, X, layer_sizes):
    fc1, fc2 = unflatten(theta, layer_sizes)
    pre = np.matmul(X, fc1[:, 1:].T) + fc1[:, 0]
    x = sigmoid(pre)
    logits = np.matmul(x, fc2[:, 1:].T) + fc2[:, 0]
    probs = softmax(logits, axis=-1)
    return [X, x, probs], [pre, logits]
