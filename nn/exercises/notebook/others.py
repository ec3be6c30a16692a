"""Which other cell of a notebook defines a name: looked up only where a checked cell lacks it."""
import ast
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

from nn.exercises.sandbox.ipython import parsed
from nn.exercises.verdict.wording import Elsewhere

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


class OtherCells(Mapping[str, Elsewhere]):
    """Name -> the cell that defined or imported it last, such as "In[3]".

    shell   : of IPython, which knows what was run in it
    current : the cell that is checked, without its first line; it does not count
    """

    def __init__(self, shell: Any, current: str):
        self.shell, self.current = shell, current

    @cached_property
    def cells(self) -> dict[str, Elsewhere]:
        manager = getattr(self.shell, "history_manager", None)
        texts = [*enumerate(getattr(manager, "input_hist_raw", ()))]
        if texts and texts[-1][1].rstrip().endswith(self.current.rstrip()):
            texts.pop()
        return names_of_cells((f"In[{number}]", text) for number, text in texts)

    def __getitem__(self, name: str) -> Elsewhere:
        if name in self.cells:
            return self.cells[name]
        if name in self.shell.user_ns and name not in self.shell.user_ns_hidden:
            return Elsewhere()
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return iter(self.cells)

    def __len__(self) -> int:
        return len(self.cells)


def names_of_cells(cells: Iterable[tuple[str, str]]) -> dict[str, Elsewhere]:
    """Name -> the last cell that defines or imports it.

    cells : (what it is called, its text)
    """
    found: dict[str, Elsewhere] = {}
    for called, text in cells:
        found |= dict.fromkeys(names_imported(text), Elsewhere(called, True))
        found |= dict.fromkeys(names_defined(text), Elsewhere(called))
    return found


def names_imported(cell: str, in_functions: bool = False) -> set[str]:
    """The names that a cell imports outside its functions, or anywhere in it."""
    return {alias.asname or alias.name.partition(".")[0]
            for node in statements(cell) if in_functions or not isinstance(node, FUNCTIONS)
            for one in ast.walk(node) if isinstance(one, (ast.Import, ast.ImportFrom)) for alias in one.names} - {"*"}


def names_defined(cell: str) -> set[str]:
    """The functions, classes and variables that a cell defines outside its functions."""
    found: set[str] = set()
    for node in statements(cell):
        if isinstance(node, FUNCTIONS):
            found.add(node.name)
        elif not isinstance(node, (ast.Import, ast.ImportFrom)):
            found |= {one.id for one in ast.walk(node) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)}
    return found


def names_used(cell: str) -> set[str]:
    """The names that a cell reads, in its functions, too."""
    return {one.id for node in statements(cell) for one in ast.walk(node)
            if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Load)}


def last_function(cell: str) -> str:
    """The last function that a cell defines, "" where there is none: the ones before it may be its helpers."""
    return next((node.name for node in reversed(statements(cell)) if isinstance(node, ast.FunctionDef)), "")


def statements(cell: str) -> list[ast.stmt]:
    """The statements of a cell outside its functions; [] where it is not Python."""
    first, _, rest = cell.partition("\n")
    _, tree = parsed(rest if first.startswith("%%") else cell)
    return tree.body if tree is not None else []
