"""What an exercise is, what a mistake is, and where all of them are found: one file each in key/.

The upper part of such a file, down to the line MARK, is the answer that `nn solution` shows. The stub that a student
edits is made from it: each function keeps its docstring, with the imports right below it, and loses its body, or keeps
that, too, and gets a bug. The lower part says how it is checked.

Importing a key file must be quick, since every command imports all: what is slow to import (SciPy's optimizers,
matplotlib) is imported in the function. An answer that goes on with other files of the student's imports them from
nn.exercises.key here; in the stub that prefix is gone.
"""
import importlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from nn.exercises.source import KEY, answer_of, files_read


class Mistake(NamedTuple):
    """A known mistake: where the answer says `right`, the student writes `wrong`."""
    slug: str                       # "rg-bias-included"
    edits: dict                     # text of the answer, found there exactly once -> what the student writes
    name: str                       # said first: "the bias column is regularized"
    question: str                   # said at the second failing run: a question that leads there
    explanation: str                # said from the third on: what is wrong and why, but not the line to write
    same_as: str = ""               # slug of a mistake that no input can tell from this one


class Later(Sequence):
    """A list that is made when it is first looked into: for calls that take time to prepare."""

    def __init__(self, make):
        self.list = cache(make)

    def __len__(self):
        return len(self.list())

    def __getitem__(self, index):
        return self.list()[index]


class Exercise(NamedTuple):
    """One exercise, and how it is checked."""
    title: str
    lecture: str                    # where the lecture treats it
    file: str                       # of nn/, where the package does it
    points: int                     # of the course's 100; 0 for practice
    calls: Sequence                 # of Call: what the functions are called with
    hints: tuple                    # three, from vague to explicit, none of them the answer
    mistakes: list                  # of Mistake
    names: dict = {}                # function -> names of what it returns: "theta", or one name a returned array
    noun: str = "inputs"            # what the calls differ in: "your cost equals that variant on 3 of 3 networks"
    summary: object = None          # (call, observation) -> what is compared instead of the value itself
    seconds: float = 10.0           # wall-clock limit
    bonus: bool = False
    bug: dict = {}                  # edits that put the bug into the answer which the student is to find in the stub
    number: int = 0                 # from here on filled in by exercises()
    stem: str = ""                  # "ex12_regularized_gradient"
    answer: str = ""                # source of the answer
    reads: tuple = ()               # other files of the student's that it imports


@cache
def exercises():
    """All exercises in order: the files key/exNN_name.py."""
    found = []
    for path in sorted(KEY.glob("ex[0-9][0-9]_*.py")):
        module = importlib.import_module(f"nn.exercises.key.{path.stem}")
        answer = answer_of(path)
        found.append(module.EXERCISE._replace(number=int(path.stem[2:4]), stem=path.stem, answer=answer,
                                              reads=files_read(answer)))
    return found


def find(name):
    """The exercise of a number, a file name or a part of one: "12", "ex12", "regularized_gradient.py".

    Raises : ValueError that lists them
    """
    wanted = Path(str(name)).name.removesuffix(".py")
    for exercise in exercises():
        if wanted in (str(exercise.number), f"{exercise.number:02}", f"ex{exercise.number:02}", exercise.stem,
                      exercise.stem[5:]):
            return exercise
    raise ValueError(f"there is no exercise {name!r}; there are "
                     + ", ".join(f"{exercise.number} {exercise.stem[5:]}" for exercise in exercises()))
