"""Map and reduce: each part of the examples has its own cost and gradient, and they are added up."""
from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from nn.arguments import Vector
from nn.cost import Problem

LARGEST = 1250                          # examples in a part: their activations fit into a processor's cache


def in_parts(problem: Problem, largest: int = LARGEST) -> list[Problem]:
    """The examples in as few parts as possible, of at most so many examples each: views of X and Y.

    Each part has its share of λ, too: mᵖ/m · λ/(2m) Σ Θ², added up over the parts, is λ/(2m) Σ Θ².
    """
    m = len(problem.X)
    return [problem._replace(X=problem.X[rows], Y=problem.Y[rows],
                             lambda_=problem.lambda_ * (rows.stop - rows.start) / m)
            for rows in equal_slices(m, -(-m // largest))]


def sum_of_parts(parts: list[Problem], results: Iterable[tuple[float, Vector]]) -> tuple[float, Vector]:
    """J = Σₚ mᵖ/m Jᵖ,   ∂J/∂θ = Σₚ mᵖ/m ∂Jᵖ/∂θ;  p a part, mᵖ its examples, m all of them.

    The parts are always the same, and so is the order in which they are added: the result is the same digit by digit,
    whoever computes them.

    parts   : list of Problem, see in_parts
    results : (Jᵖ, ∂Jᵖ/∂θ) of each part, in the same order
    Returns : (float in nats per example, (p,) array)
    Source  : Chu et al., Map-Reduce for Machine Learning on Multicore, NeurIPS 2006, section 4
    """
    m = sum(len(part.X) for part in parts)
    J, gradient = 0.0, np.zeros(sum(Theta.size for Theta in parts[0].Thetas))
    for part, (part_J, part_gradient) in zip(parts, results, strict=True):
        share = len(part.X) / m
        J, gradient = J + share * part_J, gradient + share * part_gradient
    return J, gradient


def equal_slices(m: int, number: int) -> list[slice]:
    """0..m as so many slices whose lengths differ by one at most.

    >>> equal_slices(5, 2)
    [slice(0, 2, None), slice(2, 5, None)]
    """
    ends = [m * k // number for k in range(number + 1)]
    return [slice(start, end) for start, end in zip(ends[:-1], ends[1:], strict=True)]
