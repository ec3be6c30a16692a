"""When to stop: the loss, or the accuracy on a held-out part, has not improved for a while."""
from __future__ import annotations

from typing import NamedTuple


class Plateau(NamedTuple):
    """The best value so far, and for how many epochs it has not improved."""
    best: float = float("inf")          # lower is better: a loss, or an accuracy with a minus
    epochs: int = 0

    def after(self, value: float, tol: float) -> Plateau:
        """The plateau after one more epoch: longer where the value is not below the best by tol, else over.

        >>> Plateau(best=3.0, epochs=4).after(2.99, tol=0.5), Plateau(best=3.0, epochs=4).after(2.5, tol=0.5)
        (Plateau(best=2.99, epochs=5), Plateau(best=2.5, epochs=0))
        """
        return Plateau(min(self.best, value), self.epochs + 1 if value > self.best - tol else 0)


def reduced(learning_rate: float) -> float | None:
    """η / 5,  or None where η is so small that training may as well stop.

    >>> reduced(0.5), reduced(1e-6)
    (0.1, None)
    """
    return learning_rate / 5 if learning_rate > 1e-6 else None
