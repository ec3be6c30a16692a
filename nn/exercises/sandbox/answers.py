"""Reading what a worker wrote: observations, and nothing else whatever the bytes are.

The worker may have been taken over by the student's code, so that each field is checked here. Where the bytes end, or
are no answer, the observations before them count.
"""
import re
import signal
from collections.abc import Sequence
from contextlib import suppress
from typing import Any, BinaryIO, NamedTuple

import numpy as np

from nn.exercises.sandbox import wire
from nn.exercises.sandbox.calls import Call, Failure, Observation, Variable, one_line

MOST_ANSWERED = 256 * 2 ** 20       # bytes of all answers together


class Answers(NamedTuple):
    """What could be read."""
    observations: list[Observation]
    problem: str = ""               # why what follows them is not an answer; "" where nothing follows them


def read_answers(stream: BinaryIO, calls: Sequence[Call], lines: Sequence[str]) -> Answers:
    """One Observation a call, as far as they were written.

    lines : of the student's file, to quote them
    """
    seen: list[Observation] = []
    try:
        for call in calls:
            seen.append(observation(wire.read(stream), len(call.arguments), lines))
            if stream.tell() > MOST_ANSWERED:
                raise wire.WireError("all answers together are too large")
    except EOFError:
        pass
    except wire.WireError as error:
        return Answers(seen, str(error))
    return Answers(seen)


def complete(answers: Answers, calls: Sequence[Call], end: Failure) -> list[Observation]:
    """One Observation for each call; end is why the worker ended, for the calls without an answer."""
    if answers.problem:
        end = Failure("died", f"its answer could not be read: {answers.problem}")
    return answers.observations + [Observation(end) for _ in calls[len(answers.observations):]]


def with_intermediates(seen: list[Observation], stream: BinaryIO) -> list[Observation]:
    """The observations with what was computed on the way, where the worker had the time to look at it."""
    try:
        return [one._replace(intermediates=tuple((one_line(of_type(name, str)), of_type(array, np.ndarray))
                                                 for name, array in found))
                for one, found in zip(seen, wire.read(stream), strict=True)]
    except (EOFError, wire.WireError, TypeError, ValueError):
        return seen


def observation(answer: Any, expected_arguments: int, lines: Sequence[str]) -> Observation:
    """A worker's answer as an Observation.

    Raises : WireError where it does not have the form of one
    """
    try:
        failure, value, arguments, advice, printed, outside, _, of_nn = answer
        if failure is not None:
            kind, message, line, _, loading, variables = map(of_type, failure, (str, str, int, str, bool, tuple))
            failure = failure_at(lines, kind, message, line, loading, tuple(map(variable, variables)))
        elif len(arguments) != expected_arguments:
            raise TypeError
        advice = tuple((of_type(line, int), one_line(of_type(category, str)), one_line(of_type(message, str)))
                       for line, category, message in advice[:20])
        return Observation(failure, value, tuple(of_type(arguments, tuple)), advice, of_type(printed, str),
                           tuple(map(variable, outside)), of_nn=tuple(of_type(name, str) for name in of_nn))
    except (TypeError, ValueError):
        raise wire.WireError("it does not have the form of an answer") from None


def failure_at(lines: Sequence[str], kind: str, message: str, line: int = 0, loading: bool = False,
               variables: tuple[Variable, ...] = ()) -> Failure:
    """A Failure with the text of the line."""
    text = lines[line - 1].strip() if 0 < line <= len(lines) else ""
    return Failure(one_line(kind), one_line(message), line, text[:200], loading, variables)


def line_that_ran(diagnostics: bytes, path: str) -> tuple[int, bool]:
    """(line of the student's file, is it outside the functions?) where faulthandler named it; (0, False) elsewhere."""
    text = diagnostics.decode("utf-8", "replace")
    path = path.encode("ascii", "backslashreplace").decode()[:500]  # as faulthandler writes it
    found = re.findall(f'File "{re.escape(path)}[.]*", line ([0-9]+) in (.*)', text)    # the innermost comes first
    loading = bool(found) and found[-1][1] == "<module>"
    return (int(found[-1 if loading else 0][0]) if found else 0), loading


def ending(status: int) -> str:
    """How a process ended: "status 1", "signal SIGSEGV"."""
    with suppress(ValueError):
        return f"signal {signal.Signals(-status).name}"
    return f"status {status}"


def of_type(value: Any, kind: type) -> Any:
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
    name, kind, shape, outside, number = answer
    return Variable(one_line(of_type(name, str)), of_type(kind, str), tuple(of_type(size, int) for size in shape),
                    of_type(outside, bool), of_type(number, int))


def printable_lines(text: str) -> list[str]:
    """The lines of a file's text as Python counts them, without what would move the cursor."""
    return [wire.UNPRINTABLE.sub("", line) for line in re.split("\r\n?|\n", text)]
