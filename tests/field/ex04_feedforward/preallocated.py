# expect: passes
# style: Octave template for i=1:m, preallocated arrays, own reshape
import numpy as np

from nn import sigmoid, unflatten


def feedforward(theta, X, layer_sizes):
    input_layer_size, hidden_layer_size, num_labels = layer_sizes
    k = hidden_layer_size * (input_layer_size + 1)
    Theta1 = np.reshape(theta[:k], (hidden_layer_size, input_layer_size + 1))
    Theta2 = np.reshape(theta[k:], (num_labels, hidden_layer_size + 1))
    m = X.shape[0]
    z_2 = np.zeros((m, hidden_layer_size))
    z_3 = np.zeros((m, num_labels))
    A_2 = np.ones((m, hidden_layer_size + 1))
    a_3 = np.zeros((m, num_labels))
    for i in range(m):
        a_1 = np.append(1, X[i, :])
        z_2[i, :] = Theta1.dot(a_1)
        A_2[i, 1:] = sigmoid(z_2[i, :])
        z_3[i, :] = Theta2.dot(A_2[i, :])
        a_3[i, :] = sigmoid(z_3[i, :])
    a_2 = A_2[:, 1:]
    return [X, a_2, a_3], [z_2, z_3]
