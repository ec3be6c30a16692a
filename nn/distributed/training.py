"""Training on a cluster: the objective is asked of the workers; everything else is nn.training's."""
from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from nn.activations import layers_of
from nn.arguments import Vector, check_lambda, check_layer_sizes
from nn.cost import penalty, penalty_gradient
from nn.distributed.examples import Examples
from nn.distributed.leaves import block_sums
from nn.parameters import join, random_init, shapes, split
from nn.training import Objective, Progress, TrainingResult, check_run, minimize


def objective_of(examples: Examples, layer_sizes: Sequence[int], lambda_: float = 0.0, hidden: str = "sigmoid",
                 output: str = "sigmoid") -> Objective:
    """θ → (1/m Σᵢ J⁽ⁱ⁾ + λ/(2m) Σ Θ²,  1/m Σᵢ ∂J⁽ⁱ⁾/∂θ + λ/m Θ):  the sums from the workers, the penalty once.

    The result is the same digit by digit, whatever the chunks, however many workers, and whoever computes what: on one
    kind of processor, with one BLAS and one thread of it on each worker.

    layer_sizes, lambda_, hidden, output : as in cost_and_gradient, which it equals to about 1e-14
    Raises : ValueError where they are wrong, or do not fit the examples
    """
    layer_sizes, m = check_layer_sizes(layer_sizes), examples.m
    layers_of(layer_sizes, hidden, output)
    lambda_ = check_lambda(lambda_)
    if (layer_sizes[0], layer_sizes[-1]) != (examples.n, len(examples.classes)):
        raise ValueError(f"layer_sizes is {layer_sizes}, but the examples have {examples.n} inputs and "
                         f"{len(examples.classes)} classes")

    def objective(theta: Vector) -> tuple[float, Vector]:
        sums = examples.sums(block_sums, theta, layer_sizes, hidden, output)
        Thetas = split(theta, shapes(layer_sizes))
        of_penalty = join([penalty_gradient(Theta, lambda_, m) for Theta in Thetas])
        return sums[-1].item() / m + penalty(Thetas, lambda_, m), sums[:-1] / m + of_penalty
    return objective


def train(examples: Examples, layer_sizes: Sequence[int], lambda_: float = 1.0, max_evaluations: int = 400,
          seed: int = 0, *, method: str = "TNC", theta: Vector | None = None, hidden: str = "sigmoid",
          output: str = "sigmoid", watch: Sequence[Callable[[Progress], Any]] = (),
          resume: Progress | None = None) -> TrainingResult:
    """nn.train on the workers of a cluster, by SciPy's methods: θ* = argmin J(θ) + λ/(2m) Σ Θ².

    examples : Examples
    the others, Returns, Raises : as in nn.train; a checkpoint is Checkpoint(path, examples, None, layer_sizes, …)
    """
    check_run(method, theta, max_evaluations, watch, resume)
    objective = objective_of(examples, layer_sizes, lambda_, hidden, output)
    if theta is None:
        theta = resume.theta if resume else random_init(layer_sizes, np.random.default_rng(seed))
    return minimize(objective, theta, layer_sizes, max_evaluations, method=method, watch=watch, resume=resume)
