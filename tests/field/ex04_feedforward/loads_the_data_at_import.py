# expect: new: code outside the function fails when the file is loaded: no ex4data1.mat
# style: notebook leftover at module level
import numpy as np
from scipy.io import loadmat

from nn import sigmoid, unflatten


def feedforward(theta, X, layer_sizes):
    a, zs = [X], []
    for Theta in unflatten(theta, layer_sizes):
        zs.append(np.insert(a[-1], 0, 1, axis=1) @ Theta.T)
        a.append(sigmoid(zs[-1]))
    return a, zs


data = loadmat("/home/anna/ml-class/machine-learning-ex4/ex4/ex4data1.mat")
X, y = data["X"], data["y"]
print(X.shape, y.shape)
