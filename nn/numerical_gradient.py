"""The gradient from the cost alone, by two formulas: slow, but with nothing in them to get wrong."""
from collections.abc import Callable, Iterator

import numpy as np

from nn.arguments import Vector, as_flat


def numerical_gradient(f: Callable[[Vector], float], theta: Vector, epsilon: float = 1e-4) -> Vector:
    """∂f/∂θᵢ ≈ (f(θ + ε eᵢ) − f(θ − ε eᵢ)) / 2ε,  one entry after the other: two calls of f an entry.

    f       : function of a (p,) array that returns a float
    theta   : (p,) array, left as it is
    epsilon : float > 0; the formula errs by about ε² f‴/6, rounding by about 1e-16 · f/ε
    Returns : (p,) array
    Source  : exercise 4, section 2.4

    >>> numerical_gradient(lambda theta: theta[0] ** 2 + 3 * theta[1], [5.0, 1.0]).round(9).tolist()
    [10.0, 3.0]
    """
    theta = check_point(theta)
    return np.array([central_difference(f, theta, step, epsilon) for step in unit_vectors(len(theta))])


def complex_step_gradient(f: Callable[[Vector], complex], theta: Vector) -> Vector:
    """∂f/∂θᵢ = Im f(θ + i h eᵢ) / h  with h = 1e-20: nothing is subtracted, so nothing is lost to rounding.

    f       : function of a complex (p,) array, made of operations that continue to complex numbers (no abs, no <)
    theta   : (p,) array, left as it is
    Returns : (p,) array, exact to about 1e-15
    Source  : Squire and Trapp, SIAM Review 40 (1998) 110

    >>> complex_step_gradient(lambda theta: theta[0] ** 2 + 3 * theta[1], [5.0, 1.0]).tolist()
    [10.0, 3.0]
    """
    theta = check_point(theta)
    return np.array([complex_step(f, theta, step) for step in unit_vectors(len(theta))])


def unit_vectors(p: int) -> Iterator[Vector]:
    """e₀, e₁, …, one at a time: all of them together would be a matrix of p² numbers."""
    for i in range(p):
        e = np.zeros(p)
        e[i] = 1.0
        yield e


def central_difference(f: Callable[[Vector], float], theta: Vector, direction: Vector, epsilon: float = 1e-4) -> float:
    """The slope of f along a direction:  (f(θ + ε d) − f(θ − ε d)) / 2ε."""
    step = epsilon * direction
    return (f(theta + step) - f(theta - step)) / (2 * epsilon)


def complex_step(f: Callable[[Vector], complex], theta: Vector, direction: Vector, h: float = 1e-20) -> float:
    """The slope of f along a direction:  Im f(θ + i h d) / h."""
    value = f(theta + 1j * h * direction)
    if not np.iscomplexobj(value):
        raise ValueError("f returned a real number for a complex theta: float(), abs() or .real in it drops the "
                         "imaginary part, which is the derivative; mend that, or use central differences")
    return np.imag(value) / h


def check_point(theta: Vector) -> Vector:
    """theta as a real, finite (p,) vector."""
    theta = as_flat(theta, "theta", "Thetas")
    if theta.ndim != 1 or theta.size == 0 or theta.dtype.kind == "c" or not np.isfinite(theta).all():
        raise ValueError(f"theta.shape={theta.shape}, dtype {theta.dtype}; expected a flat vector of finite real "
                         f"numbers: flatten(Thetas)")
    return theta
