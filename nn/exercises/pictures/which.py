"""Which picture shows the answer to which exercise, beside the words of its verdict."""
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from nn.exercises.exercise import Exercise
from nn.exercises.pictures.costs import costs_of_steps, costs_of_training
from nn.exercises.pictures.curves import curves
from nn.exercises.pictures.gradients import gradients, numerical_gradients
from nn.exercises.pictures.seen import Seen
from nn.exercises.pictures.weights import histogram, tiles
from nn.exercises.sandbox.calls import Observation
from nn.exercises.verdict.judge import Verdict, right

if TYPE_CHECKING:                                                   # slow to import, and only needed for a picture
    from nn.visualize.answers import Figure


PICTURES: dict[str, Callable[[Seen], "Figure | None"]] = {
    "ex03_sigmoid": partial(curves, "Your sigmoid and the right one", "g(z)"),
    "ex08_sigmoid_gradient": partial(curves, "Your slope and the right one", "g′(z)"),
    "ex09_random_init": histogram,
    "ex10_backpropagation": gradients,
    "ex11_numerical_gradient": numerical_gradients,
    "ex12_regularized_gradient": gradients,
    "ex13_train": costs_of_training,
    "ex14_draw_hidden_units": tiles,
    "ex17_momentum": costs_of_steps,
    "ex18_adagrad": costs_of_steps,
}


def has_picture(exercise: Exercise) -> bool:
    """Is there a picture of this exercise's answers?"""
    return exercise.stem in PICTURES


def picture_of(exercise: Exercise, observations: Sequence[Observation], further: Sequence[Observation] = (),
               verdict: Verdict | None = None) -> "Figure | None":
    """The picture of an answer; None where there is none of this exercise, or nothing of this answer can be drawn.

    observations : one for each of the exercise's calls
    further      : one for each of further_calls(exercise); without them, pictures show less, or there is none
    verdict      : the words beside it; without it, as little is shown as beside any of them
    """
    if exercise.stem not in PICTURES or not observations or any(one.failure is not None for one in observations):
        return None
    passed = all(right(exercise, *pair) for pair in zip(exercise.calls, observations, strict=True))
    return PICTURES[exercise.stem](Seen(exercise, observations, further, passed, bool(verdict and verdict.numbers)))
