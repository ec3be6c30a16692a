# expect: passes
# style: advice against nan, np.clip at 1e-15 as scikit-learn had it
import numpy as np

from nn import feedforward


def cost(theta, X, Y, layer_sizes):
    activations, _ = feedforward(theta, X, layer_sizes)
    predictions = np.clip(activations[-1], 1e-15, 1 - 1e-15)   # avoid log(0)
    N = predictions.shape[0]
    ce = -np.sum(Y * np.log(predictions) + (1 - Y) * np.log(1 - predictions)) / N
    return ce
