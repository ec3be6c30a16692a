"""Is an answer right, and if it is not, which mistake is it?

Everything here works on observations (sandbox/calls.py); it knows neither files nor processes.
"""
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import combinations
from typing import Any, NamedTuple

from nn.exercises.exercise import Exercise, Mistake
from nn.exercises.sandbox.calls import Call, Observation
from nn.exercises.source import variant
from nn.exercises.verdict.compare import is_made, mismatched_sizes, same
from nn.exercises.verdict.describe import describe
from nn.exercises.verdict.failure import explain_failure, is_of_its_own
from nn.exercises.verdict.observed import answer, one_by_one


class Verdict(NamedTuple):
    """What is said about one exercise."""
    passed: bool
    lines: tuple[str, ...] = ()     # why not; at most 12, the first one says the most
    name: str = ""                  # "Known mistake: …" or "Two known mistakes: …", how the first line begins; or ""
    slugs: tuple[str, ...] = ()     # the known mistake, or the two of a pair
    advice: tuple = ()              # warnings, which cost no points
    printed: str = ""               # what the student's code printed


def judge(exercise: Exercise, observations: Sequence[Observation], failing_runs: int = 1) -> Verdict:
    """The verdict on one observation for each of the exercise's calls; the more failing runs, the more is said."""
    wrong = [i for i, seen in enumerate(observations) if not right(exercise, exercise.calls[i], seen)]
    advice = tuple(dict.fromkeys(warning for seen in observations for warning in seen.advice))
    verdict = Verdict(not wrong, advice=advice, printed=next((o.printed for o in observations if o.printed), ""))
    if not wrong:
        return verdict
    seen = observations[wrong[0]]
    if seen.failure is None or not is_of_its_own(seen.failure):
        mistakes = known_mistakes(exercise, observations)
        if mistakes:
            faulty = list(dict.fromkeys(exercise.calls[i].function for i in wrong))
            return verdict._replace(lines=tuple(explain_mistakes(exercise, mistakes, faulty, failing_runs)),
                                    name=name_of_mistakes(mistakes), slugs=tuple(mistake.slug for mistake in mistakes))
    if seen.failure is not None:
        return verdict._replace(lines=tuple(explain_failure(exercise.calls[wrong[0]], seen.failure, exercise)))
    return verdict._replace(lines=tuple(describe(exercise, wrong, observations)))


def right(exercise: Exercise, call: Call, seen: Observation) -> bool:
    """Is an observation what the exercise's own answer gives? Where there are facts, are all of them true?"""
    if seen.failure is not None:
        return False
    if exercise.facts is not None:
        return all(same(fact.found, fact.expected) for fact in exercise.facts(call, seen))
    return same(comparable(exercise, call, seen), comparable(exercise, call, answer(exercise, call)))


def comparable(exercise: Exercise, call: Call, seen: Observation) -> Any:
    """What is compared: the value and the arguments after the call, or the facts about them."""
    if exercise.facts is not None:
        return [(fact.statement, fact.found) for fact in exercise.facts(call, seen)]
    return seen.value, [argument for argument in seen.arguments if not is_made(argument)]


# which mistake

def known_mistakes(exercise: Exercise, observations: Sequence[Observation]) -> list[Mistake]:
    """[the mistake] whose variant gives exactly these observations, [one, other] for a pair, or []."""
    equals = partial(equals_variant, exercise, observations)
    matching = [mistake for mistake in exercise.mistakes if equals(mistake)]
    if matching:
        return [next((mistake for mistake in matching if not mistake.same_as), matching[0])]
    pairs = [pair for pair in combinations(exercise.mistakes, 2)
             if not any(mistake.same_as for mistake in pair) and equals(*pair)]
    return list(pairs[0]) if len(pairs) == 1 else []


def equals_variant(exercise: Exercise, observations: Sequence[Observation], *mistakes: Mistake) -> bool:
    """Does the answer with these mistakes in it give these observations?"""
    source = variant(exercise, *mistakes)
    if source is None:
        return False
    try:
        seen = one_by_one(source, exercise.calls)
        return all(alike(exercise, *three) for three in zip(exercise.calls, observations, seen, strict=True))
    except SyntaxError:                                             # two edits that together are not Python
        return False


def alike(exercise: Exercise, call: Call, one: Observation, other: Observation) -> bool:
    """Do two observations show the same? Of exceptions, the kind and the sizes that do not match."""
    if one.failure is None and other.failure is None:
        return same(comparable(exercise, call, one), comparable(exercise, call, other))
    if one.failure is None or other.failure is None or one.failure.kind != other.failure.kind:
        return False
    if one.failure.message == other.failure.message:
        return True
    sizes = mismatched_sizes(one.failure.message)
    return sizes is not None and sizes == mismatched_sizes(other.failure.message)


def name_of_mistakes(mistakes: Sequence[Mistake]) -> str:
    """ "Known mistake: the sum is not divided by m", or two of them."""
    names = "; and ".join(mistake.name for mistake in mistakes)
    return f"Known mistake: {names}" if len(mistakes) == 1 else f"Two known mistakes: {names}"


def explain_mistakes(exercise: Exercise, mistakes: Sequence[Mistake], faulty: Sequence[str],
                     failing_runs: int) -> Iterator[str]:
    """The first failing run names a mistake, the second asks a question, from the third on it is explained.

    faulty : the names of the functions that are wrong
    """
    n = sum(call.function in faulty for call in exercise.calls)
    noun = exercise.noun.removesuffix("s") if n == 1 else exercise.noun
    equal = f"Your {' and '.join(faulty)} {'equals' if len(faulty) == 1 else 'equal'}"
    variant_of = "that variant" if len(mistakes) == 1 else "the variant with both"
    yield f"{name_of_mistakes(mistakes)}. {equal} {variant_of} on {n} of {n} {noun}."
    for mistake in mistakes:
        if failing_runs >= 2:
            yield mistake.question
        if failing_runs >= 3:
            yield mistake.explanation
