# expect: ff-bias-returned
# style: Octave template translated line by line
import numpy as np

from nn import sigmoid, unflatten


def feedforward(theta, X, layer_sizes):
    Theta1, Theta2 = unflatten(theta, layer_sizes)

    # Setup some useful variables
    m = np.size(X, 0)

    # You need to return the following variables correctly
    a_1 = np.concatenate((np.ones((m, 1)), X), axis=1)   # a_1 = [ones(m, 1) X];
    z_2 = np.dot(a_1, Theta1.T)                          # z_2 = a_1 * Theta1';
    a_2 = sigmoid(z_2)                                   # a_2 = sigmoid(z_2);
    a_2 = np.concatenate((np.ones((m, 1)), a_2), axis=1)  # a_2 = [ones(m, 1) a_2];
    z_3 = np.dot(a_2, Theta2.T)
    a_3 = sigmoid(z_3)
    # h = a_3;
    return [a_1, a_2, a_3], [z_2, z_3]
