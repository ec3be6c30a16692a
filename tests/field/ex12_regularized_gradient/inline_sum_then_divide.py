# expect: passes
# style: inline nnCostFunction, (Delta + λ Θ) / m
import numpy as np

from nn import sigmoid


def regularized_gradient(nn_params, X, Y, layer_sizes, lmbda):
    n, h, K = layer_sizes
    Theta1 = nn_params[:h * (n + 1)].reshape(h, n + 1)
    Theta2 = nn_params[h * (n + 1):].reshape(K, h + 1)
    m = X.shape[0]
    Delta1 = np.zeros((h, n + 1))
    Delta2 = np.zeros((K, h + 1))
    for x, y in zip(X, Y):
        a1 = np.concatenate([[1], x])
        a2 = np.concatenate([[1], sigmoid(Theta1 @ a1)])
        d3 = sigmoid(Theta2 @ a2) - y
        d2 = (Theta2.T @ d3 * a2 * (1 - a2))[1:]
        Delta1 += d2.reshape(-1, 1) @ a1.reshape(1, -1)
        Delta2 += d3.reshape(-1, 1) @ a2.reshape(1, -1)
    Delta1[:, 1:] += lmbda * Theta1[:, 1:]
    Delta2[:, 1:] += lmbda * Theta2[:, 1:]
    return np.append(Delta1.ravel() / m, Delta2.ravel() / m)
