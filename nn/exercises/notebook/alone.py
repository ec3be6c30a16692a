"""A cell of a notebook as a program of its own: with the imports of its exercise, and nothing of the other cells."""
import re
from pathlib import Path

from nn.exercises.exercise import Exercise
from nn.exercises.notebook.write import stub_of_cell
from nn.exercises.sandbox.ipython import parsed, readings
from nn.exercises.sandbox.program import Program
from nn.exercises.source import imports_of, stub

NAME = "<cell>"                     # of the file that a cell would be

#: the line %%check 6 on top of a cell, and what is blank before it
FIRST = re.compile(r"\s*%%.*(\n|$)")


def program_of(exercise: Exercise, cell: str, folder: str | Path) -> Program:
    """A cell as it is checked. Its lines keep their numbers: the line %%check 6 counts, and is empty.

    cell   : its whole text, with or without a first line %%check 6; lines for IPython become pass
    folder : that of the notebook, in which it runs
    """
    first = FIRST.match(cell)
    blank = "\n" * first[0].count("\n") if first else ""
    body = cell[first.end():] if first else cell
    return Program((blank + as_python(body)).rstrip().encode("utf-8", "replace") + b"\n",
                   str(Path(folder).resolve() / NAME), imports_of(exercise.answer))


def is_stub(exercise: Exercise, program: Program) -> bool:
    """Is a cell as nn start writes it, or the stub of the exercise's file, and nothing is written yet?"""
    return any(program.data == program_of(exercise, text, Path(program.path).parent).data
               for text in (stub_of_cell(exercise), f"%%check\n{stub(exercise)}"))


def as_python(body: str) -> str:
    """A cell as Python reads it; one that is not Python keeps what is wrong with it."""
    text, tree = parsed(body)
    return text if tree is not None else readings(body)[1]
