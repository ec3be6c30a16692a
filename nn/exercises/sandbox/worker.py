"""The process in which a student's program runs: a fresh interpreter that gets arrays and sends back arrays.

It reads the program and all calls from its standard input before the first line of it runs, and answers on what was its
standard output (see wire.py). The student's code gets neither: input() finds an empty input, and what is printed goes
into the answer, cut short. The worker does not know the expected values. runner.py is its other end.
"""
import faulthandler
import io
import linecache
import os
import sys
import time
import types
from collections.abc import Callable, Iterable, Iterator
from typing import Any, BinaryIO, NamedTuple

from nn.exercises.sandbox import wire
from nn.exercises.sandbox.calls import Failure, Observation, attempt, failure_of, observe
from nn.exercises.sandbox.opened import MOST_SOURCE, regular_file
from nn.exercises.sandbox.program import Program, of_message
from nn.exercises.sandbox.student_file import functions_of_nn, nested_in, not_python, traced, variables_outside

MOST_PRINTED = 2000                 # bytes of print that are kept of a call
QUICK = 0.3                         # seconds that all calls may take to be made twice
#: where the system can limit it: bytes of address space, of any file that is written, and of a crash's memory dump
LIMITS = {"RLIMIT_AS": 4 * 2 ** 30, "RLIMIT_FSIZE": 256 * 2 ** 20, "RLIMIT_CORE": 0}

END = os._exit


class File(NamedTuple):
    """A student's program, after it was run."""
    path: str                       # its name in tracebacks
    data: bytes
    failure: Failure | None         # why it could not be run
    module: dict[str, Any] = {}     # the names that it defines


def main() -> None:
    """Reads the request, runs the program, answers one call after the other; ends itself when its seconds are over."""
    request, *calls = [*read_calls(sys.stdin.buffer)] or [None]
    if request is None:                                             # whoever started it has ended, or needs it no more
        END(0)
    program, seconds = of_message(request[0]), request[1]
    answers, diagnostics, printed = take_over_the_streams()
    faulthandler.enable(diagnostics)
    faulthandler.dump_traceback_later(seconds, exit=True, file=diagnostics)     # says which line hangs
    set_limits(LIMITS)
    only_here = take_over_the_exit()
    file = run_program(program)
    started = time.monotonic()
    for message in answers_to(calls, file, printed):
        only_here()
        send(message, answers)
    if file.failure is None and time.monotonic() - started < QUICK: # again, to see what is computed on the way
        faulthandler.dump_traceback_later(2, exit=True, file=diagnostics)
        message = intermediates(calls, file)
        only_here()
        send(message, answers)
    END(0)                                                          # without waiting for threads or atexit


def read_calls(stream: BinaryIO) -> Iterator[Any]:
    """All messages of a stream, to its end."""
    try:
        while True:
            yield wire.read(stream)
    except EOFError:
        return


def run_program(program: Program) -> File:
    """The program, run as if it was a file that had been started in its folder."""
    path, data = program.path, program.data
    failure = None
    if data is None:
        failure, data = attempt(regular_file, (path, MOST_SOURCE))
    else:                                                           # a traceback finds its lines here
        text = data.decode("utf-8-sig", "replace")
        linecache.cache[path] = len(text), None, text.splitlines(keepends=True), path
    failure = failure or not_python(data)
    if failure is not None:
        return File(path, data or b"", failure)
    failure, module = attempt(load, (path, data, program.before), path)
    return File(path, data, failure, module or {})


def answers_to(calls: Iterable[tuple], file: File, printed: "Printed") -> Iterator[bytes]:
    """The observation of each call, as a message."""
    for name, arguments in calls:
        function = file.module.get(name)
        if file.failure is not None:
            yield wire.encode(tuple(Observation(file.failure, printed=printed.text())))
        elif not callable(function):
            yield wire.encode(tuple(Observation(missing(name, file.data, file.module))))
        else:
            yield as_message(function, arguments, file, printed)
        printed.clear()


def intermediates(calls: Iterable[tuple], file: File) -> bytes:
    """What each call computes on the way, as one message."""
    found = [attempt(traced, (file.module.get(name), arguments, file.path))[1] for name, arguments in calls]
    return wire.encode([one or [] for one in found])


def send(message: bytes, answers: BinaryIO) -> None:
    answers.write(message)
    answers.flush()


def missing(name, data, module):
    """The Failure of a call of a function that the file does not define, with the reason where it is known."""
    kind, outer, line = nested_in(data, name)
    if outer:
        return Failure(f"inside a {kind}", outer, line)
    others = [other for other, value in module.items()
              if isinstance(value, types.FunctionType) and value.__module__ == "student" and not other.startswith("_")]
    return Failure("missing", ", ".join(others[:4]))


def as_message(function, arguments, file, printed):
    """The observation of one call as a message."""
    try:
        outside, of_nn = variables_outside(function, file.module), functions_of_nn(function, file.module)
        return fitting(observe(function, arguments, file.path)._replace(outside=outside, of_nn=of_nn), printed)
    except BaseException as error:                                  # raised by a value when it is inspected
        return wire.encode(tuple(Observation(failure_of(error, file.path), printed=printed.text())))


def fitting(seen, printed):
    """An observation as a message; what is too large to be sent is only described."""
    seen = seen._replace(printed=printed.text())
    too_large = wire.Opaque(f"{wire.type_as_text(seen.value)}, too large to be compared")
    for smaller in (seen, seen._replace(value=too_large)):
        try:
            return wire.encode(tuple(smaller))
        except wire.WireError:
            pass
    return wire.encode(tuple(seen._replace(value=too_large, arguments=tuple(map(wire.opaque, seen.arguments)))))


class Printed(io.RawIOBase):
    """A binary stream that keeps the beginning, and of the rest only how many bytes there were."""

    kept = b""
    count = 0

    def writable(self):
        return True

    def write(self, data):
        self.count += len(data)
        self.kept += bytes(data[:MOST_PRINTED - len(self.kept)])
        return len(data)

    def text(self):
        return self.kept.decode("utf-8", "replace")

    def clear(self):
        self.kept = b""


def take_over_the_streams() -> tuple[BinaryIO, int, Printed]:
    """(stream of our answers, file number of our diagnostics, what is printed): the student's code gets an empty input
    and an output that goes nowhere, except for what Python itself prints."""
    answers, diagnostics, printed = os.fdopen(os.dup(1), "wb"), os.dup(2), Printed()
    nothing = os.open(os.devnull, os.O_RDWR)
    for number in range(3):
        os.dup2(nothing, number)
    os.close(nothing)
    sys.stdout = sys.stderr = io.TextIOWrapper(printed, "utf-8", "backslashreplace", newline="\n", write_through=True)
    return answers, diagnostics, printed


def take_over_the_exit() -> Callable[[], None]:
    """os._exit would end the worker without an answer, and becomes SystemExit; a forked child may use it.

    Returns : a function that ends every process but this one: a child that the student's code forked
    """
    worker = os.getpid()

    def only_here() -> None:
        if os.getpid() != worker:
            END(0)

    def leave(status: int = 0) -> None:
        if os.getpid() != worker:
            END(status)
        raise SystemExit(status)

    os._exit = leave                                                # type: ignore[assignment]
    return only_here


def set_limits(limits: dict[str, int]) -> None:
    """Limits the memory, so that a 10 GB array is a MemoryError with a line number and does not stop the machine."""
    try:
        import resource
    except ImportError:                                             # Windows: only the time is limited
        return
    for name, most in limits.items():
        try:
            resource.setrlimit(getattr(resource, name), (most, most))
        except (ValueError, OSError):                               # macOS does not limit the address space
            pass


def load(path, data, before):
    """The names that a student's program defines; it runs as if it had been started in its folder."""
    folder = os.path.dirname(path)
    sys.path.append(folder)                                         # last: a student's random.py must not hide Python's
    code = compile(data, path, "exec")
    os.chdir(folder)
    return execute(code, path, before)


def execute(code: types.CodeType, path: str, before: str = "") -> dict[str, Any]:
    """The names that a student's program defines.

    before : what runs before it in the same namespace
    """
    sys.argv = [path]
    module = sys.modules["student"] = types.ModuleType("student")   # where dataclasses and pickle look it up
    module.__file__ = path
    exec(compile(before, "<before>", "exec"), vars(module))
    exec(code, vars(module))
    return vars(module)
