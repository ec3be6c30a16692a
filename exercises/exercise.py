"""What an exercise is, what a mistake is, and where all of them are found: one file each in key/.

The upper part of such a file, down to the line MARK, is the answer that `nn solution` shows. The stub that a student
edits is made from it: each function keeps its docstring and loses its body. The lower part says how it is checked.
"""
import ast
import importlib
from functools import cache
from pathlib import Path
from typing import NamedTuple

KEY = Path(__file__).parent / "key"
MARK = "# --- how it is checked ---"


class Mistake(NamedTuple):
    """A known mistake: where the answer says `right`, the student writes `wrong`."""
    slug: str                       # "rg-bias-included"
    edits: dict                     # text of the answer, found there exactly once -> what the student writes
    name: str                       # said first: "the bias column is regularized"
    question: str                   # said at the second failing run: a question that leads there
    explanation: str                # said from the third on: what is wrong and why, but not the line to write
    same_as: str = ""               # slug of a mistake that no input can tell from this one


class Exercise(NamedTuple):
    """One exercise, and how it is checked."""
    title: str
    lecture: str                    # where the lecture treats it
    points: int                     # of the course's 100; 0 for practice
    calls: list                     # of Call: what the functions are called with
    hints: tuple                    # three, from vague to explicit, none of them the answer
    mistakes: list                  # of Mistake
    names: dict = {}                # function -> names of what it returns: "theta", or one name a returned array
    noun: str = "inputs"            # what the calls differ in: "your cost equals that variant on 3 of 3 networks"
    summary: object = None          # (call, observation) -> what is compared instead of the value itself
    seconds: float = 10.0           # wall-clock limit
    bonus: bool = False
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
        found.append(module.EXERCISE._replace(number=int(path.stem[2:4]), stem=path.stem, answer=answer_of(path)))
    return found


def answer_of(path):
    """The upper part of a key file, without what it imports for the lower one."""
    source = path.read_text(encoding="utf-8")
    upper, mark, _ = source.partition(MARK)
    if not mark:
        raise ValueError(f"{path} has no line {MARK!r}")
    lines = upper.splitlines()
    for node in ast.parse(upper).body:
        if isinstance(node, ast.ImportFrom) and node.module.startswith("nn.exercises"):
            lines[node.lineno - 1:node.end_lineno] = [None] * (node.end_lineno - node.lineno + 1)
    return "\n".join(line for line in lines if line is not None).rstrip() + "\n"


def functions(answer):
    """The public functions of an answer, in order: name -> ast node."""
    return {node.name: node for node in ast.parse(answer).body
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")}


def stub(exercise):
    """What the student gets: the answer, each public function without its body."""
    lines = exercise.answer.splitlines()
    for name, node in reversed(functions(exercise.answer).items()):
        first = node.body[0].end_lineno                             # the docstring's last line
        lines[first:node.end_lineno] = [f'    raise NotImplementedError("{name}: write it here, instead of this line")']
    return "\n".join(lines) + "\n"


def define(source):
    """The functions that a source text of ours defines: name -> function."""
    namespace = {"__name__": "answer"}
    exec(compile(source, "<answer>", "exec"), namespace)
    return namespace


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
