"""What our own programs give, call by call: an answer, or a variant of it with a mistake; and the facts about it.

Both are kept as long as the call is, since the same variants are compared with one wrong answer after the other.
"""
from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from typing import Any
from weakref import WeakKeyDictionary, ref

from nn.exercises.exercise import Exercise
from nn.exercises.sandbox.calls import Call, Observation, observe
from nn.exercises.source import Source, defined
from nn.exercises.stand_ins import shown

OBSERVATIONS = 1000                 # of one call

#: call -> program -> observation, which does not refer to the call: a drawn one is forgotten with its file
KEPT: WeakKeyDictionary[Call, Callable[[str | Source], Observation]] = WeakKeyDictionary()

#: call -> observation -> what must be true of it, and what is
FACTS: WeakKeyDictionary[Call, Callable[["ByIdentity"], list]] = WeakKeyDictionary()


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


# facts

class ByIdentity:
    """An object as the key of a cache: it equals only itself."""

    def __init__(self, it: Any):
        self.it = it

    def __hash__(self) -> int:
        return id(self.it)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ByIdentity) and self.it is other.it


def facts(exercise: Exercise, call: Call, seen: Observation) -> list:
    """exercise.facts(call, seen), examined once, however often it is compared; [] where the exercise has none."""
    if exercise.facts is None:
        return []
    if call not in FACTS:
        FACTS[call] = lru_cache(OBSERVATIONS)(partial(facts_now, exercise.facts, ref(call)))
    return FACTS[call](ByIdentity(seen))


def facts_now(function: Callable, call: Callable[[], Call | None], seen: ByIdentity) -> list:
    return function(call(), seen.it)
