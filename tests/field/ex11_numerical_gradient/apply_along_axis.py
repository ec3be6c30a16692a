# expect: passes
# style: map and lambda, shifted copies as rows
import numpy as np


def numerical_gradient(f, theta, epsilon=1e-4):
    steps = np.diag(np.full(len(theta), epsilon))
    up = np.array(list(map(f, theta + steps)))
    down = np.array(list(map(f, theta - steps)))
    return (up - down) / (2 * epsilon)
