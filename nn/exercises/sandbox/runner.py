"""Runs a student's program and returns what was observed: the only way from the checker to their code.

    observations = in_worker(file_at(path), calls, 10)  # one for each call, whatever the file does

A Runner is a function like in_worker; in_process.py has another one, for systems that have no processes.

The program is never imported, parsed or unpickled in this process. The worker is a fresh interpreter in a process group
of its own, which is killed as a whole when its time is over. It writes its answers to a temporary file, which is read
after it has ended: nothing that it leaves behind can make this process wait.

What only confinement by the operating system prevents: a process that leaves the group (setsid, a daemon; on Windows
any child of a worker that has ended) survives; the code reads, writes and deletes files and uses the network with the
user's own rights; many children together take more memory than one may. And nn, which is installed, contains the
answers: a file may call them, or write an answer to the worker's output itself, which is judged like any other.
"""
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

from nn.exercises.sandbox import wire
from nn.exercises.sandbox.answers import (
    complete,
    ending,
    failure_at,
    line_that_ran,
    printable_lines,
    read_answers,
    with_intermediates,
)
from nn.exercises.sandbox.calls import Call, Observation
from nn.exercises.sandbox.opened import MOST_SOURCE, regular_file
from nn.exercises.sandbox.private import closed_to_others, environment
from nn.exercises.sandbox.program import Program, as_message, file_at

#: (what a student wrote, the calls of its functions, seconds for all of them) -> one Observation for each call
Runner = Callable[[Program, Sequence[Call], float], list[Observation]]

SECONDS = 10.0                      # for one file, all its calls together
GRACE = 1.5                         # the worker ends itself and names the line; it is killed this much later

#: without the folder where the checker runs: a numpy.py there would be imported
START = ("import sys; sys.path = [folder for folder in sys.path if folder]; "
         "from nn.exercises.sandbox.worker import main; {}main()")

#: one thread: small problems are slower on many cores, and many files may be checked at the same time
ENVIRONMENT = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "MPLBACKEND": "Agg",
               "PYTHONDONTWRITEBYTECODE": "1", "PYTHONIOENCODING": "utf-8", "PYTHONHASHSEED": "0"}

#: what makes a process the head of a group of its own
OWN_GROUP: dict[str, Any] = {"start_new_session": True}
if sys.platform == "win32":
    OWN_GROUP = {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}


class Worker:
    """A process that is ready to run one program. Starting one early saves the time that NumPy takes to import.

    imports : names of modules that it imports while it waits
    """

    def __init__(self, imports: Sequence[str] = ()):
        self.answers = tempfile.TemporaryFile()
        self.diagnostics = tempfile.TemporaryFile()                 # where it hangs or crashes, by faulthandler
        self.process = subprocess.Popen(
            [sys.executable, "-c", START.format("".join(f"import {name}; " for name in imports))],
            stdin=subprocess.PIPE, stdout=self.answers, stderr=self.diagnostics, env=environment() | ENVIRONMENT,
            **OWN_GROUP)

    def run(self, program: Program, calls: Sequence[Call], seconds: float = SECONDS) -> list[Observation]:
        """One Observation for each call. The worker has ended when this returns."""
        lines = lines_of(program)                                   # now: the student's code can change the file
        requests = [(as_message(program), float(seconds)), *((call.function, call.arguments) for call in calls)]
        with self.answers, self.diagnostics:
            over = self.is_over_before_the_end(requests, seconds)
            self.answers.seek(0)
            answers = read_answers(self.answers, calls, lines)
            seen = complete(answers, calls, self.why_it_ended(program.path, lines, seconds, over))
            return with_intermediates(seen, self.answers) if len(answers.observations) == len(calls) else seen

    def is_over_before_the_end(self, requests: Sequence[tuple], seconds: float) -> bool:
        """Sends the requests, and waits until the worker has ended; was its time over before that?"""
        stdin = self.process.stdin
        assert stdin is not None                                    # it is a pipe
        with closed_to_others():
            try:
                with suppress(BrokenPipeError), stdin:
                    stdin.write(b"".join(map(wire.encode, requests)))
                self.process.wait(seconds + GRACE)
            except subprocess.TimeoutExpired:
                return True
            finally:
                self.kill()
        return False

    def why_it_ended(self, path, lines, seconds, over):
        """Its time was over, or it crashed; with the student's line where faulthandler named it."""
        self.diagnostics.seek(0)
        text = self.diagnostics.read(100_000)
        line, loading = line_that_ran(text, path)
        if over or b"Timeout (" in text:
            return failure_at(lines, "time", f"{seconds:g} s", line, loading)
        return failure_at(lines, "died", ending(self.process.returncode), line, loading)

    def end(self) -> None:
        """Ends a worker that is not to run anything."""
        self.kill()
        with suppress(BrokenPipeError):
            if self.process.stdin is not None:
                self.process.stdin.close()
        self.answers.close()
        self.diagnostics.close()

    def kill(self) -> None:
        """Ends the worker and all that it started."""
        with suppress(ProcessLookupError, PermissionError):         # it has ended already
            if os.name != "nt":
                os.killpg(self.process.pid, signal.SIGKILL)
            elif self.process.poll() is None:
                subprocess.run(["taskkill", "/T", "/F", "/PID", str(self.process.pid)], capture_output=True)
        self.process.wait()


def in_worker(program: Program, calls: Sequence[Call], seconds: float = SECONDS) -> list[Observation]:
    """One Observation for each call of a function of the program, in a worker of its own."""
    return Worker().run(program, calls, seconds)


def run(path: str | os.PathLike, calls: Sequence[Call], seconds: float = SECONDS) -> list[Observation]:
    """One Observation for each call of a function in the file at path, in a worker of its own."""
    return in_worker(file_at(path), calls, seconds)


def lines_of(program: Program) -> list[str]:
    """The lines of a program as Python counts them; [] where its file cannot be read."""
    try:
        data = regular_file(program.path, MOST_SOURCE) if program.data is None else program.data
    except OSError:
        return []
    return printable_lines(data.decode("utf-8-sig", "replace"))
