"""Runs a student's file in a worker and returns what was observed: the only way from the checker to their code.

    observations = run(path, calls, seconds=10)         # one for each call, whatever the file does

The file is never imported, parsed or unpickled in this process. The worker is a fresh interpreter in a process group
of its own, which is killed as a whole when its time is over. It writes its answers to a temporary file, which is read
after it has ended: nothing that it leaves behind can make this process wait.

What only confinement by the operating system prevents: a process that leaves the group (setsid, a daemon; on Windows
any child of a worker that has ended) survives; the code reads, writes and deletes files and uses the network with the
user's own rights; many children together take more memory than one may. And nn, which is installed, contains the
answers: a file may call them, or write an answer to the worker's output itself, which is judged like any other.
"""
import os
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import numpy as np

from nn.exercises.sandbox import wire
from nn.exercises.sandbox.calls import Call, Failure, Observation, Variable, one_line
from nn.exercises.sandbox.opened import MOST_SOURCE, regular_file

SECONDS = 10.0                      # for one file, all its calls together
GRACE = 1.5                         # the worker ends itself and names the line; it is killed this much later
MOST_ANSWERED = 256 * 2 ** 20       # bytes of all answers together

#: without the folder where the checker runs: a numpy.py there would be imported
START = ("import sys; sys.path = [folder for folder in sys.path if folder]; "
         "from nn.exercises.sandbox.worker import main; main(sys.argv[1], float(sys.argv[2]))")

#: one thread: small problems are slower on many cores, and many files may be checked at the same time
ENVIRONMENT = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "MPLBACKEND": "Agg",
               "PYTHONDONTWRITEBYTECODE": "1", "PYTHONIOENCODING": "utf-8", "PYTHONHASHSEED": "0"}

#: what makes a process the head of a group of its own
OWN_GROUP: dict[str, Any] = {"start_new_session": True}
if sys.platform == "win32":
    OWN_GROUP = {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}


class Worker:
    """A process that is ready to run one file. Starting one early saves the time that NumPy takes to import."""

    def __init__(self, path: str | os.PathLike, seconds: float = SECONDS):
        self.path, self.seconds = os.path.abspath(path), seconds
        self.lines = lines_of(self.path)                            # now: the student's code can change the file
        self.answers = tempfile.TemporaryFile()
        self.diagnostics = tempfile.TemporaryFile()                 # where it hangs or crashes, by faulthandler
        self.process = subprocess.Popen(
            [sys.executable, "-c", START, self.path, str(seconds)], stdin=subprocess.PIPE, stdout=self.answers,
            stderr=self.diagnostics, env=os.environ | ENVIRONMENT, **OWN_GROUP)

    def run(self, calls: Sequence[Call]) -> list[Observation]:
        """One Observation for each call. The worker has ended when this returns."""
        over, stdin = False, self.process.stdin
        assert stdin is not None                                    # it is a pipe
        try:
            with suppress(BrokenPipeError), stdin as requests:
                requests.write(b"".join(wire.encode((call.function, call.arguments)) for call in calls))
            self.process.wait(self.seconds + GRACE)
        except subprocess.TimeoutExpired:
            over = True
        finally:
            self.kill()
        with self.answers, self.diagnostics:
            return self.read_answers(calls, over)

    def kill(self) -> None:
        """Ends the worker and all that it started."""
        with suppress(ProcessLookupError, PermissionError):         # it has ended already
            if os.name != "nt":
                os.killpg(self.process.pid, signal.SIGKILL)
            elif self.process.poll() is None:
                subprocess.run(["taskkill", "/T", "/F", "/PID", str(self.process.pid)], capture_output=True)
        self.process.wait()

    def read_answers(self, calls, over):
        """The answers that were written, and for the other calls the reason why there are no more."""
        seen = []
        self.answers.seek(0)
        try:
            for call in calls:
                seen.append(self.observation(wire.read(self.answers), len(call.arguments)))
                if self.answers.tell() > MOST_ANSWERED:
                    raise wire.WireError("all answers together are too large")
            return self.with_intermediates(seen)
        except EOFError:
            end = self.why_it_ended(over)
        except wire.WireError as error:
            end = Failure("died", f"its answer could not be read: {error}")
        return seen + [Observation(end) for _ in calls[len(seen):]]

    def with_intermediates(self, seen):
        """The observations with what was computed on the way, where the worker had the time to look at it."""
        try:
            return [one._replace(intermediates=tuple((one_line(of_type(name, str)), of_type(array, np.ndarray))
                                                     for name, array in found))
                    for one, found in zip(seen, wire.read(self.answers), strict=True)]
        except (EOFError, wire.WireError, TypeError, ValueError):
            return seen

    def observation(self, answer, expected_arguments):
        """A worker's answer as an Observation.

        Raises : WireError where it does not have the form of one
        """
        try:
            failure, value, arguments, advice, printed, outside, _ = answer
            if failure is not None:
                kind, message, line, _, loading, variables = map(of_type, failure, (str, str, int, str, bool, tuple))
                failure = self.failure(kind, message, line, loading, tuple(map(variable, variables)))
            elif len(arguments) != expected_arguments:
                raise TypeError
            advice = tuple((of_type(line, int), one_line(of_type(category, str)), one_line(of_type(message, str)))
                           for line, category, message in advice[:20])
            return Observation(failure, value, tuple(of_type(arguments, tuple)), advice, of_type(printed, str),
                               tuple(map(variable, outside)))
        except (TypeError, ValueError):
            raise wire.WireError("it does not have the form of an answer") from None

    def failure(self, kind, message, line=0, loading=False, variables=()):
        """A Failure with the text of the line."""
        text = self.lines[line - 1].strip() if 0 < line <= len(self.lines) else ""
        return Failure(one_line(kind), one_line(message), line, text[:200], loading, variables)

    def why_it_ended(self, over):
        """Its time was over, or it crashed; with the student's line where faulthandler named it."""
        self.diagnostics.seek(0)
        text = self.diagnostics.read(100_000).decode("utf-8", "replace")
        path = self.path.encode("ascii", "backslashreplace").decode()[:500]     # as faulthandler writes it
        found = re.findall(f'File "{re.escape(path)}[.]*", line ([0-9]+) in (.*)', text)  # the innermost comes first
        loading = bool(found) and found[-1][1] == "<module>"
        line = int(found[-1 if loading else 0][0]) if found else 0
        if over or "Timeout (" in text:
            return self.failure("time", f"{self.seconds:g} s", line, loading)
        return self.failure("died", ending(self.process.returncode), line, loading)


def run(path: str | os.PathLike, calls: Sequence[Call], seconds: float = SECONDS) -> list[Observation]:
    """One Observation for each call of a function in the file at path, in a worker of its own."""
    return Worker(path, seconds).run(calls)


def of_type(value, kind):
    """The value itself.

    Raises : TypeError where it is not of that very type
    """
    if type(value) is not kind:
        raise TypeError
    return value


def variable(answer: Any) -> Variable:
    """A Variable of a worker's answer.

    Raises : TypeError, ValueError where it does not have the form of one
    """
    name, kind, shape, outside = answer
    return Variable(one_line(of_type(name, str)), of_type(kind, str), tuple(of_type(size, int) for size in shape),
                    of_type(outside, bool))


def ending(status: int) -> str:
    """How a process ended: "status 1", "signal SIGSEGV"."""
    with suppress(ValueError):
        return f"signal {signal.Signals(-status).name}"
    return f"status {status}"


def lines_of(path: str) -> list[str]:
    """The lines of a file as Python counts them; [] where it cannot be read."""
    try:
        text = regular_file(path, MOST_SOURCE).decode("utf-8-sig", "replace")
    except OSError:
        return []
    return [wire.UNPRINTABLE.sub("", line) for line in re.split("\r\n?|\n", text)]
