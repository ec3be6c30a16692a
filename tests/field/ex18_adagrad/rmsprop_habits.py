# expect: ad-running-mean
# style: deeplearning.ai, RMSprop with beta = 0.9
import numpy as np


def adagrad_step(theta, accumulator, gradient, learning_rate, largest_norm):
    n = np.sqrt(np.sum(gradient ** 2))
    if n > largest_norm:
        gradient = gradient * (largest_norm / n)
    s = 0.9 * accumulator + 0.1 * gradient ** 2
    return theta - learning_rate * gradient / np.sqrt(s), s
