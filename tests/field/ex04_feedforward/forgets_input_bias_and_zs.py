# expect: ff-input-bias-weights-cut + ff-no-zs
# style: two mistakes, dictionary parameters
import numpy as np
from nn import sigmoid, unflatten


def feedforward(theta, X, layer_sizes):
    params = dict(zip(["T1", "T2"], unflatten(theta, layer_sizes)))
    a2 = sigmoid(X @ params["T1"][:, 1:].T)
    a2b = np.insert(a2, 0, 1, axis=1)
    a3 = sigmoid(a2b @ params["T2"].T)
    return [X, a2, a3]
