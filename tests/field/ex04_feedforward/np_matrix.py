# expect: passes
# style: np.matrix with * as matrix product, columns are examples
import numpy as np

from nn import sigmoid, unflatten


def feedforward(theta, X, layer_sizes):
    Theta1, Theta2 = [np.matrix(t) for t in unflatten(theta, layer_sizes)]
    m = X.shape[0]
    a1 = np.matrix(np.vstack([np.ones(m), X.T]))
    z2 = Theta1 * a1
    a2 = np.matrix(np.vstack([np.ones(m), sigmoid(np.asarray(z2))]))
    z3 = Theta2 * a2
    a3 = sigmoid(np.asarray(z3))
    return [X, np.array(a2[1:, :]).T, a3.T], [np.array(z2).T, np.array(z3).T]
