# expect: passes
# style: class, type hints, any number of layers
from __future__ import annotations

import numpy as np

from nn import feedforward, flatten, sigmoid_gradient, unflatten


class Backprop:
    def __init__(self, Thetas: list[np.ndarray]) -> None:
        self.Thetas = Thetas

    @staticmethod
    def with_bias(A: np.ndarray) -> np.ndarray:
        return np.insert(A, 0, 1.0, axis=1)

    def __call__(self, activations: list[np.ndarray], zs: list[np.ndarray], Y: np.ndarray) -> list[np.ndarray]:
        grads: list[np.ndarray] = []
        delta = activations[-1] - Y
        for l in reversed(range(len(self.Thetas))):
            grads.insert(0, delta.T @ self.with_bias(activations[l]) / Y.shape[0])
            if l > 0:
                delta = (delta @ self.Thetas[l])[:, 1:] * sigmoid_gradient(zs[l - 1])
        return grads


def gradient(theta, X, Y, layer_sizes):
    activations, zs = feedforward(theta, X, layer_sizes)
    return flatten(Backprop(unflatten(theta, layer_sizes))(activations, zs, Y))
