"""Exercises 3 and 8: a function of one variable, drawn."""
from typing import TYPE_CHECKING

import numpy as np

from nn.exercises.pictures.further import Z, expected_further
from nn.exercises.pictures.seen import Seen, as_drawn, differ, further_of, real_array
from nn.exercises.verdict.observed import answer

if TYPE_CHECKING:                                                   # slow to import, and only needed for a picture
    from nn.visualize.answers import Figure


def curves(title: str, name: str, seen: Seen) -> "Figure | None":
    """Exercises 3 and 8: the curve over z, and what the checked calls gave."""
    from nn.visualize.answers import plot_curves
    exercise, observations, *_ = seen
    pairs = [(np.ravel(one.arguments[0]), value.ravel(), np.ravel(answer(exercise, one).value))
             for one, got in zip(exercise.calls, observations, strict=True)
             if (value := real_array(got.value, np.shape(one.arguments[0]))) is not None]
    if len(pairs) < len(observations):
        return None
    z, dots, expected_dots = (np.concatenate(values) for values in zip(*pairs, strict=True))
    expected, yours = expected_further(exercise), real_array(further_of(seen), Z.shape)
    unit = float(np.max(expected))
    near = np.abs(z) <= Z[-1]
    differs = differ(dots, expected_dots, unit) or yours is not None and differ(yours, expected, unit)
    return plot_curves(Z, as_drawn(expected, unit, seen.passed),
                       None if yours is None else as_drawn(yours, unit, seen.passed),
                       (z[near], as_drawn(dots, unit, seen.passed)[near]), title, name, seen.note(differs), seen.passed)
