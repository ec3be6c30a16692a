"""A notebook (nbformat 4) as one program: what its cells define, without what they train or draw.

Of each code cell only imports, functions, classes and assignments of literals are kept. A line of the program is a line
of a cell: a verdict can say "cell 7, line 3". Cells are counted from 1, those with text too.
"""
import ast
import json
from collections.abc import Iterator
from typing import NamedTuple

from nn.exercises.sandbox.ipython import parsed

IMPORTS, DEFINITIONS = (ast.Import, ast.ImportFrom), (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


class Unreadable(ValueError):
    """Bytes that are no notebook of format 4."""


class Made(NamedTuple):
    """The program that was made of a notebook."""
    source: bytes = b""                             # the cells below one another; those that were left out are empty
    tree: ast.Module | None = None                  # what runs of it
    cells: tuple[tuple[int, int], ...] = ()         # (number of the cell, its first line in the source)
    left_out: tuple[int, ...] = ()                  # cells that are not Python


def is_one(data: bytes) -> bool:
    """Do bytes look like a notebook?"""
    return data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") and b'"cells"' in data


def made_of(data: bytes) -> Made:
    """The program made of a notebook.

    Raises : Unreadable
    """
    lines: list[str] = []
    body: list[ast.stmt] = []
    cells, left_out = [], []
    for number, text in code_cells(data):
        cells.append((number, len(lines) + 1))
        text, tree = parsed(text)
        if tree is None:
            left_out.append(number)
            text = "\n" * text.count("\n")                          # nothing of it is there to be run
        else:
            ast.increment_lineno(tree, len(lines))
            body += [part for node in tree.body for part in kept(node)]
        lines += text.split("\n")
    body.sort(key=lambda node: not (isinstance(node, ast.ImportFrom) and node.module == "__future__"))
    tree = ast.fix_missing_locations(ast.Module(body, []))
    return Made("\n".join(lines).encode("utf-8", "replace"), tree, tuple(cells), tuple(left_out))


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
