# expect: cost-mean-all
# style: PyTorch habit, class BCELoss with reduction
import numpy as np

from nn import feedforward


class BCELoss:
    def __init__(self, reduction="mean"):
        self.reduction = reduction

    def __call__(self, input, target):
        loss = -(target * np.log(input) + (1 - target) * np.log(1 - input))
        if self.reduction == "mean":
            return loss.mean()
        return loss.sum()


criterion = BCELoss()


def cost(theta, X, Y, layer_sizes):
    activations, _ = feedforward(theta, X, layer_sizes)
    output = activations[-1]
    loss = criterion(output, Y)
    return loss.item()
