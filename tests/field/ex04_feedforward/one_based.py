# expect: u-start-plus-1
# style: MATLAB port, own slices of theta
import numpy as np

from nn import sigmoid, unflatten


def feedforward(theta, X, layer_sizes):
    n, h, K = layer_sizes
    # Theta2 = reshape(nn_params((1 + (hidden_layer_size * (input_layer_size + 1))):end), ...
    T1 = theta[:h * (n + 1)].reshape((h, n + 1))
    T2 = theta[1 + h * (n + 1):].reshape((K, h + 1))
    eins = np.ones((len(X), 1))
    z2 = np.hstack((eins, X)).dot(T1.T)
    a2 = sigmoid(z2)
    z3 = np.hstack((eins, a2)).dot(T2.T)
    return [X, a2, sigmoid(z3)], [z2, z3]
