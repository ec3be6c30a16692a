"""One call of one function, and all that can be seen of it: in the worker for a student's, here for our own."""
import sys
import traceback
import warnings
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np


class Failure(NamedTuple):
    """Why a call returned nothing."""
    kind: str                       # "ValueError", "SyntaxError", "missing", "time", "died"
    message: str                    # in one line
    line: int = 0                   # in the student's file, 0 where it is not known
    text: str = ""                  # of that line


class Observation(NamedTuple):
    """What is seen of one call."""
    failure: Failure | None
    value: object = None            # what was returned
    arguments: tuple = ()           # as they are after the call
    advice: tuple = ()              # warnings: (line in the student's file or 0, category, message)
    printed: str = ""


@dataclass(frozen=True, eq=False)
class Call:
    """A function's name and what it is called with. A call equals only itself, so that it can be a key.

    An argument can be an array, a number, a text, None, a list or tuple of these, or stand for what is made where the
    function runs: rng(seed) and spy(kind, numbers).
    """
    function: str
    arguments: tuple


def call(function, *arguments):
    """Call("cost", (theta, X, Y, layer_sizes)) without the inner parentheses."""
    return Call(function, arguments)


def rng(seed):
    """An argument: numpy.random.default_rng(seed)."""
    return ("rng", seed)


def spy(kind, numbers):
    """An argument: a function of theta from SPIES, which notes what it is asked."""
    return ("spy", kind, np.asarray(numbers, float))


def cubic(theta, c):
    """Σ c θ³,  whose derivative 3 c θ² central differences miss by c ε²: it shows ε, and one-sided differences."""
    return float(np.sum(c * theta ** 3))


def bowl(theta, target):
    """(J, ∂J/∂θ) of  J = Σ k (θ − target)² / 2 + Σ (θ − target)⁴,  k = 1, 2, 3, …: what an optimizer asks for."""
    d, k = theta - target, np.arange(1, theta.size + 1)
    return float(np.sum(k * d ** 2 / 2 + d ** 4)), k * d + 4 * d ** 3


SPIES = {"cubic": cubic, "bowl": bowl}


class Spy:
    """A function of theta that remembers the thetas it was asked for."""

    def __init__(self, kind, numbers):
        self.function, self.numbers, self.asked = SPIES[kind], numbers, []

    def __call__(self, theta):
        if len(self.asked) < 5000:
            self.asked.append(np.array(theta, dtype=float))
        return self.function(np.asarray(theta, dtype=float), self.numbers)


def observe(function, arguments, path=None):
    """Calls the function on copies of the arguments; path is the file whose lines a failure names."""
    made = [made_of(argument) for argument in arguments]
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        failure, value = attempt(function, made, path)
    advice = tuple((w.lineno if w.filename == path else 0, w.category.__name__, str(w.message)) for w in caught[:20])
    return Observation(failure, shown(value), tuple(map(shown, made)), advice)


def made_of(argument):
    """The argument itself, of which an array or a list is a copy, or what it stands for."""
    if isinstance(argument, tuple) and argument[:1] == ("rng",):
        return np.random.default_rng(argument[1])
    if isinstance(argument, tuple) and argument[:1] == ("spy",):
        return Spy(*argument[1:])
    if isinstance(argument, (list, tuple)):
        return type(argument)(map(made_of, argument))
    return argument.copy() if isinstance(argument, np.ndarray) else argument


def shown(value, depth=8):
    """A value as it is compared: a spy as the thetas it was asked for, a figure as its images; also in lists."""
    if isinstance(value, Spy):
        return ("asked", list(value.asked))
    if isinstance(value, np.random.Generator):
        return ("rng", value.random())                              # the next number tells whether others were drawn
    figure = sys.modules.get("matplotlib.figure")
    if figure is not None and isinstance(value, figure.Figure):
        return ("figure", [picture(axes.images[-1]) for axes in value.axes if axes.images])     # the one on top
    if type(value) in (list, tuple) and depth:                      # a list may contain itself
        return type(value)(shown(item, depth - 1) for item in value)
    return value


def picture(image):
    """(pixels from the top down, value of one end of the colours, of the other, name of the colours) of an image."""
    pixels = np.ma.filled(np.ma.asarray(image.get_array(), float), np.nan)
    low, high = image.get_clim()
    greys = np.allclose(image.cmap([0.0, 0.5, 1.0])[:, :3], [[0.0], [0.5], [1.0]], atol=0.02)
    return (pixels[::-1] if image.origin == "lower" else pixels), low, high, "greys" if greys else image.cmap.name


def attempt(function, arguments, path=None):
    """(failure or None, what the function returned)."""
    try:
        return None, function(*arguments)
    except BaseException as error:                                  # also sys.exit, and a KeyboardInterrupt of its own
        return failure_of(error, path), None


def failure_of(error, path=None):
    """An exception as a Failure; the line is the innermost one of the student's file."""
    traceback.clear_frames(error.__traceback__)                     # what filled the memory was in their variables
    try:
        message = str(error.msg if in_file(error, path) else error)
    except BaseException:                                           # a student's own exception may do anything
        message = ""
    lines = [line for frame, line in traceback.walk_tb(error.__traceback__) if frame.f_code.co_filename == path]
    line = error.lineno if in_file(error, path) else lines[-1] if lines else 0
    return Failure(one_line(type(error).__name__), one_line(message), line or 0)


def in_file(error, path):
    """Is this the student's file that Python cannot read, or an earlier version of it?"""
    return isinstance(error, SyntaxError) and error.filename == path


def one_line(text):
    """A text without line breaks, and without its end where it is long."""
    text = " ".join(text[:2000].split())
    return text if len(text) <= 500 else text[:500] + "…"
