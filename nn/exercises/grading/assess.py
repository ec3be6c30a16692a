"""One exercise of one submission, graded: what was observed, judged, and said to its student.

The verdict is that of `nn check`, on calls that nobody has seen. A submission is graded once, so all three lines of a
known mistake are given at once. No expected number and no input is shown, unless the instructor allows it.
"""
from collections.abc import Callable, Iterable, Iterator, Sequence

from nn.exercises.exercise import Exercise
from nn.exercises.grading.cleaned import cleaned
from nn.exercises.grading.draws import EXTRA, LARGE, Round
from nn.exercises.grading.records import Answer, Assessment
from nn.exercises.grading.texts import MOST, one_line, printable
from nn.exercises.report import advice_as_text
from nn.exercises.sandbox.calls import Observation
from nn.exercises.source import is_unsolved
from nn.exercises.verdict.judge import Verdict, judge
from nn.exercises.verdict.wording import Wording

ALL_LINES = 3                       # failing runs after which all that is known about a mistake is said
MOST_ADVICE = MOST_NOTES = 3
CONTEXT = 2                         # source lines above and below the one that is named
MUCH_PRINTED = 2 ** 20              # bytes that an instructor may want to look at
MOST_TRIED = 5                      # names that are shown of what was refused


def assess(exercise: Exercise, rounds: Iterable[Round], run: Callable[[Round], Answer], points: int,
           numbers: bool = False) -> Assessment:
    """A file's Assessment: that of one round after the other, until one is not passed.

    run     : runs the file in a worker of its own
    points  : of the exercise; all of them or none
    numbers : may the student see inputs and expected numbers?
    """
    before = Assessment(exercise.stem, 0, points, "not begun")
    for asked, answer in answers(rounds, run):
        found = assess_round(exercise, asked, answer, points, numbers)
        if found.state == "wrong" and asked.kind != EXTRA and not was_ended(answer):
            answer = run(asked._replace(on_the_way=True))
            found = explained(found, assess_round(exercise, asked, answer, points, numbers))
        before = found._replace(
            notes=found.notes or before.notes, printed=found.printed or before.printed,
            advice=found.advice or before.advice, look=tuple(dict.fromkeys(before.look + found.look)),
            processor=before.processor + found.processor)
        if found.state != "passed":
            break
    return before


def answers(rounds: Iterable[Round], run: Callable[[Round], Answer]) -> Iterator[tuple[Round, Answer]]:
    """Each round and what is seen of its calls.

    One worker makes the calls of all rounds, which is enough for an answer that is right and quick. There is less time
    for the large network, so a slow answer is run on it once more; an instructor's own calls are always made alone.
    """
    first, *others = rounds
    large = [asked for asked in others if asked.kind == LARGE]
    whole = run(first._replace(calls=[call for asked in (first, *large) for call in asked.calls]))
    yield first, whole._replace(observations=whole.observations[:len(first.calls)])
    for asked in others:
        if asked in large and not whole.ended and whole.processor <= (asked.seconds or whole.processor):
            yield asked, whole._replace(observations=whole.observations[len(first.calls):], processor=0.0)
        else:
            yield asked, run(asked)


def was_ended(answer: Answer) -> bool:
    """Was the worker ended in one of these calls? Then it has said all that it can say of them."""
    return any(seen.failure is not None and seen.failure.kind in ("time", "died") for seen in answer.observations)


def explained(found: Assessment, again: Assessment) -> Assessment:
    """A wrong answer's Assessment from the same calls once more, which also shows what is computed on the way.

    Where it passes then, by chance, it is wrong all the same.
    """
    return (again if again.state == "wrong" else found)._replace(processor=found.processor + again.processor)


def assess_round(exercise: Exercise, asked: Round, answer: Answer, points: int, numbers: bool = False) -> Assessment:
    """The Assessment of one round alone.

    Raises : ValueError for an answer that has not one observation for each call
    """
    if len(answer.observations) != len(asked.calls):
        raise ValueError(f"{len(answer.observations)} observations of {len(asked.calls)} calls")
    observations = [*map(cleaned, with_errors_of_cells(asked, answer))]
    wording = Wording(numbers, graded=True, cells=answer.cells)
    found = Assessment(exercise.stem, 0, points, "not begun", notes=tuple(notes(answer, wording)),
                       processor=answer.processor)
    if is_not_begun(exercise, observations, answer):
        return found
    verdict = judged(exercise, asked, observations, wording)
    found = found._replace(points=points if verdict.passed else 0, state="passed" if verdict.passed else "wrong",
                           lines=verdict.lines, slugs=verdict.slugs, look=tuple(look(answer)), failure=verdict.failure)
    if asked.kind == EXTRA:                                         # what is printed there may be its numbers
        return found
    place = wording.place(verdict.line) if verdict.line else ""
    advice = tuple(advice_as_text(wording.place(line) if line else "", category, message)
                   for line, category, message in verdict.advice if line or category != "RuntimeWarning")      # of ours
    return found._replace(place=place, line=0 if answer.cells else verdict.line,
                          source=tuple(source_around(verdict.line, answer.lines, wording)),
                          printed=verdict.printed, advice=advice[:MOST_ADVICE])


def with_errors_of_cells(asked: Round, answer: Answer) -> Iterator[Observation]:
    """The observations; a function that is missing, since its cell is not Python, fails with the error of the cell."""
    errors = {name: one.failure for one in answer.left_out for name in one.names}
    for call, seen in zip(asked.calls, answer.observations, strict=True):
        missing = seen.failure is not None and seen.failure.kind in ("missing", "NotImplementedError")
        yield Observation(errors[call.function]) if missing and call.function in errors else seen


def notes(answer: Answer, wording: Wording) -> Iterator[str]:
    """What is to be said of a notebook, whatever the exercise."""
    unreadable = [seen.failure.message for seen in answer.observations
                  if seen.failure is not None and seen.failure.kind == "unreadable"]
    yield from map(one_line, unreadable[:1])
    for one in answer.left_out[:MOST_NOTES]:
        line = f"line {wording.line(one.failure.line)}: " if one.failure.line else ""
        yield one_line(f"cell {one.cell} is not Python and was left out: {line}{one.failure.message}")


def is_not_begun(exercise: Exercise, observations: Sequence[Observation], answer: Answer) -> bool:
    """Is it the stub, or a notebook in which there is nothing of this exercise?"""
    kinds = {seen.failure.kind if seen.failure else "" for seen in observations}
    return kinds == {"missing"} and bool(answer.cells) or kinds == {"NotImplementedError"} and is_unsolved(
        exercise, answer.lines)


def judged(exercise: Exercise, asked: Round, observations: Sequence[Observation], wording: Wording) -> Verdict:
    """The verdict on a round: known mistakes show on small networks, and are looked for there."""
    verdict = judge(exercise._replace(calls=asked.calls), observations, ALL_LINES, wording, named=asked.kind != LARGE)
    if asked.kind == LARGE and any(seen.failure and seen.failure.kind == "time" for seen in observations):
        return verdict._replace(lines=(too_slow(asked),))
    if asked.kind == EXTRA and not verdict.passed:
        return verdict._replace(lines=tuple(further_check(verdict)))
    return verdict


def too_slow(asked: Round) -> str:
    """What is said where the time on the large network was not enough."""
    theta = asked.calls[0].arguments[0]
    return (f"too slow on the network with {len(theta):,} weights: {asked.seconds:.2g} s and not done; backpropagation "
            f"takes milliseconds. Is the gradient estimated by differences? That is exercise 11.")


def further_check(verdict: Verdict) -> Iterator[str]:
    """What is said where a call of the instructor's own fails: the name of the mistake, and nothing about the call."""
    yield f"a further check fails. {verdict.name}." if verdict.name else "a further check fails."
    if verdict.name:
        yield from verdict.lines[1:]                                # its question and its explanation


def source_around(line: int, lines: Sequence[str], wording: Wording) -> Iterator[str]:
    """A source line that is named, with its neighbours: "  12 | return J"; in a notebook those of its cell."""
    if line:
        for number in range(max(1, line - CONTEXT), min(len(lines), line + CONTEXT) + 1):
            if wording.cell(number) == wording.cell(line):
                yield f"{wording.line(number):>4} | {printable(lines[number - 1])[:MOST]}"


def look(answer: Answer) -> Iterator[str]:
    """What an instructor may want to look at; it never costs points."""
    if answer.printed_bytes >= MUCH_PRINTED:
        yield f"printed {answer.printed_bytes / 2 ** 20:.0f} MiB"
    if answer.ended == "limit":
        yield "killed at the limit"
    if answer.ended == "protocol":
        yield "protocol"
    if answer.tried:
        yield f"tried: {', '.join(map(one_line, answer.tried[:MOST_TRIED]))}{', …' * (len(answer.tried) > MOST_TRIED)}"
