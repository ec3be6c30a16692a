# expect: mo-positive-velocity + mo-average
# style: deeplearning.ai, v = beta v + (1 - beta) dW, W = W - alpha v
import numpy as np


def momentum_step(theta, velocity, gradient, learning_rate, momentum):
    beta = momentum
    v = beta * velocity + (1 - beta) * gradient
    theta = theta - learning_rate * v
    return theta, v
