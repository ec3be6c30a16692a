"""What the tests of the sandbox share."""
import os
import sys
from pathlib import Path

import pytest

if sys.platform != "linux":
    pytest.skip("students' code is run on Linux", allow_module_level=True)

from nn.exercises.exercise import find
from nn.exercises.grading.confined.sandbox import NoIsolation, Sandbox
from nn.exercises.grading.confined.server import NUMPY
from nn.exercises.grading.confined.trial import missing
from nn.exercises.grading.records import Answer, Request
from nn.exercises.sandbox.calls import call
from nn.exercises.verdict.judge import judge

TEN = find(10)
RIGHT = TEN.answer


def opened(level):
    """A Sandbox at a level. The test is skipped where this system does not have it, not where it lets through."""
    reason, sandbox = missing(level), Sandbox(level)
    try:
        if not reason:
            sandbox.started(NUMPY)
    except NoIsolation as error:
        reason = str(error)
    if reason:
        pytest.skip(f"{level} cannot be tested here: {reason}")
    return sandbox


def at(*ordinary, nightly=()):
    """A test at these levels only; those for which the level should make no difference run in the night."""
    levels = [*ordinary, *[pytest.param(level, marks=pytest.mark.nightly) for level in nightly]]
    return pytest.mark.parametrize("sandbox", levels, indirect=True)


def request(source, calls=None, seconds=3.0, number=10, **more):
    """A file as it is graded for exercise 10, or for calls of other functions."""
    data = source if isinstance(source, bytes) else source.encode()
    fields = {"stem": find(number).stem, "number": number, "source": data, "name": "ex10_backpropagation.py",
              "notebook": False, "calls": tuple(TEN.calls if calls is None else calls), "seconds": seconds}
    return Request(**fields | more)


def value(sandbox, source, *arguments, **more):
    """What f returns in a worker."""
    seen, = sandbox.run(request(source, [call("f", *arguments)], **more)).observations
    assert seen.failure is None, seen.failure
    return seen.value


def verdict(answer: Answer):
    """(points of exercise 10, what is said)."""
    found = judge(TEN, answer.observations, failing_runs=3)
    return TEN.points if found.passed else 0, "\n".join(found.lines)


def server_of(sandbox):
    """The process that forks the workers of files which name no package but NumPy."""
    return sandbox.servers[NUMPY]


def descendants(process):
    """A process, its children, and theirs."""
    found, queue = [process], [process]
    while queue:
        parent = queue.pop()
        mine = [int(entry) for entry in os.listdir("/proc") if entry.isdecimal() and status(entry)[1] == parent]
        found, queue = found + mine, queue + mine
    return found


def alive(process):
    """Does a process run? (A zombie, which has ended but was not waited for, does not.)"""
    return status(process)[0] not in "Z-"


def status(process):
    """(letter of its state, its parent); ("-", 0) where there is none."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return "-", 0
    return fields[0], int(fields[1])
