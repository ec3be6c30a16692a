"""The solvers' steps in place: nn/solvers.py without new memory, and with θ ← θ + step at the end.

Each function has the equations of its pure twin there, one operation a line; the tests compare them. A step on a θ of
the size of a processor's cache takes as long as the traffic through memory, and a new array doubles that.
"""
from __future__ import annotations

from collections.abc import Callable
from math import sqrt
from typing import Any

import numpy as np

from nn.arguments import Vector
from nn.solvers import SOLVERS, AdamMemory


def momentum_in_place(theta: Vector, velocity: Vector, gradient: Vector, scratch: Vector, learning_rate: float,
                      momentum: float = 0.9, nesterov: bool = True) -> Vector:
    """v ← μ v − η ∂J/∂θ;   θ ← θ + v,  or with Nesterov's look ahead  θ + μ v − η ∂J/∂θ.

    theta, velocity : (p,) arrays, changed
    gradient        : (p,) array, used up
    scratch         : (p,) array, for what is computed on the way
    Returns         : velocity, the same array
    Source          : nn.solvers.momentum_step
    """
    gradient *= -learning_rate                      # downhill
    velocity *= momentum
    velocity += gradient
    if nesterov:
        np.multiply(velocity, momentum, out=scratch)
        scratch += gradient
        theta += scratch
    else:
        theta += velocity
    return velocity


def adam_in_place(theta: Vector, memory: AdamMemory, gradient: Vector, scratch: Vector, learning_rate: float = 0.001,
                  beta_1: float = 0.9, beta_2: float = 0.999, epsilon: float = 1e-8) -> AdamMemory:
    """mean ← β₁ mean + (1 − β₁) g,  square ← β₂ square + (1 − β₂) g²,  g = ∂J/∂θ;
    θ ← θ − η √(1 − β₂ᵗ) / (1 − β₁ᵗ) · mean / (√square + ε)

    Arguments, Returns : as in momentum_in_place; the memory has the same arrays, and t + 1
    Source             : nn.solvers.adam_step
    """
    t, mean, square = memory.t + 1, memory.mean, memory.square
    square *= beta_2
    np.multiply(gradient, gradient, out=scratch)
    scratch *= 1 - beta_2
    square += scratch
    mean *= beta_1
    gradient *= 1 - beta_1
    mean += gradient
    np.sqrt(square, out=scratch)
    scratch += epsilon
    np.divide(mean, scratch, out=scratch)
    scratch *= -learning_rate * sqrt(1 - beta_2 ** t) / (1 - beta_1 ** t)
    theta += scratch
    return AdamMemory(t, mean, square)


def adagrad_in_place(theta: Vector, accumulator: Vector, gradient: Vector, scratch: Vector,
                     learning_rate: float) -> Vector:
    """G ← G + g²;   θ ← θ − η g / √G

    Arguments, Returns : as in momentum_in_place
    Source             : nn.solvers.adagrad_step
    """
    np.multiply(gradient, gradient, out=scratch)
    accumulator += scratch
    np.sqrt(accumulator, out=scratch)
    gradient *= -learning_rate
    gradient /= scratch
    theta += gradient
    return accumulator


IN_PLACE: dict[str, Callable] = {"sgd": momentum_in_place, "adam": adam_in_place, "adagrad": adagrad_in_place}


def first_memory(solver: str, theta: Vector) -> Any:
    """What a solver remembers before its first step, in the dtype of θ."""
    return copied(SOLVERS[solver].memory(len(theta)), theta.dtype)


def copied(memory: Any, dtype: Any) -> Any:
    """The memory with arrays of its own, of this dtype: steps change them in place."""
    if isinstance(memory, AdamMemory):
        return AdamMemory(memory.t, memory.mean.astype(dtype), memory.square.astype(dtype))
    return memory.astype(dtype)
