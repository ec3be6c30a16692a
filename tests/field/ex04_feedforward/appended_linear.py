# expect: ff-bias-last + ff-linear-hidden
# style: loops and lists
import numpy as np

from nn import sigmoid, unflatten


def feedforward(theta, X, layer_sizes):
    T1, T2 = unflatten(theta, layer_sizes)
    z2 = np.array([[sum(w * x for w, x in zip(row, list(example) + [1.0])) for row in T1] for example in X])
    z3 = np.array([[sum(w * x for w, x in zip(row, list(example) + [1.0])) for row in T2] for example in z2])
    return [X, z2, sigmoid(z3)], [z2, z3]
