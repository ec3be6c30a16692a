# expect: cost-softmax + cost-no-off
# style: PyTorch habit, CrossEntropyLoss on the logits
import numpy as np

from nn import feedforward


def log_softmax(x):
    x = x - x.max(axis=1, keepdims=True)
    return x - np.log(np.exp(x).sum(axis=1, keepdims=True))


def nll_loss(log_probs, target):
    return -log_probs[np.arange(len(target)), target].mean()


def cost(theta, X, Y, layer_sizes):
    logits = feedforward(theta, X, layer_sizes)[1][-1]
    target = Y.argmax(axis=1)
    return nll_loss(log_softmax(logits), target)
