# expect: passes
# style: the equation as it is written, zero gradient handled
import numpy as np


def adagrad_step(theta, accumulator, gradient, learning_rate, largest_norm):
    norm = np.linalg.norm(gradient)
    scale = min(1.0, largest_norm / norm) if norm > 0 else 1.0
    g = scale * gradient
    G = accumulator + g ** 2
    return theta - learning_rate * g / np.sqrt(G), G
