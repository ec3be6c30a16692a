"""The texts of an exercise: the answer in a key file, the stub that a student edits, variants with mistakes in them."""
from __future__ import annotations

import ast
import builtins
import re
from functools import cache
from itertools import pairwise, takewhile
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from nn.exercises import stand_ins

if TYPE_CHECKING:                   # exercise.py imports this file
    from nn.exercises.exercise import Exercise, Mistake

KEY = Path(__file__).parent / "key"
KEY_MODULE = "nn.exercises.key."

#: in a key file, between the answer and what checks it
MARK = "# --- how it is checked ---"


# the answer, and the stub made from it

def answer_of(path: Path) -> str:
    """The answer in a key file: its upper part, without the imports that only the lower part needs.

    Where it imports other key files, a student's file imports the student's own.

    Raises : ValueError for a file without the line MARK
    """
    source = path.read_text(encoding="utf-8")
    upper, mark, _ = source.partition(MARK)
    if not mark:
        raise ValueError(f"{path} does not contain the line {MARK!r}")
    lines: list[str | None] = [*upper.splitlines()]
    for node in ast.parse(upper).body:
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("nn.exercises"):
            first, last = node.lineno - 1, node.end_lineno
            own = node.module.startswith(KEY_MODULE)
            lines[first:last] = [line.replace(KEY_MODULE, "") if own and line else None for line in lines[first:last]]
    text = "\n".join(line for line in lines if line is not None).rstrip() + "\n"
    return re.sub("\n{4,}", "\n\n\n", text)                          # removed imports leave a gap


parsed = cache(ast.parse)            # an answer is asked for its imports, its functions and its docstrings


def files_read(answer: str) -> tuple[str, ...]:
    """The student's other files that an answer imports: ("ex01_one_hot", …)."""
    return tuple(node.module for node in parsed(answer).body
                 if isinstance(node, ast.ImportFrom) and node.module and (KEY / f"{node.module}.py").exists())


def functions(answer: str) -> dict[str, ast.FunctionDef]:
    """The public functions of an answer, in order: name -> ast node."""
    return {node.name: node for node in parsed(answer).body
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")}


def stub(exercise: Exercise) -> str:
    """What the student gets: each function keeps its docstring, with the imports right below it, and loses its body.

    Where the exercise has a bug to be found, the body stays, with the bug in it.
    """
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


# what a source defines

def define(source: str) -> dict[str, Any]:
    """The functions that a source text of ours defines: name -> function.

    Raises : SyntaxError where it is not Python
    """
    namespace = {"__name__": "answer", "__builtins__": vars(builtins) | {"__import__": import_for_an_answer}}
    exec(compile(source, "<answer>", "exec"), namespace)
    return namespace


def import_for_an_answer(name: str, *how: Any) -> Any:
    """import, which finds the answers to other exercises where a student's file would find the student's own."""
    if name == "matplotlib.figure":
        return stand_ins
    return answer_module(name) if (KEY / f"{name}.py").exists() else __import__(name, *how)


@cache
def answer_module(stem: str) -> SimpleNamespace:
    """The answer of a key file as if it was a module; what it trains, it trains once."""
    names = define(answer_of(KEY / f"{stem}.py"))
    return SimpleNamespace(**{name: stand_ins.trained_once(value) if name == "train_with_tnc" else value
                              for name, value in names.items()})


# variants

@cache
def body(answer: str) -> str:
    """An answer without its docstrings, in which a mistake's text would be found a second time."""
    lines = answer.splitlines()
    for node in ast.walk(parsed(answer)):
        if isinstance(node, (ast.FunctionDef, ast.Module)) and ast.get_docstring(node) is not None:
            first, last = node.body[0].lineno, node.body[0].end_lineno or 0
            lines[first - 1:last] = ["    ..." if isinstance(node, ast.FunctionDef) else ""] + [""] * (last - first)
    return "\n".join(lines) + "\n"


def variant(exercise: Exercise, *mistakes: Mistake) -> str | None:
    """The source of an answer with these mistakes in it, or None where two of them change the same place.

    Raises : ValueError where a mistake's text is not found exactly once
    """
    source = body(exercise.answer)
    places = []
    for mistake in mistakes:
        for right, wrong in mistake.edits.items():
            if source.count(right) != 1:
                raise ValueError(f"{mistake.slug}: {right!r} occurs {source.count(right)} times in {exercise.stem}, "
                                 f"expected once")
            start = source.index(right)
            places.append((start, start + len(right), wrong))
    places.sort()
    if any(end > start for (_, end, _), (start, _, _) in pairwise(places)):
        return None
    for start, end, wrong in reversed(places):
        source = source[:start] + wrong + source[end:]
    return source
