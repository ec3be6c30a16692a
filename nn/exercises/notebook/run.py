"""Runs the rest of a cell in the notebook, as if the line %%check was not there."""
import asyncio
import contextvars
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


def run_as_usual(shell: Any, first: str, body: str) -> None:
    """Runs a cell: what it gives is shown, and an error of its own is raised, shown as usual.

    first : the line on top of it, %%check 6, so that the lines of an error count as in the cell
    """
    cell = body if body.lstrip().startswith("%%") else f"# {first}\n{body}"
    shown: list[list[str]] = []

    def show(kind: Any, error: Any, lines: list[str]) -> None:
        shown.append(lines)

    def cache(code: str, number: int = 0, *raw: Any, **named: Any) -> Any:
        return named_by_compiler(code, min(number, number_of_cell(shell)), *raw, **named)

    named_by_compiler = shell.compile.cache
    with replaced(shell, "_showtraceback", show), replaced(shell.compile, "cache", cache):
        result = in_a_loop_of_its_own(shell, cell) if is_asynchronous(shell, cell) else shell.run_cell(cell)
    error = result.error_before_exec or result.error_in_exec
    if error is not None and not isinstance(error, SystemExit):
        raise as_shown(error, shown[-1] if shown else [])


@contextmanager
def replaced(owner: Any, name: str, value: Any) -> Iterator[None]:
    """Meanwhile an object's method is another function."""
    before = vars(owner).get(name)
    setattr(owner, name, value)
    try:
        yield
    finally:
        if before is None:
            delattr(owner, name)
        else:
            setattr(owner, name, before)


def number_of_cell(shell: Any) -> int:
    """The 3 of In[3] of the cell that runs; a cell within a cell would get the next one."""
    manager = getattr(shell, "history_manager", None)
    return len(manager.input_hist_raw) - 1 if manager is not None else shell.execution_count


def as_shown(error: Any, lines: list[str]) -> BaseException:
    """An error that IPython shows with these lines, without those of %%check."""
    if isinstance(error, SyntaxError):                              # IPython would look into its file
        error = type("SyntaxError", (Exception,), {})(str(error))
    error._render_traceback_ = lambda: lines
    return error


def is_asynchronous(shell: Any, cell: str) -> bool:
    """Does a cell await something, where a loop is running already, as it is in a notebook?"""
    try:
        asyncio.get_running_loop()
        return bool(shell.should_run_async(cell, transformed_cell=shell.transform_cell(cell)))
    except Exception:                                               # no loop; or a cell that is not Python
        return False


def in_a_loop_of_its_own(shell: Any, cell: str) -> Any:
    """The result of a cell that awaits something: no function can wait for the loop that is running it."""
    results: list[Any] = []
    context = contextvars.copy_context()
    thread = threading.Thread(target=context.run, args=(lambda: results.append(shell.run_cell(cell)),))
    thread.start()
    thread.join()
    return results[0]
