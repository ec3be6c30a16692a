"""Which other cell of a notebook defines a name: looked up only where a checked cell lacks it."""
import ast
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from nn.exercises.sandbox.ipython import parsed

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


class OtherCells(Mapping[str, str]):
    """Name -> the cell that defined it last, such as "In[3]".

    shell   : of IPython, which knows what was run in it
    current : the cell that is checked, without its first line; it does not count
    """

    def __init__(self, shell: Any, current: str):
        self.shell, self.current = shell, current

    @cached_property
    def cells(self) -> dict[str, str]:
        manager = getattr(self.shell, "history_manager", None)
        texts = [*enumerate(getattr(manager, "input_hist_raw", ()))]
        if texts and texts[-1][1].rstrip().endswith(self.current.rstrip()):
            texts.pop()
        return {name: f"In[{number}]" for number, text in texts for name in names_defined(text)}

    def __getitem__(self, name: str) -> str:
        if name in self.cells:
            return self.cells[name]
        if name in self.shell.user_ns and name not in self.shell.user_ns_hidden:
            return "It"                                             # nobody knows which
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return iter(self.cells)

    def __len__(self) -> int:
        return len(self.cells)


def names_defined(cell: str) -> set[str]:
    """The functions, classes and variables that a cell defines outside its functions."""
    found: set[str] = set()
    for node in statements(cell):
        if isinstance(node, FUNCTIONS):
            found.add(node.name)
        elif not isinstance(node, (ast.Import, ast.ImportFrom)):
            found |= {one.id for one in ast.walk(node) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)}
    return found


def last_function(cell: str) -> str:
    """The last function that a cell defines, "" where there is none: the ones before it may be its helpers."""
    return next((node.name for node in reversed(statements(cell)) if isinstance(node, ast.FunctionDef)), "")


def statements(cell: str) -> list[ast.stmt]:
    """The statements of a cell outside its functions; [] where it is not Python."""
    first, _, rest = cell.partition("\n")
    _, tree = parsed(rest if first.startswith("%%") else cell)
    return tree.body if tree is not None else []
