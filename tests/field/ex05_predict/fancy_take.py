# expect: passes
# style: R user, max.col, own forward pass
import numpy as np
from scipy.special import expit

from nn import unflatten


def max_col(M):
    return np.argsort(-M, axis=1, kind="stable")[:, 0]


def predict(theta, X, layer_sizes, classes):
    W1, W2 = unflatten(theta, layer_sizes)
    H = expit(np.column_stack((np.ones(len(X)), X)) @ W1.T)
    O = np.column_stack((np.ones(len(X)), H)) @ W2.T      # monotonic, no need to squash
    return np.take(classes, max_col(O))
