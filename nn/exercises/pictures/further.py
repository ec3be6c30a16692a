"""The calls that only a picture needs: they are made in a run of their own, and decide nothing.

Most show what a function does on real digits or in many steps, where the exercise's own calls are small.
"""
from collections.abc import Callable
from functools import cache, partial
from typing import Any, NamedTuple

import numpy as np

import nn
from nn.exercises.exercise import Exercise
from nn.exercises.pictures.experiments import GLUE
from nn.exercises.sandbox.calls import Call, Observation, call
from nn.exercises.sandbox.program import Program
from nn.exercises.sandbox.runner import Runner, in_worker
from nn.exercises.verdict.observed import observed


class Further(NamedTuple):
    """Calls that are made for a picture alone, in a run of their own."""
    calls: tuple[Call, ...] = ()
    glue: str = ""                  # source that defines what the calls ask for, beside the student's


def further_calls(exercise: Exercise) -> Further:
    """What a picture shows beside the exercise's own calls; no calls where it shows nothing else."""
    return made_for(exercise.stem) if exercise.stem in FURTHER else Further()


@cache
def made_for(stem: str) -> Further:
    one = FURTHER[stem]()
    return Further((one,), GLUE.get(one.function, ""))


def observe_further(exercise: Exercise, program: Program, seconds: float | None = None,
                    run: Runner = in_worker) -> list[Observation]:
    """What the student's program gives for the further calls, in a run of its own; [] where there are none."""
    calls, glue = further_calls(exercise)
    if not calls:
        return []
    return run(program._replace(before=program.before + glue), calls, seconds or exercise.seconds)


def expected_further(exercise: Exercise) -> Any:
    """What our own answer returns for the further call."""
    (one,), glue = further_calls(exercise)
    return observed(exercise.answer + glue, one).value


Z = np.linspace(-8, 8, 161)
SIZES, SMALL_SIZES = (400, 25, 10), (100, 5, 10)


def on_digits(function: str, layer_sizes: tuple[int, int, int], each: int, *more: float) -> Call:
    """A call on real digits, so many of each class, at random weights."""
    X, y = nn.load_ex4()
    rows = np.concatenate([np.flatnonzero(y == label)[:each] for label in range(1, 11)])
    X, Y = X[rows], nn.one_hot(y[rows], range(1, 11))
    if layer_sizes[0] == 100:                                       # 2×2 pixels become one
        X = X.reshape(-1, 10, 2, 10, 2).mean(axis=(2, 4)).reshape(-1, 100)
    theta = nn.random_init(layer_sizes, np.random.default_rng(0), epsilon=0.5)  # slopes far from 1/4 are seen, too
    return call(function, theta, X, Y, layer_sizes, *more)


def layer_of_digits() -> Call:
    """Three units whose weights are a 3, a 5 and an 8, of different sizes; the largest is negative; large biases."""
    X, y = nn.load_ex4()
    units = np.array([size * (X[y == label].mean(axis=0) - X.mean())
                      for label, size in ((3, 0.6), (5, -1.0), (8, 0.35))])
    return call("draw_hidden_units", np.column_stack([[4.0, 5.0, 6.0], units]))


TARGET = np.array([0.8, -1.2, 0.3])


def on_bowl(function: str, memory: float, settings: tuple[float, float]) -> Call:
    """60 steps in a bowl."""
    return call(function, TARGET + [1.2, -1.0, 0.9], np.full(3, memory), TARGET, settings, 60)


FURTHER: dict[str, Callable[[], Call]] = {
    "ex03_sigmoid": partial(call, "sigmoid", Z),
    "ex08_sigmoid_gradient": partial(call, "sigmoid_gradient", Z),
    "ex10_backpropagation": partial(on_digits, "gradient", SIZES, 10),
    "ex11_numerical_gradient": partial(on_digits, "gradient_of_network", SMALL_SIZES, 2, 0.5),
    "ex12_regularized_gradient": partial(on_digits, "regularized_gradient", SIZES, 10, 2.7),
    "ex14_draw_hidden_units": layer_of_digits,
    "ex17_momentum": partial(on_bowl, "descent_of_momentum", 0.0, (0.03, 0.7)),
    "ex18_adagrad": partial(on_bowl, "descent_of_adagrad", 0.1, (0.5, 5.0)),
}
