"""Backpropagation: the gradient of the cost for all weights, at the price of about two feedforwards."""
from collections.abc import Callable, Sequence

import numpy as np

from nn.activations import Layer
from nn.arguments import Matrix, Vector, all_finite, check_finite_X
from nn.cost import Problem, check_problem, penalty, penalty_gradient
from nn.map_reduce import in_parts, sum_of_parts
from nn.network import forward
from nn.parameters import join


def cost_and_gradient(theta: Vector, X: Matrix, Y: Matrix, layer_sizes: Sequence[int], lambda_: float = 0.0, *,
                      hidden: str = "sigmoid", output: str = "sigmoid") -> tuple[float, Vector]:
    """(J(θ), ∂J/∂θ)  from one feedforward and one backpropagation: what an optimizer asks for.

    theta       : (p,) all weights, layer by layer, row by row
    X           : (m, n) one example a row, bias not included
    Y           : (m, K) one-hot rows, see one_hot
    layer_sizes : units of each layer without bias, input first: (400, 25, 10)
    lambda_     : float >= 0, strength of regularization
    hidden      : "sigmoid", "tanh", "relu" or "identity"
    output      : "sigmoid" with its cross-entropy, or "softmax" with log loss
    Returns     : (float in nats per example, (p,) array in the order of theta)
    Raises      : ValueError that names the array whose shape, dtype or content is wrong

    >>> J, gradient = cost_and_gradient([0.0, 0.0], [[3.0]], [[1.0]], layer_sizes=(1, 1))
    >>> J, gradient.tolist()                                # log 2, and (a - y) times 1 and x
    (0.6931471805599453, [-0.5, -1.5])
    """
    problem = check_problem(theta, X, Y, layer_sizes, lambda_, hidden, output)
    with np.errstate(invalid="ignore"):
        J, gradient = evaluate_parts(problem.Thetas, in_parts(problem))
    if not all_finite(gradient):                    # any nan or inf in X comes out here: so X is searched only now
        check_finite_X(problem.X)
    return J, gradient


def gradient(theta: Vector, X: Matrix, Y: Matrix, layer_sizes: Sequence[int], *, hidden: str = "sigmoid",
             output: str = "sigmoid") -> Vector:
    """∂J/∂θ  of the cost without regularization; arguments and errors as in cost_and_gradient.

    Returns : (p,) array in the order of theta
    Source  : exercise 4, section 2.3

    >>> gradient([0.0, 0.0], [[3.0]], [[1.0]], layer_sizes=(1, 1)).tolist()
    [-0.5, -1.5]
    """
    return regularized_gradient(theta, X, Y, layer_sizes, 0.0, hidden=hidden, output=output)


def regularized_gradient(theta: Vector, X: Matrix, Y: Matrix, layer_sizes: Sequence[int], lambda_: float, *,
                         hidden: str = "sigmoid", output: str = "sigmoid") -> Vector:
    """∂J/∂θ + λ/m · Θ,  the second term 0 in the bias columns; arguments and errors as in cost_and_gradient.

    Returns : (p,) array in the order of theta
    Source  : exercise 4, section 2.5

    >>> regularized_gradient([0.0, 7.0], [[0.0]], [[1.0]], layer_sizes=(1, 1), lambda_=2).tolist()
    [-0.5, 14.0]
    """
    return cost_and_gradient(theta, X, Y, layer_sizes, lambda_, hidden=hidden, output=output)[1]


def evaluate_parts(Thetas: list[Matrix], parts: list[Problem], pmap: Callable = map) -> tuple[float, Vector]:
    """(J(θ), ∂J/∂θ)  part by part, which is faster: the activations of a part fit into a processor's cache.

    Thetas  : list of (s_out, s_in + 1) arrays, in place of those of the parts
    parts   : list of Problem, see in_parts
    pmap    : map, or one that may compute the parts side by side, see parallel_map
    Returns : (float in nats per example, (p,) array)
    """
    return sum_of_parts(parts, pmap(lambda part: evaluate(*part._replace(Thetas=Thetas)), parts))


def evaluate(Thetas: list[Matrix], X: Matrix, Y: Matrix, lambda_: float, layers: list[Layer]) -> tuple[float, Vector]:
    """(J(θ), ∂J/∂θ)  of arguments that are checked already: of a part of the examples, or of a minibatch.

    Thetas, X, Y, lambda_, layers : the fields of a Problem, see check_problem
    Returns : (float in nats per example, (p,) array)
    """
    m = len(X)
    activations, zs = forward(Thetas, X, layers)
    J = np.sum(layers[-1].cost(zs[-1], Y)).item() / m + penalty(Thetas, lambda_, m)
    delta = (activations[-1] - Y) / m               # (m, K), ∂J/∂z⁽ᴸ⁾: the same for both outputs, see Layer.cost
    gradients = backward(Thetas, activations, delta, layers)
    for gradient, Theta in zip(gradients, Thetas, strict=True):
        gradient += penalty_gradient(Theta, lambda_, m)
    return J, join(gradients)


def backward(Thetas: list[Matrix], activations: list[Matrix], delta: Matrix, layers: list[Layer]) -> list[Matrix]:
    """δ⁽ˡ⁾ = Θ⁽ˡ⁾ᵀ δ⁽ˡ⁺¹⁾ ∘ g′(z⁽ˡ⁾),   ∂J/∂Θ⁽ˡ⁾ = δ⁽ˡ⁺¹⁾ [1; a⁽ˡ⁾]ᵀ,   from δ⁽ᴸ⁾ = ∂J/∂z⁽ᴸ⁾ down.

    Thetas      : list of (s_out, s_in + 1) arrays
    activations : [a⁽¹⁾, …, a⁽ᴸ⁾] as forward returns them, each (m, s_l)
    delta       : (m, K) ∂J/∂z of the output layer: 1/m (a − y) for the sigmoid with its cross-entropy and for the
                  softmax with log loss alike. (The course's δ is that of one example: without the 1/m)
    layers      : one Layer for each Theta
    Returns     : list of gradients, each of its Theta's shape
    Source      : exercise 4, section 2.3; Nielsen, eqs. BP1 to BP4
    """
    deltas = [delta]
    for Theta, A, layer in reversed([*zip(Thetas[1:], activations[1:-1], layers[:-1], strict=True)]):
        error = (Theta[:, 1:].T @ deltas[0].T).T    # back through the weights; the bias unit has no input -> (m, s_l)
        error *= layer.slope(A)
        deltas.insert(0, error)
    return [np.column_stack([delta.sum(axis=0), delta.T @ A])       # the bias unit is 1 -> (s_out, 1 + s_in)
            for delta, A in zip(deltas, activations[:-1], strict=True)]
