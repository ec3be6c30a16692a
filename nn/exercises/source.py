"""The texts of an exercise: the answer in a key file, the stub that a student edits, variants with mistakes in them."""
from __future__ import annotations

import ast
import builtins
import importlib
import re
import warnings
from collections.abc import Callable, Sequence
from functools import cache, lru_cache, partial
from itertools import pairwise, permutations, starmap, takewhile
from pathlib import Path
from types import CodeType, SimpleNamespace
from typing import TYPE_CHECKING, Any, NamedTuple

from nn.exercises import stand_ins

if TYPE_CHECKING:                   # exercise.py imports this file
    from nn.exercises.exercise import Exercise

KEY = Path(__file__).parent / "key"
KEY_MODULE = "nn.exercises.key."

#: in a key file, between the answer and what checks it
MARK = "# --- how it is checked ---"

PROGRAMS = 4000                     # kept at most: exercise 10 has 41 mistakes, inherits 80, and has all their pairs


class Source(NamedTuple):
    """A program of ours, and those that define some of the functions that it imports."""
    text: str
    replaced: tuple[tuple[str, Source], ...] = ()


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


#: an expression that is one whole, whatever stands beside it
PRIMARY = (ast.Name, ast.Call, ast.Subscript, ast.Attribute, ast.Constant, ast.List)

parsed = cache(ast.parse)            # an answer is asked for its imports, its functions and its docstrings


@cache
def imported(answer: str) -> tuple[str, ...]:
    """The functions of nn that an answer imports: ("feedforward", …)."""
    return tuple(alias.name for node in parsed(answer).body
                 if isinstance(node, ast.ImportFrom) and node.module == "nn" for alias in node.names)


def files_read(answer: str) -> tuple[str, ...]:
    """The student's other files that an answer imports: ("ex01_one_hot", …)."""
    return tuple(node.module for node in parsed(answer).body
                 if isinstance(node, ast.ImportFrom) and node.module and is_key(node.module))


def imports_of(answer: str) -> str:
    """The imports of an answer that its stub contains, one a line; a student's other files are our answers in key/."""
    nodes: list[ast.stmt] = [node for node in parsed(answer).body if isinstance(node, (ast.Import, ast.ImportFrom))]
    nodes += [node for function in functions(answer).values() for node in imports_below_docstring(function)]
    text = "".join(f"{ast.unparse(node)}\n" for node in nodes)
    for stem in files_read(answer):
        text = text.replace(f"from {stem} import", f"from {KEY_MODULE}{stem} import")
    return text


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
        first = [node.body[0], *imports_below_docstring(node)][-1].end_lineno
        last = first if exercise.bug else node.end_lineno
        lines[first:last] = [f'    raise NotImplementedError("{name}: {task} this line")']
    return "\n".join(lines) + "\n"


def imports_below_docstring(function: ast.FunctionDef) -> list[ast.stmt]:
    """The imports at the beginning of a function, which its stub keeps."""
    return [*takewhile(lambda line: isinstance(line, (ast.Import, ast.ImportFrom)), function.body[1:])]


def is_unsolved(exercise: Exercise, lines: Sequence[str]) -> bool:
    """Is every function still as in the stub, whatever else a student's file contains?

    lines : of the file, or of the source that was made of a notebook
    """
    blocks = [(definition(lines, name), definition(stub(exercise).splitlines(), name))
              for name in functions(exercise.answer)]
    return all(given[-1] in written and set(written) <= set(given)
               for written, given in blocks)


def definition(lines: Sequence[str], name: str) -> list[str]:
    """The lines of the last definition of a function at the left margin, without indentation and without blank ones."""
    starts = [i for i, line in enumerate(lines) if line.startswith(f"def {name}(")]
    if not starts:
        return []
    below = takewhile(lambda line: not line.strip() or line[0].isspace(), lines[starts[-1] + 1:])
    return [stripped for line in (lines[starts[-1]], *below) if (stripped := line.strip())]


# what a source defines

def define(program: str | Source) -> dict[str, Any]:
    """The functions that a program of ours defines: name -> function.

    Raises : SyntaxError where it is not Python
    """
    program = Source(program) if isinstance(program, str) else program
    importer = partial(import_for_an_answer, program.replaced)
    namespace = {"__name__": "answer", "__builtins__": vars(builtins) | {"__import__": importer}}
    exec(compiled(program.text), namespace)
    return namespace


@lru_cache(PROGRAMS)
def compiled(source: str) -> CodeType:
    with warnings.catch_warnings():
        warnings.simplefilter("error", SyntaxWarning)               # 1[:, None] is a SyntaxError, too
        return compile(source, "<answer>", "exec")


defined = lru_cache(PROGRAMS)(define)


def import_for_an_answer(replaced: tuple[tuple[str, Source], ...], name: str, *how: Any) -> Any:
    """import, which finds the answers to other exercises where a student's file would find the student's own.

    replaced : the functions of nn that other programs define
    """
    if name == "matplotlib.figure":
        return stand_ins
    if is_key(name):
        return answer_module(name)
    module = __import__(name, *how)
    if name != "nn" or not how[2]:                                  # how[2]: what is imported from it
        return module
    others = {function: part(program, function) for function, program in replaced}
    return SimpleNamespace(**{function: others.get(function) or whole(function) for function in how[2]})


@cache
def is_key(name: str) -> bool:
    """Is it the name of an exercise's file?"""
    return (KEY / f"{name}.py").exists()


#: the functions of nn that take most of the time of those that call them
SLOW = ("feedforward", "cost", "gradient")


@lru_cache(PROGRAMS)
def part(program: Source, function: str) -> Any:
    """A function that a program defines, for another program."""
    found = defined(program)[function]
    return stand_ins.remembered(found, most=6) if function in SLOW else found


@cache
def whole(function: str) -> Any:
    """A function of nn, for a program of ours."""
    found = getattr(importlib.import_module("nn"), function)
    return stand_ins.remembered(found) if function in SLOW else found


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


@lru_cache(PROGRAMS)
def with_edits(source: str, edits: tuple[tuple[str, str], ...]) -> str | None:
    """A source in which each text is replaced by the other, or None where one is not found exactly once."""
    if any(source.count(right) != 1 for right, _ in edits):
        return None
    places = sorted((source.index(right), source.index(right) + len(right), wrong) for right, wrong in edits)
    if any(end > start for (_, end, _), (start, _, _) in pairwise(places)):
        return None
    for start, end, wrong in reversed(places):
        source = source[:start] + wrong + source[end:]
    return source


def with_all(source: str, edits: Sequence[tuple[tuple[str, str], ...]]) -> str | None:
    """A source with the edits of several mistakes, each in what the ones before it left: in any order that is possible.

    So two mistakes can be in one expression: a3 - Y becomes (a3 - Y) * slope, and in it Y - a3. Where no order is
    possible, each mistake is made wherever the ones before it left something to edit: of two norms, the other one.
    """
    if not edits:
        return source
    return in_some_order(source, edits, with_edits) or in_some_order(source, edits, with_edits_left)


def in_some_order(source: str, edits: Sequence[tuple[tuple[str, str], ...]], make: Callable) -> str | None:
    """A source with the edits of several mistakes, of which make(text, edits) makes all but the first."""
    for first, *others in permutations(edits):
        text = with_edits(source, first)
        for other in others:
            text = text and make(text, tuple(starmap(in_parentheses, other)))
        if text is not None:
            return text
    return None


def with_edits_left(source: str, edits: tuple[tuple[str, str], ...]) -> str | None:
    """A source with those of the edits whose text is in it, or None where there are none."""
    left = tuple(edit for edit in edits if edit[0] in source)
    return with_edits(source, left) if left else None


@cache
def in_parentheses(right: str, wrong: str) -> tuple[str, str]:
    """An edit of what another one left: best + 1 in place of classes[best] becomes (best + 1), whatever follows it."""
    try:
        one, other = (ast.parse(text.strip(), mode="eval").body for text in (right, wrong))
    except SyntaxError:
        return right, wrong
    whole = isinstance(one, PRIMARY) and not isinstance(other, PRIMARY)
    return right, f"({wrong})" if whole else wrong
