# expect: ad-clip-entries
# style: np.clip
import numpy as np


def adagrad_step(theta, accumulator, gradient, learning_rate, largest_norm):
    g = np.clip(gradient, -largest_norm, largest_norm)
    accumulator = accumulator + np.square(g)
    theta = theta - learning_rate * g / np.sqrt(accumulator)
    return theta, accumulator
