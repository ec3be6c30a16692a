# expect: passes
# style: two lines, named results
import numpy as np


def momentum_step(theta, velocity, gradient, learning_rate, momentum):
    new_velocity = momentum * velocity - learning_rate * gradient
    return theta + new_velocity, new_velocity
