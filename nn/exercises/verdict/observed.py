"""What our own sources give, call by call: an answer, or a variant of it with a mistake.

It is kept, since the same variants are compared with one wrong answer after the other.
"""
from collections.abc import Iterator, Sequence
from functools import lru_cache

from nn.exercises.exercise import Exercise
from nn.exercises.sandbox.calls import Call, Observation, observe
from nn.exercises.source import define
from nn.exercises.stand_ins import shown

PROGRAMS = 1000                     # kept at most: exercise 10 has 41 mistakes and 820 pairs of them
OBSERVATIONS = 4 * PROGRAMS

defined = lru_cache(PROGRAMS)(define)


@lru_cache(OBSERVATIONS)
def observed(source: str, call: Call) -> Observation:
    """The observation of one call of a function that a source text of ours defines."""
    seen = observe(defined(source)[call.function], call.arguments)
    return seen._replace(value=shown(seen.value))


def answer(exercise: Exercise, call: Call) -> Observation:
    """What the exercise's own answer gives: the expected observation of one of its calls."""
    return observed(exercise.answer, call)


def one_by_one(source: str, calls: Sequence[Call]) -> Iterator[Observation]:
    """The observations of the calls, each made when it is needed: a variant runs no further than to a difference.

    Raises : SyntaxError where the source is not Python
    """
    return (observed(source, call) for call in calls)


def run_source(source: str, calls: Sequence[Call]) -> list[Observation]:
    """One observation for each call of the functions that a source text of ours defines."""
    return [*one_by_one(source, calls)]
