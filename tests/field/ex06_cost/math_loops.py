# expect: cost-log10 + cost-no-m
# style: physics student, math module and loops over zip
from math import log10

from nn import feedforward


def binary_entropy(y, p):
    return -y * log10(p) - (1 - y) * log10(1 - p)


def cost(theta, X, Y, layer_sizes):
    out = feedforward(theta, X, layer_sizes)[0][-1]
    total = 0.0
    for row_y, row_p in zip(Y, out):
        for y, p in zip(row_y, row_p):
            total += binary_entropy(y, p)
    return float(total)
