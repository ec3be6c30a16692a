# expect: passes
# style: forum post, one working copy that is restored
import numpy as np


def numerical_gradient(f, theta, epsilon=1e-4):
    work = np.array(theta, dtype=float)
    grad = np.zeros(work.size)
    it = np.nditer(theta, flags=["multi_index"])
    while not it.finished:
        ix = it.multi_index
        old = work[ix]
        work[ix] = old + epsilon
        fxph = float(f(work.copy()))
        work[ix] = old - epsilon
        fxmh = float(f(work.copy()))
        work[ix] = old  # restore
        grad[ix] = (fxph - fxmh) / (2 * epsilon)
        it.iternext()
    return grad
