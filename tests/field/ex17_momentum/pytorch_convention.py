# expect: mo-positive-velocity
# style: PyTorch's convention, class
import numpy as np


class SGD:
    def __init__(self, lr, momentum):
        self.lr = lr
        self.momentum = momentum

    def step(self, w, buf, grad):
        buf = self.momentum * buf + grad
        return w - self.lr * buf, buf


def momentum_step(theta, velocity, gradient, learning_rate, momentum):
    return SGD(learning_rate, momentum).step(theta, velocity, gradient)
