"""What a worker does: it reads the request, gives up what it does not need, runs the file, and answers.

Its standard input is the request, its standard output takes the answers, its standard error what faulthandler says;
all three are files in memory. It does not know the expected values.

    (text, cells, left out)         of a notebook: its cells below one another, see notebook.py
    an observation                  for each call
    (bytes printed, what was tried)
    what is computed on the way     where it was asked for, and there was the time
"""
import faulthandler
import linecache
import math
import os
import resource
import signal
import time
from collections.abc import Callable, Sequence
from types import CodeType
from typing import Any

import numpy as np

from nn.exercises.grading.confined import notebook, package, refused
from nn.exercises.grading.confined.confine import Confinement
from nn.exercises.sandbox import wire
from nn.exercises.sandbox.calls import Failure, attempt
from nn.exercises.sandbox.student_file import not_python
from nn.exercises.sandbox.worker import (
    END,
    QUICK,
    File,
    answers_to,
    execute,
    intermediates,
    read_calls,
    send,
    set_limits,
    take_over_the_exit,
    take_over_the_streams,
)

#: bytes of a file that is written, open files, processes that may be started, bytes of a crash's memory dump
LIMITS = {"RLIMIT_FSIZE": 64 * 2 ** 20, "RLIMIT_NOFILE": 64, "RLIMIT_NPROC": 0, "RLIMIT_CORE": 0}
MOST_DESCRIPTORS = 4096             # that may be open when it begins


def begin(confinement: Confinement, memory: int, own: Sequence[str]) -> Callable[[], None]:
    """Reads the request, and gives up what the student's code must not have.

    memory  : bytes of address space that the worker may have
    own     : names of the modules that it has taken from nn
    Returns : what runs the file, answers and ends the process
    """
    close_all_but(confinement.files)
    with os.fdopen(os.dup(0), "rb") as stream:
        name, is_notebook, seconds, on_the_way, source, others, answers, public = wire.read(stream)
        calls = [*read_calls(stream)]
    stream, diagnostics, printed = take_over_the_streams()
    faulthandler.enable(diagnostics)
    faulthandler.register(signal.SIGXCPU, diagnostics, all_threads=False)       # says which line hangs
    set_limits({**LIMITS, "RLIMIT_AS": memory})
    resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(seconds), math.ceil(seconds) + 1))
    only_here = take_over_the_exit()
    tried = refused.watch(confinement.readable, name) if confinement.calls else []
    package.install(own, [(names, text.tobytes()) for names, text in answers], public.split(),
                    {stem: text for stems, text in others for stem in stems})
    confinement.apply()

    def answer() -> None:
        failure, made = made_of(source.tobytes(), is_notebook, name)
        send(wire.encode((np.frombuffer(made.text, np.uint8), made.cells, made.left_out)), stream)
        file = run_file(name, source.tobytes(), made) if failure is None else File(name, b"", failure)
        started = time.monotonic()
        for message in answers_to(calls, file, printed):
            only_here()
            send(message, stream)
        send(wire.encode((printed.count, tuple(tried))), stream)
        if on_the_way and file.failure is None and time.monotonic() - started < QUICK:
            message = intermediates(calls, file)
            only_here()
            send(message, stream)
        END(0)
    return answer


def close_all_but(files: Any) -> None:
    """Closes all descriptors but the first three, and the one of the rules for files, which confining takes."""
    if files is None:
        os.closerange(3, MOST_DESCRIPTORS)
    else:
        os.closerange(3, files.fileno())
        os.closerange(files.fileno() + 1, MOST_DESCRIPTORS)


def made_of(data: bytes, is_notebook: bool, name: str) -> tuple[Failure | None, notebook.Made]:
    """What is made of a notebook, and the Failure of a file that is not what its name says."""
    if not is_notebook:
        failure = not_python(data)
        return (failure if failure is not None and failure.kind == "notebook" else None), notebook.Made()
    failure, made = attempt(notebook.made_of, (data,), name)
    if failure is None:
        return None, made
    kind = "unreadable" if failure.kind == notebook.Unreadable.__name__ else failure.kind
    return failure._replace(kind=kind, line=0, loading=False), notebook.Made()


def run_file(name: str, data: bytes, made: notebook.Made) -> File:
    """The student's file after it was run, or what was made of their notebook."""
    data = data if made.tree is None else made.source
    text = data.decode("utf-8-sig", "replace")
    linecache.cache[name] = len(text), None, text.splitlines(keepends=True), name   # the source is in no file
    failure, module = attempt(lambda: execute(program(data, name, made), name), (), name)
    if failure is not None and failure.kind == package.NotThere.__name__:
        failure = failure._replace(loading=False)                   # its message says all, wherever the line is
    return File(name, data, failure, module or {})


def program(data: bytes, name: str, made: notebook.Made) -> CodeType:
    """A file's compiled program.

    Raises : SyntaxError
    """
    if b"\0" in data:                                               # UTF-16 has them; Python 3.11 says ValueError
        raise SyntaxError("it contains null bytes; is it saved in UTF-16? Python reads UTF-8", (name, 1, 1, ""))
    return compile(data if made.tree is None else made.tree, name, "exec")
