"""A student's folder: what is in it, the progress, and one check of one file or cell."""
import hashlib
import json
import os
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from nn.exercises.exercise import Exercise, exercises
from nn.exercises.notebook.cells import NOTEBOOK
from nn.exercises.notebook.write import as_bytes, notebook
from nn.exercises.points import read_points
from nn.exercises.sandbox.calls import Observation
from nn.exercises.sandbox.opened import regular_file
from nn.exercises.sandbox.program import Program
from nn.exercises.sandbox.runner import Runner, in_worker
from nn.exercises.source import stub
from nn.exercises.verdict.judge import Verdict, judge
from nn.exercises.verdict.wording import DESK, Wording
from nn.exercises.written import Cells, Files, read_text, write, written_in

PROGRESS = ".progress.json"
POINTS = "points.cfg"
MOST_PROGRESS = 2 ** 20             # bytes
#: what .progress.json says of an exercise, and of the bugs of nn hunt (hunt.py); checked: when, in seconds since 1970
FIELDS = {"passed": bool, "sha256": str, "cell": bool, "checked": float, "failing_runs": int, "hints": int,
          "headline": str, "name": str, "seed": int, "open": bool, "answers": int, "streak": int, "longest": int}
FOLDER = Path(__file__).parent / "folder"
#: file beside the exercises -> its text in FOLDER
TEXTS = {"README.md": "README.md", "NOTEBOOK.md": "NOTEBOOK.md"}
#: the same beside files; as a template it is not one of the package's own tests
TESTS = {"conftest.py": "conftest.template", "pytest.ini": "pytest.ini", "test_exercises.py": "test_exercises.template"}


class Result(NamedTuple):
    """What is known of one exercise in a folder."""
    exercise: Exercise
    state: str                      # "passed", "wrong", "changed" since then, "not checked yet", "not started",
                                    # "missing", "not run"
    verdict: Verdict | None = None  # where it was checked just now
    headline: str = ""              # why it is wrong, in one line
    name: str = ""                  # of the known mistake, where it is one: how the headline begins
    program: Program | None = None  # what was run, and what was observed of the exercise's calls
    observations: tuple[Observation, ...] = ()


def find_course(folder: str | Path = ".") -> Path:
    """The folder with the exercises: this one, or exercises/ in it, as in a clone.

    Raises : ValueError where neither contains any
    """
    for candidate in (Path(folder), Path(folder) / "exercises"):
        if any((candidate / name).exists() for name in (NOTEBOOK, *(f"{one.stem}.py" for one in exercises()))):
            return candidate
    raise ValueError(f"there are no exercises in {Path(folder).resolve()}; "
                     f"nn start my-course creates a folder with them")


def start(folder: str | Path, as_notebook: bool = False) -> list[str]:
    """Writes the exercises and what belongs to them to a folder; replaces no file, and returns the new names.

    as_notebook : all in one notebook, or each in a file of its own, with tests
    """
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    copied = TEXTS if as_notebook else TEXTS | TESTS
    texts = {name: (FOLDER / source).read_bytes() for name, source in copied.items()}
    texts[POINTS] = points_file().encode()
    if as_notebook:
        texts[NOTEBOOK] = as_bytes(notebook(exercises()))
    else:
        texts |= {f"{exercise.stem}.py": stub(exercise).encode() for exercise in exercises()}
    new = {name: text for name, text in texts.items() if not (folder / name).exists()}
    for name, text in new.items():
        write(folder / name, text)
    return list(new)


def points_file() -> str:
    """The text of points.cfg, which an instructor may change."""
    lines = ["# The points of each exercise; 0 means practice: shown as passed or not.", "[points]"]
    return "\n".join(lines + [f"{exercise.stem} = {exercise.points}" for exercise in exercises()]) + "\n"


def course_exercises(folder: str | Path) -> list[Exercise]:
    """The exercises with the points that the folder's points.cfg gives them.

    Raises : ValueError where that file contains something else; OSError where it cannot be read
    """
    given: dict[str, int] = {}
    with suppress(FileNotFoundError, NotADirectoryError):
        given = read_points(Path(folder) / POINTS)
    return with_points(given)


def with_points(given: Mapping[str, int]) -> list[Exercise]:
    """All exercises; those whose stem is in `given` with the points in it."""
    return [exercise._replace(points=given.get(exercise.stem, exercise.points)) for exercise in exercises()]


# progress

def read_progress(folder: str | Path) -> dict[str, dict[str, Any]]:
    """Stem -> what is known of it, some of FIELDS; {} where the file cannot be read."""
    try:
        progress = json.loads(regular_file(Path(folder) / PROGRESS, MOST_PROGRESS).decode("utf-8"))
    except (OSError, ValueError, RecursionError, MemoryError):
        return {}
    return {stem: known_fields(row) for stem, row in progress.items()} if isinstance(progress, dict) else {}


def known_fields(row: Any) -> dict[str, Any]:
    """The FIELDS of what is written of an exercise; {} where one of them is of another type."""
    known = {name: row[name] for name in FIELDS if name in row} if isinstance(row, dict) else {}
    return known if all(type(value) is FIELDS[name] for name, value in known.items()) else {}


def remember(folder: str | Path, stem: str, **changes: Any) -> None:
    """Changes the progress of one exercise. In a folder that cannot be written to, nothing is remembered."""
    progress = read_progress(folder)
    progress[stem] = progress.get(stem, {}) | changes
    try:
        write(Path(folder) / PROGRESS, json.dumps(progress, indent=1, sort_keys=True) + "\n")
    except OSError:
        pass


def can_remember(folder: str | Path) -> bool:
    """Can the progress in a folder be written?"""
    path = Path(folder) / PROGRESS
    return os.access(folder, os.W_OK) and (not path.exists() or os.access(path, os.W_OK))


def sha256_of(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


# one exercise

def check(exercise: Exercise, folder: str | Path, seconds: float | None = None) -> Result:
    """Runs what the student has written, judges it, and remembers the result.

    folder : or the path of a notebook
    """
    written = written_in(folder)
    text = written.source(exercise)
    if text is not None and text != written.stub(exercise):
        return check_program(exercise, written.program(exercise), written.folder, seconds,
                             wording=written.wording(exercise))
    if text is not None and not checked_as_a_cell(exercise, written):
        remember(written.folder, exercise.stem, passed=False, sha256=sha256_of(text))
    return remembered(exercise, folder)


def check_program(exercise: Exercise, program: Program, folder: str | Path, seconds: float | None = None,
                  run: Runner = in_worker, wording: Wording = DESK) -> Result:
    """Runs what a student wrote, a file or a cell, judges it, and remembers the result in the folder's progress.

    run     : how it is run
    wording : how the verdict names its lines
    """
    is_cell = program.data is not None
    text = (program.data or b"").decode("utf-8", "replace") if is_cell else read_text(Path(program.path))
    seen = run(program, exercise.calls, seconds or exercise.seconds)
    failing_runs = read_progress(folder).get(exercise.stem, {}).get("failing_runs", 0) + 1
    verdict = judge(exercise, seen, failing_runs, wording)
    if not is_cell:                                                 # a cell is run with our answers to the others
        verdict = others_first(verdict, exercise, folder)
    headline = "" if verdict.passed else verdict.lines[0]
    remember(folder, exercise.stem, passed=verdict.passed, sha256=sha256_of(text or ""), cell=is_cell,
             checked=time.time(), headline=headline, name=verdict.name,
             failing_runs=0 if verdict.passed else failing_runs)
    return Result(exercise, "passed" if verdict.passed else "wrong", verdict, headline, verdict.name,
                  program, tuple(seen))


def checked_as_a_cell(exercise: Exercise, written: Files | Cells) -> bool:
    """Was a cell checked in a running notebook, after what is written here was saved? Then that result counts."""
    row = read_progress(written.folder).get(exercise.stem, {})
    return bool(row.get("cell")) and row.get("checked", 0.0) > written.saved()


def others_first(verdict: Verdict, exercise: Exercise, folder: str | Path) -> Verdict:
    """The verdict; where the exercise builds on other files of the student's that are not passed, it says so first."""
    others = [one.number for one in exercises()
              if one.stem in exercise.reads and remembered(one, folder).state != "passed"]
    if verdict.passed or not others:
        return verdict
    numbers = ", ".join(map(str, others))
    first = (f"it builds on your own files, and exercise{'s' * (len(others) > 1)} {numbers} "
             f"{'are' if len(others) > 1 else 'is'} not passed yet: run nn check {others[0]} first.")
    return verdict._replace(lines=(first, *verdict.lines[:11]), name="", slugs=())


def remembered(exercise: Exercise, folder: str | Path) -> Result:
    """The Result of the last check, without a new one.

    folder : or the path of a notebook
    """
    written = written_in(folder)
    row = read_progress(written.folder).get(exercise.stem, {})
    if not checked_as_a_cell(exercise, written):
        text = written.source(exercise)
        if text is None:
            return Result(exercise, "missing", headline=written.missing(exercise))
        if text == written.stub(exercise):
            return Result(exercise, "not started")
        if row.get("sha256") != sha256_of(text):
            before = row.get("sha256", sha256_of(written.stub(exercise)))
            return Result(exercise, "not checked yet" if before == sha256_of(written.stub(exercise)) else "changed")
    return Result(exercise, "passed" if row.get("passed") else "wrong", headline=str(row.get("headline", "")),
                  name=str(row.get("name", "")))


def reset(exercise: Exercise, folder: str | Path) -> Path | None:
    """Puts the stub back; returns the path of the backup, None where there was nothing to keep.

    folder : or the path of a notebook
    """
    written = written_in(folder)
    backup = written.reset(exercise)
    remember(written.folder, exercise.stem, passed=False, failing_runs=0, headline="", cell=False,
             sha256=sha256_of(written.stub(exercise)))
    return backup
