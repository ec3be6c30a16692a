"""A student's folder: its files, the progress in it, and one check of one file."""
import configparser
import hashlib
import json
import re
from collections.abc import Mapping
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

from nn.exercises.exercise import Exercise, exercises
from nn.exercises.sandbox.opened import MOST_SOURCE, NotRead, regular_file
from nn.exercises.sandbox.runner import Worker
from nn.exercises.sandbox.wire import printable
from nn.exercises.source import functions, stub
from nn.exercises.verdict.judge import Verdict, judge
from nn.files.atomic import atomic_write

PROGRESS = ".progress.json"
POINTS = "points.cfg"
MOST_SETTINGS = 2 ** 20             # bytes of either of them
#: what .progress.json says of an exercise, and of the bugs of nn hunt (hunt.py)
FIELDS = {"passed": bool, "sha256": str, "failing_runs": int, "hints": int, "headline": str, "name": str,
          "seed": int, "open": bool, "answers": int, "streak": int, "longest": int}
FOLDER = Path(__file__).parent / "folder"
#: file beside the stubs -> its text in FOLDER; as a template it is not one of the package's own tests
COPIED = {"README.md": "README.md", "conftest.py": "conftest.template", "pytest.ini": "pytest.ini",
          "test_exercises.py": "test_exercises.template"}


class Result(NamedTuple):
    """What is known of one exercise in a folder."""
    exercise: Exercise
    state: str                      # "passed", "wrong", "changed" since then, "not started", "missing", "not run"
    verdict: Verdict | None = None  # where it was checked just now
    headline: str = ""              # why it is wrong, in one line
    name: str = ""                  # of the known mistake, where it is one: how the headline begins


def find_course(folder: str | Path = ".") -> Path:
    """The folder with the exercises: this one, or exercises/ in it, as in a clone.

    Raises : ValueError where neither contains any
    """
    for candidate in (Path(folder), Path(folder) / "exercises"):
        if any((candidate / f"{exercise.stem}.py").exists() for exercise in exercises()):
            return candidate
    raise ValueError(f"there are no exercises in {Path(folder).resolve()}; "
                     f"nn start my-course creates a folder with them")


def start(folder: str | Path) -> list[str]:
    """Writes the stubs, a README and a test file to a folder; replaces no file, and returns the new names."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    texts = {name: (FOLDER / source).read_text(encoding="utf-8") for name, source in COPIED.items()}
    texts |= {f"{exercise.stem}.py": stub(exercise) for exercise in exercises()}
    texts[POINTS] = points_file()
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


def read_points(path: str | Path) -> dict[str, int]:
    """Stem -> points, from the section [points] of a file like points.cfg; {} where there is no such section.

    Raises : ValueError with the line where it contains something else; OSError where it cannot be read
    """
    parser = configparser.ConfigParser(interpolation=None)
    try:
        parser.read_string(regular_file(path, MOST_SETTINGS).decode("utf-8-sig"), source=str(path))
    except (configparser.Error, UnicodeDecodeError, NotRead) as error:
        raise ValueError(f"{path}: {printable(str(error))}") from None
    given = dict(parser["points"]) if parser.has_section("points") else {}
    known = {exercise.stem for exercise in exercises()}
    for stem, points in given.items():
        if stem not in known or not re.fullmatch("[0-9]{1,4}", points):
            raise ValueError(f"{path}: {printable(f'{stem} = {points}')}; expected an exercise, such as ex06_cost, and "
                             f"a whole number from 0 to 9999")
    return {stem: int(points) for stem, points in given.items()}


# progress

def read_progress(folder: str | Path) -> dict[str, dict[str, Any]]:
    """Stem -> what is known of it, some of FIELDS; {} where the file cannot be read."""
    try:
        progress = json.loads(regular_file(Path(folder) / PROGRESS, MOST_SETTINGS).decode("utf-8"))
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


def write(path: Path, text: str) -> None:
    """Writes a text file as a whole or not at all."""
    with atomic_write(path) as file:
        file.write(text.encode("utf-8"))


def read_text(path: Path) -> str | None:
    """A student's file as text, whatever its bytes and line endings are; None where there is none.

    What is not read, such as a link, is "": not the stub, so that it is run, and the verdict says what it is.
    """
    try:
        return regular_file(path, MOST_SOURCE).decode("utf-8", "replace").replace("\r\n", "\n")
    except NotRead:
        return ""
    except OSError:
        return None


def sha256_of(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


# one exercise

def check(exercise: Exercise, folder: str | Path, seconds: float | None = None) -> Result:
    """Runs the student's file, judges it, and remembers the result."""
    path = Path(folder) / f"{exercise.stem}.py"
    text = read_text(path)
    if text is None:
        return Result(exercise, "missing")
    if text == stub(exercise):
        remember(folder, exercise.stem, passed=False, sha256=sha256_of(text))
        return Result(exercise, "not started")
    seen = Worker(path, seconds or exercise.seconds).run(exercise.calls)
    failing_runs = read_progress(folder).get(exercise.stem, {}).get("failing_runs", 0) + 1
    verdict = others_first(judge(exercise, seen, failing_runs), exercise, folder)
    headline = "" if verdict.passed else verdict.lines[0]
    remember(folder, exercise.stem, passed=verdict.passed, sha256=sha256_of(text), headline=headline, name=verdict.name,
             failing_runs=0 if verdict.passed else failing_runs)
    return Result(exercise, "passed" if verdict.passed else "wrong", verdict, headline, verdict.name)


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
    """The Result of the last check, without a new one."""
    text = read_text(Path(folder) / f"{exercise.stem}.py")
    if text is None:
        return Result(exercise, "missing")
    if text == stub(exercise):
        return Result(exercise, "not started")
    row = read_progress(folder).get(exercise.stem, {})
    if row.get("sha256") != sha256_of(text):
        return Result(exercise, "changed")
    return Result(exercise, "passed" if row.get("passed") else "wrong", headline=str(row.get("headline", "")),
                  name=str(row.get("name", "")))


def reset(exercise: Exercise, folder: str | Path) -> Path | None:
    """Puts the stub back; returns the path of the backup, None where there was nothing to keep."""
    path = Path(folder) / f"{exercise.stem}.py"
    backup = None
    if read_text(path) not in (None, stub(exercise)):
        backup = next(name for number in count(1) if not (name := path.with_name(f"{path.name}.{number}")).exists())
        path.rename(backup)                                         # whatever it is: it is not opened
    write(path, stub(exercise))
    remember(folder, exercise.stem, passed=False, failing_runs=0, headline="", sha256=sha256_of(stub(exercise)))
    return backup


def place(exercise: Exercise, folder: str | Path) -> tuple[Path, int]:
    """(path, line) where the student continues: the line that raises NotImplementedError, else the function's."""
    path = Path(folder) / f"{exercise.stem}.py"
    lines = (read_text(path) or stub(exercise)).splitlines()
    first = next(iter(functions(exercise.answer)))
    for beginning in ("raise NotImplementedError", f"def {first}("):
        for number, line in enumerate(lines, start=1):
            if line.strip().startswith(beginning):
                return path, number
    return path, 1
