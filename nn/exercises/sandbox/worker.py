"""The process in which a student's file runs: a fresh interpreter that gets arrays and sends back arrays.

It reads all calls from its standard input before the first line of the file runs, and answers on what was its standard
output (see wire.py). The student's code gets neither: input() finds an empty input, and what is printed goes into the
answer, cut short. The worker does not know the expected values. runner.py is its other end.
"""
import faulthandler
import io
import os
import sys
import time
import types

from nn.exercises.sandbox import wire
from nn.exercises.sandbox.calls import Failure, Observation, attempt, failure_of, observe
from nn.exercises.sandbox.opened import MOST_SOURCE, regular_file
from nn.exercises.sandbox.student_file import arrays_outside, nested_in, not_python, traced

MOST_PRINTED = 2000                 # bytes of print that are kept of a call
QUICK = 0.3                         # seconds that all calls may take to be made twice
#: where the system can limit it: bytes of address space, of any file that is written, and of a crash's memory dump
LIMITS = {"RLIMIT_AS": 4 * 2 ** 30, "RLIMIT_FSIZE": 256 * 2 ** 20, "RLIMIT_CORE": 0}

WORKER, END = os.getpid(), os._exit


def main(path: str, seconds: float) -> None:
    """Reads the calls, runs the file, answers one call after the other; ends itself when the seconds are over."""
    calls = [*read_calls(sys.stdin.buffer)]
    answers, diagnostics, printed = take_over_the_streams()
    faulthandler.enable(diagnostics)
    faulthandler.dump_traceback_later(seconds, exit=True, file=diagnostics)     # says which line hangs
    set_limits()
    os._exit = leave
    failure, data = attempt(regular_file, (path, MOST_SOURCE))
    failure = failure or not_python(data)
    if failure is None:
        failure, module = attempt(load, (path, data), path)
    started = time.monotonic()
    for name, arguments in calls:
        if failure is None and not callable(module.get(name)):
            message = wire.encode(tuple(Observation(missing(name, data, module))))
        elif failure is not None:
            message = wire.encode(tuple(Observation(failure, printed=printed.text())))
        else:
            message = as_message(module[name], arguments, path, printed, arrays_outside(module[name], module))
        if os.getpid() != WORKER:                                   # a child that the student's code forked
            END(0)
        answers.write(message)
        answers.flush()
        printed.clear()
    if failure is None and time.monotonic() - started < QUICK:      # again, to see what is computed on the way
        faulthandler.dump_traceback_later(2, exit=True, file=diagnostics)
        message = wire.encode([traced(module.get(name), arguments, path) for name, arguments in calls])
        if os.getpid() == WORKER:
            answers.write(message)
            answers.flush()
    END(0)                                                          # without waiting for threads or atexit


def read_calls(stream):
    """All messages of a stream, to its end."""
    try:
        while True:
            yield wire.read(stream)
    except EOFError:
        return


def missing(name, data, module):
    """The Failure of a call of a function that the file does not define, with the reason where it is known."""
    kind, outer, line = nested_in(data, name)
    if outer:
        return Failure(f"inside a {kind}", outer, line)
    others = [other for other, value in module.items()
              if isinstance(value, types.FunctionType) and value.__module__ == "student" and not other.startswith("_")]
    return Failure("missing", ", ".join(others[:4]))


def as_message(function, arguments, path, printed, outside):
    """The observation of one call as a message."""
    try:
        return fitting(observe(function, arguments, path)._replace(outside=outside), printed)
    except BaseException as error:                                  # raised by a value when it is inspected
        return wire.encode(tuple(Observation(failure_of(error, path), printed=printed.text())))


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
    """A binary stream that keeps the beginning and forgets the rest."""

    kept = b""

    def writable(self):
        return True

    def write(self, data):
        self.kept += bytes(data[:MOST_PRINTED - len(self.kept)])
        return len(data)

    def text(self):
        return self.kept.decode("utf-8", "replace")

    def clear(self):
        self.kept = b""


def take_over_the_streams():
    """(stream of our answers, file number of our diagnostics, what is printed): the student's code gets an empty input
    and an output that goes nowhere, except for what Python itself prints."""
    answers, diagnostics, printed = os.fdopen(os.dup(1), "wb"), os.dup(2), Printed()
    nothing = os.open(os.devnull, os.O_RDWR)
    for number in range(3):
        os.dup2(nothing, number)
    sys.stdout = sys.stderr = io.TextIOWrapper(printed, "utf-8", "backslashreplace", newline="\n", write_through=True)
    return answers, diagnostics, printed


def set_limits():
    """Limits the memory, so that a 10 GB array is a MemoryError with a line number and does not stop the machine."""
    try:
        import resource
    except ImportError:                                             # Windows: only the time is limited
        return
    for name, most in LIMITS.items():
        try:
            resource.setrlimit(getattr(resource, name), (most, most))
        except (ValueError, OSError):                               # macOS does not limit the address space
            pass


def leave(status=0):
    """Stands in for os._exit, which would end the worker without an answer; a forked child may use it."""
    if os.getpid() != WORKER:
        END(status)
    raise SystemExit(status)


def load(path, data):
    """The names that a student's file defines; it runs as if it had been started in its folder."""
    folder = os.path.dirname(path)
    sys.path.append(folder)                                         # last: a student's random.py must not hide Python's
    code = compile(data, path, "exec")
    os.chdir(folder)
    sys.argv = [path]
    module = sys.modules["student"] = types.ModuleType("student")   # where dataclasses and pickle look it up
    module.__file__ = path
    exec(code, vars(module))
    return vars(module)
