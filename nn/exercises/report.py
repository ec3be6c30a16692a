"""What is printed about a result: a verdict, the table, what is next. `nn` and pytest print the same."""
from collections.abc import Iterator, Sequence
from pathlib import Path

from nn.exercises.course import Result
from nn.exercises.exercise import Exercise
from nn.exercises.written import written_in

TITLE_WIDTH = 26
MARKS = {"passed": "✓", "wrong": "✗", "changed": "?", "not checked yet": "?", "missing": "!"}


def headline(result: Result) -> str:
    """The first line about an exercise: "Regularized gradient 0/10. Known mistake: …"."""
    exercise, state = result.exercise, result.state
    score = f"{earned(result)}/{exercise.points}" if exercise.points else ""
    name = f"{exercise.title} {score}".strip()
    if state == "passed":
        return f"{name}. Passed." if score else f"{name}: passed."
    if state == "wrong":
        return f"{name}{'.' if score else ':'} {sentence(result.headline)}"
    reason = {"not started": "not started yet",
              "missing": result.headline,
              "not run": "not run",
              "not checked yet": f"not checked yet; nn check {exercise.number}",
              "changed": f"changed since the last check; nn check {exercise.number}"}[state]
    return f"{name}{'.' if score else ':'} {sentence(reason)}{'' if state in ('changed', 'not checked yet') else '.'}"


def sentence(text: str) -> str:
    """A text with a capital letter at its beginning."""
    return text[:1].upper() + text[1:]


def earned(result: Result) -> int:
    """The points of a result."""
    return result.exercise.points if result.state == "passed" else 0


def explain(result: Result) -> Iterator[str]:
    """All lines about one exercise that was checked just now."""
    yield headline(result)
    verdict = result.verdict
    if verdict is None:
        return
    yield from (f"  {line}" for line in verdict.lines[1:])
    if verdict.passed and result.exercise.summary and result.observations:
        yield f"  {result.exercise.summary(result.exercise.calls, result.observations)}"
    for line, category, message in verdict.advice[:3]:
        place, costs = f"line {line}" if line else "", bool(result.exercise.points)
        yield f"  Advice: {advice_as_text(place, category, message, costs)}"
    if verdict.printed:
        lines = verdict.printed.splitlines()
        yield "  Your code printed:"
        yield from (f"    {line[:110]}" for line in lines[:5])
        if len(lines) > 5:
            yield "    …"


def advice_as_text(place: str, category: str, message: str, points: bool = True) -> str:
    """A warning: "line 3: NumPy warns: overflow encountered in exp. It costs no points.".

    points : are there any that it could cost?
    """
    where = f"{place}: " if place else ""
    if category == "RuntimeWarning":
        return f"{where}NumPy warns: {message}.{' It costs no points.' * points}"
    return f"{where}{category}: {message}"


def hints(exercise: Exercise, level: int, again: str) -> Iterator[str]:
    """The first `level` of an exercise's three hints; `again` is the command that gives the next one."""
    yield f"Exercise {exercise.number}, {exercise.title} ({exercise.lecture})"
    for number, text in enumerate(exercise.hints[:level], start=1):
        yield f"Hint {number} of 3: {text}"
    if level < 3:
        yield f"(Run {again} {exercise.number} again for the next hint.)"


def not_passed(result: Result, check: str = "nn check", hint: str = "nn hint", solution: str = "nn solution") -> str:
    """Why a solution is not shown; check, hint and solution are the commands."""
    exercise, number = result.exercise, result.exercise.number
    passed = "passed yet" if result.state in ("not started", "missing") else "passed as it is now"
    return (f"exercise {number}, {exercise.title}, is not {passed}: {check} {number} says why, "
            f"{hint} {number} helps, {solution} {number} --anyway shows it")


def progress_table(results: Sequence[Result]) -> Iterator[str]:
    """One line an exercise, and the total."""
    for result in results:
        exercise = result.exercise
        points = f"{earned(result)}/{exercise.points}" if exercise.points else "bonus" if exercise.bonus else "practice"
        state = (result.name or result.headline) if result.state == "wrong" else result.state
        mark = MARKS.get(result.state, " ")
        yield f"{mark} {exercise.number:>2} {exercise.title:<{TITLE_WIDTH}} {points:>8}  {shorten(state, 70)}".rstrip()
    yield total(results)


def shorten(text: str, width: int) -> str:
    return text if len(text) <= width else text[:width - 1].rstrip() + "…"


def total(results: Sequence[Result]) -> str:
    """ "Points 45/100, practice 5 of 9, bonus 0 of 6"."""
    parts = [f"Points {sum(map(earned, results))}/{sum(result.exercise.points for result in results)}"]
    for name, bonus in (("practice", False), ("bonus", True)):
        some = [result for result in results if not result.exercise.points and result.exercise.bonus is bonus]
        if some:
            parts.append(f"{name} {sum(result.state == 'passed' for result in some)} of {len(some)}")
    return ", ".join(parts)


def what_is_next(results: Sequence[Result], folder: str | Path) -> Iterator[str]:
    """The first exercise that is not passed, and where it is: file and line, or the cell of a notebook.

    folder : or the path of a notebook
    """
    waiting = next((result for result in results if result.state != "passed"), None)
    if waiting is None:
        yield "All exercises are passed."
        return
    exercise = waiting.exercise
    yield f"Next: exercise {exercise.number}, {exercise.title} ({exercise.lecture})"
    written = written_in(folder)
    yield f"      {written.place(exercise)}"
    yield f"      then: nn check {written.argument()}{exercise.number}    stuck? nn hint {exercise.number}"
