"""What an exercise is, what a mistake is, and where all of them are found: one file each in key/.

The upper part of such a file, down to the line MARK, is the answer that `nn solution` shows; the stub that a student
edits is made from it (source.py). The lower part says how it is checked.

Importing a key file must be quick, since every command imports all of them: what is slow to import (SciPy's optimizers,
matplotlib) is imported in the function. An answer that builds on other files of the student's imports them from
nn.exercises.key here; in the stub that prefix is removed.
"""
import importlib
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from nn.exercises.sandbox.calls import Call
from nn.exercises.source import KEY, answer_of, files_read


class Mistake(NamedTuple):
    """A known mistake: where the answer says `right`, the student writes `wrong`."""
    slug: str                       # "rg-bias-included"
    edits: dict[str, str]           # text of the answer, found there exactly once -> what the student writes
    name: str                       # shown first: "the bias column is regularized"
    question: str                   # shown at the second failing run: a question that leads there
    explanation: str                # shown from the third on: what is wrong and why, but not the line to write
    same_as: str = ""               # slug of a mistake that no input can tell from this one
    elsewhere: str = ""             # its name where another exercise inherits it, if it is not `name`
    also: tuple[dict[str, str], ...] = ()   # edits that make the same mistake in other ways, with other results


class Fact(NamedTuple):
    """A statement about one call that is true of every right answer, as long as what is found is what is expected."""
    statement: str                  # "all numbers lie between −epsilon and epsilon"
    found: Any                      # where it is not expected, it tells one mistake from another
    expected: Any = True
    note: str = ""                  # shown where it is not true, and not compared: "yours lie between −0.1 and 0.1"
    otherwise: str = ""             # said instead where it is not true: "theta has not moved away from the start"


class Later(Sequence[Call]):
    """A list of calls that is made when it is first used: for calls that take time to prepare."""

    def __init__(self, make: Callable[[], list[Call]]):
        self.list = cache(make)

    def __len__(self) -> int:
        return len(self.list())

    def __getitem__(self, index: Any) -> Any:
        return self.list()[index]


class Exercise(NamedTuple):
    """One exercise, and how it is checked."""
    title: str
    lecture: str                    # where the lecture treats it
    file: str                       # of nn/, where the package does it
    points: int                     # of the course's 100; 0 for practice
    calls: Sequence[Call]           # what the functions are called with
    hints: tuple[str, ...]          # three, from vague to explicit, none of them the answer
    mistakes: list[Mistake]
    formulas: dict[str, str] = {}   # function -> its equation in LaTeX, for the notebook
    names: dict[str, Any] = {}      # function -> names of what it returns: "theta", or one name a returned array
    noun: str = "inputs"            # what the calls differ in: "your cost equals that variant on 3 of 3 networks"
    facts: Callable | None = None   # (call, observation) -> list of Facts, where right answers differ in their values
    summary: Callable | None = None     # (calls, observations) -> a sentence about all of them, where they are many
    seconds: float = 10.0           # wall-clock limit
    bonus: bool = False
    places: dict[str, str] = {}     # function -> what it is where its mistakes are inherited: "the forward pass"
    inline: dict[str, str] = {}     # edits of the answer after which it contains the code of a function it imported
    read_off: Callable | None = None        # (calls, observations) -> Mistakes with a number in them that was observed
    expected_warnings: tuple[str, ...] = ()     # NumPy's, of a right answer: "overflow encountered in exp"
    bug: dict[str, str] = {}        # edits that put the bug into the answer which the student is to find in the stub
    draw: Callable | None = None    # rng -> other calls, which nobody has seen, for grading; None where calls are fixed
    draw_large: Callable | None = None  # rng -> calls on a network of the course's size, on which slow answers show
    number: int = 0                 # from here on filled in by exercises()
    stem: str = ""                  # "ex12_regularized_gradient"
    answer: str = ""                # source of the answer
    reads: tuple[str, ...] = ()     # stems of the student's other files that it imports


@cache
def exercises() -> list[Exercise]:
    """All exercises in order: the files key/exNN_name.py."""
    found = []
    for path in sorted(KEY.glob("ex[0-9][0-9]_*.py")):
        module = importlib.import_module(f"nn.exercises.key.{path.stem}")
        answer = answer_of(path)
        found.append(module.EXERCISE._replace(number=int(path.stem[2:4]), stem=path.stem, answer=answer,
                                              reads=files_read(answer)))
    return found


def find(name: str | int) -> Exercise:
    """The exercise of a number, a title, a file name or a part of one: "12", "ex12", "regularized_gradient.py".

    Raises : ValueError that lists them
    """
    asked = Path(str(name)).name.removesuffix(".py")
    for exercise in exercises():
        if asked in (str(exercise.number), f"{exercise.number:02}", f"ex{exercise.number:02}", exercise.stem,
                     exercise.stem[5:]) or asked.casefold() == exercise.title.casefold():
            return exercise
    raise ValueError(f"{name!r} is not an exercise; the exercises are "
                     + ", ".join(f"{exercise.number} {exercise.stem[5:]}" for exercise in exercises()))
