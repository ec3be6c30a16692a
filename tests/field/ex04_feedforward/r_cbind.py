# expect: ff-bias-squashed
# style: R user, cbind and plogis
import numpy as np

from nn import unflatten


def cbind(*cols):
    m = max(np.shape(c)[0] for c in cols if np.ndim(c))
    return np.column_stack([np.full(m, c) if np.ndim(c) == 0 else c for c in cols])


def plogis(q):
    return 1 / (1 + np.exp(-q))


def feedforward(theta, X, layer_sizes):
    th = unflatten(theta, layer_sizes)
    z2 = cbind(1, X).dot(th[0].T)
    H = plogis(cbind(1, z2))          # intercept, hidden
    z3 = H.dot(th[1].T)
    out = plogis(z3)
    return [X, H[:, 1:], out], [z2, z3]
