"""The cost: what a wrong prediction costs, and what large weights cost. Nats per example."""
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from nn.activations import Layer, layers_of
from nn.arguments import (
    Matrix,
    Vector,
    check_finite_X,
    check_form_of_X,
    check_lambda,
    check_layer_sizes,
    check_weights,
    check_Y,
)
from nn.network import forward
from nn.parameters import unflatten


def cost(theta: Vector, X: Matrix, Y: Matrix, layer_sizes: Sequence[int], *, hidden: str = "sigmoid",
         output: str = "sigmoid") -> float:
    """J(θ) = 1/m Σᵢ Σₖ [−yₖ log a⁽ᴸ⁾ₖ − (1 − yₖ) log(1 − a⁽ᴸ⁾ₖ)],  without regularization.

    theta       : (p,) all weights, layer by layer, row by row; real or complex
    X           : (m, n) one example a row, bias not included
    Y           : (m, K) one-hot rows, see one_hot
    layer_sizes : units of each layer without bias, input first: (400, 25, 10)
    hidden      : "sigmoid", "tanh", "relu" or "identity"
    output      : "sigmoid" with this cross-entropy, or "softmax" with its log loss
    Returns     : float, nats per example
    Raises      : ValueError that names the array whose shape, dtype or content is wrong
    Source      : exercise 4, section 1.3

    >>> cost([0.0, 0.0, 0.0], [[1.0, 2.0]], [[1.0]], layer_sizes=(2, 1))   # log 2: the network knows nothing
    0.6931471805599453
    """
    return regularized_cost(theta, X, Y, layer_sizes, 0.0, hidden=hidden, output=output)


def regularized_cost(theta: Vector, X: Matrix, Y: Matrix, layer_sizes: Sequence[int], lambda_: float, *,
                     hidden: str = "sigmoid", output: str = "sigmoid") -> float:
    """J(θ) + λ/(2m) Σ Θ²,  bias columns excluded from the sum.

    lambda_     : float >= 0, strength of regularization
    the others  : as in cost
    Returns     : float, nats per example
    Raises      : ValueError as cost, and for a negative lambda_
    Source      : exercise 4, section 1.4

    >>> regularized_cost([0.0, 3.0, 4.0], [[0.0, 0.0]], [[1.0]], (2, 1), lambda_=2)   # log 2 + 2/(2·1) · (9 + 16)
    25.693147180559944
    """
    Thetas, X, Y, lambda_, layers = check_problem(theta, X, Y, layer_sizes, lambda_, hidden, output)
    check_finite_X(X)
    _, zs = forward(Thetas, X, layers)
    return np.sum(layers[-1].cost(zs[-1], Y)).item() / len(X) + penalty(Thetas, lambda_, len(X))


def penalty(Thetas: list[Matrix], lambda_: float, m: float) -> float:
    """Price of large weights:  λ/(2m) · Σ Θ²,  bias columns excluded.

    Thetas  : list of (s_out, s_in + 1) arrays, column 0 is the bias
    lambda_ : float >= 0, strength of regularization
    m       : number of examples, or the sum of their weights
    Returns : float, nats per example
    Source  : exercise 4, section 1.4

    >>> penalty([np.array([[100.0, 3.0, 4.0]])], lambda_=2, m=5)   # 2/(2·5) · (9 + 16)
    5.0
    """
    return lambda_ / (2 * m) * sum(np.sum(Theta[:, 1:] ** 2) for Theta in Thetas).item()


def penalty_gradient(Theta: Matrix, lambda_: float, m: float) -> Matrix:
    """λ/m · [0, Θ]:  what the penalty adds to the gradient of one Theta; 0 in the bias column.

    >>> penalty_gradient(np.array([[100.0, 3.0, 4.0]]), lambda_=5, m=10).tolist()
    [[0.0, 1.5, 2.0]]
    """
    gradient = lambda_ / m * Theta
    gradient[:, 0] = 0
    return gradient


class Problem(NamedTuple):
    """What evaluate takes: the arguments of cost and gradient, checked, all arrays float64."""
    Thetas: list[Matrix]
    X: Matrix
    Y: Matrix
    lambda_: float
    layers: list[Layer]


def check_problem(theta: Vector, X: Matrix, Y: Matrix, layer_sizes: Sequence[int], lambda_: float,
                  hidden: str, output: str) -> Problem:
    """The arguments as a Problem; whether X is finite is not checked here, see check_finite_X."""
    layer_sizes = check_layer_sizes(layer_sizes)
    layers = layers_of(layer_sizes, hidden, output)
    Thetas = unflatten(check_weights(theta, layer_sizes), layer_sizes)
    X = check_form_of_X(X, layer_sizes[0])
    Y = np.asfortranarray(check_Y(Y, len(X), layer_sizes[-1]))      # column by column, as weighted_sums stores Z
    return Problem(Thetas, X, Y, check_lambda(lambda_), layers)
