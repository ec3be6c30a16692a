"""Which isolation holds on this system: what a trial found, not what is installed."""
import socket
import sys
import tempfile
from ctypes.util import find_library
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from nn.exercises.grading.confined import attempts
from nn.exercises.grading.confined.confine import NONE, STRICT, STRONG
from nn.exercises.grading.confined.sandbox import GraderError, NoIsolation, Sandbox
from nn.exercises.grading.confined.server import LIBRARIES
from nn.exercises.grading.records import Request
from nn.exercises.sandbox.calls import call
from nn.exercises.source import KEY

SECONDS = 10.0


class Trial(NamedTuple):
    """What was found."""
    level: str                      # "strong", "strict" or "none"
    reasons: dict[str, str] = {}    # stronger level -> why it is not reached


def strongest_level(asked: str = "auto") -> Trial:
    """The level that was asked for, or for "auto" the strongest that holds.

    Raises : NoIsolation where it does not hold, or none does; the message says why
    """
    if asked == NONE:
        return Trial(NONE)
    reasons: dict[str, str] = {}
    for level in (STRONG, STRICT) if asked == "auto" else (asked,):
        reasons[level] = why_not(level)
        if not reasons[level]:
            del reasons[level]
            return Trial(level, reasons)
    why = "; ".join(dict.fromkeys(reasons.values()))
    raise NoIsolation(f"no isolation{'' if asked == 'auto' else f' {asked}'} on this system ({why}). --isolation none "
                      f"grades all the same, and lets submissions read and delete your files")


def why_not(level: str) -> str:
    """Why a level is not reached on this system; "" where it is."""
    try:
        found = [] if missing(level) else successes(level)
    except (NoIsolation, GraderError, OSError) as error:
        return str(error)
    return missing(level) or (f"{level} lets through: {', '.join(found)}" if found else "")


def missing(level: str) -> str:
    """What is not installed of what a level needs, and how to install it; "" where nothing is missing."""
    if not sys.platform.startswith("linux"):
        return "it is not Linux"
    needed = {STRONG: LIBRARIES, STRICT: LIBRARIES[:1], NONE: ()}[level]
    for name in needed:
        if find_spec(name) is None:
            return f"{name} not found; pip install 'nn-from-scratch[grade]'"
    if needed and find_library("seccomp") is None:
        return "seccomp: libseccomp.so.2 not found; apt install libseccomp2"
    return ""


def successes(level: str) -> list[str]:
    """The attempts that succeed in a worker at a level.

    Raises : NoIsolation, GraderError, OSError where a worker cannot be started
    """
    with tempfile.NamedTemporaryFile() as file, socket.create_server(("127.0.0.1", 0)) as listener:
        Path(file.name).chmod(0o666)
        secret = KEY / "ex10_backpropagation.py"
        asked = Request("trial", 0, Path(attempts.__file__).read_bytes(), "attempts.py", False,
                        (call("succeeded", file.name, str(secret), listener.getsockname()[1]),), SECONDS)
        with Sandbox(level) as sandbox:
            seen, = sandbox.run(asked).observations
    if seen.failure is not None:
        raise NoIsolation(f"{level}: the trial ended with {seen.failure.kind}: {seen.failure.message}")
    return [str(name) for name in seen.value]
