"""The process in which a student's file runs: a fresh interpreter that gets arrays and sends back arrays.

It reads all calls from its standard input before the first line of the file runs, and answers on what was its standard
output (see wire.py). The student's code finds neither: input() has nobody to ask, and what is printed goes into the
answer, cut short. The worker knows no expected value. runner.py is its other end.
"""
import faulthandler
import io
import os
import sys
import types

from nn.exercises.sandbox import wire
from nn.exercises.sandbox.calls import Failure, Observation, attempt, failure_of, observe

MOST_PRINTED = 2000                 # bytes of print that are kept of a call
#: where the system can limit it: bytes of address space, of any file that is written, and of a crash's memory dump
LIMITS = {"RLIMIT_AS": 4 * 2 ** 30, "RLIMIT_FSIZE": 256 * 2 ** 20, "RLIMIT_CORE": 0}

WORKER, END = os.getpid(), os._exit


def main(path, seconds):
    """Reads the calls, runs the file, answers one call after the other; ends itself after the seconds."""
    calls = [*read_calls(sys.stdin.buffer)]
    answers, complaints, printed = take_over_the_streams()
    faulthandler.enable(complaints)
    faulthandler.dump_traceback_later(seconds, exit=True, file=complaints)      # says which line hangs
    set_limits()
    os._exit = leave
    failure, module = attempt(load, (path,), path)
    for name, arguments in calls:
        if failure is None and not callable(module.get(name)):
            message = wire.encode(tuple(Observation(Failure("missing", name))))
        elif failure is not None:
            message = wire.encode(tuple(Observation(failure, printed=printed.text())))
        else:
            message = answer(module[name], arguments, path, printed)
        if os.getpid() != WORKER:                                   # a child that the student's code forked
            END(0)
        answers.write(message)
        answers.flush()
        printed.clear()
    END(0)                                                          # waits for no thread, and runs no atexit


def read_calls(stream):
    """All messages of a stream, to its end."""
    try:
        while True:
            yield wire.read(stream)
    except EOFError:
        return


def answer(function, arguments, path, printed):
    """The observation of one call as a message."""
    try:
        return fitting(observe(function, arguments, path), printed)
    except BaseException as error:                                  # by an object that does not want to be looked at
        return wire.encode(tuple(Observation(failure_of(error, path), printed=printed.text())))


def fitting(seen, printed):
    """An observation as a message; of what is too large to be sent there is only a description."""
    seen = seen._replace(printed=printed.text())
    too_large = wire.Opaque(f"{wire.describe(seen.value)}, too large to be looked at")
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
    """(our answers, a file number for our complaints, what is printed): the student's code gets an empty input, and an
    output that goes nowhere, except for what Python itself prints."""
    answers, complaints, printed = os.fdopen(os.dup(1), "wb"), os.dup(2), Printed()
    nothing = os.open(os.devnull, os.O_RDWR)
    for number in range(3):
        os.dup2(nothing, number)
    sys.stdout = sys.stderr = io.TextIOWrapper(printed, "utf-8", "backslashreplace", newline="\n", write_through=True)
    return answers, complaints, printed


def set_limits():
    """So that a 10 GB array is a MemoryError with a line number, and not the end of the machine."""
    try:
        import resource
    except ImportError:                                             # Windows; the time limit remains
        return
    for name, most in LIMITS.items():
        try:
            resource.setrlimit(getattr(resource, name), (most, most))
        except (ValueError, OSError):                               # macOS, of the address space
            pass


def leave(status=0):
    """Instead of os._exit, which would leave without a word; a child that the student's code started may do so."""
    if os.getpid() != WORKER:
        END(status)
    raise SystemExit(status)


def load(path):
    """The names that a student's file defines; it runs as if it was started in its folder."""
    folder = os.path.dirname(path)
    sys.path.append(folder)                                         # last: a student's random.py must not hide random
    with open(path, "rb") as file:
        code = compile(file.read(), path, "exec")
    os.chdir(folder)
    sys.argv = [path]
    module = sys.modules["student"] = types.ModuleType("student")   # dataclasses and pickle look it up there
    module.__file__ = path
    exec(code, vars(module))
    return vars(module)
