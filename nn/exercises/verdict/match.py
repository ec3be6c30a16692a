"""Which mistake, or which two, give exactly what was observed? The programs with mistakes are run until one does."""
from collections.abc import Iterator, Sequence
from functools import lru_cache, partial
from itertools import combinations
from typing import Any, NamedTuple

import numpy as np

from nn.exercises.exercise import Exercise
from nn.exercises.sandbox.calls import Call, Observation
from nn.exercises.source import PROGRAMS, Source, defined
from nn.exercises.verdict.candidates import Candidate, Change, by_stem, candidates, program
from nn.exercises.verdict.compare import TOLERANCE, Cause, cause_of, is_made, is_numeric, is_sequence, same
from nn.exercises.verdict.observed import answer, facts, observed


def comparable(exercise: Exercise, call: Call, seen: Observation) -> Any:
    """What is compared: the value and the arguments after the call, or the facts about them."""
    if exercise.facts is not None:
        return [(fact.statement, fact.found) for fact in facts(exercise, call, seen)]
    return seen.value, [argument for argument in seen.arguments if not is_made(argument)]


def alike(exercise: Exercise, call: Call, one: Observation, other: Observation) -> bool:
    """Do two observations show the same? Of exceptions: did the same happen?"""
    if one.failure is None and other.failure is None:
        return same(comparable(exercise, call, one), comparable(exercise, call, other))
    if one.failure is None or other.failure is None:
        return False
    return cause_of(*one.failure[:2]).fits(cause_of(*other.failure[:2]))


# one mistake

ANY_INDEX = Cause("index")          # "list index out of range": of which list, and which index, is not said


def find_mistakes(exercise: Exercise, observations: Sequence[Observation], wrong: Sequence[int]) -> list[Candidate]:
    """[the mistake] that gives exactly these observations, [one, other] for a pair, or [].

    Where all that is wrong are errors, a name must be true of whatever gives them: so there is none for any index out
    of range, or where mistakes of several names end alike.

    wrong : the indices of the calls whose observation differs from the expected one
    """
    failures = [failure for i in wrong if (failure := observations[i].failure) is not None]
    nothing_else = len(failures) == len(wrong)                      # nothing but errors tells which mistake it is
    if nothing_else and all(cause_of(*failure[:2]) == ANY_INDEX for failure in failures):
        return []
    order = sorted(range(len(observations)), key=partial(effort, exercise, observations))
    fits = partial(gives, exercise, observations, order)
    of_nn = set() if nothing_else else set.intersection(*({*one.of_nn} for one in observations))
    known = candidates(exercise, exercise.read_off(exercise.calls, observations) if exercise.read_off else (), of_nn)
    matching = (one for one in known if fits(one))
    first = next(matching, None)
    if first is None:
        up_to_the_first_wrong = order[:1 + next(place for place, i in enumerate(order) if i in wrong)]
        two = pairs(exercise, known, {exercise.calls[i]: observations[i] for i in up_to_the_first_wrong})
        labels = by_chance(answer(exercise, exercise.calls[order[0]]).value)
        return (the_pair((pair for pair in two if fits(*pair)), labels)
                or one_in_each_function(exercise, observations, wrong))
    if first.mistake.same_as and not first.distance:                # its name is that of the mistake that it equals
        first = next((one for one in matching if not one.distance and not one.mistake.same_as), first)
    if nothing_else and any(one.name != first.name for one in matching):
        return []
    if nothing_else and all(cause_of(*failure[:2]).numbers is None for failure in failures):
        return [first._replace(place="")]                           # nothing tells in which function it happened
    return [first]


def one_in_each_function(exercise: Exercise, observations: Sequence[Observation],
                         wrong: Sequence[int]) -> list[Candidate]:
    """[a mistake of the one, a mistake of the other] where two functions are wrong, and each is named alone, or []."""
    named = []
    faulty = dict.fromkeys(exercise.calls[i].function for i in wrong)
    if len(faulty) != 2:
        return []
    for function in faulty:
        mine = [i for i, call in enumerate(exercise.calls) if call.function == function]
        alone = exercise._replace(calls=[exercise.calls[i] for i in mine])
        named.append(find_mistakes(alone, [observations[i] for i in mine], [mine.index(i) for i in wrong if i in mine]))
    return named[0] + named[1] if len(named[0]) == len(named[1]) == 1 else []


def the_pair(fitting: Iterator[tuple[Candidate, Candidate]], labels: bool) -> list[Candidate]:
    """The first of the pairs that fit; of labels, which many mistakes give, an inherited one only if it alone fits."""
    first = next(fitting, None)
    if first is None:
        return []
    names = {one.name for one in first}
    if labels and any(one.distance for one in first) and any({one.name for one in pair} != names for pair in fitting):
        return []
    return list(first)


def effort(exercise: Exercise, observations: Sequence[Observation], i: int) -> tuple:
    """What the calls are sorted by: first those that say something, and of these the ones with the fewest numbers."""
    numbers = [argument for argument in exercise.calls[i].arguments if is_numeric(argument)]
    return says_little(exercise, exercise.calls[i], observations[i]), sum(map(np.count_nonzero, numbers)), i


def gives(exercise: Exercise, observations: Sequence[Observation], order: Sequence[int], *chosen: Candidate) -> bool:
    """Does the answer with these mistakes in it give these observations? It runs no further than to a difference."""
    ours = program(exercise.stem, tuple(one.change for one in chosen))
    if ours is None or not is_python(ours):
        return False
    if not all(alike(exercise, exercise.calls[i], observations[i], observed(ours, exercise.calls[i])) for i in order):
        return False
    failures = [(observations[i].failure, observed(ours, exercise.calls[i]).failure) for i in order
                if observations[i].failure is not None]
    exactly = all(other and cause_of(*one[:2]) == cause_of(*other[:2]) for one, other in failures if one)
    return not failures or all(map(has_a_meaning, chosen)) and (len(chosen) == 1 or exactly)


@lru_cache(PROGRAMS)
def is_python(program: Source | None) -> bool:
    """Is there a program, and can it be defined? Not where two edits together are not Python."""
    try:
        return program is not None and bool(defined(program))
    except Exception:                                               # also at a call outside of its functions
        return False


def has_a_meaning(one: Candidate) -> bool:
    """Can a mistake end in an error where it was made: in its own exercise, or in one that inherits it?

    Where it ends in an error only in an exercise that inherits it, the form of what its function returns is to blame,
    and code that is written inline does not return anything.
    """
    if not one.distance:
        return True
    owner = by_stem(one.change.owner)
    alone = program(owner.stem, (Change(owner.stem, one.change.edits),))
    return alone is not None and any(observed(alone, call).failure is not None for call in owner.calls)


# two mistakes

FARTHEST = 3                        # the exercises that two mistakes are inherited from, as the sum of their distances


class Effect(NamedTuple):
    """What a mistake does at one call."""
    one: Candidate
    ours: Source                    # the answer with it
    form: Any                       # the shapes of all that is returned; None for a failure
    wrong: np.ndarray | None        # which of the numbers are wrong; None where that cannot be said
    silent: bool                    # none at all
    enough: bool                    # just what was found


def pairs(exercise: Exercise, known: Sequence[Candidate], seen: dict[Call, Observation]
          ) -> Iterator[tuple[Candidate, Candidate]]:
    """The pairs that may give what was observed at some calls, the more general ones first.

    Neither may spoil a number that is right there, and together they must spoil all that are wrong at the last one.
    """
    alone = [(one, ours) for one in known if one.mistake.same_as in ("", one.mistake.slug)
             and not (one.change.through and one.distance > 1)
             if (ours := program(exercise.stem, (one.change,))) is not None and is_python(ours)]
    for call, observation in seen.items():
        if len(alone) < 2 or says_little(exercise, call, observation):      # which hides what else is wrong
            return
        right, found = answer(exercise, call), Reading.of(exercise, call, observation)
        expected = Reading.of(exercise, call, right)
        labels = by_chance(right.value)
        wrong = None if labels else found.unlike(expected)
        if labels and size_of(right.value) > 1 >= size_of(observation.value):       # many pairs give the same label
            return
        is_right = alike(exercise, call, observation, right)
        effects, known_effects = [], set()
        for one, ours in alone:
            does = observed(ours, call)
            reading = Reading.of(exercise, call, does)
            key = one.mistake.slug, None if reading.numbers is None else reading.numbers.tobytes()
            if (one.change.inline or one.change.through) and key in known_effects:
                continue                                            # it does there what it does elsewhere
            known_effects.add(key)
            effect = Effect(one, ours, reading.form, reading.unlike(expected), alike(exercise, call, does, right),
                            alike(exercise, call, does, observation))
            if effect.silent or not is_right and possible(effect, found.form, expected.form, wrong):
                effects.append(effect)
        alone = [(effect.one, effect.ours) for effect in effects]
    fitting = [pair for pair in combinations(effects, 2) if together(*pair, found.form, expected.form, wrong)
               and not (labels and pair[0].one.distance and pair[1].one.distance)]
    yield from ((one.one, other.one) for one, other in sorted(fitting, key=rank))


def rank(pair: tuple[Effect, Effect]) -> tuple:
    """What pairs are sorted by: two of the exercise's own first; rare and inherited ones last, the nearest first."""
    sums = tuple(sum(key) for key in zip(*((bool(effect.one.mistake.same_as), effect.one.distance > 0,
                                            effect.one.distance) for effect in pair), strict=True))
    return sums[-1] > 0, *sums


def possible(effect: Effect, found: Any, expected: Any, wrong: np.ndarray | None) -> bool:
    """Can a mistake be one of two? What fails alone may be saved by another one of the same exercise only.

    found, expected : the forms of what was found and of what is right
    wrong           : which of the numbers that were found are wrong
    """
    if effect.form is None:
        return not effect.one.distance
    if effect.form not in (found, expected):                        # another one may change the form, too
        return not effect.one.distance and found != expected
    return effect.wrong is None or wrong is None or not np.any(effect.wrong & ~wrong)


def together(one: Effect, other: Effect, found: Any, expected: Any, wrong: np.ndarray | None) -> bool:
    """Can two mistakes together have spoiled all that is wrong?"""
    if not likely(one.one, other.one):
        return False
    if None in (one.form, other.form):                              # even one that is silent can save it
        return not one.one.distance and not other.one.distance
    if one.silent or other.silent:
        return not (one.silent and other.silent) and (one.enough or other.enough)
    if wrong is None or one.wrong is None or other.wrong is None:
        return found in (one.form, other.form) or expected not in (one.form, other.form)
    return bool(np.all(one.wrong | other.wrong | ~wrong))


def likely(one: Candidate, other: Candidate) -> bool:
    """Are two mistakes looked for together? Two rare ones only if both are own, and not two that are both far away.

    What is made in one function alone is looked for with one of the exercise's own.
    """
    distance = one.distance + other.distance
    return (one.mistake.slug != other.mistake.slug and distance <= FARTHEST
            and not (distance and one.mistake.same_as and other.mistake.same_as)
            and not (one.change.through and other.distance or other.change.through and one.distance))


def says_little(exercise: Exercise, call: Call, seen: Observation) -> bool:
    """Is it an error, or are all numbers 0 or not finite where they are wrong? Mistakes of all kinds end like that."""
    if exercise.facts is not None or seen.failure is not None:
        return seen.failure is not None
    found, expected = (Reading.of(exercise, call, one) for one in (seen, answer(exercise, call)))
    wrong = found.unlike(expected)
    if wrong is None or found.numbers is None or not wrong.any():
        return False
    return not np.any(np.isfinite(found.numbers[wrong]) & (found.numbers[wrong] != 0))


class Reading(NamedTuple):
    """The numbers of one observation."""
    form: Any                       # the shapes of all that is returned; None for a failure
    numbers: np.ndarray | None      # all of them in a row; None where there are others than real numbers
    tolerance: Any = None           # by how much each of them may be off

    @classmethod
    def of(cls, exercise: Exercise, call: Call, seen: Observation) -> "Reading":
        if seen.failure is not None:
            return cls(None, None)
        if exercise.facts is not None:                              # not all of them are examined each time
            return cls("facts", None)
        arrays = leaves(comparable(exercise, call, seen))
        form = [np.shape(array) for array in arrays]
        if not all(is_numeric(array) and np.isrealobj(array) for array in arrays):
            return cls(form, None)
        flat = [np.asarray(array, float).ravel() for array in arrays]
        largest = [np.full(one.size, np.max(np.abs(one), initial=1e-290)) for one in flat]
        return cls(form, np.concatenate(flat), TOLERANCE * np.concatenate(largest))

    def unlike(self, expected: "Reading") -> np.ndarray | None:
        """Which of the numbers are not the expected ones; None where the two have not the same form."""
        if self.numbers is None or expected.numbers is None or self.form != expected.form:
            return None
        got, right = self.numbers, expected.numbers
        return ~((np.abs(got - right) <= expected.tolerance) | (np.isnan(got) & np.isnan(right)) | (got == right))


def size_of(value: Any) -> int:
    """How many numbers it contains."""
    return sum(np.size(leaf) for leaf in leaves(value) if is_numeric(leaf))


def by_chance(value: Any) -> bool:
    """Can a wrong number easily be right by chance: a label, or a 0 or 1?"""
    return all(is_numeric(leaf) and np.all(np.asarray(leaf) == np.round(leaf)) for leaf in leaves(value))


def leaves(value: Any) -> list:
    """The values in sequences of sequences, in order."""
    return [leaf for item in value for leaf in leaves(item)] if is_sequence(value) else [value]
