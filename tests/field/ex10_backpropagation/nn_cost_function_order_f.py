# expect: u-order-F + g-order-F
# style: inline nnCostFunction, MATLAB port, order="F" for reading and for returning
import numpy as np
from scipy.special import expit as sigmoid


def gradient(nn_params, X, Y, layer_sizes):
    n, h, K = layer_sizes
    Theta1 = nn_params[:h * (n + 1)].reshape((h, n + 1), order='F')
    Theta2 = nn_params[h * (n + 1):].reshape((K, h + 1), order='F')
    m = X.shape[0]
    a1 = np.hstack((np.ones((m, 1)), X))
    z2 = a1.dot(Theta1.T)
    a2 = np.hstack((np.ones((m, 1)), sigmoid(z2)))
    a3 = sigmoid(a2.dot(Theta2.T))
    d3 = a3 - Y
    d2 = d3.dot(Theta2[:, 1:]) * sigmoid(z2) * (1 - sigmoid(z2))
    Theta1_grad = d2.T.dot(a1) / m
    Theta2_grad = d3.T.dot(a2) / m
    # Unroll gradients
    return np.concatenate((Theta1_grad.ravel(order='F'), Theta2_grad.ravel(order='F')))
