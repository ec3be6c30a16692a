"""What an exercise is, what a mistake is, and where all of them are found: one file each in key/.

The upper part of such a file, down to the line MARK, is the answer that `nn solution` shows. The stub that a student
edits is made from it: each function keeps its docstring, with the imports right below it, and loses its body, or keeps
that, too, and gets a bug. The lower part says how it is checked.

Importing a key file must be quick, since every command imports all: what is slow to import (SciPy's optimizers,
matplotlib) is imported in the function. An answer that goes on with other files of the student's imports them from
nn.exercises.key here; in the stub that prefix is gone.
"""
import ast
import builtins
import importlib
import re
from collections.abc import Sequence
from functools import cache
from itertools import takewhile
from pathlib import Path
from types import SimpleNamespace
from typing import NamedTuple

KEY = Path(__file__).parent / "key"
MARK = "# --- how it is checked ---"
OTHERS = "nn.exercises.key."


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


def answer_of(path):
    """The upper part of a key file, without what it imports for the lower one; key files become the student's own."""
    source = path.read_text(encoding="utf-8")
    upper, mark, _ = source.partition(MARK)
    if not mark:
        raise ValueError(f"{path} has no line {MARK!r}")
    lines = upper.splitlines()
    for node in ast.parse(upper).body:
        if isinstance(node, ast.ImportFrom) and node.module.startswith(OTHERS):
            lines[node.lineno - 1] = lines[node.lineno - 1].replace(OTHERS, "")
        elif isinstance(node, ast.ImportFrom) and node.module.startswith("nn.exercises"):
            lines[node.lineno - 1:node.end_lineno] = [None] * (node.end_lineno - node.lineno + 1)
    text = "\n".join(line for line in lines if line is not None).rstrip() + "\n"
    return re.sub("\n{4,}", "\n\n\n", text)                          # where imports were, there is a gap


def files_read(answer):
    """The other files of the student's that an answer imports: ("ex01_one_hot", …)."""
    return tuple(node.module for node in ast.parse(answer).body
                 if isinstance(node, ast.ImportFrom) and (KEY / f"{node.module}.py").exists())


def functions(answer):
    """The public functions of an answer, in order: name -> ast node."""
    return {node.name: node for node in ast.parse(answer).body
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")}


def stub(exercise):
    """What the student gets: the answer, each public function without its body, or whole but for the exercise's bug."""
    source = exercise.answer
    for right, wrong in exercise.bug.items():
        source = source.replace(right, wrong)
    task = "find the bug below, then delete" if exercise.bug else "write it here, instead of"
    lines = source.splitlines()
    for name, node in reversed(functions(source).items()):
        imports = takewhile(lambda line: isinstance(line, (ast.Import, ast.ImportFrom)), node.body[1:])
        first = [node.body[0], *imports][-1].end_lineno             # the last line of the docstring, or below it
        last = first if exercise.bug else node.end_lineno
        lines[first:last] = [f'    raise NotImplementedError("{name}: {task} this line")']
    return "\n".join(lines) + "\n"


def define(source):
    """The functions that a source text of ours defines: name -> function."""
    namespace = {"__name__": "answer", "__builtins__": vars(builtins) | {"__import__": import_for_an_answer}}
    exec(compile(source, "<answer>", "exec"), namespace)
    return namespace


def import_for_an_answer(name, *how):
    """import, which finds the answers to other exercises where a student's file would find the student's own."""
    return answer_module(name) if (KEY / f"{name}.py").exists() else __import__(name, *how)


@cache
def answer_module(stem):
    return SimpleNamespace(**define(answer_of(KEY / f"{stem}.py")))


@cache
def body(answer):
    """An answer without its docstrings, which would otherwise share their words with the code."""
    lines = answer.splitlines()
    for node in ast.walk(ast.parse(answer)):
        if isinstance(node, (ast.FunctionDef, ast.Module)) and ast.get_docstring(node) is not None:
            first, last = node.body[0].lineno, node.body[0].end_lineno
            lines[first - 1:last] = ["    ..." if isinstance(node, ast.FunctionDef) else ""] + [""] * (last - first)
    return "\n".join(lines) + "\n"


def variant(exercise, *mistakes):
    """The source of an answer with these mistakes in it, or None where two of them change the same place.

    Raises : ValueError where a mistake's text is not found exactly once
    """
    source = body(exercise.answer)
    places = []
    for mistake in mistakes:
        for right, wrong in mistake.edits.items():
            if source.count(right) != 1:
                raise ValueError(f"{mistake.slug}: {right!r} stands {source.count(right)} times in {exercise.stem}, "
                                 f"wanted once")
            start = source.index(right)
            places.append((start, start + len(right), wrong))
    places.sort()
    if any(end > start for (_, end, _), (start, _, _) in zip(places, places[1:], strict=False)):
        return None
    for start, end, wrong in reversed(places):
        source = source[:start] + wrong + source[end:]
    return source


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
