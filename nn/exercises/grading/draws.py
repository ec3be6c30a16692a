"""What a file is asked, which nobody has seen: drawn from a secret and the file itself, so equal files get the same.

    for asked in rounds(exercise, secret, data, extra):     # assess.py: how many workers that takes
        answer = sandbox.run(Request(…, calls=tuple(asked.calls), …))

The first round has small networks, on which every mistake shows; the second, in exercises 10 and 12, a network of the
course's size, on which a gradient that is estimated by differences takes too long; the last, what the instructor adds.
"""
import hashlib
import hmac
import time
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from nn.exercises.exercise import Exercise, exercises, find
from nn.exercises.probes import draw_large_probe
from nn.exercises.sandbox.calls import Call, failure_of
from nn.exercises.source import defined, functions
from nn.exercises.verdict.judge import right
from nn.exercises.verdict.observed import answer

#: kinds of rounds
DRAWN, LARGE, EXTRA = "drawn", "large", "extra"

LEAST_SECONDS = 1.0                 # of processor time on the large network; a loop over all weights takes 0.3 to 0.8


class Round(NamedTuple):
    """Calls that are made together."""
    kind: str                       # DRAWN, LARGE or EXTRA
    calls: Sequence[Call]
    seconds: float | None = None    # of processor time; None for as much as the exercise has
    on_the_way: bool = False        # is what they compute on the way asked for, too?


class Extra(NamedTuple):
    """An instructor's own calls, which no student learns of."""
    path: str
    draw: Callable[[np.random.Generator], dict[str, list[Call]]]    # rng -> {stem of an exercise: calls}


def rounds(exercise: Exercise, secret: bytes, data: bytes, extra: Extra | None = None) -> Iterator[Round]:
    """What a file is asked, one round after the other.

    secret : of this class, 32 random bytes
    data   : the file's bytes
    Raises : ValueError where the instructor's file returns something else than calls
    """
    small, large, more = generator(secret, exercise.stem, data).spawn(3)
    yield Round(DRAWN, exercise.draw(small) if exercise.draw else exercise.calls)
    if exercise.draw_large:
        yield Round(LARGE, exercise.draw_large(large), seconds_on_the_large_network())
    calls = extra_calls(extra, more).get(exercise.stem) if extra else None
    if calls:
        yield Round(EXTRA, calls)


def generator(secret: bytes, stem: str, data: bytes) -> np.random.Generator:
    """Random numbers from HMAC-SHA256(secret, stem, 0 byte, SHA-256 of the file's bytes)."""
    message = stem.encode() + b"\0" + hashlib.sha256(data).digest()
    return np.random.default_rng(int.from_bytes(hmac.digest(secret, message, "sha256"), "big"))


@cache
def seconds_on_the_large_network() -> float:
    """Processor time that one feedforward for each weight takes here, at least 1 s: differences need more."""
    from threadpoolctl import threadpool_limits  # slow to import
    probe = draw_large_probe(np.random.default_rng(0))
    feedforward = defined(find("feedforward").answer)["feedforward"]
    with threadpool_limits(1):                                      # as in the worker; the time is that of all threads
        one = min(processor_time(feedforward, probe.theta, probe.X, probe.layer_sizes) for _ in range(20))
    return max(LEAST_SECONDS, len(probe.theta) * one)


def processor_time(function: Callable, *arguments: Any) -> float:
    """Seconds of processor time that a call takes."""
    start = time.process_time()
    function(*arguments)
    return time.process_time() - start


# an instructor's own calls

EXPECTED = "expected draw(rng) that returns {stem: [call(…), …]}, such as {\"ex06_cost\": [call(\"cost\", …)]}"


def read_extra(path: str | Path) -> Extra:
    """An instructor's file, which is trusted and runs here; its calls are tried with the answers of the key.

    Raises : ValueError that says what is wrong with it
    """
    path = str(path)
    names: dict[str, Any] = {"__name__": "extra", "__file__": path}
    try:
        exec(compile(Path(path).read_bytes(), path, "exec"), names)
    except Exception as error:
        raise ValueError(f"{path}: {reason(error, path)}") from error
    if not callable(names.get("draw")):
        raise ValueError(f"{path} defines no function draw; {EXPECTED}")
    extra = Extra(path, names["draw"])
    for stem, calls in extra_calls(extra, np.random.default_rng(0)).items():
        for call in calls:
            must_be_answered(extra, find(stem), call)
    return extra


def extra_calls(extra: Extra, rng: np.random.Generator) -> dict[str, list[Call]]:
    """{stem: calls} as an instructor's file draws them.

    Raises : ValueError where it draws something else
    """
    try:
        drawn = extra.draw(rng)
    except Exception as error:
        raise ValueError(f"{extra.path}: draw(rng) fails: {reason(error, extra.path)}") from error
    if not isinstance(drawn, dict):
        raise ValueError(f"{extra.path}: draw(rng) returns a {type(drawn).__name__}; {EXPECTED}")
    known = {exercise.stem: functions(exercise.answer) for exercise in exercises()}
    for stem, calls in drawn.items():
        if stem not in known:
            raise ValueError(f"{extra.path}: {stem!r} is not an exercise; the exercises are {', '.join(known)}")
        if not isinstance(calls, list) or not all(isinstance(call, Call) for call in calls):
            raise ValueError(f"{extra.path}: {stem}: expected a list of call(…), from nn.exercises.sandbox.calls")
        for call in calls:
            if call.function not in known[stem]:
                raise ValueError(f"{extra.path}: {stem}: {call.function!r} is not a function of this exercise; "
                                 f"expected {' or '.join(known[stem])}")
    return drawn


def must_be_answered(extra: Extra, exercise: Exercise, call: Call) -> None:
    """Nothing, where the key's own answer passes.

    Raises : ValueError where it fails: then the arguments are not those of the exercise
    """
    seen = answer(exercise, call)
    if not right(exercise, call, seen):
        why = f"{seen.failure.kind}: {seen.failure.message}" if seen.failure else "what must be true of it is not"
        raise ValueError(f"{extra.path}: {exercise.stem}: the key's own {call.function} fails on a call: {why}")


def reason(error: Exception, path: str) -> str:
    """An exception in an instructor's file: "line 3: NameError: name 'cal' is not defined"."""
    failure = failure_of(error, path)
    return f"line {failure.line}: " * bool(failure.line) + f"{failure.kind}: {failure.message}"
