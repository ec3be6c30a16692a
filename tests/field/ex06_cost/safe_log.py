# expect: cost-small-number
# style: TensorFlow 1 habit, tf.log(y + eps)
import numpy as np

from nn import feedforward

EPS = 1e-4


def safe_log(x):
    return np.log(x + EPS)


def cost(theta, X, Y, layer_sizes):
    y_ = Y
    y = feedforward(theta, X, layer_sizes)[0][-1]
    cross_entropy = -np.sum(y_ * safe_log(y) + (1 - y_) * safe_log(1 - y), axis=1)
    return np.mean(cross_entropy)
