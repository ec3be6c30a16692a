# expect: passes
# style: code golf, recursion
import numpy as np


def flatten(T):
    return np.hstack([*map(np.ravel, T)])


def unflatten(t, s):
    if len(s) < 2:
        return []
    n, h, *_ = s
    k = -~n * h
    return [t[:k].reshape(h, -1)] + unflatten(t[k:], s[1:])
