# expect: rc-theta1-only + rc-lambda-only
# style: class, type hints, two mistakes
import numpy as np

from nn import cost, unflatten


class L2Regularizer:
    def __init__(self, strength: float) -> None:
        self.strength = strength

    def __call__(self, weights: np.ndarray) -> float:
        return self.strength * float(np.sum(np.square(weights)))


def regularized_cost(theta, X, Y, layer_sizes, lambda_):
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    reg = L2Regularizer(lambda_)
    return cost(theta, X, Y, layer_sizes) + reg(Theta1[:, 1:])
