# expect: ad-small-number
# style: PyTorch's eps in the denominator
import numpy as np


def adagrad_step(theta, accumulator, gradient, learning_rate, largest_norm):
    norm = np.sqrt(gradient @ gradient)
    if norm > largest_norm:
        gradient = gradient / norm * largest_norm
    G = accumulator + gradient * gradient
    return theta - learning_rate * gradient / (np.sqrt(G) + 1e-3), G
