"""What `nn start`, `nn check`, `nn hint`, `nn reset`, `nn solution`, `nn hunt` and `nn` without a command do."""
import shlex
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from nn.exercises import course, report
from nn.exercises.exercise import Exercise, find
from nn.exercises.notebook.cells import NOTEBOOK, Unreadable, answers_in
from nn.exercises.pictures.show import PAGE, check_picture_path, show_answer
from nn.exercises.sandbox.runner import SECONDS
from nn.exercises.written import Cells, Files, written_in

POLL = 0.3                          # seconds between two looks at the files
SAVING = 3.0                        # seconds that a program may take to save a notebook


def start(folder: str, notebook: bool = False) -> None:
    """nn start FOLDER [--notebook]"""
    new = course.start(folder, notebook)
    stubs = [name for name in new if name.startswith("ex")]
    if notebook:
        print(f"{folder}: {NOTEBOOK} " + ("written" if stubs else "existed already and is unchanged"))
        print(f"Next:  jupyter lab {shlex.quote(str(Path(folder) / NOTEBOOK))}")
        return
    print(f"{folder}: {len(stubs)} exercises written"
          + ("" if stubs else "; the files that existed already are unchanged"))
    print(f"Next:  cd {shlex.quote(folder)}  and then  nn")


def progress() -> int:
    """nn, without a command: the table and what is next; where there are no exercises, a command is expected."""
    try:
        folder = course.find_course()
    except ValueError:
        if others := notebooks_here():
            print(f"nn: error: there is no {NOTEBOOK} here, but {others[0]}: nn check {shlex.quote(others[0])}",
                  file=sys.stderr)
            return 2
        print("nn: error: a command is expected, such as nn train; "
              "nn start my-course begins the exercises (see nn --help)", file=sys.stderr)
        return 2
    results = [course.remembered(exercise, folder) for exercise in course.course_exercises(folder)]
    print_lines(report.progress_table(results))
    print()
    print_lines(report.what_is_next(results, folder))
    print_lines(notes([], folder))
    return 0


def notebooks_here() -> list[str]:
    """The names of the notebooks in this folder that contain cells with %%check."""
    found = []
    for path in sorted(Path().glob("*.ipynb")):
        with suppress(Unreadable, OSError):
            if answers_in(path).of:
                found.append(path.name)
    return found


def check(exercise: str | None, watch: bool, seconds: float | None, notebook: str | None = None, show: bool = False,
          out: str | None = None, no_open: bool = False) -> int:
    """nn check [NOTEBOOK] [N] [--watch] [--seconds S] [--show] [--out FILE] [--no-open]"""
    picture = Path(out or PAGE)
    if show:
        check_picture_path(picture)
    folder = Path(notebook) if notebook else course.find_course()
    everything = course.course_exercises(written_in(folder).folder)
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
        print_lines(show_answer(results[0], picture, not no_open, seconds))
    print_lines(notes(chosen, folder))
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


def notes(chosen: Sequence[Exercise], folder: Path) -> Iterator[str]:
    """What was not read, in lines below an empty one."""
    for line in written_in(folder).notes(chosen):
        yield f"\nNote: {line}"


def watch_files(chosen: Sequence[Exercise], folder: Path, seconds: float | None) -> int:
    """Checks an exercise again as soon as it has changed, until Ctrl-C; reading the files works everywhere."""
    written = written_in(folder)
    before = written.sources(chosen)
    print(f"Watching {written.watched(chosen)}. Ctrl-C stops.", flush=True)
    try:
        while True:
            time.sleep(POLL)
            now = sources_as_saved(written, chosen)
            changed = [one for one in chosen if now[one.stem] not in (None, before[one.stem])]
            before |= {one.stem: now[one.stem] for one in changed}
            for exercise in changed:
                print(f"\n{time.strftime('%H:%M:%S')}  {written.name(exercise)}")
                with waiting(exercise, seconds):
                    result = course.check(exercise, folder, seconds)
                print_lines(report.explain(result))
    except KeyboardInterrupt:
        print()
        return 0


def sources_as_saved(written: Files | Cells, chosen: Sequence[Exercise]) -> dict[str, str | None]:
    """Stem -> what is written; of a notebook that is just being saved, as soon as it is complete.

    Raises : Unreadable, OSError where it is not within SAVING seconds
    """
    for _ in range(round(SAVING / POLL)):
        with suppress(Unreadable, OSError):
            return written.sources(chosen)
        time.sleep(POLL)
    return written.sources(chosen)


def hint(exercise: str | None) -> None:
    """nn hint [N]: one hint more at each call."""
    folder = course.find_course()
    chosen = named_or_next(exercise, folder)
    print_lines(report.hints(chosen, next_hint(chosen, folder), "nn hint"))


def next_hint(exercise: Exercise, folder: Path) -> int:
    """How many hints are shown now: one more than the last time."""
    level = min(hints_given(exercise, folder) + 1, 3)
    course.remember(folder, exercise.stem, hints=level)
    return level if hints_given(exercise, folder) == level else 3   # 3 where the folder is read-only


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


def reset(exercise: str, notebook: str | None = None) -> None:
    """nn reset [NOTEBOOK] N"""
    folder = Path(notebook) if notebook else course.find_course()
    written = written_in(folder)
    chosen = one_of(course.course_exercises(written.folder), exercise)
    was_there = written.source(chosen) is not None
    backup = course.reset(chosen, folder)
    if not was_there:
        print(f"{written.name(chosen)} was missing: it was added" + written.after_reset())
        return
    print(f"{written.name(chosen)} is the stub again" + (f"; your version is kept in {backup}" if backup else "")
          + (written.after_reset() if backup else ""))


def solution(exercise: str, anyway: bool) -> None:
    """nn solution N [--anyway]"""
    folder = course.find_course()
    chosen = one_of(course.course_exercises(folder), exercise)
    known = course.remembered(chosen, folder)
    if not anyway and known.state != "passed":
        raise ValueError(report.not_passed(known))
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
