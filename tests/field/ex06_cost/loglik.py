# expect: cost-sign + cost-over-2m
# style: economics student, log likelihood of a logit model
import numpy as np

from nn import feedforward


def loglik(p, d):
    return np.sum(d * np.log(p) + (1 - d) * np.log(1 - p))


def cost(theta, X, Y, layer_sizes):
    N = X.shape[0]
    phat = feedforward(theta, X, layer_sizes)[0][2]
    ll = loglik(phat, Y)
    return 1 / (2 * N) * ll
