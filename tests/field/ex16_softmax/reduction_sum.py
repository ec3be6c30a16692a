# expect: sc-no-m
# style: PyTorch habit, cross_entropy with log_softmax
import numpy as np


def log_softmax(x, dim=-1):
    x = x - x.max(axis=dim, keepdims=True)
    return x - np.log(np.exp(x).sum(axis=dim, keepdims=True))


def softmax(z):
    return np.exp(log_softmax(z))


def softmax_cost(Z, Y, reduction="sum"):
    loss = -np.take_along_axis(log_softmax(Z), Y.argmax(axis=1)[:, None], axis=1)
    if reduction == "mean":
        return float(loss.mean())
    return float(loss.sum())
