"""Exercises 13, 17 and 18: the way down, as curves of costs."""
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike

from nn.exercises.pictures.further import expected_further
from nn.exercises.pictures.seen import Seen, as_drawn, differ, further_of, real_array, second_of
from nn.exercises.sandbox.calls import Call, Observation, bowl
from nn.exercises.verdict.observed import answer

if TYPE_CHECKING:                                                   # slow to import, and only needed for a picture
    from nn.visualize.answers import Figure, Walk

DECADES = 5.0                       # powers of ten of a cost: the unit of costs on their logarithmic scale


def costs_of_training(seen: Seen) -> "Figure | None":
    """Exercise 13: the cost at each evaluation, and at what is returned."""
    i = seen.wrong()[-1 if seen.passed else 0]
    one = seen.exercise.calls[i]
    expected, yours = walk_of(one, answer(seen.exercise, one)), walk_of(one, seen.observations[i])
    if expected is None or yours is None:
        return None
    return cost_curves(seen, expected, yours, "The cost at each evaluation of f", "evaluations of f", one.arguments[2])


def walk_of(one: Call, seen: Observation) -> "Walk | None":
    """The costs of the theta that were asked for, and of the one that was returned."""
    from nn.visualize.answers import Walk
    (_, _, target), start, _ = one.arguments
    asked, end = second_of(seen.arguments[0]), real_array(seen.value, start.shape)
    if not asked or any(real_array(theta, start.shape) is None for theta in asked):
        return None
    with np.errstate(all="ignore"):
        first, *costs = [bowl(theta, target)[0] for theta in (start, *asked, *([] if end is None else [end]))]
    shares = logarithms(costs, first)
    return Walk(shares) if end is None else Walk(shares[:-1], float(shares[-1]))


def costs_of_steps(seen: Seen) -> "Figure | None":
    """Exercises 17 and 18: the costs that one step after the other leads to."""
    from nn.visualize.answers import Walk
    expected = expected_further(seen.exercise)
    yours = real_array(further_of(seen), expected.shape)
    if yours is None:
        return None
    one, other = (Walk(logarithms(costs, expected[0])) for costs in (expected, yours))
    return cost_curves(seen, one, other, "The cost at each of 60 steps", "steps")


def cost_curves(seen: Seen, expected: "Walk", yours: "Walk", title: str, xlabel: str,
          limit: int | None = None) -> "Figure":
    """Two curves of costs."""
    from nn.visualize.answers import Walk, plot_walks
    all_of = [[*walk.costs, 0.0 if walk.end is None else walk.end] for walk in (expected, yours)]
    differs = len(all_of[0]) != len(all_of[1]) or differ(all_of[1], all_of[0], DECADES)
    one, other = (Walk(as_drawn(walk.costs, DECADES, seen.passed),
                       None if walk.end is None else float(as_drawn(walk.end, DECADES, seen.passed)))
                  for walk in (expected, yours))
    return plot_walks(one, other, title, seen.note(differs), xlabel, limit, seen.passed)


def logarithms(costs: ArrayLike, first: float) -> np.ndarray:
    """log10 of the costs as shares of the first one, from −30 to 30."""
    with np.errstate(all="ignore"):
        return np.clip(np.log10(np.asarray(costs, float) / first), -30, 30)
