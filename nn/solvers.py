"""Steps downhill on minibatches: momentum, Adam, Adagrad, dropout, and the one loop that takes them.

Each rule is a function of what it remembers and the gradient, and returns the step to add to theta and what to remember
next. Nothing is changed in place, and nothing is kept anywhere else.
"""
from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

import numpy as np

from nn.arguments import Matrix, Vector


def minibatches(order: Vector, batch_size: int) -> list[Vector]:
    """The indices of one epoch, cut into pieces of batch_size; the last piece may be shorter.

    >>> [batch.tolist() for batch in minibatches(np.array([3, 1, 4, 0, 2]), 2)]
    [[3, 1], [4, 0], [2]]
    """
    return [order[start:start + batch_size] for start in range(0, len(order), batch_size)]


def momentum_step(velocity: Vector, gradient: Vector, learning_rate: float, momentum: float = 0.9,
                  nesterov: bool = True) -> tuple[Vector, Vector]:
    """v ← μ v − η ∂J/∂θ;   step = v,  or with Nesterov's look ahead  μ v − η ∂J/∂θ  of the new v.

    velocity      : (p,) array, zeros at the start
    gradient      : (p,) array
    learning_rate : η > 0
    momentum      : μ in [0, 1]; 0 is plain gradient descent
    Returns       : (step to add to theta, velocity)
    Source        : Sutskever et al., "On the importance of initialization and momentum", ICML 2013, eqs. 1 to 4;
                    Nesterov's with the gradient taken at θ, as in Bengio et al., ICASSP 2013

    >>> step, _ = momentum_step(np.array([1.0]), np.array([2.0]), learning_rate=0.1, momentum=0.5, nesterov=False)
    >>> step.round(9).tolist()                  # 0.5 · 1 − 0.1 · 2
    [0.3]
    """
    downhill = -learning_rate * gradient
    velocity = momentum * velocity + downhill
    return (momentum * velocity + downhill if nesterov else velocity), velocity


class AdamMemory(NamedTuple):
    """What Adam remembers: steps taken, and the running means of the gradient and of its square."""
    t: int
    mean: Vector
    square: Vector


def adam_step(memory: AdamMemory, gradient: Vector, learning_rate: float = 0.001, beta_1: float = 0.9,
              beta_2: float = 0.999, epsilon: float = 1e-8) -> tuple[Vector, AdamMemory]:
    """mean ← β₁ mean + (1 − β₁) g,  square ← β₂ square + (1 − β₂) g²,  g = ∂J/∂θ;
    step = −η √(1 − β₂ᵗ) / (1 − β₁ᵗ) · mean / (√square + ε)

    memory  : AdamMemory(0, zeros, zeros) at the start
    Returns : (step to add to theta, AdamMemory)
    Source  : Kingma and Ba, "Adam", ICLR 2015, algorithm 1 with the efficient order of section 2

    >>> step, _ = adam_step(AdamMemory(0, np.zeros(2), np.zeros(2)), np.array([5.0, -0.1]), learning_rate=0.1)
    >>> step.round(6).tolist()                  # the first step has the length η, whatever the gradient's size
    [-0.1, 0.1]
    """
    t = memory.t + 1
    mean = beta_1 * memory.mean + (1 - beta_1) * gradient
    square = beta_2 * memory.square + (1 - beta_2) * gradient ** 2
    rate = learning_rate * np.sqrt(1 - beta_2 ** t) / (1 - beta_1 ** t)
    return -rate * mean / (np.sqrt(square) + epsilon), AdamMemory(t, mean, square)


def adagrad_step(accumulator: Vector, gradient: Vector, learning_rate: float) -> tuple[Vector, Vector]:
    """G ← G + g²;   step = −η g / √G:  the more an entry has moved, the smaller its steps.

    accumulator : (p,) array > 0, 0.1 everywhere at the start, which keeps the first step finite
    Returns     : (step to add to theta, accumulator)
    Source      : Duchi, Hazan and Singer, JMLR 12 (2011) 2121, section 1.1 with diagonal G

    >>> step, accumulator = adagrad_step(np.array([0.1]), np.array([3.0]), learning_rate=1.0)
    >>> accumulator.tolist(), (step * np.sqrt(9.1)).round(9).tolist()
    ([9.1], [-3.0])
    """
    accumulator = accumulator + gradient ** 2
    return -learning_rate * gradient / np.sqrt(accumulator), accumulator


class Solver(NamedTuple):
    """A rule, and what it remembers before its first step."""
    step: Callable                      # (memory, gradient, learning_rate) -> (step, memory)
    memory: Callable                    # p -> memory


SOLVERS = {"sgd": Solver(momentum_step, np.zeros),
           "adam": Solver(adam_step, lambda p: AdamMemory(0, np.zeros(p), np.zeros(p))),
           "adagrad": Solver(adagrad_step, lambda p: np.full(p, 0.1))}


def run_epoch(theta: Vector, memory: Any, batches: Iterable[Vector], evaluate_batch: Callable,
              step: Callable) -> tuple[float, Any]:
    """θ ← θ + step(∂J/∂θ of the batch),  for one batch after the other.

    theta          : (p,) array, moved IN PLACE
    memory         : what step remembers
    batches        : the indices of each batch
    evaluate_batch : function of a batch's indices that returns its J and gradient at theta
    step           : function of (memory, gradient) that returns (step, memory)
    Returns        : (mean of the batches' J, an example counting as much as any other; memory)

    >>> theta = np.array([4.0])                                     # J = θ², whatever the batch
    >>> run_epoch(theta, None, [np.array([0]), np.array([1])], lambda batch: (theta.item() ** 2, 2 * theta),
    ...           lambda memory, gradient: (-0.25 * gradient, memory))
    (10.0, None)
    >>> theta.tolist()                                              # 4 -> 2 -> 1
    [1.0]
    """
    total, m = 0.0, 0
    for batch in batches:
        J, gradient = evaluate_batch(batch)
        total, m = total + J * len(batch), m + len(batch)
        change, memory = step(memory, gradient)
        theta += change
    return total / m, memory


def clip_norm(gradient: Vector, largest: float) -> Vector:
    """g · min(1, c / ‖g‖):  a gradient longer than c keeps its direction and gets the length c.

    Source : Pascanu, Mikolov and Bengio, ICML 2013, algorithm 1

    >>> clip_norm(np.array([30.0, 40.0]), 5.0).tolist(), clip_norm(np.array([3.0, 4.0]), 5.0).tolist()
    ([3.0, 4.0], [3.0, 4.0])
    """
    norm = np.sqrt(np.dot(gradient, gradient))
    return gradient * (largest / norm) if norm > largest else gradient


def dropout_masks(rate: float, hidden_sizes: Iterable[int], m: int, rng: Any) -> list[Matrix]:
    """One mask a hidden layer, a = g(z) ∘ mask:  a share of the activations becomes 0, the others are scaled up to
    1 / (1 − rate) of what they were, so that the mean stays.

    rate            : share >= 0 and < 1 that is set to 0, drawn again at each call
    hidden_sizes, m : units of each hidden layer, and examples
    rng             : source of random numbers with a method uniform
    Returns         : list of (m, units) arrays of 0 and 1 / (1 − rate)
    Source          : Srivastava et al., JMLR 15 (2014) 1929, "inverted": in prediction nothing is left to do

    >>> mask, = dropout_masks(0.5, [1000], 20, np.random.default_rng(0))
    >>> np.unique(mask).tolist(), mask.shape, round(mask.mean().item(), 1)
    ([0.0, 2.0], (20, 1000), 1.0)
    """
    keep = 1 - rate
    return [(rng.uniform(size=(m, units)) < keep) / keep for units in hidden_sizes]
