"""The loss and its gradient as scikit-learn counts them: examples by their weights, the loss of one of them bounded."""
from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from nn.activations import Layer
from nn.arguments import Matrix, Vector
from nn.backprop import backward
from nn.cost import penalty, penalty_gradient
from nn.network import forward
from nn.parameters import join

EPSILON = np.finfo(float).eps


class Examples(NamedTuple):
    """What the network learns from."""
    X: Matrix                           # (m, n)
    Y: Matrix                           # (m, K) targets of the output units
    weights: Vector                     # (m,) how much each example counts

    def part(self, rows: Any) -> Examples:
        return Examples(*(array[rows] for array in self))


def clipped_cross_entropy(A: Matrix, Y: Matrix) -> Matrix:
    """−y log a − (1 − y) log(1 − a),  a kept within ε and 1 − ε, ε = 2.2e-16: no term exceeds 36.04 nats.

    Computed from z, as in nn/activations.py, it would be more exact where an output is sure. The gradient stays a − y,
    as there: what is clipped is the loss that is shown and compared, not the learning.

    A, Y    : (m, K) activations of the output layer, and targets
    Returns : (m, K)

    >>> clipped_cross_entropy(np.array([[0.5, 0.0]]), np.array([[1.0, 1.0]])).round(2).tolist()
    [[0.69, 36.04]]
    """
    A = np.clip(A, EPSILON, 1 - EPSILON)
    return -Y * np.log(A) - (1 - Y) * np.log(1 - A)


def clipped_log_loss(A: Matrix, Y: Matrix) -> Matrix:
    """−y log a,  of a softmax; all else as in clipped_cross_entropy."""
    return -Y * np.log(np.clip(A, EPSILON, 1 - EPSILON))


CLIPPED = {"sigmoid": clipped_cross_entropy, "softmax": clipped_log_loss}


def loss_and_gradient(Thetas: list[Matrix], examples: Examples, alpha: float, layers: list[Layer],
                      cost: Callable) -> tuple[float, Vector]:
    """J = Σᵢ wᵢ Σₖ cost(aᵢₖ, yᵢₖ) + α/(2m) Σ Θ²  and its gradient; m the sum of the weights, wᵢ = weightᵢ / m.

    cost    : function of (activations, Y) that returns one term an output unit, whose ∂/∂z is a − y
    Returns : (float in nats per example, (p,) array)
    """
    X, Y, weights = examples
    m = weights.sum().item()
    w = weights[:, None] / m                        # (m, 1)
    activations, _ = forward(Thetas, X, layers)
    J = np.sum(w * cost(activations[-1], Y)).item() + penalty(Thetas, alpha, m)
    gradients = backward(Thetas, activations, w * (activations[-1] - Y), layers)
    for gradient, Theta in zip(gradients, Thetas, strict=True):
        gradient += penalty_gradient(Theta, alpha, m)               # in place: new memory is slow on small batches
    return J, join(gradients)
