"""The grader's side of the place where a student's code runs.

    with Sandbox("strong") as sandbox:
        answer = sandbox.run(request)               # whatever the file does

The file is never imported, parsed or unpickled here. What the worker wrote is read when it and all that it started are
dead. What is expected is computed after that.
"""
from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

import numpy as np

import nn
from nn.exercises.exercise import exercises
from nn.exercises.grading.confined import process, refused, server
from nn.exercises.grading.confined.confine import NONE
from nn.exercises.grading.records import Answer, LeftOut, Request
from nn.exercises.sandbox import answers as sandbox_answers
from nn.exercises.sandbox import wire
from nn.exercises.sandbox.answers import complete, ending, failure_at, line_that_ran, of_type, printable_lines
from nn.exercises.sandbox.calls import one_line
from nn.exercises.source import functions, imported

STARTING = 60.0                     # seconds that a server may take to load what students import
SLACK = 20.0                        # seconds that the server may take besides the worker's time
MOST_DIAGNOSTICS = 100_000          # bytes

#: all that the server's environment contains: one thread, no window, no folder of the user's
ENVIRONMENT = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "MPLBACKEND": "Agg",
               "HOME": "/nonexistent"}

#: as they stand in the text of a file
OTHER_PACKAGES = re.compile(rf"\b({'|'.join(name for name in server.PACKAGES if name != 'numpy')})\b".encode())

#: exercises whose `nn` lacks functions of earlier ones, too: their answer is what is asked for
WITHOUT = {number: {"gradient", "regularized_gradient"} for number in (21, 22)}


class GraderError(RuntimeError):
    """A file could not be graded, and that is not the file's fault, or it ended the server twice."""


class NoIsolation(RuntimeError):
    """The system cannot do what a level asks for; the message says what is missing."""


class ServerDied(Exception):
    """The server's end of the socket is closed, or it does not answer."""


class Sandbox:
    """Runs files, one after the other, each in a worker of its own. One for each job slot.

    level : "strong", "strict" or "none"
    """

    def __init__(self, level: str):
        self.level = level
        self.servers: dict[str, Server] = {}                        # what one has loaded -> the server
        process.close_to_others()

    def run(self, request: Request) -> Answer:
        """What is seen of one file.

        Raises : GraderError where the server dies twice, or our own code in the worker fails; NoIsolation where the
                 system cannot do what the level asks for
        """
        for _ in range(2):
            try:
                return self.once(request)
            except BaseException as error:                          # also Ctrl-C: an answer may still come
                self.close()
                if not isinstance(error, ServerDied):
                    raise
        raise GraderError("the process that runs students' code died twice")

    def once(self, request: Request) -> Answer:
        with memory_file(messages(request)) as asked, memory_file() as answers, memory_file() as diagnostics:
            ran = self.started(loads_for(request)).run(request.seconds, [asked, answers, diagnostics])
            if ran.status == server.FAILED:
                raise GraderError("the process that was to run the student's code failed before it")
            answers.seek(0)
            diagnostics.seek(0)
            return read_answer(request, answers, diagnostics.read(MOST_DIAGNOSTICS), ran)

    def started(self, loads: str) -> Server:
        """The server that has loaded this; where there is none yet, it is started: a second for all packages.

        Raises : NoIsolation, ServerDied
        """
        if loads not in self.servers:
            self.servers[loads] = Server(self.level, loads)
        return self.servers[loads]

    def close(self) -> None:
        """Ends the servers, and their workers with them."""
        while self.servers:
            self.servers.popitem()[1].close()

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()


class Ran(NamedTuple):
    """What the server says of one worker."""
    status: int                     # of its end; −n for signal n
    over: bool                      # was its wall-clock time over?
    processor: float                # seconds
    wall: float


class Server:
    """A process that runs server.py.

    loads  : server.NUMPY or server.ALL
    Raises : NoIsolation, ServerDied
    """

    def __init__(self, level: str, loads: str):
        self.control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self.process = subprocess.Popen(
                [sys.executable, "-I", "-S", server.__file__, str(theirs.fileno())], pass_fds=[theirs.fileno()],
                env=ENVIRONMENT, cwd="/", start_new_session=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL)
        try:
            problem = self.ask([json.dumps(settings(level, loads)).encode()], [], STARTING)
        except ServerDied:
            self.close()
            raise
        if problem != server.READY:
            self.close()
            raise NoIsolation(problem.decode("utf-8", "replace"))

    def run(self, seconds: float, files: Sequence[BinaryIO]) -> Ran:
        """Runs one worker, with these files as its standard input, output and error.

        Raises : ServerDied
        """
        answer = self.ask([server.RUN.pack(seconds)], [file.fileno() for file in files],
                          server.wall_clock(seconds) + SLACK)
        if len(answer) != server.RAN.size:
            raise ServerDied
        return Ran(*server.RAN.unpack(answer))

    def ask(self, message: Sequence[bytes], descriptors: Sequence[int], seconds: float) -> bytes:
        try:
            if descriptors:
                socket.send_fds(self.control, message, descriptors)
            else:
                self.control.send(message[0])
            self.control.settimeout(seconds)
            answer = self.control.recv(2 ** 16)
        except OSError:                                             # also TimeoutError
            raise ServerDied from None
        if not answer:
            raise ServerDied
        return answer

    def close(self) -> None:
        """Ends it. Its worker, if there is one, dies with it."""
        self.control.close()
        try:
            self.process.wait(2)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def loads_for(request: Request) -> str:
    """What the server of a file's worker has loaded: all packages where the file names one of them besides NumPy."""
    texts = [request.source, *request.others.values(), *(text.tobytes() for _, text in answers_before(request.number))]
    return server.ALL if any(map(OTHER_PACKAGES.search, texts)) else server.NUMPY


def settings(level: str, loads: str) -> dict[str, Any]:
    """What a server is told: its level, what it loads, and where to find what."""
    caches = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    here = Path(server.__file__).parent
    parts = {"nn": "", "nn.exercises": "", "nn.exercises.grading": "", "nn.exercises.grading.confined": str(here),
             "nn.exercises.sandbox": str(here.parents[1] / "sandbox")}
    return {"level": level, "loads": loads, "folders": folders(level), "parts": parts,
            "cache": os.environ.get("MPLCONFIGDIR") or os.path.join(caches, "matplotlib")}


@cache
def folders(level: str) -> list[str]:
    """The folders that contain the packages which the server imports."""
    found: dict[str, None] = {}
    for name in server.PACKAGES + (() if level == NONE else server.LIBRARIES):
        spec = find_spec(name)
        for place in (spec.submodule_search_locations or [spec.origin or ""]) if spec is not None else ():
            found[str(Path(place).parent)] = None
    return [*found]


# what is sent

def memory_file(pieces: Iterable[bytes] = ()) -> BinaryIO:
    """A file that is in no folder, from its beginning."""
    file = os.fdopen(os.memfd_create("nn"), "w+b")
    file.writelines(pieces)
    file.flush()
    file.seek(0)
    return file


def messages(request: Request) -> Iterator[bytes]:
    """A request as the worker reads it (student.py)."""
    yield wire.encode((request.name, request.notebook, float(request.seconds), request.on_the_way,
                       as_array(request.source),
                       [(stems, as_array(text)) for text, stems in stems_of(request.others).items()],
                       answers_before(request.number), " ".join(dir(nn))))
    for call in request.calls:
        yield wire.encode((call.function, call.arguments))


def stems_of(others: Mapping[str, bytes]) -> dict[bytes, list[str]]:
    """Text -> the stems of the files with this text: that of a notebook is sent once."""
    found: dict[bytes, list[str]] = {}
    for stem, text in others.items():
        found.setdefault(text, []).append(stem)
    return found


def as_array(text: bytes) -> np.ndarray:
    return np.frombuffer(text, np.uint8)


@cache
def answers_before(number: int) -> list[tuple[list[str], np.ndarray]]:
    """(names, source) of the answers to the exercises before one, without those that use what is missing here."""
    found: list[tuple[list[str], np.ndarray]] = []
    known: set[str] = set()
    for exercise in exercises():
        names = functions(exercise.answer)
        if (exercise.number < number and not exercise.reads and known.issuperset(imported(exercise.answer))
                and not WITHOUT.get(number, set()) & names.keys()):
            known |= names.keys()
            found.append(([*names], as_array(exercise.answer.encode("utf-8"))))
    return found


# what is read

def read_answer(request: Request, stream: BinaryIO, diagnostics: bytes, ran: Ran) -> Answer:
    """What a worker wrote, whatever it is, as an Answer."""
    lines = printable_lines(request.source.decode("utf-8-sig", "replace").replace("\r\n", "\n"))
    cells: tuple = ()
    left_out: tuple = ()
    tried: tuple[str, ...] = ()
    printed, seen = 0, sandbox_answers.Answers([])
    try:
        text, cells, left_out = about(wire.read(stream))
        if request.notebook:
            lines = text
        seen = sandbox_answers.read_answers(stream, request.calls, lines)
        if len(seen.observations) == len(request.calls):
            printed, tried = tail(wire.read(stream))
            seen = seen._replace(observations=sandbox_answers.with_intermediates(seen.observations, stream))
    except EOFError:
        pass
    except wire.WireError as error:
        seen = seen._replace(problem=str(error))
    limit = ran.over or ran.processor >= request.seconds and ran.status in (-signal.SIGKILL, -signal.SIGXCPU)
    line, loading = line_that_ran(diagnostics, request.name)
    end = failure_at(lines, *(("time", f"{request.seconds:g} s") if limit else ("died", ending(ran.status))),
                     line, loading)
    observations = tuple(complete(seen, request.calls, end))
    return Answer(observations, ran.processor, ran.wall, printed, how_it_ended(request, ran, limit, seen), tried, cells,
                  tuple(lines), left_out)


def how_it_ended(request: Request, ran: Ran, limit: bool, seen: sandbox_answers.Answers) -> str:
    """ "" where all calls were answered, "limit", "protocol", "signal SIGSEGV", "status 1"."""
    if limit:
        return "limit"
    if seen.problem:
        return "protocol"
    return ending(ran.status) if len(seen.observations) < len(request.calls) else ""


def about(message: Any) -> tuple[list[str], tuple[tuple[int, int], ...], tuple[LeftOut, ...]]:
    """(lines, cells, left out) of what was made of a notebook.

    Raises : WireError where it is something else
    """
    try:
        text, cells, left_out = message
        numbers = tuple((of_type(number, int), of_type(first, int)) for number, first in cells)
        lines = printable_lines(of_type(text, np.ndarray).astype(np.uint8).tobytes().decode("utf-8", "replace"))
        return lines, numbers, tuple(cell_left_out(one, lines) for one in left_out)
    except (TypeError, ValueError):
        raise wire.WireError("it does not begin as an answer") from None


def cell_left_out(message: Any, lines: Sequence[str]) -> LeftOut:
    """What is said of a cell that is not Python.

    Raises : TypeError, ValueError where it is something else
    """
    cell, kind, error, line, names = message
    failure = failure_at(lines, of_type(kind, str), of_type(error, str), of_type(line, int))
    return LeftOut(of_type(cell, int), failure, tuple(one_line(of_type(name, str)) for name in names))


def tail(message: Any) -> tuple[int, tuple[str, ...]]:
    """(bytes that were printed, what was tried).

    Raises : WireError where it is something else
    """
    try:
        printed, tried = message
        return max(0, of_type(printed, int)), tuple(one_line(of_type(name, str))[:80] for name in tried[:refused.MOST])
    except (TypeError, ValueError):
        raise wire.WireError("it does not end as an answer") from None
