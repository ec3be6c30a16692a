"""The Runner for systems without processes, such as Pyodide in a browser: the student's program runs right here.

It gives the observations that a worker gives, and leaves the interpreter as it was: streams, arguments of the program,
folder, path, modules, warnings, NumPy's settings and the states of random numbers. What it cannot do: limit the memory,
survive a crash, or end a single operation that never ends. A loop of Python that never ends is ended, with its line,
unless it catches every exception.
"""
import builtins
import io
import linecache
import os
import random
import sys
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from types import FrameType
from typing import Any, NoReturn

import numpy as np

from nn.exercises.sandbox import wire, worker
from nn.exercises.sandbox.answers import complete, failure_at, read_answers, with_intermediates
from nn.exercises.sandbox.calls import Call, Observation
from nn.exercises.sandbox.program import Program
from nn.exercises.sandbox.runner import SECONDS, lines_of


class TimeIsOver(BaseException):
    """Raised in a student's program when its seconds are over."""


def in_process(program: Program, calls: Sequence[Call], seconds: float = SECONDS) -> list[Observation]:
    """One Observation for each call of a function of the program, which runs in this interpreter."""
    lines = lines_of(program)
    requests = [wire.decode(wire.encode((call.function, call.arguments))) for call in calls]
    messages: list[bytes] = []
    with as_in_a_worker(program) as (printed, only_here):
        with Clock(seconds, program.path) as clock:
            file = worker.run_program(program)
            started = time.monotonic()
            for message in worker.answers_to(requests, file, printed):
                only_here()
                if clock.is_over:
                    break
                messages.append(message)
        if file.failure is None and time.monotonic() - started < worker.QUICK:
            with Clock(2, program.path):
                messages.append(worker.intermediates(requests, file))
            only_here()
    stream = io.BytesIO(b"".join(messages))
    seen = complete(read_answers(stream, calls, lines), calls,
                    failure_at(lines, "time", f"{seconds:g} s", clock.line, clock.loading))
    return with_intermediates(seen, stream)


class Clock:
    """While it is entered, TimeIsOver is raised in the program at path, once, at its first step after these seconds.

    It takes the place of a debugger, or of what measures coverage, and gives it back.
    """

    line, loading, is_over = 0, False, False

    def __init__(self, seconds: float, path: str):
        self.end, self.path = time.monotonic() + seconds, path

    def __enter__(self) -> "Clock":
        self.before = sys.gettrace()
        sys.settrace(self.enter)
        return self

    def __exit__(self, *error: object) -> None:
        sys.settrace(self.before)

    def enter(self, frame: FrameType, event: str, argument: Any) -> Callable | None:
        """Called at each function: is it one of the program?"""
        if frame.f_code.co_filename != self.path:
            return None
        frame.f_trace_opcodes = True                                # while True: pass is one line, and begins only once
        return self.look

    def look(self, frame: FrameType, event: str, argument: Any) -> Callable:
        """Called at each step of the program."""
        if event in ("line", "opcode") and time.monotonic() > self.end and not self.is_over:
            self.is_over = True
            self.line, self.loading = line_of(frame, self.path)
            raise TimeIsOver
        return self.look


def line_of(frame: FrameType | None, path: str) -> tuple[int, bool]:
    """(line of the program at path, is it outside the functions?): its innermost line, or the one outside them."""
    found = []
    while frame is not None:
        if frame.f_code.co_filename == path:
            found.append((frame.f_lineno, frame.f_code.co_name == "<module>"))
        frame = frame.f_back
    return found[-1] if found[-1][1] else found[0]


@contextmanager
def as_in_a_worker(program: Program) -> Iterator[tuple[worker.Printed, Callable[[], None]]]:
    """What a program finds in a worker, and afterwards everything as it was.

    Gives : (what is printed, what ends a child that the program forked)
    """
    printed: Any = worker.Printed()
    output = io.TextIOWrapper(printed, "utf-8", "backslashreplace", newline="\n", write_through=True)
    with ExitStack() as restore:
        for owner, name, value in ((sys, "stdout", output), (sys, "stderr", output), (sys, "stdin", io.StringIO()),
                                   (builtins, "input", nothing_to_read), (sys, "argv", sys.argv),
                                   (sys, "path", [folder for folder in sys.path if folder]), (os, "_exit", os._exit)):
            restore.callback(setattr, owner, name, getattr(owner, name))
            setattr(owner, name, value)
        restore.callback(linecache.cache.pop, program.path, None)
        for keep in (folder, modules_of(os.path.dirname(program.path)), random_states, warnings_of_python, recursion,
                     np.errstate, np.printoptions):
            restore.enter_context(keep())
        yield printed, worker.take_over_the_exit()


def nothing_to_read(prompt: object = "") -> NoReturn:
    """input, where there is no keyboard."""
    print(prompt, end="")
    raise EOFError("EOF when reading a line")


@contextmanager
def folder() -> Iterator[None]:
    """Afterwards the current folder is what it was, as far as it is still there."""
    before = os.getcwd()
    try:
        yield
    finally:
        os.chdir(before)


def modules_of(place: str) -> Callable:
    """Afterwards the modules in a student's folder are unknown again, and those that were there are what they were."""
    @contextmanager
    def modules() -> Iterator[None]:
        before = dict(sys.modules)
        try:
            yield
        finally:
            for name, module in list(sys.modules.items()):
                file = getattr(module, "__file__", None)
                if name == "student" or name not in before and isinstance(file, str) and os.path.dirname(file) == place:
                    del sys.modules[name]
            sys.modules.update(before)
    return modules


@contextmanager
def random_states() -> Iterator[None]:
    """Afterwards the global random numbers continue where they were."""
    python, numpy = random.getstate(), np.random.get_state()        # noqa: NPY002
    try:
        yield
    finally:
        random.setstate(python)
        np.random.set_state(numpy)                                  # noqa: NPY002


@contextmanager
def warnings_of_python() -> Iterator[None]:
    """Warnings as they are in a new interpreter, printed by whoever does not record them."""
    with warnings.catch_warnings():
        warnings.resetwarnings()
        for category in (ResourceWarning, ImportWarning, PendingDeprecationWarning, DeprecationWarning):
            warnings.simplefilter("ignore", category)
        warnings.showwarning = print_warning
        yield


def print_warning(message: Any, category: Any, filename: str, lineno: int, file: Any = None, line: Any = None) -> None:
    sys.stderr.write(warnings.formatwarning(message, category, filename, lineno, line))


@contextmanager
def recursion() -> Iterator[None]:
    """Afterwards functions may call themselves as deeply as before."""
    limit = sys.getrecursionlimit()
    try:
        yield
    finally:
        sys.setrecursionlimit(limit)
