# expect: new: the notebook's globals t1 and t2 are used instead of theta
# style: globals from a notebook
import numpy as np

from nn import sigmoid, unflatten

# %% load the trained weights
rng = np.random.default_rng(1)
t1 = rng.uniform(-0.12, 0.12, (25, 401))
t2 = rng.uniform(-0.12, 0.12, (10, 26))


def feedforward(theta, X, layer_sizes):
    a1 = np.insert(X, 0, 1, axis=1)
    z2 = a1 @ t1.T
    a2 = sigmoid(z2)
    z3 = np.insert(a2, 0, 1, axis=1) @ t2.T
    return [X, a2, sigmoid(z3)], [z2, z3]
