"""Runs a student's file in a worker and brings back what was seen: the narrow door between the checker and their code.

    observations = run(path, calls, seconds=10)         # always one for each call, whatever the file does

The file is never imported, parsed or unpickled in this process. The worker is a fresh interpreter in a process group of
its own, which is killed as a whole when its time is over. It answers into a temporary file, which is read when it has
ended: so nothing that it leaves behind can make this process wait.

What only a confinement by the operating system prevents: a process that leaves the group (setsid, a daemon; on Windows
any child of a worker that has ended) lives on; files are read, written and deleted, and the network is used, with the
user's own rights; many children together take more memory than one may. And nn, which is installed, knows the answers:
a file may call them, or write an answer to the worker's output by itself, which is judged as any other.
"""
import os
import re
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from nn.exercises.sandbox import wire
from nn.exercises.sandbox.calls import Failure, Observation, one_line

SECONDS = 10.0                      # for one file, all its calls together
GRACE = 1.5                         # the worker ends itself, naming the line; this much later it is killed
MOST_ANSWERED = 256 * 2 ** 20       # bytes, all answers together
MOST_SOURCE = 10 ** 6               # characters of a file in which a line is looked up

#: the folder where the checker runs is not searched: a numpy.py there would be imported
START = ("import sys; sys.path = [folder for folder in sys.path if folder]; "
         "from nn.exercises.sandbox.worker import main; main(sys.argv[1], float(sys.argv[2]))")

#: one thread: small problems on many cores are slower, and a class is graded file beside file
ENVIRONMENT = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "MPLBACKEND": "Agg",
               "PYTHONDONTWRITEBYTECODE": "1", "PYTHONIOENCODING": "utf-8", "PYTHONHASHSEED": "0"}


class Worker:
    """A process that is ready to run one file. Starting one early saves the time that NumPy takes to import."""

    def __init__(self, path, seconds=SECONDS):
        self.path, self.seconds = os.path.abspath(path), seconds
        self.lines = lines_of(self.path)                            # now: the student's code can change its own file
        self.answers = tempfile.TemporaryFile()
        self.complaints = tempfile.TemporaryFile()                  # where it hangs or crashes, says faulthandler
        group = ({"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP} if os.name == "nt" else
                 {"start_new_session": True})
        self.process = subprocess.Popen(
            [sys.executable, "-c", START, self.path, str(seconds)], stdin=subprocess.PIPE, stdout=self.answers,
            stderr=self.complaints, env=os.environ | ENVIRONMENT, **group)

    def run(self, calls):
        """One Observation for each call. The worker has ended when this returns."""
        over = False
        try:
            with suppress(BrokenPipeError), self.process.stdin as requests:
                requests.write(b"".join(wire.encode((call.function, call.arguments)) for call in calls))
            self.process.wait(self.seconds + GRACE)
        except subprocess.TimeoutExpired:
            over = True
        finally:
            self.kill()
        with self.answers, self.complaints:
            return self.read_answers(calls, over)

    def kill(self):
        """Ends the worker and all that it started."""
        with suppress(ProcessLookupError, PermissionError):         # it has ended by itself, and alone
            if os.name != "nt":
                os.killpg(self.process.pid, signal.SIGKILL)
            elif self.process.poll() is None:
                subprocess.run(["taskkill", "/T", "/F", "/PID", str(self.process.pid)], capture_output=True)
        self.process.wait()

    def read_answers(self, calls, over):
        """The answers that there are, and why there are no more."""
        seen = []
        self.answers.seek(0)
        try:
            for call in calls:
                seen.append(self.observation(wire.read(self.answers), len(call.arguments)))
                if self.answers.tell() > MOST_ANSWERED:
                    raise wire.WireError("all answers together are too large")
        except EOFError:
            end = self.last_words(over)
        except wire.WireError as error:
            end = Failure("died", f"its answer could not be read: {error}")
        return seen + [Observation(end) for _ in calls[len(seen):]]

    def observation(self, answer, arguments_wanted):
        """A worker's answer as an Observation.

        Raises : WireError where it has not the form of one
        """
        try:
            failure, value, arguments, advice, printed = answer
            if failure is not None:
                failure = self.failure(*map(required, failure, (str, str, int, str)))
            elif len(arguments) != arguments_wanted:
                raise TypeError
            advice = tuple((required(line, int), one_line(required(category, str)), one_line(required(message, str)))
                           for line, category, message in advice[:20])
            return Observation(failure, value, tuple(required(arguments, tuple)), advice, required(printed, str))
        except (TypeError, ValueError):
            raise wire.WireError("an answer of another form") from None

    def failure(self, kind, message, line=0, *_):
        """A Failure with the text of the line."""
        text = self.lines[line - 1].strip() if 0 < line <= len(self.lines) else ""
        return Failure(one_line(kind), one_line(message), line, text[:200])

    def last_words(self, over):
        """Why the worker ended: its time was over, or it crashed; with the student's line where faulthandler saw it."""
        self.complaints.seek(0)
        words = self.complaints.read(100_000).decode("utf-8", "replace")
        path = self.path.encode("ascii", "backslashreplace").decode()[:500]     # as faulthandler writes it
        found = re.search(f'File "{re.escape(path)}[.]*", line ([0-9]+)', words)         # it names the innermost first
        line = int(found[1]) if found else 0
        if over or "Timeout (" in words:
            return self.failure("time", f"{self.seconds:g} s", line)
        return self.failure("died", ending(self.process.returncode), line)


def run(path, calls, seconds=SECONDS):
    """One Observation for each call of a function in the file at path, in a worker of its own."""
    return Worker(path, seconds).run(calls)


def required(value, kind):
    """The value, which must be of that type."""
    if type(value) is not kind:
        raise TypeError
    return value


def ending(status):
    """How a process ended: "status 1", "signal SIGSEGV"."""
    with suppress(ValueError):
        return f"signal {signal.Signals(-status).name}"
    return f"status {status}"


def lines_of(path):
    """The lines of a file as Python counts them, of a very long one the first; [] where there is no file."""
    try:
        if not os.path.isfile(path):                                # a pipe would make us wait
            return []
        with Path(path).open(encoding="utf-8-sig", errors="replace") as file:
            return [wire.UNPRINTABLE.sub("", line) for line in file.read(MOST_SOURCE).split("\n")]
    except OSError:
        return []
