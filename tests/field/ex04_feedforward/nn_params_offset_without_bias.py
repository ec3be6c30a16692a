# expect: new: Theta2 begins too early in theta
# style: nnCostFunction's names, sliced by hand
import numpy as np

from nn import sigmoid, unflatten


def feedforward(theta, X, layer_sizes):
    input_layer_size, hidden_layer_size, num_labels = layer_sizes
    Theta1 = np.reshape(theta[0:hidden_layer_size * (input_layer_size + 1)],
                        (hidden_layer_size, input_layer_size + 1))
    Theta2 = np.reshape(theta[hidden_layer_size * input_layer_size:hidden_layer_size * input_layer_size
                              + num_labels * (hidden_layer_size + 1)],
                        (num_labels, hidden_layer_size + 1))
    m = X.shape[0]
    a1 = np.hstack((np.ones((m, 1)), X))
    z2 = np.dot(a1, Theta1.T)
    a2 = sigmoid(z2)
    z3 = np.dot(np.hstack((np.ones((m, 1)), a2)), Theta2.T)
    a3 = sigmoid(z3)
    return [X, a2, a3], [z2, z3]
