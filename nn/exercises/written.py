"""What a student has written: in the files of a folder, or in the cells of a notebook.

    written = written_in("my-course")               # or in "my-course/exercises.ipynb"
    written.source(exercise)                        # what is there now; None where there is nothing

Both are the same to who checks them. In a folder with both, its files are read, and the notebook where it is named.
"""
import shlex
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import NamedTuple

from nn.exercises.exercise import Exercise, exercises
from nn.exercises.notebook.alone import program_of
from nn.exercises.notebook.cells import (
    NOTEBOOK,
    answer_in,
    answers_in,
    bytes_of,
    defined_elsewhere,
    is_notebook,
    named,
    with_stub,
)
from nn.exercises.notebook.write import stub_of_cell
from nn.exercises.sandbox.opened import MOST_SOURCE, NotRead, regular_file
from nn.exercises.sandbox.program import Program, file_at
from nn.exercises.sandbox.wire import printable
from nn.exercises.source import functions, stub
from nn.exercises.verdict.wording import DESK, Wording
from nn.files.atomic import atomic_write


class Files(NamedTuple):
    """Answers in ex01_one_hot.py and so on."""
    folder: Path

    def path(self, exercise: Exercise) -> Path:
        return self.folder / f"{exercise.stem}.py"

    def name(self, exercise: Exercise) -> str:
        """What it is called: "ex06_cost.py"."""
        return f"{exercise.stem}.py"

    def source(self, exercise: Exercise) -> str | None:
        """What is in the file, None where there is none."""
        return read_text(self.path(exercise))

    def stub(self, exercise: Exercise) -> str:
        """What is there before the student writes anything."""
        return stub(exercise)

    def program(self, exercise: Exercise) -> Program:
        """What is run."""
        return file_at(self.path(exercise))

    def wording(self, exercise: Exercise) -> Wording:
        """How a verdict names the lines."""
        return DESK

    def saved(self) -> float:
        """When a cell of a notebook that was checked is newer than what is here: always, as a cell is not a file."""
        return 0.0

    def argument(self) -> str:
        """What `nn check` needs before the number: nothing, where it looks here by itself."""
        return ""

    def missing(self, exercise: Exercise) -> str:
        """What is said where there is nothing."""
        return f"the file {self.name(exercise)} is missing; nn reset {exercise.number} creates it again"

    def place(self, exercise: Exercise) -> str:
        """Where the student continues: the line that raises NotImplementedError, else the function's."""
        return f"{self.path(exercise)}:{line_to_continue(self.source(exercise) or stub(exercise), exercise)}"

    def reset(self, exercise: Exercise) -> Path | None:
        """Puts the stub back; returns the path of the backup, None where there was nothing to keep."""
        path, backup = self.path(exercise), None
        if self.source(exercise) not in (None, stub(exercise)):
            backup = unused(path)
            path.rename(backup)                                     # whatever it is: it is not opened
        write(path, stub(exercise))
        return backup

    def after_reset(self) -> str:
        """What else one does then."""
        return ""

    def sources(self, chosen: Sequence[Exercise]) -> dict[str, str | None]:
        """Stem -> source, of several exercises."""
        return {exercise.stem: self.source(exercise) for exercise in chosen}

    def watched(self, chosen: Sequence[Exercise]) -> str:
        """What is watched, and what one does."""
        files = "1 file" if len(chosen) == 1 else f"{len(chosen)} files"
        return f"{files} in {self.folder.resolve()}: save one and it is checked"

    def notes(self, chosen: Sequence[Exercise]) -> Iterator[str]:
        """What one should know about what is not read."""
        if (self.folder / NOTEBOOK).exists():
            yield f"The files were read; nn check {NOTEBOOK} reads the notebook beside them."


class Cells(NamedTuple):
    """Answers in the cells of a notebook that begin with %%check."""
    notebook: Path

    @property
    def folder(self) -> Path:
        """Where the progress is."""
        return self.notebook.parent

    def name(self, exercise: Exercise) -> str:
        return f"the cell of exercise {exercise.number}"

    def source(self, exercise: Exercise) -> str | None:
        """What is in the last cell with %%check and the exercise, as it is run; None where there is none.

        Raises : Unreadable, OSError
        """
        cell = answer_in(self.notebook, exercise)
        return cell and text_of(program_of(exercise, cell.source, self.folder))

    def stub(self, exercise: Exercise) -> str:
        return text_of(program_of(exercise, stub_of_cell(exercise), self.folder))

    def program(self, exercise: Exercise) -> Program:
        cell = answer_in(self.notebook, exercise)
        return program_of(exercise, cell.source if cell else "", self.folder)

    def wording(self, exercise: Exercise) -> Wording:
        return DESK._replace(checked="cell", of_cell=f"cell of exercise {exercise.number}",
                             again=f"nn check {self.argument()}".rstrip(),
                             elsewhere=defined_elsewhere(self.notebook, exercise))

    def saved(self) -> float:
        return self.notebook.stat().st_mtime if self.notebook.exists() else 0.0

    def argument(self) -> str:
        found = self.notebook in (Path(NOTEBOOK), Path("exercises", NOTEBOOK)) and written_in(self.folder) == self
        return "" if found else f"{shlex.quote(str(self.notebook))} "

    def missing(self, exercise: Exercise) -> str:
        number = exercise.number
        return (f"no cell of {self.notebook.name} begins with %%check {number}; nn reset {self.argument()}{number} "
                f"adds one")

    def place(self, exercise: Exercise) -> str:
        return f"{self.notebook}, {self.name(exercise)}" if self.source(exercise) is not None else (
            self.missing(exercise))

    def reset(self, exercise: Exercise) -> Path | None:
        """Puts the stub back into the cell, or adds one; the backup is one of the whole notebook."""
        if self.source(exercise) == self.stub(exercise):
            return None
        with named(self.notebook):
            before = bytes_of(self.notebook)
            after = with_stub(before, exercise)
        backup = unused(self.notebook)
        write(backup, before)
        write(self.notebook, after)
        return backup

    def after_reset(self) -> str:
        return "; reload the notebook where it is open"

    def sources(self, chosen: Sequence[Exercise]) -> dict[str, str | None]:
        return {exercise.stem: self.source(exercise) for exercise in chosen}

    def watched(self, chosen: Sequence[Exercise]) -> str:
        return f"{self.notebook.name} in {self.folder.resolve()}: save it and each cell that has changed is checked"

    def notes(self, chosen: Sequence[Exercise]) -> Iterator[str]:
        found = answers_in(self.notebook)
        for exercise in chosen:
            cells = found.of.get(exercise.number, ())
            if len(cells) > 1:
                positions = ", ".join(str(cell.position) for cell in cells)
                yield (f"Cells {positions} of the notebook begin with %%check {exercise.number}: the last of them was "
                       f"checked.")
        for cell in found.of_no_exercise:
            why = f"%%check {printable(cell.asked)} is not an exercise" if cell.asked else "%%check names no exercise"
            yield f"Cell {cell.position} of the notebook was not checked: {why}."


def written_in(path: str | Path) -> Files | Cells:
    """What is written in a folder or a notebook; of a folder without any of the files, in its notebook."""
    path = Path(path)
    if is_notebook(path):
        return Cells(path)
    without_files = not any((path / f"{exercise.stem}.py").exists() for exercise in exercises())
    return Cells(path / NOTEBOOK) if without_files and (path / NOTEBOOK).exists() else Files(path)


def line_to_continue(source: str, exercise: Exercise) -> int:
    """The number of the line that raises NotImplementedError, else of the first function's, else 1."""
    first = next(iter(functions(exercise.answer)))
    for beginning in ("raise NotImplementedError", f"def {first}("):
        for number, line in enumerate(source.splitlines(), start=1):
            if line.strip().startswith(beginning):
                return number
    return 1


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


def text_of(program: Program) -> str:
    """The source of a cell, as it is run."""
    return (program.data or b"").decode("utf-8", "replace")


def unused(path: Path) -> Path:
    """The first of path.1, path.2, … that does not exist."""
    return next(name for number in count(1) if not (name := path.with_name(f"{path.name}.{number}")).exists())


def write(path: Path, text: str | bytes) -> None:
    """Writes a file as a whole or not at all."""
    with atomic_write(path) as file:
        file.write(text.encode("utf-8") if isinstance(text, str) else text)
