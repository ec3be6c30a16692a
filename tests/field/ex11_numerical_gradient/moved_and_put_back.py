# expect: passes
# style: one working copy, each entry put back
import numpy as np


def numerical_gradient(f, theta, epsilon=1e-4):
    t = theta.copy()
    slopes = []
    for i, old in enumerate(theta):
        t[i] = old + epsilon
        up = f(t)
        t[i] = old - epsilon
        down = f(t)
        t[i] = old
        slopes.append((up - down) / (2 * epsilon))
    return np.asarray(slopes)
