"""A notebook read as data: which cell contains the answer to which exercise.

An answer is a code cell whose first line is %%check and the exercise, wherever the cell is; of several for the same
exercise the last one counts. Nothing of the notebook runs here.
"""
import errno
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

from nn.exercises.exercise import Exercise, exercises, find
from nn.exercises.notebook.others import names_defined, names_of_cells
from nn.exercises.notebook.write import as_bytes, cells_of, lines_of, stub_of_cell
from nn.exercises.sandbox.opened import MOST_NOTEBOOK, MOST_SOURCE, NotRead, regular_file
from nn.exercises.sandbox.wire import printable
from nn.exercises.source import functions
from nn.exercises.verdict.wording import Elsewhere

NOTEBOOK = "exercises.ipynb"        # what nn start --notebook writes

#: what one may do about a notebook that Jupyter opens, and about one that it does not
SAVE_AGAIN = "open it in Jupyter and save it again"
TAKE_EARLIER = ("take an earlier version (Jupyter keeps one in .ipynb_checkpoints), or rename it, and nn start . "
                "--notebook writes a new one")

#: what IPython runs with a cell in it; a line with the magic; and an option in it, --seconds with its value
ABOVE = re.compile(r"(\s*%%(time|capture)\b.*\n)+(?=\s*%%check)")
MAGIC, OPTION = re.compile(r"\s*%%check(?!\w)(.*)"), re.compile(r"--seconds(\s+|=)\S+|(?<!\S)-\S+")


class Unreadable(ValueError):
    """A file that cannot be read as a notebook; the text says why, and what to do about it."""


class Cell(NamedTuple):
    """A code cell that begins with %%check."""
    position: int                   # in the notebook, from 1; cells with text count, too
    asked: str                      # the word after %%check that is not an option: "6"
    source: str


class Answers(NamedTuple):
    """The cells of a notebook that begin with %%check."""
    of: dict[int, tuple[Cell, ...]]         # number of an exercise -> its cells
    of_no_exercise: tuple[Cell, ...]


def is_notebook(path: str | Path) -> bool:
    """Is it the name of a notebook?"""
    return Path(path).suffix == ".ipynb"


def answers_in(path: str | Path) -> Answers:
    """The cells of a notebook that begin with %%check.

    Raises : Unreadable with the path; OSError
    """
    with named(path):
        return answers(bytes_of(path))


@contextmanager
def named(path: str | Path) -> Iterator[None]:
    """What is Unreadable is said with the path."""
    try:
        yield
    except Unreadable as error:
        raise Unreadable(f"{path}: {error}") from None


def answer_in(path: str | Path, exercise: Exercise) -> Cell | None:
    """The cell with the answer to an exercise; None where there is none."""
    found = answers_in(path).of.get(exercise.number)
    return found[-1] if found else None


def bytes_of(path: str | Path) -> bytes:
    """The bytes of a notebook.

    Raises : Unreadable where it is too large; OSError
    """
    try:
        return regular_file(path, MOST_NOTEBOOK)
    except NotRead as error:
        if error.errno != errno.EFBIG:
            raise
        raise Unreadable(f"it is {error}; clear the outputs of its cells in Jupyter and save it") from None


@lru_cache(2)
def answers(data: bytes) -> Answers:
    """The cells with %%check of a notebook.

    Raises : Unreadable
    """
    of: dict[int, tuple[Cell, ...]] = {}
    others: tuple[Cell, ...] = ()
    for position, source in code_cells(data):
        cell = checked(position, source)
        if cell is None:
            continue
        if len(source) > MOST_SOURCE:
            raise Unreadable(f"its cell {position} is too long to be checked; a cell contains one exercise")
        exercise = exercise_of(cell)
        if exercise is None:
            others += (cell,)
        else:
            of[exercise.number] = (*of.get(exercise.number, ()), cell)
    return Answers(of, others)


def exercise_of(cell: Cell) -> Exercise | None:
    """The exercise that a cell asks for; where it names none, the only one whose functions it defines."""
    if cell.asked:
        with suppress(ValueError):
            return find(cell.asked)
        return None
    defined = names_defined(cell.source)
    found = [one for one in exercises() if defined & functions(one.answer).keys()]
    return found[0] if len(found) == 1 else None


def checked(position: int, source: str) -> Cell | None:
    """The cell, where its first line that is neither blank nor a comment is %%check; else None.

    It begins below a line %%time, which IPython runs before it.
    """
    source = ABOVE.sub("", source)
    lines = (line for line in source.split("\n") if line.strip() and not line.lstrip().startswith("#"))
    found = MAGIC.fullmatch(next(lines, ""))
    return Cell(position, first_word(OPTION.sub("", found[1])), source) if found else None


def first_word(text: str) -> str:
    return next(iter(text.split()), "")


# the file

def contents(data: bytes) -> dict[str, Any]:
    """What a notebook's JSON contains, with a list of cells in it.

    Raises : Unreadable
    """
    found = from_json(data)
    if not isinstance(found, dict) or not found.keys() & {"cells", "worksheets", "nbformat"}:
        raise Unreadable(f"it is not a notebook; {TAKE_EARLIER}")
    version = found.get("nbformat", 4)
    if type(version) is int and version < 4 or "worksheets" in found:
        raise Unreadable(f"it has the format of an old Jupyter; {SAVE_AGAIN}")
    if version != 4:
        raise Unreadable("it has a format that is not read here, nbformat "
                         f"{printable(str(version))}; expected nbformat 4: save it in Jupyter as such")
    if not isinstance(found.get("cells"), list):
        raise Unreadable(f"it contains no list of cells; {TAKE_EARLIER}")
    return found


def from_json(data: bytes) -> Any:
    """The value that is written in JSON.

    Raises : Unreadable
    """
    if not data.strip():
        raise Unreadable(f"it is empty; {TAKE_EARLIER}")
    try:
        return json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise Unreadable(f"it is not UTF-8; save it again with that encoding, or {TAKE_EARLIER}") from None
    except RecursionError:
        raise Unreadable(f"its brackets are nested too deeply; {TAKE_EARLIER}") from None
    except MemoryError:
        raise Unreadable("there is not enough memory for it; clear the outputs of its cells and save it") from None
    except ValueError as error:
        where = f" (line {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
        why = "it contains the marks of a git merge" if b"\n<<<<<<< " in data else f"it is not JSON{where}"
        raise Unreadable(f"{why}; {TAKE_EARLIER}") from None


@lru_cache(2)
def code_cells(data: bytes) -> list[tuple[int, str]]:
    """(position, source) of each cell with code.

    Raises : Unreadable
    """
    found = []
    for position, cell in enumerate(contents(data)["cells"], start=1):
        kind = cell.get("cell_type") if isinstance(cell, dict) else None
        if not isinstance(kind, str):
            raise Unreadable(f"its cell {position} is damaged; {TAKE_EARLIER}")
        if kind == "code":
            found.append((position, source_of(cell, position)))
    return found


def source_of(cell: dict[str, Any], position: int) -> str:
    """The source of a cell; in JSON it is a text or a list of lines.

    Raises : Unreadable
    """
    pieces = cell.get("source", "")
    pieces = pieces if isinstance(pieces, list) else [pieces]
    if not all(isinstance(piece, str) for piece in pieces):
        raise Unreadable(f"its cell {position} is damaged: the source is not text; {TAKE_EARLIER}")
    source = "".join(pieces).replace("\r\n", "\n")
    return source.encode("utf-8", "replace").decode("utf-8")        # half of a UTF-16 pair is a "?"


# what is in other cells

def defined_elsewhere(path: str | Path, exercise: Exercise) -> dict[str, Elsewhere]:
    """Name -> the cell that has it, of the cells without the answer to an exercise: "Cell 5 of the notebook".

    Raises : Unreadable, OSError
    """
    answer = answer_in(path, exercise)
    others = [(position, source) for position, source in code_cells(bytes_of(path))
              if len(source) <= MOST_SOURCE and (answer is None or position != answer.position)]
    return names_of_cells((f"Cell {position} of the notebook", source) for position, source in others)


# the stub again

def with_stub(data: bytes, exercise: Exercise) -> bytes:
    """A notebook in which the cell with the answer to an exercise is its stub again; without one, at the end.

    Raises : Unreadable
    """
    found, cells = contents(data), answers(data).of.get(exercise.number)
    if cells:
        cell = found["cells"][cells[-1].position - 1]
        cell |= {"source": lines_of(stub_of_cell(exercise)), "outputs": [], "execution_count": None}
    else:
        found["cells"] += fitting(cells_of(exercise), found)
    try:
        return as_bytes(found)
    except RecursionError:
        raise Unreadable(f"its brackets are nested too deeply; {TAKE_EARLIER}") from None


def fitting(new: list[dict[str, Any]], found: dict[str, Any]) -> list[dict[str, Any]]:
    """New cells for a notebook: with ids that it does not contain, or without, where it is older than ids."""
    taken = [cell.get("id") for cell in found["cells"]]
    if not any(taken) and found["cells"]:
        return [{name: value for name, value in cell.items() if name != "id"} for cell in new]
    return [cell | {"id": next(name for name in names(cell["id"]) if name not in taken)} for cell in new]


def names(name: str) -> Iterator[str]:
    """ "ex06", "ex06-2", "ex06-3", …"""
    yield name
    yield from (f"{name}-{number}" for number in count(2))
