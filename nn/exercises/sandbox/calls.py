"""One call of one function, and all that is observed of it: in the worker for a student's code, here for our own."""
import linecache
import re
import sys
import traceback
import warnings
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from types import CodeType, FrameType
from typing import Any, NamedTuple, TypeGuard

import numpy as np
from numpy.typing import ArrayLike

MOST_VARIABLES = 8                  # that are reported of a line or of a function


class Variable(NamedTuple):
    """An array that a student's code names, or a whole number that it takes from outside the functions."""
    name: str
    kind: str                       # "ndarray", "matrix", "int"
    shape: tuple[int, ...]
    outside: bool                   # is it assigned outside the functions?
    number: int = 0                 # the whole number, as the name of a size has


class Failure(NamedTuple):
    """Why a call returned nothing."""
    kind: str                       # "ValueError", "SyntaxError", "missing", "time", "died", "UTF-16", "notebook"
    message: str                    # in one line
    line: int = 0                   # in the student's file, 0 where it is not known
    text: str = ""                  # of that line
    loading: bool = False           # while the file was loaded; then the line is outside the functions
    variables: tuple[Variable, ...] = ()    # what the line names


class Observation(NamedTuple):
    """What is observed of one call."""
    failure: Failure | None
    value: Any = None               # what was returned
    arguments: tuple = ()           # as they are after the call
    advice: tuple = ()              # warnings: (line in the student's file or 0, category, message)
    printed: str = ""
    outside: tuple[Variable, ...] = ()      # what the function reads of what is assigned outside the functions
    intermediates: tuple[tuple[str, np.ndarray], ...] = ()  # its variables with usual names: ("a2", array), …
    of_nn: tuple[str, ...] = ()     # the functions of nn that the function uses: "sigmoid"


@dataclass(frozen=True, eq=False)
class Call:
    """A function's name and what it is called with. A call equals only itself, so that it can be a key.

    An argument can be an array, a number, a text, None, a list or tuple of these, or rng(seed), spy(kind, numbers) or
    under_test(name, source), which stand for an object that is made where the function runs.
    """
    function: str
    arguments: tuple


def call(function: str, *arguments: Any) -> Call:
    """Call("cost", (theta, X, Y, layer_sizes)) without the inner parentheses."""
    return Call(function, arguments)


def rng(seed: int) -> tuple:
    """An argument: numpy.random.default_rng(seed)."""
    return ("rng", seed)


def spy(kind: str, numbers: ArrayLike) -> tuple:
    """An argument: a function of theta from SPIES that records the thetas it is called with."""
    return ("spy", kind, np.asarray(numbers, float))


def under_test(name: str, source: str) -> tuple:
    """An argument: a function that a program of ours defines, for a test that a student writes.

    As in pytest, a test that raises an exception has failed, and its observation is ("raised", kind, message, line).
    """
    return ("under test", name, source)


def cubes_and_products(theta: np.ndarray, c: np.ndarray) -> float:
    """Σ cᵢ θᵢ³ + Σ θᵢ θᵢ₊₁,  whose derivative is 3 cᵢ θᵢ² + θᵢ₋₁ + θᵢ₊₁.

    Central differences miss it by cᵢ ε²: that shows ε, and one-sided differences. The products show an entry that was
    moved and not put back: it changes the derivatives of its neighbours.
    """
    return float(np.sum(c * theta ** 3) + np.sum(theta[:-1] * theta[1:]))


def bowl(theta: np.ndarray, target: np.ndarray) -> tuple[float, np.ndarray]:
    """(J, ∂J/∂θ) of  J = Σ k (θ − target)² / 2 + Σ (θ − target)⁴,  k = 1, 2, 3, …: what an optimizer evaluates."""
    d, k = theta - target, np.arange(1, theta.size + 1)
    return float(np.sum(k * d ** 2 / 2 + d ** 4)), k * d + 4 * d ** 3


SPIES: dict[str, Callable] = {"cubic": cubes_and_products, "bowl": bowl}


class Spy:
    """A function of theta that records the thetas it was called with."""

    def __init__(self, kind: str, numbers: np.ndarray):
        self.function, self.numbers = SPIES[kind], numbers
        self.asked: list[np.ndarray] = []

    def __call__(self, theta):
        if len(self.asked) < 5000:
            self.asked.append(np.array(theta, dtype=float))
        return self.function(np.asarray(theta, dtype=float), self.numbers)


def observe(function: Callable, arguments: tuple, path: str | None = None) -> Observation:
    """Calls the function on copies of the arguments; path is the file whose lines a failure names."""
    made = [made_of(argument) for argument in arguments]
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        failure, value = attempt(function, made, path)
    if failure is not None and failure.kind != "NotImplementedError" and any(map(is_under_test, arguments)):
        value = ("raised", failure.kind, failure.message, failure.line)
        failure = None
    advice = tuple((w.lineno if w.filename == path else 0, w.category.__name__, str(w.message)) for w in caught[:20])
    return Observation(failure, shown(value), tuple(map(shown, made)), advice)


def made_of(argument):
    """A copy of the argument, or the object that it stands for."""
    if isinstance(argument, tuple) and argument[:1] == ("rng",):
        return np.random.default_rng(argument[1])
    if isinstance(argument, tuple) and argument[:1] == ("spy",):
        return Spy(*argument[1:])
    if is_under_test(argument):
        return function_of(*argument[1:])
    if isinstance(argument, (list, tuple)):
        return type(argument)(map(made_of, argument))
    return argument.copy() if isinstance(argument, np.ndarray) else argument


def is_under_test(argument: object) -> bool:
    """Does an argument stand for a function that a student's test is to judge?"""
    return isinstance(argument, tuple) and argument[:1] == ("under test",)


def function_of(name: str, source: str) -> Callable:
    """The function of that name that a source defines, made again each time."""
    names: dict[str, Any] = {"__name__": name}
    exec(compiled(source), names)
    return names[name]


@cache
def compiled(source: str) -> CodeType:
    return compile(source, "<under test>", "exec")


def shown(value, depth=8):
    """A value as it is compared: a spy as the thetas it was called with, a figure as its images; also in lists."""
    if isinstance(value, Spy):
        return ("asked", list(value.asked))
    if isinstance(value, np.random.Generator):
        return ("rng", value.random())                              # the next number shows how many were drawn
    figure = sys.modules.get("matplotlib.figure")
    if figure is not None and isinstance(value, figure.Figure):
        return ("figure", [picture(axes.images[-1]) for axes in value.axes if axes.images])     # the one on top
    if type(value) in (list, tuple) and depth:                      # a list may contain itself
        return type(value)(shown(item, depth - 1) for item in value)
    return value


def picture(image):
    """(pixels from the top down, value of the first colour, of the last colour, name of the colours) of an image."""
    pixels = np.ma.filled(np.ma.asarray(image.get_array(), float), np.nan)
    low, high = image.get_clim()
    colours = "greys" if are_greys(image.cmap(np.linspace(0, 1, 21))[:, :3]) else image.cmap.name
    return (pixels[::-1] if image.origin == "lower" else pixels), low, high, colours


def are_greys(colours: np.ndarray) -> bool:
    """Do they run from black through a middle grey to white? Printers' greys, Greys_r, are a little lighter than gray.

    colours : (number, 3) array of red, green and blue in 0..1
    """
    middle = colours[len(colours) // 2, 0]
    return bool(np.ptp(colours, axis=1).max() < 0.02 and np.all(np.diff(colours[:, 0]) > 0) and colours[0, 0] < 0.02
                and colours[-1, 0] > 0.98 and 0.4 < middle < 0.6)


def attempt(function: Callable, arguments: Iterable, path: str | None = None) -> tuple[Failure | None, Any]:
    """(failure or None, what the function returned)."""
    try:
        return None, function(*arguments)
    except BaseException as error:                                  # also sys.exit and KeyboardInterrupt
        return failure_of(error, path), None


def failure_of(error: BaseException, path: str | None = None) -> Failure:
    """An exception as a Failure; the line is the innermost one of a call, or the one outside the functions."""
    frames = [(frame, line) for frame, line in traceback.walk_tb(error.__traceback__)
              if frame.f_code.co_filename == path]
    loading = bool(frames) and frames[0][0].f_code.co_name == "<module>"
    variables = variables_of_line(*frames[-1]) if frames and not loading else ()
    traceback.clear_frames(error.__traceback__)                     # what filled the memory was in their variables
    try:
        message = str(error.msg if in_file(error, path) else error)
    except BaseException:                                           # a student's own exception may do anything
        message = ""
    line = error.lineno if in_file(error, path) else frames[0 if loading else -1][1] if frames else 0
    return Failure(one_line(type(error).__name__), one_line(message), line or 0, "", loading, variables)


def variables_of_line(frame: FrameType, line: int) -> tuple[Variable, ...]:
    """The arrays that a line of a student's file names, and the whole numbers from outside the functions."""
    names = dict.fromkeys(re.findall(r"[^\W\d]\w*", linecache.getline(frame.f_code.co_filename, line)))
    inside = frame.f_locals                                         # a new dict each time it is asked for
    found = [(name, (inside if name in inside else frame.f_globals).get(name)) for name in names]
    return tuple(variable(name, value, name not in inside) for name, value in found
                 if is_array(value) or name not in inside and is_size(value))[:MOST_VARIABLES]


def is_array(value: object) -> TypeGuard[np.ndarray]:
    """Is it an array? It is not asked itself, as isinstance would: a student's __class__ may do anything."""
    return issubclass(type(value), np.ndarray)


def is_size(value: object) -> TypeGuard[int]:
    """Is it a whole number that can be a size?"""
    return type(value) is int and 0 < value < 2 ** 31


def variable(name: str, value: np.ndarray | int, outside: bool) -> Variable:
    """An array or a whole number as it is reported."""
    if is_size(value):
        return Variable(one_line(name), "int", (), outside, value)
    array = np.asanyarray(value)
    return Variable(one_line(name), "matrix" if isinstance(array, np.matrix) else "ndarray", array.shape, outside)


def in_file(error: BaseException, path: str | None) -> TypeGuard[SyntaxError]:
    """Is it the student's file itself, or an earlier version of it, that is not Python?"""
    return isinstance(error, SyntaxError) and error.filename == path


def one_line(text: str) -> str:
    """A text without line breaks, cut where it is long."""
    text = " ".join(text[:2000].split())
    return text if len(text) <= 500 else text[:500] + "…"
