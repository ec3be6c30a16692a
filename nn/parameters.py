"""One flat theta <-> one Theta a layer. Optimizers want the vector, equations want the matrices."""
from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from nn.arguments import Matrix, Vector, as_floats, check_layer_sizes, check_positive, check_rng, check_theta


def shapes(layer_sizes: Sequence[int]) -> list[tuple[int, int]]:
    """The shape (s_out, s_in + 1) of each Theta; the + 1 is the bias, in column 0.

    >>> shapes((400, 25, 10))
    [(25, 401), (10, 26)]
    """
    layer_sizes = check_layer_sizes(layer_sizes)
    return [(n_out, n_in + 1) for n_in, n_out in zip(layer_sizes[:-1], layer_sizes[1:], strict=True)]


def flatten(Thetas: Sequence[Matrix]) -> Vector:
    """θ = all Θ⁽ˡ⁾, layer by layer, row by row (C order).

    Thetas  : list of (s_out, s_in + 1) arrays
    Returns : (p,) array, a copy

    >>> flatten([np.array([[1, 2], [3, 4]]), np.array([[5, 6, 7]])]).tolist()
    [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0]
    """
    return join([as_floats(Theta, f"Theta{layer}") for layer, Theta in enumerate(Thetas, start=1)])


def join(Thetas: Sequence[Matrix]) -> Vector:
    """flatten of arrays that are checked already."""
    return np.concatenate([Theta.ravel() for Theta in Thetas])


def unflatten(theta: Vector, layer_sizes: Sequence[int]) -> list[Matrix]:
    """Θ⁽¹⁾, Θ⁽²⁾, … from θ: the inverse of flatten.

    theta       : (p,) array, layer by layer, row by row
    layer_sizes : units of each layer without bias, input first
    Returns     : list of (s_out, s_in + 1) arrays, VIEWS of theta: writing to one writes to theta
    Raises      : ValueError where theta has not one number for each weight

    >>> [Theta.tolist() for Theta in unflatten(np.arange(7.0), (1, 2, 1))]
    [[[0.0, 1.0], [2.0, 3.0]], [[4.0, 5.0, 6.0]]]
    """
    layer_sizes = check_layer_sizes(layer_sizes)
    return split(check_theta(theta, layer_sizes), shapes(layer_sizes))


def split(theta: Vector, shapes: Sequence[tuple[int, int]]) -> list[Matrix]:
    """unflatten of a theta that is checked already, into matrices of these shapes."""
    Thetas, start = [], 0
    for rows, columns in shapes:
        end = start + rows * columns
        Thetas.append(theta[start:end].reshape(rows, columns))
        start = end
    return Thetas


def random_init(layer_sizes: Sequence[int], rng: np.random.Generator, epsilon: float | None = 0.12) -> Vector:
    """θᵢ ~ U(−ε, ε),  small and different, so that no two hidden units learn the same.

    layer_sizes : units of each layer without bias, input first
    rng         : numpy.random.Generator, such as numpy.random.default_rng(0)
    epsilon     : float > 0, or None: each layer's own √6 / √(s_in + s_out)
    Returns     : (p,) array
    Source      : exercise 4, section 2.2: ε = √6 / √(s_in + s_out) = 0.12 for 400 inputs and 25 hidden units;
                  Glorot and Bengio, AISTATS 2010, eq. 16

    >>> random_init((400, 25, 10), np.random.default_rng(0)).shape
    (10285,)
    """
    check_rng(rng)
    if epsilon is not None:
        check_positive(epsilon, "epsilon")          # with 0, all units of a layer would stay equal
    return join([rng.uniform(-bound, bound, size=(n_out, columns)) for n_out, columns in shapes(layer_sizes)
                 for bound in [epsilon or np.sqrt(6 / (columns - 1 + n_out))]])


def blocks(layer_sizes: Sequence[int]) -> dict[str, Vector]:
    """Where the parts of a network lie in theta: "Theta1 bias" -> indices, "Theta1 weights" -> indices, …

    >>> {name: where.tolist() for name, where in blocks((1, 2)).items()}
    {'Theta1 bias': [0, 2], 'Theta1 weights': [1, 3]}
    """
    places = {}
    start = 0
    for layer, (rows, columns) in enumerate(shapes(layer_sizes), start=1):
        index = start + np.arange(rows * columns).reshape(rows, columns)
        places[f"Theta{layer} bias"] = index[:, 0]
        places[f"Theta{layer} weights"] = index[:, 1:].ravel()
        start += rows * columns
    return places


def entry_name(index: int, layer_sizes: Sequence[int]) -> str:
    """The name of theta[index] as a student writes it.

    >>> entry_name(2, (1, 2)), entry_name(3, (1, 2))
    ('Theta1[1, 0] (bias)', 'Theta1[1, 1]')
    """
    for layer, (rows, columns) in enumerate(shapes(layer_sizes), start=1):
        if index < rows * columns:
            row, column = divmod(int(index), columns)
            return f"Theta{layer}[{row}, {column}]" + (" (bias)" if column == 0 else "")
        index -= rows * columns
    raise IndexError(f"theta of layer_sizes={layer_sizes} has no entry that far out")
