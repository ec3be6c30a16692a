# expect: passes
# style: PyTorch habit, clip_grad_norm_ and an optimizer class
import numpy as np


def clip_grad_norm(grad, max_norm):
    total_norm = np.linalg.norm(grad)
    if total_norm > max_norm:
        return grad * (max_norm / total_norm)
    return grad


class Adagrad:
    def __init__(self, lr, state_sum):
        self.lr = lr
        self.state_sum = state_sum

    def step(self, param, grad):
        self.state_sum = self.state_sum + grad ** 2
        return param - self.lr * grad / np.sqrt(self.state_sum)


def adagrad_step(theta, accumulator, gradient, learning_rate, largest_norm):
    opt = Adagrad(lr=learning_rate, state_sum=accumulator)
    new_theta = opt.step(theta, clip_grad_norm(gradient, largest_norm))
    return new_theta, opt.state_sum
