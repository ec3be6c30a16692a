# expect: passes
# style: code golf, pad and lambda
import numpy as np

from nn import feedforward, flatten, unflatten


def gradient(t, X, Y, s):
    (_, a, h), _ = feedforward(t, X, s)
    p = lambda M: np.c_[[1] * len(M), M]
    e = (h - Y) / len(X)
    return flatten([(e @ unflatten(t, s)[1][:, 1:] * (a - a * a)).T @ p(X), e.T @ p(a)])
