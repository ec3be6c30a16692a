"""A notebook (nbformat 4) as one program: what its cells define, without what they train or draw.

Of each code cell only imports, functions, classes and assignments of literals are kept. A line of the program is a line
of a cell: a verdict can say "cell 7, line 3". Cells are counted from 1, those with text too.
"""
import ast
import json
import re
from collections.abc import Iterator
from typing import NamedTuple

from nn.exercises.sandbox.ipython import parsed, readings

IMPORTS, DEFINITIONS = (ast.Import, ast.ImportFrom), (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)

MOST_LEFT_OUT, MOST_NAMES = 100, 20     # cells that are reported, functions of each

#: a cell whose first line hands the rest to another program: %%bash; the magics that run Python are none
OTHER_LANGUAGE = re.compile(r"\s*%%(?!(?:capture|check|prun|time|timeit)\b)")
DEFINES = re.compile(r"^[ \t]*(?:async[ \t]+)?def[ \t]+(\w+)", re.MULTILINE)


class Unreadable(ValueError):
    """Bytes that are no notebook of format 4."""


class LeftOut(NamedTuple):
    """A cell that is not Python."""
    cell: int                       # its number
    kind: str                       # "SyntaxError", "IndentationError"
    message: str
    line: int                       # in the text of all cells, 0 where it is not known
    names: tuple[str, ...]          # the functions that it begins to define


class Made(NamedTuple):
    """The program that was made of a notebook."""
    source: bytes = b""                             # the cells below one another; those that were left out are empty
    tree: ast.Module | None = None                  # what runs of it
    cells: tuple[tuple[int, int], ...] = ()         # (number of the cell, its first line in the source)
    left_out: tuple[LeftOut, ...] = ()              # cells that should be Python
    text: bytes = b""                               # the source with what was left out, to quote lines of it


def is_one(data: bytes) -> bool:
    """Do bytes look like a notebook?"""
    return data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") and b'"cells"' in data


def made_of(data: bytes) -> Made:
    """The program made of a notebook.

    Raises : Unreadable
    """
    lines: list[str] = []
    quoted: list[str] = []
    body: list[ast.stmt] = []
    cells, left_out = [], []
    for number, text in code_cells(data):
        cells.append((number, len(lines) + 1))
        text, tree = parsed(text)
        quoted += text.split("\n")
        if tree is None:
            if not OTHER_LANGUAGE.match(text):
                left_out.append(left_out_as(number, text, len(lines)))
            text = "\n" * text.count("\n")                          # nothing of it is there to be run
        else:
            ast.increment_lineno(tree, len(lines))
            body += [part for node in tree.body for part in kept(node)]
        lines += text.split("\n")
    body.sort(key=lambda node: not (isinstance(node, ast.ImportFrom) and node.module == "__future__"))
    tree = ast.fix_missing_locations(ast.Module(body, []))
    return Made("\n".join(lines).encode("utf-8", "replace"), tree, tuple(cells), tuple(left_out[:MOST_LEFT_OUT]),
                "\n".join(quoted).encode("utf-8", "replace"))


def left_out_as(number: int, text: str, above: int) -> LeftOut:
    """What is said of a cell that is not Python.

    above : the number of lines of the cells before it
    """
    kind, message, line = what_is_wrong(text)
    line = above + min(line, text.count("\n") + 1) if line else 0   # an error at the end has the line below it
    return LeftOut(number, kind, message, line, tuple(DEFINES.findall(text)[:MOST_NAMES]))


def what_is_wrong(text: str) -> tuple[str, str, int]:
    """(kind, message, line) of the error in a cell that is not Python.

    >>> what_is_wrong("%matplotlib inline\\nreturn = 1")
    ('SyntaxError', 'invalid syntax', 2)
    """
    try:
        ast.parse(readings(text)[-1])
    except SyntaxError as error:
        return type(error).__name__, error.msg or "invalid syntax", error.lineno or 0
    except (ValueError, RecursionError, MemoryError):
        pass
    return "SyntaxError", "it contains null bytes, or is nested too deeply", 0


def code_cells(data: bytes) -> Iterator[tuple[int, str]]:
    """(number, text) of each cell with code.

    Raises : Unreadable
    """
    try:
        found = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise Unreadable("it is not a notebook") from None
    if not isinstance(found, dict) or "nbformat" not in found and "cells" not in found:
        raise Unreadable("it is not a notebook")
    if found.get("nbformat", 4) != 4:
        raise Unreadable("save it with a newer Jupyter")
    cells = found.get("cells")
    if not isinstance(cells, list):
        raise Unreadable("it contains no list of cells")
    for number, cell in enumerate(cells, start=1):
        if isinstance(cell, dict) and cell.get("cell_type") == "code":
            text = cell.get("source", "")
            pieces = text if isinstance(text, list) else [text]
            yield number, "".join(piece for piece in pieces if isinstance(piece, str)).replace("\r\n", "\n")


def kept(node: ast.stmt) -> Iterator[ast.stmt]:
    """What is kept of a statement: a name that cannot be imported, or whose definition needs one that is not there,
    stays undefined."""
    if isinstance(node, ast.ImportFrom) and node.module == "__future__":
        yield node
    elif isinstance(node, IMPORTS):
        for alias in node.names:
            one = ast.Import([alias]) if isinstance(node, ast.Import) else ast.ImportFrom(
                node.module, [alias], node.level)
            yield unless("ImportError", ast.copy_location(one, node))
    elif isinstance(node, DEFINITIONS):
        yield unless("NameError", node)
    elif isinstance(node, (ast.Assign, ast.AnnAssign)) and is_literal(node):
        yield node


def is_literal(node: ast.Assign | ast.AnnAssign) -> bool:
    """Does it give names to a literal?"""
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    try:
        ast.literal_eval(node.value or "")
    except (ValueError, TypeError, SyntaxError, RecursionError, MemoryError):
        return False
    return all(isinstance(name, ast.Name) for target in targets
               for name in (target.elts if isinstance(target, ast.Tuple) else [target]))


def unless(error: str, node: ast.stmt) -> ast.stmt:
    """try: node, except error: pass"""
    handler = ast.ExceptHandler(ast.Name(error, ast.Load()), None, [ast.Pass()])
    return ast.copy_location(ast.Try([node], [handler], [], []), node)
