# expect: passes
# style: Java streams: map, filter and sum without NumPy
import math

from nn import feedforward


def cost(theta, X, Y, layer_sizes):
    activations, zs = feedforward(theta, X, layer_sizes)
    predictions = activations[-1].tolist()
    targets = Y.tolist()
    pairs = [(t, p) for ts, ps in zip(targets, predictions) for t, p in zip(ts, ps)]
    on = map(lambda tp: -math.log(tp[1]), filter(lambda tp: tp[0] == 1, pairs))
    off = map(lambda tp: -math.log1p(-tp[1]), filter(lambda tp: tp[0] == 0, pairs))
    return (math.fsum(on) + math.fsum(off)) / len(targets)
