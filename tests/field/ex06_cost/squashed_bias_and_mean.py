# expect: ff-bias-squashed + cost-mean-all
# style: own forward pass inline, scikit-learn's habits, two mistakes
import numpy as np
from scipy.special import expit

from nn import unflatten


def cost(theta, X, Y, layer_sizes):
    T1, T2 = unflatten(theta, layer_sizes)
    ones = np.ones((X.shape[0], 1))
    a2 = expit(np.hstack([ones, np.hstack([ones, X]) @ T1.T]))
    a3 = expit(a2 @ T2.T)
    bce = -(Y * np.log(a3) + (1 - Y) * np.log(1 - a3))
    return bce.mean()
