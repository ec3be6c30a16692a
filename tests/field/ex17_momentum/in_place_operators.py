# expect: mo-velocity-in-place
# style: in-place operators
import numpy as np


def momentum_step(theta, velocity, gradient, learning_rate, momentum):
    velocity *= momentum
    velocity -= learning_rate * gradient
    return theta + velocity, velocity
