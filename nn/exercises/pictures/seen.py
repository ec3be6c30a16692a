"""What is known of an answer, and how much of it a picture may show.

The rule: a picture never says more than the words beside it, and no number of the answer that they do not show.

- An axis on which the right answer lies has numbers only where the exercise is passed: then they are the student's own.
- Until then, what is drawn is divided by a unit that is not shown, and rounded to 1/PARTS of it: an eye sees no more.
  So the coordinates in an SVG, or the data of a Figure, contain no more than the picture does.
- How many times as large a gradient is as it should be is written beside its line where the words show such a number,
  that is for a mistake that is not known. Where a mistake is named, the line has at most the name of its slope: m.
- What belongs to the question can be seen: z, ε, max_evaluations, the images to be drawn.
"""
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from nn.exercises.exercise import Exercise
from nn.exercises.sandbox.calls import Observation
from nn.exercises.verdict.compare import is_numeric, is_sequence
from nn.exercises.verdict.judge import right

PARTS = 256                         # of the largest right number: about a pixel of a picture
COINCIDE = "Both coincide: yours and the right one."
UNSEEN = "What is wrong does not show in this picture."


class Seen(NamedTuple):
    """All that is known of an answer."""
    exercise: Exercise
    observations: Sequence[Observation]     # one for each of the exercise's calls
    further: Sequence[Observation]  # one for each of its further calls; () where they were not made
    passed: bool
    numbers: bool                   # do the words show by which factor numbers differ?

    def wrong(self) -> list[int]:
        """The calls to show: those whose answer is wrong, or all of them."""
        calls = range(len(self.observations))
        return [i for i in calls if not right(self.exercise, self.exercise.calls[i], self.observations[i])] or [*calls]

    def note(self, differs: bool, text: str = "") -> str:
        """What is written above the picture."""
        return text if differs else COINCIDE if self.passed else UNSEEN


def further_of(seen: Seen) -> Any:
    """What the student's function returned for the further call; None where it failed or was not made."""
    return seen.further[0].value if seen.further else None


def real_array(value: Any, shape: tuple[int, ...]) -> np.ndarray | None:
    """A value as an array of floats, where it is one of real numbers and of this shape."""
    if not is_numeric(value) or np.shape(value) != shape or np.asarray(value).dtype.kind not in "biuf":
        return None
    return np.asarray(value, float)


def second_of(value: Any) -> Sequence:
    """The sequence in ("figure", images) or ("asked", [theta, …]), as Figures and spies are observed; else []."""
    return value[1] if is_sequence(value) and len(value) == 2 and is_sequence(value[1]) else []


def as_drawn(values: Any, unit: float, passed: bool) -> np.ndarray:
    """Numbers as they are drawn: themselves where the exercise is passed, otherwise rounded, in a unit not shown."""
    values = np.asarray(values, float)
    return values if passed else np.round(np.clip(values / unit, -1e6, 1e6) * PARTS) / PARTS


def differ(got: Any, expected: Any, unit: float) -> bool:
    """Do numbers differ by so much that a picture shows it?"""
    return not np.all(np.abs(np.asarray(got) - expected) <= 4 * unit / PARTS)
