"""What our own programs give, call by call: an answer, or a variant of it with a mistake.

It is kept as long as the call is, since the same variants are compared with one wrong answer after the other.
"""
from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from weakref import WeakKeyDictionary

from nn.exercises.exercise import Exercise
from nn.exercises.sandbox.calls import Call, Observation, observe
from nn.exercises.source import Source, defined
from nn.exercises.stand_ins import shown

OBSERVATIONS = 1000                 # of one call

#: call -> program -> observation, which does not refer to the call: a drawn one is forgotten with its file
KEPT: WeakKeyDictionary[Call, Callable[[str | Source], Observation]] = WeakKeyDictionary()


def observed(program: str | Source, call: Call) -> Observation:
    """The observation of one call of a function that a program of ours defines."""
    if call not in KEPT:
        KEPT[call] = lru_cache(OBSERVATIONS)(partial(run_program, call.function, call.arguments))
    return KEPT[call](program)


def run_program(function: str, arguments: tuple, program: str | Source) -> Observation:
    """The observation, made now."""
    seen = observe(defined(program)[function], arguments)
    return seen._replace(value=shown(seen.value))


def answer(exercise: Exercise, call: Call) -> Observation:
    """What the exercise's own answer gives: the expected observation of one of its calls."""
    return observed(exercise.answer, call)


def run_source(program: str | Source, calls: Sequence[Call]) -> list[Observation]:
    """One observation for each call of the functions that a program of ours defines.

    Raises : SyntaxError where the program is not Python
    """
    return [observed(program, call) for call in calls]
