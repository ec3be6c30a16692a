"""What `nn start`, `nn check`, `nn hint`, `nn reset`, `nn solution`, `nn hunt` and `nn` without a command do."""
import shlex
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from nn.exercises import course, report
from nn.exercises.exercise import Exercise, find
from nn.exercises.sandbox.runner import SECONDS

POLL = 0.3                          # seconds between two looks at the files


def start(folder: str) -> None:
    """nn start FOLDER"""
    new = course.start(folder)
    stubs = [name for name in new if name.startswith("ex")]
    print(f"{folder}: {len(stubs)} exercises written"
          + ("" if stubs else "; the files that existed already are unchanged"))
    print(f"Next:  cd {shlex.quote(folder)}  and then  nn")


def progress() -> int:
    """nn, without a command: the table and what is next; where there are no exercises, a command is expected."""
    try:
        folder = course.find_course()
    except ValueError:
        print("nn: error: a command is expected, such as nn train; "
              "nn start my-course begins the exercises (see nn --help)", file=sys.stderr)
        return 2
    results = [course.remembered(exercise, folder) for exercise in course.course_exercises(folder)]
    print_lines(report.progress_table(results))
    print()
    print_lines(report.what_is_next(results, folder))
    return 0


def check(exercise: str | None, watch: bool, seconds: float | None) -> int:
    """nn check [N] [--watch] [--seconds S]"""
    folder = course.find_course()
    everything = course.course_exercises(folder)
    chosen = [one_of(everything, exercise)] if exercise else everything
    if watch:
        return watch_files(chosen, folder, seconds)
    results = []
    for one in chosen:
        with waiting(one, seconds):
            result = course.check(one, folder, seconds)
        results.append(result)
        if len(chosen) == 1 or result.state == "wrong":
            print_lines(report.explain(result))
            if len(chosen) > 1:
                print()
    if len(chosen) > 1:
        print_lines(report.progress_table(results))
    if len(chosen) > 1 or results[0].state == "passed":
        print()
        print_lines(report.what_is_next([course.remembered(one, folder) for one in everything], folder))
    return 0 if all(result.state == "passed" for result in results) else 1


@contextmanager
def waiting(exercise: Exercise, seconds: float | None) -> Iterator[None]:
    """While an exercise that may take long is checked, a line on the terminal says so."""
    slow = exercise.seconds > SECONDS and sys.stderr.isatty()
    line = f"Exercise {exercise.number} is running; it may take up to {seconds or exercise.seconds:g} s …" * slow
    print(line, end="", file=sys.stderr, flush=True)
    try:
        yield
    finally:
        print(f"\r{' ' * len(line)}\r" * slow, end="", file=sys.stderr, flush=True)


def one_of(everything: Sequence[Exercise], name: str) -> Exercise:
    """The exercise of that name, with the points that the folder gives it."""
    number = find(name).number
    return next(exercise for exercise in everything if exercise.number == number)


def watch_files(chosen: Sequence[Exercise], folder: Path, seconds: float | None) -> int:
    """Checks an exercise again as soon as its file has changed, until Ctrl-C; reading the files works everywhere."""
    paths = [(exercise, Path(folder) / f"{exercise.stem}.py") for exercise in chosen]
    before = {exercise.stem: course.read_text(path) for exercise, path in paths}
    files = "1 file" if len(chosen) == 1 else f"{len(chosen)} files"
    print(f"Watching {files} in {Path(folder).resolve()}: save one and it is checked. Ctrl-C stops.", flush=True)
    try:
        while True:
            time.sleep(POLL)
            for exercise, path in paths:
                text = course.read_text(path)
                if text is not None and text != before[exercise.stem]:
                    before[exercise.stem] = text
                    print(f"\n{time.strftime('%H:%M:%S')}  {path.name}")
                    with waiting(exercise, seconds):
                        result = course.check(exercise, folder, seconds)
                    print_lines(report.explain(result))
    except KeyboardInterrupt:
        print()
        return 0


def hint(exercise: str | None) -> None:
    """nn hint [N]: one hint more at each call."""
    folder = course.find_course()
    chosen = named_or_next(exercise, folder)
    level = min(hints_given(chosen, folder) + 1, 3)
    course.remember(folder, chosen.stem, hints=level)
    if hints_given(chosen, folder) != level:
        level = 3                                   # the folder cannot be written to: there is no next hint
    print(f"Exercise {chosen.number}, {chosen.title} ({chosen.lecture})")
    for number, text in enumerate(chosen.hints[:level], start=1):
        print(f"Hint {number} of 3: {text}")
    if level < 3:
        print(f"(Run nn hint {chosen.number} again for the next hint.)")


def hints_given(exercise: Exercise, folder: Path) -> int:
    """How many hints have been shown."""
    return course.read_progress(folder).get(exercise.stem, {}).get("hints", 0)


def named_or_next(name: str | None, folder: Path) -> Exercise:
    """The exercise of that name; without one, the next that is not passed.

    Raises : ValueError where all are passed
    """
    everything = course.course_exercises(folder)
    if name:
        return one_of(everything, name)
    waiting = [exercise for exercise in everything if course.remembered(exercise, folder).state != "passed"]
    if not waiting:
        raise ValueError("all exercises are passed; name one, such as: nn hint 3")
    return waiting[0]


def reset(exercise: str) -> None:
    """nn reset N"""
    folder = course.find_course()
    chosen = one_of(course.course_exercises(folder), exercise)
    backup = course.reset(chosen, folder)
    print(f"{chosen.stem}.py is the stub again" + (f"; your version is kept in {backup}" if backup else ""))


def solution(exercise: str, anyway: bool) -> None:
    """nn solution N [--anyway]"""
    folder = course.find_course()
    chosen = one_of(course.course_exercises(folder), exercise)
    number = chosen.number
    if not anyway and course.remembered(chosen, folder).state != "passed":
        raise ValueError(f"exercise {number}, {chosen.title}, is not passed yet: nn check {number} says why, "
                         f"nn hint {number} helps, nn solution {number} --anyway shows it")
    print(chosen.answer, end="")


def hunt(line: int | None, give_up: bool, seed: int | None) -> int:
    """nn hunt [LINE] [--give-up] [--seed N]"""
    from nn.exercises import hunt as hunting
    folder = hunting.folder_of_hunt()
    found, lines = hunting.answer(folder, line) if line else (
        True, hunting.give_up(folder) if give_up else hunting.serve(folder, seed))
    print_lines(lines)
    return 0 if found else 1


def print_lines(lines: Iterable[str]) -> None:
    """Prints each line as soon as it is made."""
    for line in lines:
        print(line, flush=True)
