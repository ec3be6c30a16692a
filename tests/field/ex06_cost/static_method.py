# expect: passes
# style: class, type hints, from ChatGPT
from __future__ import annotations

import numpy as np

from nn import feedforward


class BinaryCrossEntropy:
    """Binary cross-entropy, summed over the units and averaged over the examples."""

    @staticmethod
    def unit_losses(predictions: np.ndarray, targets: np.ndarray) -> np.ndarray:
        return -(targets * np.log(predictions) + (1.0 - targets) * np.log1p(-predictions))

    @classmethod
    def __call__(cls, predictions: np.ndarray, targets: np.ndarray) -> float:
        return float(cls.unit_losses(predictions, targets).sum(axis=1).mean(axis=0))


loss = BinaryCrossEntropy()


def cost(theta: np.ndarray, X: np.ndarray, Y: np.ndarray, layer_sizes: tuple[int, int, int]) -> float:
    activations, _ = feedforward(theta, X, layer_sizes)
    return loss(activations[-1], Y)
