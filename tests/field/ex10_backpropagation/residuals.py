# expect: g-sign
# style: economics student, residuals = y - yhat
import numpy as np

from nn import feedforward, flatten, sigmoid_gradient, unflatten


def gradient(theta, X, Y, layer_sizes):
    N = X.shape[0]
    _, beta = unflatten(theta, layer_sizes)
    (x, f, yhat), (latent, _) = feedforward(theta, X, layer_sizes)
    resid = Y - yhat
    const = np.ones((N, 1))
    score_beta = resid.T @ np.hstack([const, f]) / N
    inner = (resid @ beta[:, 1:]) * sigmoid_gradient(latent)
    score_gamma = inner.T @ np.hstack([const, x]) / N
    return flatten([score_gamma, score_beta])
