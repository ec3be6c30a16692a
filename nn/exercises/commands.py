"""What `nn start`, `nn check`, `nn hint`, `nn reset`, `nn solution` and `nn` without a command do."""
import shlex
import sys
import time
from argparse import Namespace
from collections.abc import Iterable, Sequence
from pathlib import Path

from nn.exercises import course, report
from nn.exercises.exercise import Exercise, find

POLL = 0.3                          # seconds between two looks at the files


def start(arguments: Namespace) -> None:
    """nn start FOLDER"""
    new = course.start(arguments.folder)
    folder = Path(arguments.folder)
    stubs = [name for name in new if name.startswith("ex")]
    print(f"{folder}: {len(stubs)} exercises written"
          + ("" if stubs else "; the files that existed already are unchanged"))
    print(f"Next:  cd {shlex.quote(str(folder))}  and then  nn")


def progress(arguments: Namespace) -> int:
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


def check(arguments: Namespace) -> int:
    """nn check [N] [--watch]"""
    folder = course.find_course()
    everything = course.course_exercises(folder)
    chosen = [one_of(everything, arguments.exercise)] if arguments.exercise else everything
    if arguments.watch:
        return watch(chosen, folder, arguments.seconds)
    results = []
    for exercise in chosen:
        result = course.check(exercise, folder, arguments.seconds)
        results.append(result)
        if len(chosen) == 1 or result.state == "wrong":
            print_lines(report.explain(result))
            if len(chosen) > 1:
                print()
    if len(chosen) > 1:
        print_lines(report.progress_table(results))
    if len(chosen) > 1 or results[0].state == "passed":
        print()
        print_lines(report.what_is_next([course.remembered(exercise, folder) for exercise in everything], folder))
    return 0 if all(result.state == "passed" for result in results) else 1


def one_of(everything: Sequence[Exercise], name: str) -> Exercise:
    """The exercise of that name, with the points that the folder gives it."""
    number = find(name).number
    return next(exercise for exercise in everything if exercise.number == number)


def watch(chosen: Sequence[Exercise], folder: Path, seconds: float | None) -> int:
    """Checks an exercise again as soon as its file has changed, until Ctrl-C; reading the files works everywhere."""
    paths = [(exercise, Path(folder) / f"{exercise.stem}.py") for exercise in chosen]
    before = {exercise.stem: course.read_text(path) for exercise, path in paths}
    print(f"Watching {len(chosen)} files in {Path(folder).resolve()}: save one and it is checked. Ctrl-C stops.",
          flush=True)
    try:
        while True:
            time.sleep(POLL)
            for exercise, path in paths:
                text = course.read_text(path)
                if text is not None and text != before[exercise.stem]:
                    before[exercise.stem] = text
                    print(f"\n{time.strftime('%H:%M:%S')}  {path.name}")
                    print_lines(report.explain(course.check(exercise, folder, seconds)))
    except KeyboardInterrupt:
        print()
        return 0


def hint(arguments: Namespace) -> None:
    """nn hint [N]: one hint more at each call."""
    folder = course.find_course()
    exercise = named_or_next(arguments.exercise, folder)
    level = min(hints_given(exercise, folder) + 1, 3)
    course.remember(folder, exercise.stem, hints=level)
    if hints_given(exercise, folder) != level:
        level = 3                                   # the folder cannot be written to: there is no next hint
    print(f"Exercise {exercise.number}, {exercise.title} ({exercise.lecture})")
    for number, text in enumerate(exercise.hints[:level], start=1):
        print(f"Hint {number} of 3: {text}")
    if level < 3:
        print(f"(Run nn hint {exercise.number} again for the next hint.)")


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


def reset(arguments: Namespace) -> None:
    """nn reset N"""
    folder = course.find_course()
    exercise = one_of(course.course_exercises(folder), arguments.exercise)
    backup = course.reset(exercise, folder)
    print(f"{exercise.stem}.py is the stub again" + (f"; your version is kept in {backup}" if backup else ""))


def solution(arguments: Namespace) -> None:
    """nn solution N [--anyway]"""
    folder = course.find_course()
    exercise = one_of(course.course_exercises(folder), arguments.exercise)
    number = exercise.number
    if not arguments.anyway and course.remembered(exercise, folder).state != "passed":
        raise ValueError(f"exercise {number}, {exercise.title}, is not passed yet: nn check {number} says why, "
                         f"nn hint {number} helps, nn solution {number} --anyway shows it")
    print(exercise.answer, end="")


def print_lines(lines: Iterable[str]) -> None:
    """Prints each line as soon as it is made."""
    for line in lines:
        print(line, flush=True)
