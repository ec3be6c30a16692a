"""The loss as scikit-learn counts it, bounded: no term exceeds −log ε, 36.04 nats in float64 and 15.94 in float32.

Computed from z, as in nn/activations.py, it would be more exact where an output is sure. The gradient stays a − y, as
there: what is clipped is the loss that is shown and compared, not the learning.

What the output units should show, y, is the number of each example's class for a softmax, (m,) ints, and for sigmoids a
matrix, (m, K) of 0 and 1. A one-hot matrix for 1000 classes would be 999 zeros a row, which nobody needs to log.
"""
from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from nn.arguments import Matrix, Vector


class Examples(NamedTuple):
    """What the network learns from."""
    X: Any                              # (m, n) array of any dtype and layout, or CSR
    y: Any                              # what the output units should show: (m,) classes, or (m, K) of 0 and 1
    weights: Vector | None              # (m,) how much each example counts; None: all alike

    def part(self, rows: Any) -> Examples:
        return Examples(*(None if array is None else array[rows] for array in self))


def clipped(A: Matrix) -> Matrix:
    """a kept within ε and 1 − ε, ε the spacing of the numbers at 1: 2.2e-16 in float64, 1.2e-7 in float32."""
    epsilon = np.finfo(A.dtype).eps
    return np.clip(A, epsilon, 1 - epsilon)


def clipped_cross_entropy(A: Matrix, Y: Matrix) -> Matrix:
    """−y log a − (1 − y) log(1 − a),  a kept within ε and 1 − ε;  that is −log a where y is 1, else −log(1 − a).

    A, Y    : (m, K) activations of the output layer, and targets, 0 and 1
    Returns : (m, K)

    >>> clipped_cross_entropy(np.array([[0.5, 0.0]]), np.array([[1.0, 1.0]])).round(2).tolist()
    [[0.69, 36.04]]
    """
    A = clipped(A)
    return -np.log(np.where(Y, A, 1 - A))


def clipped_log_loss(A: Matrix, classes: Vector) -> Matrix:
    """−log aₖ  of each example's own class k: that of the others counts nothing; a kept within ε and 1 − ε.

    A       : (m, K) probabilities
    classes : (m,) ints below K
    Returns : (m, 1)

    >>> clipped_log_loss(np.array([[0.5, 0.5], [1.0, 0.0]]), np.array([0, 1])).round(2).tolist()
    [[0.69], [36.04]]
    """
    return -np.log(clipped(A[np.arange(len(A)), classes]))[:, None]


def difference(A: Matrix, Y: Matrix) -> Matrix:
    """a − y,  in the place of a."""
    A -= Y
    return A


def difference_of_classes(A: Matrix, classes: Vector) -> Matrix:
    """a − y,  in the place of a: y is 1 for the own class and 0 for the others."""
    A[np.arange(len(A)), classes] -= 1
    return A


#: output -> (its loss of each example, what is ∂/∂z of it)
CLIPPED = {"sigmoid": (clipped_cross_entropy, difference), "softmax": (clipped_log_loss, difference_of_classes)}
