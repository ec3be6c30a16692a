# expect: u-order-F + cost-mean-all
# style: MATLAB port, own reshape
import numpy as np

from nn import sigmoid


def cost(nn_params, X, Y, layer_sizes):
    n, h, K = layer_sizes
    Theta1 = nn_params[:h * (n + 1)].reshape(n + 1, h).T
    Theta2 = nn_params[h * (n + 1):].reshape(h + 1, K).T
    a2 = sigmoid(np.c_[np.ones(len(X)), X].dot(Theta1.T))
    a3 = sigmoid(np.c_[np.ones(len(X)), a2].dot(Theta2.T))
    return np.mean(-Y * np.log(a3) - (1 - Y) * np.log(1 - a3))
