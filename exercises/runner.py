"""Runs a student's file in a worker and brings back what was seen: the narrow door between the checker and their code.

    observations = run(path, calls, seconds=10)         # always one for each call, whatever the file does

The file is never imported, parsed or unpickled in this process. The worker is a fresh interpreter in a process group of
its own, which is killed as a whole when its time is over.
"""
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

from nn.exercises import wire
from nn.exercises.calls import Failure, Observation

SECONDS = 10.0                      # for one file, all its calls together
GRACE = 1.0                         # the worker ends itself, naming the line; this much later it is killed

#: one thread: small problems on many cores are slower, and a class is graded file beside file
ENVIRONMENT = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "MPLBACKEND": "Agg",
               "PYTHONDONTWRITEBYTECODE": "1", "PYTHONIOENCODING": "utf-8", "PYTHONHASHSEED": "0"}


class Worker:
    """A process that is ready to run one file. Starting one early saves the time that NumPy takes to import."""

    def __init__(self, path, seconds=SECONDS):
        self.path, self.seconds = str(Path(path).resolve()), seconds
        self.complaints = tempfile.TemporaryFile()                  # where it hangs or crashes, says faulthandler
        group = ({"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP} if os.name == "nt" else
                 {"start_new_session": True})
        self.process = subprocess.Popen(
            [sys.executable, "-P" if sys.version_info >= (3, 11) else "-s", "-m", "nn.exercises.worker", self.path,
             str(seconds)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.complaints,
            env=os.environ | ENVIRONMENT, **group)

    def run(self, calls):
        """One Observation for each call. The worker has ended when this returns."""
        seen, over = [], []
        timer = threading.Timer(self.seconds + GRACE, lambda: (over.append(True), self.kill()))
        timer.daemon = True
        timer.start()
        try:
            for call in calls:
                seen.append(self.ask(call))
        except (EOFError, OSError):
            seen += [Observation(self.last_words(bool(over)))] * (len(calls) - len(seen))
        except wire.WireError as error:
            seen += [Observation(Failure("died", f"its answer could not be read: {error}"))] * (len(calls) - len(seen))
        finally:
            timer.cancel()
            self.kill()
        return seen

    def ask(self, call):
        self.process.stdin.write(wire.encode(tuple(call)))
        self.process.stdin.flush()
        return observation(wire.read(self.process.stdout))

    def kill(self):
        """Ends the worker and all that it started."""
        try:
            if os.name == "nt":
                subprocess.run(["taskkill", "/T", "/F", "/PID", str(self.process.pid)], capture_output=True)
            else:
                os.killpg(self.process.pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            pass                                                    # it has ended by itself
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            try:
                pipe.close()
            except OSError:                                         # what it was still to read is of no use now
                pass
        self.complaints.close()

    def last_words(self, over):
        """Why the worker ended: its time was over, or it crashed; with the student's line where faulthandler saw it."""
        self.process.wait()
        self.complaints.seek(0)
        words = self.complaints.read(100_000).decode("utf-8", "replace")
        lines = [int(line) for line in re.findall(f'File "{re.escape(self.path)}", line ([0-9]+)', words)]
        line = lines[0] if lines else 0                             # faulthandler names the innermost first
        if over or "Timeout (" in words:
            return Failure("time", f"{self.seconds:g} s", line, line_of(self.path, line))
        return Failure("died", f"status {self.process.returncode}", line, line_of(self.path, line))


def run(path, calls, seconds=SECONDS):
    """One Observation for each call of a function in the file at path, in a worker of its own."""
    return Worker(path, seconds).run(calls)


def observation(answer):
    """A worker's answer as an Observation.

    Raises : WireError where it has not the form of one
    """
    try:
        failure, value, arguments, advice, printed = answer
        failure = None if failure is None else Failure(*failure)
        advice = tuple((int(line), str(category), str(message)) for line, category, message in advice)
        if failure is not None and not (isinstance(failure.kind, str) and isinstance(failure.message, str)
                                        and isinstance(failure.line, int) and isinstance(failure.text, str)):
            raise TypeError
        return Observation(failure, value, tuple(arguments), advice, str(printed))
    except (TypeError, ValueError):
        raise wire.WireError("an answer of another form") from None


def line_of(path, line):
    """That line of a file, as it stands there."""
    try:
        lines = Path(path).read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    return lines[line - 1].strip() if 0 < line <= len(lines) else ""
