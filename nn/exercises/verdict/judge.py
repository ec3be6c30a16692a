"""Is an answer right, and if it is not, which mistake is it?

Everything here works on observations (sandbox/calls.py); it knows neither files nor processes.
"""
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from nn.exercises.exercise import Exercise
from nn.exercises.sandbox.calls import Call, Observation
from nn.exercises.verdict.candidates import Candidate
from nn.exercises.verdict.compare import same
from nn.exercises.verdict.describe import describe, table_of_blocks
from nn.exercises.verdict.failure import explain_failure, is_of_its_own
from nn.exercises.verdict.match import comparable, find_mistakes
from nn.exercises.verdict.observed import answer, facts
from nn.exercises.verdict.wording import DESK, Wording


class Verdict(NamedTuple):
    """What is said about one exercise."""
    passed: bool
    lines: tuple[str, ...] = ()     # why not; at most 12, the first one says the most
    name: str = ""                  # "Known mistake: …" or "Two known mistakes: …", how the first line begins; or ""
    slugs: tuple[str, ...] = ()     # the known mistake, or the two of a pair
    advice: tuple = ()              # warnings, which cost no points; beside a mistake none of NumPy's
    printed: str = ""               # what the student's code printed
    table: tuple[tuple[str, str], ...] = ()     # of the blocks of a gradient, which the last of the lines contain
    failure: str = ""               # of what kind the student's code failed: "time", "SyntaxError"
    line: int = 0                   # where the student's code failed, 0 where it did not or it is not known
    numbers: bool = False           # do the lines show how numbers differ?


def judge(exercise: Exercise, observations: Sequence[Observation], failing_runs: int = 1,
          wording: Wording = DESK, named: bool = True) -> Verdict:
    """The verdict on one observation for each of the exercise's calls; the more failing runs, the more is said.

    named : is it compared with known mistakes?
    """
    wrong = [i for i, seen in enumerate(observations) if not right(exercise, exercise.calls[i], seen)]
    advice = tuple(dict.fromkeys(warning for seen in observations for warning in seen.advice
                                 if warning[2] not in exercise.expected_warnings))
    verdict = Verdict(not wrong, advice=advice, printed=next((o.printed for o in observations if o.printed), ""))
    if not wrong:
        return verdict
    seen = observations[wrong[0]]
    if seen.failure is not None:
        verdict = verdict._replace(failure=seen.failure.kind, line=seen.failure.line)
    if named and (seen.failure is None or not is_of_its_own(seen.failure)):
        mistakes = find_mistakes(exercise, observations, wrong)
        if mistakes:
            faulty = list(dict.fromkeys(exercise.calls[i].function for i in wrong))
            first, *others = explain_mistakes(exercise, mistakes, faulty, failing_runs)
            if exercise.summary:
                first += f" {exercise.summary(exercise.calls, observations)}"
            note = note_on(exercise, exercise.calls[wrong[0]], seen) if wording.numbers else ""
            return verdict._replace(lines=(first + f" {note}" * bool(note), *others),
                                    advice=tuple(one for one in advice if one[1] != "RuntimeWarning"),
                                    name=name_of_mistakes(mistakes), slugs=tuple(one.mistake.slug for one in mistakes))
    if seen.failure is not None:
        return verdict._replace(lines=tuple(explain_failure(exercise.calls[wrong[0]], seen.failure, exercise, wording,
                                                            seen.outside)))
    table = () if exercise.facts is not None else table_of_blocks(exercise, exercise.calls[wrong[0]], seen.value)
    return verdict._replace(lines=tuple(describe(exercise, wrong, observations, wording)), table=tuple(table),
                            numbers=wording.numbers)


def right(exercise: Exercise, call: Call, seen: Observation) -> bool:
    """Is an observation what the exercise's own answer gives? Where there are facts, are all of them true?"""
    if seen.failure is not None:
        return False
    if exercise.facts is not None:
        return all(same(fact.found, fact.expected) for fact in facts(exercise, call, seen))
    return same(comparable(exercise, call, seen), comparable(exercise, call, answer(exercise, call)))


def note_on(exercise: Exercise, call: Call, seen: Observation) -> str:
    """What is said in numbers of the first statement that is not true about an answer, or ""."""
    found = facts(exercise, call, seen) if seen.failure is None else []
    return next((fact.note for fact in found if fact.note and not same(fact.found, fact.expected)), "")


def name_of_mistakes(mistakes: Sequence[Candidate]) -> str:
    """ "Known mistake: the sum is not divided by m", or two of them."""
    names = "; and ".join(one.name for one in mistakes)
    return f"Known mistake: {names}" if len(mistakes) == 1 else f"Two known mistakes: {names}"


def explain_mistakes(exercise: Exercise, mistakes: Sequence[Candidate], faulty: Sequence[str],
                     failing_runs: int) -> Iterator[str]:
    """The first failing run names a mistake, the second asks a question, from the third on it is explained.

    faulty : the names of the functions that are wrong
    """
    n = sum(call.function in faulty for call in exercise.calls)
    noun = exercise.noun.removesuffix("s") if n == 1 else exercise.noun
    equal = f"Your {' and '.join(faulty)} {'equals' if len(faulty) == 1 else 'equal'}"
    variant_of = "that variant" if len(mistakes) == 1 else "the variant with both"
    yield f"{name_of_mistakes(mistakes)}. {equal} {variant_of} on {n} of {n} {noun}."
    for one in mistakes:
        if failing_runs >= 2:
            yield one.mistake.question
        if failing_runs >= 3:
            yield one.mistake.explanation
