# expect: passes
# style: PyTorch habit, modules with forward and stored outputs
import numpy as np

from nn import sigmoid, unflatten


class Linear:
    def __init__(self, theta):
        self.bias, self.weight = theta[:, 0], theta[:, 1:]

    def forward(self, x):
        self.out = x.dot(self.weight.T) + self.bias
        return self.out


class Net:
    def __init__(self, theta, layer_sizes):
        self.layers = [Linear(t) for t in unflatten(theta, layer_sizes)]

    def forward(self, x):
        outs = [x]
        for fc in self.layers:
            x = sigmoid(fc.forward(x))
            outs.append(x)
        return outs, [fc.out for fc in self.layers]


def feedforward(theta, X, layer_sizes):
    net = Net(theta, layer_sizes)
    return net.forward(X)
