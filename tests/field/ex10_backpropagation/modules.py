# expect: passes
# style: PyTorch habit, modules with forward and backward, no feedforward
import numpy as np

from nn import sigmoid, unflatten


class Linear:
    def __init__(self, theta):
        self.theta = theta

    def forward(self, x):
        self.x = np.insert(x, 0, 1.0, axis=1)
        return self.x @ self.theta.T

    def backward(self, grad):
        self.grad = grad.T @ self.x
        return np.delete(grad @ self.theta, 0, axis=1)


class Sigmoid:
    def forward(self, x):
        self.y = sigmoid(x)
        return self.y

    def backward(self, grad):
        return grad * self.y * (1 - self.y)


def gradient(theta, X, Y, layer_sizes):
    t1, t2 = unflatten(theta, layer_sizes)
    fc1, act, fc2, head = Linear(t1), Sigmoid(), Linear(t2), Sigmoid()
    p = head.forward(fc2.forward(act.forward(fc1.forward(X))))
    logits_grad = (p - Y) / len(X)      # loss and head in one, as BCEWithLogitsLoss
    fc1.backward(act.backward(fc2.backward(logits_grad)))
    return np.concatenate([fc.grad.flatten() for fc in (fc1, fc2)])
