"""What `nn start`, `nn check`, `nn hint`, `nn reset`, `nn solution` and `nn` without a command do."""
import shlex
import sys
import time
import webbrowser
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from nn.exercises import course, report
from nn.exercises.exercise import Exercise, exercises, find
from nn.exercises.further import observe_further
from nn.exercises.pictures import has_picture, picture_of
from nn.exercises.sandbox.program import file_at
from nn.exercises.sandbox.runner import SECONDS
from nn.files.atomic import atomic_write

POLL = 0.3                          # seconds between two looks at the files
PAGE = "nn-check.html"              # what nn check --show writes


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


def check(exercise: str | None, watch: bool, seconds: float | None, show: bool = False, out: str | None = None,
          no_open: bool = False) -> int:
    """nn check [N] [--watch] [--seconds S] [--show] [--out FILE] [--no-open]"""
    if show:
        check_picture_path(Path(out or PAGE))
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
    if show:
        print()
        print_lines(show_answer(results[0], folder, seconds, Path(out or PAGE), not no_open))
    return 0 if all(result.state == "passed" for result in results) else 1


def check_picture_path(path: Path) -> None:
    """Raises : ValueError where a page or a picture cannot be written to a path"""
    if path.is_dir():
        raise ValueError(f"{path} is a folder; expected a file to write to, such as {PAGE}")
    if path.suffix not in (".html", ".htm", ".png"):
        raise ValueError(f"{path}: expected the ending .html, for the words and the picture, or .png, for the picture")


def show_answer(result: course.Result, folder: Path, seconds: float | None, path: Path,
                opened: bool) -> Iterator[str]:
    """Writes the picture of an answer, and the words beside it, and opens the file; the lines that say so."""
    if not has_picture(result.exercise):
        drawn = [str(one.number) for one in exercises() if has_picture(one)]
        yield f"Exercise {result.exercise.number} has no picture; exercises {', '.join(drawn)} have one."
        return
    data = picture_file(result, folder, seconds, path.suffix)
    if data is None:
        yield "There is nothing to draw."
        return
    with atomic_write(path) as file:
        file.write(data)
    yield f"Written: {path}"
    if opened and not webbrowser.open(path.resolve().as_uri()):
        yield "No browser was found; open the file in one."


def picture_file(result: course.Result, folder: Path, seconds: float | None, suffix: str) -> bytes | None:
    """What is written: a page, or a .png; None where there is nothing to draw."""
    if any(one.failure is not None for one in result.observations):
        return None
    program = file_at(folder / f"{result.exercise.stem}.py")
    further = observe_further(result.exercise, program, seconds) if result.observations else []
    figure = picture_of(result.exercise, result.observations, further, result.verdict)
    if figure is None:
        return None
    from nn.exercises.page import answer_page  # slow to import, as matplotlib is
    from nn.visualize.style import as_png
    return as_png(figure) if suffix == ".png" else answer_page(result, figure)


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


def print_lines(lines: Iterable[str]) -> None:
    """Prints each line as soon as it is made."""
    for line in lines:
        print(line, flush=True)
