# expect: passes
# style: lists, zip
import numpy as np


def momentum_step(theta, velocity, gradient, learning_rate, momentum):
    v = [momentum * vi - learning_rate * gi for vi, gi in zip(velocity, gradient)]
    t = [ti + vi for ti, vi in zip(theta, v)]
    return np.array(t), np.array(v)
