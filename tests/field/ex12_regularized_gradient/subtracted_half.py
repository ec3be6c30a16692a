# expect: rg-sign + rg-half
# style: two mistakes, class, type hints
from __future__ import annotations

import numpy as np

from nn import flatten, gradient, unflatten


class Regularizer:
    """L2 penalty that skips the bias column."""

    def __init__(self, lambda_: float, m: int) -> None:
        self.scale = lambda_ / (2 * m)

    def derivative(self, Theta: np.ndarray) -> np.ndarray:
        D = self.scale * Theta
        D[:, 0] = 0.0
        return D


def regularized_gradient(theta, X, Y, layer_sizes, lambda_):
    reg = Regularizer(lambda_, len(X))
    penalty = flatten([reg.derivative(Theta) for Theta in unflatten(theta, layer_sizes)])
    return gradient(theta, X, Y, layer_sizes) - penalty
