"""How nn train trains: by all examples or by minibatches, with a progress bar, snapshots and a checkpoint."""
from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

import nn
from nn.app.inputs import Digits
from nn.arguments import Vector
from nn.files.kept_out import KeptOut
from nn.network import Network, Snapshot
from nn.parameters import shapes
from nn.solvers import SOLVERS
from nn.training import Progress, TrainingResult


class TrainOptions(NamedTuple):
    """The options of nn train, as its --help explains them."""
    data: str | None = None
    labels: str | None = None
    order: str | None = None
    hidden: tuple[int, ...] = ()
    lambda_: float = 1.0
    max_evaluations: int = 400
    epochs: int = 10
    learning_rate: float = 0.01
    batch_size: int = 200
    method: str = "TNC"
    activation: str = "sigmoid"
    seed: int = 0
    test_fraction: float | None = None
    out: str = "nn-results"
    checkpoint: str | None = None
    resume: str | None = None
    workers: int | None = None
    scheduler: str | None = None
    no_figures: bool = False
    json: bool = False

    @property
    def by_minibatches(self) -> bool:
        return self.method in SOLVERS


class Trained(NamedTuple):
    """A training and the network that came out of it."""
    result: TrainingResult
    network: Network
    snapshots: list[Snapshot]           # of its training, to be animated


def fit(digits: Digits, layer_sizes: tuple[int, ...], options: TrainOptions) -> Trained:
    """The network trained on these digits.

    Raises : FloatingPointError where the training diverged; KeyboardInterrupt before there is a result; as nn.train
    """
    how = fit_by_minibatches if options.by_minibatches else fit_by_all_examples
    with np.errstate(over="ignore", invalid="ignore"):              # what overflows ends as "diverged"
        trained = how(digits, layer_sizes, options)
    if trained.result.ended == "diverged":
        raise FloatingPointError(trained.result.message)
    return trained


def fit_by_all_examples(digits: Digits, layer_sizes: tuple[int, ...], options: TrainOptions) -> Trained:
    """SciPy's optimizers in this process."""
    return fit_by_optimizer(nn.train, digits.X, nn.one_hot(digits.y, digits.classes), digits.classes, layer_sizes,
                            options, digits.kept_out)


def fit_by_optimizer(train: Callable[..., TrainingResult], X: Any, Y: Any, classes: Vector,
                     layer_sizes: tuple[int, ...], options: TrainOptions, kept_out: KeptOut | None = None) -> Trained:
    """SciPy's optimizers, which can be resumed from a checkpoint, and whose snapshots can be animated.

    train, X, Y : nn.train and what it takes, or what trains elsewhere and takes the same
    """
    problem = (X, Y, layer_sizes, options.lambda_)
    progress: Progress | None = None
    snapshots: list[Snapshot] = []
    if options.resume:
        progress, snapshots = nn.load_checkpoint(options.resume, *problem, hidden=options.activation)
    recorder = nn.Recorder(snapshot_evaluations(options.max_evaluations, layer_sizes), snapshots)
    checkpoints = []
    if path := options.checkpoint or options.resume:
        checkpoints = [nn.Checkpoint(path, *problem, hidden=options.activation, classes=classes, recorder=recorder,
                                     kept_out=kept_out, overwrite=same_file(path, options.resume))]
    bar = nn.progress_bar(options.max_evaluations, done=progress.evaluations if progress else 0)
    result = train(*problem, options.max_evaluations, options.seed, method=options.method, hidden=options.activation,
                   watch=[bar, recorder, *checkpoints], resume=progress)
    network = Network(result.theta, layer_sizes, classes, hidden=options.activation)
    return Trained(result, network, recorder.snapshots)


def fit_by_minibatches(digits: Digits, layer_sizes: tuple[int, ...], options: TrainOptions) -> Trained:
    """Epochs of small steps, with a softmax output; the cost of the result is that of all digits in the end."""
    Y = nn.one_hot(digits.y, digits.classes)
    batches = -(-len(digits.X) // options.batch_size)               # of an epoch, each of them one evaluation
    recorder = nn.Recorder(batches * epoch for epoch in snapshot_evaluations(options.epochs, layer_sizes))
    result = nn.train(digits.X, Y, layer_sizes, options.lambda_, seed=options.seed, method=options.method,
                      hidden=options.activation, output="softmax", batch_size=options.batch_size,
                      epochs=options.epochs, learning_rate=options.learning_rate,
                      watch=[nn.progress_bar(options.epochs, unit="epoch"), recorder])
    network = Network(result.theta, layer_sizes, digits.classes, hidden=options.activation, output="softmax")

    def cost_of(theta):
        return nn.regularized_cost(theta, digits.X, Y, layer_sizes, options.lambda_, hidden=network.hidden,
                                   output=network.output)
    snapshots = [shot._replace(cost=cost_of(shot.theta)) for shot in recorder.snapshots]
    return Trained(result._replace(cost=cost_of(network.theta)), network, snapshots)


def layer_sizes_of(digits: Digits, hidden: tuple[int, ...]) -> tuple[int, ...]:
    """The option --hidden as layer_sizes: 25 hidden units where it is not given, none for 0."""
    return digits.X.shape[1], *hidden_units(hidden), len(digits.classes)


def hidden_units(hidden: tuple[int, ...]) -> tuple[int, ...]:
    """The units of each hidden layer that the option --hidden asks for."""
    return tuple(unit for unit in hidden or (25,) if unit)


def snapshot_evaluations(max_evaluations: int, layer_sizes: tuple[int, ...],
                         most_numbers: int = 2_000_000) -> list[int]:
    """The evaluations at which nn train takes a snapshot for an animation: up to 40, most of them early in training.

    most_numbers : that all snapshots together may contain

    >>> snapshot_evaluations(400, (400, 25, 10))[:10], len(snapshot_evaluations(400, (400, 25, 10)))
    ([1, 2, 3, 4, 5, 6, 7, 9, 10, 12], 33)
    """
    weights = sum(rows * columns for rows, columns in shapes(layer_sizes))
    most = max(2, min(40, most_numbers // weights))
    return np.unique(np.geomspace(1, max_evaluations, most).round().astype(int)).tolist()


def same_file(path: str, other: str | None) -> bool:
    """Do both name the same file?"""
    return other is not None and Path(path).resolve() == Path(other).resolve()
