# expect: passes
# style: notebook: a gradient check at module level that prints
import numpy as np

from nn import feedforward, flatten, sigmoid_gradient, unflatten


def gradient(theta, X, Y, layer_sizes):
    m = len(X)
    Theta2 = unflatten(theta, layer_sizes)[1]
    (a1, a2, a3), (z2, z3) = feedforward(theta, X, layer_sizes)
    d3 = a3 - Y
    d2 = np.delete(np.tensordot(d3, Theta2, axes=1), 0, axis=1) * sigmoid_gradient(z2)
    pad = lambda A: np.pad(A, ((0, 0), (1, 0)), constant_values=1)
    return flatten([np.tensordot(d, pad(a), axes=(0, 0)) / m for d, a in ((d2, a1), (d3, a2))])


rng = np.random.default_rng(0)
t = rng.normal(size=2 * 4 + 2 * 3)
x, y = rng.normal(size=(4, 3)), np.eye(2)[[0, 1, 1, 0]]
def J(t):
    h = feedforward(t, x, (3, 2, 2))[0][-1]
    return -np.sum(y * np.log(h) + (1 - y) * np.log(1 - h)) / 4
for i in range(3):
    e = np.zeros(len(t)); e[i] = 1e-4
    print((J(t + e) - J(t - e)) / 2e-4, gradient(t, x, y, (3, 2, 2))[i])
