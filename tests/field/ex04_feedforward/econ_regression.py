# expect: ff-hidden-bias-weights-cut + ff-linear-output
# style: economics student, regression with intercept, names alpha and beta
import numpy as np

from nn import sigmoid, unflatten


def feedforward(theta, X, layer_sizes):
    first, second = unflatten(theta, layer_sizes)
    alpha = first[:, 0]
    gamma = first[:, 1:]
    beta = second[:, 1:]
    latent = alpha + X @ gamma.T
    factors = sigmoid(latent)
    yhat = factors @ beta.T
    return [X, factors, yhat], [latent, yhat]
