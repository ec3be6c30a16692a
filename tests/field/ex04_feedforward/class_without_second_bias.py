# expect: ff-hidden-bias-weights-cut
# style: class, type hints, from ChatGPT
from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nn import sigmoid, unflatten


@dataclass
class ForwardPass:
    """Performs forward propagation through a three-layer network."""
    Theta1: np.ndarray
    Theta2: np.ndarray

    def run(self, X: np.ndarray) -> tuple[list[np.ndarray], list[np.ndarray]]:
        m = X.shape[0]
        X_bias = np.concatenate([np.ones((m, 1)), X], axis=1)
        z2 = X_bias @ self.Theta1.T
        a2 = sigmoid(z2)
        z3 = a2 @ self.Theta2[:, 1:].T
        a3 = sigmoid(z3)
        return [X, a2, a3], [z2, z3]


def feedforward(theta: np.ndarray, X: np.ndarray, layer_sizes: tuple[int, int, int]):
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    return ForwardPass(Theta1, Theta2).run(X)
