"""What our own answers use in place of what takes long: the same results, sooner.

A wrong answer is compared with the variants of the right one and with their pairs: 136 for the picture of exercise 14,
each of which would create Axes (8 ms), and 21 trainings for exercise 15. A student's file never gets to see these.
"""
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import numpy as np


class Figure:
    """In place of matplotlib's Figure: nothing but the images on top, as they are observed (sandbox/calls.py)."""

    def __init__(self) -> None:
        self.images: list[tuple] = []

    def add_subplot(self, rows: int, columns: int, number: int) -> "Axes":
        return Axes(self.images)

    def gca(self) -> "Axes":
        """The same Axes each time, as long as there are no others: an image hides the one before it."""
        self.images.clear()
        return Axes(self.images)


class Axes:
    """In place of matplotlib's Axes: what is shown becomes one of the Figure's images."""

    def __init__(self, images: list[tuple]):
        self.images = images

    def imshow(self, pixels: np.ndarray, cmap: str = "viridis", vmin: float | None = None, vmax: float | None = None,
               origin: str = "upper") -> None:
        low, high = pixels.min() if vmin is None else vmin, pixels.max() if vmax is None else vmax
        self.images.append((pixels[::-1] if origin == "lower" else pixels, low, high,
                            "greys" if cmap == "gray" else cmap))

    def axis(self, option: str) -> None:
        """Images have no axis here."""


def shown(value: Any) -> Any:
    """A value as it is observed with matplotlib's Figure in it: ("figure", its images)."""
    if isinstance(value, Figure):
        return "figure", value.images
    return type(value)(map(shown, value)) if type(value) in (list, tuple) else value


def remembered(function: Callable, most: int = 64) -> Callable:
    """A function of a few small arrays that runs only once for the same arguments, as long as it leaves them alone.

    most : results that are kept; the oldest is forgotten first, as grading asks for each file something else
    """
    found: dict[Any, Any] = {}

    def same_function(*arguments):
        key = tuple(map(as_key, arguments))
        try:
            known = key in found
        except TypeError:                                           # a list, or a large array
            return function(*arguments)
        if known:
            return deepcopy(found[key])             # two names of one array stay two names of one array
        value = function(*arguments)
        if key == tuple(map(as_key, arguments)):
            if len(found) >= most:
                del found[next(iter(found))]
            found[key] = deepcopy(value)
        return value
    return same_function


def as_key(argument: Any) -> Any:
    """What an argument is known by: a small array by its numbers."""
    if isinstance(argument, np.ndarray) and argument.size <= 1000:
        return argument.shape, argument.dtype.str, argument.tobytes()
    return argument


def trained_once(train: Callable) -> Callable:
    """train_with_tnc, which trains only once from the same theta on the same f.

    Two f with the same cost and the same gradient at a random theta, to the last bit, are taken for the same.
    """
    found: dict[Any, np.ndarray] = {}

    def train_with_tnc(f, theta, max_evaluations):
        J, gradient = f(theta)
        key = max_evaluations, theta.tobytes(), float(J), gradient.tobytes()
        if key not in found:
            found[key] = train(f, theta, max_evaluations)
        return found[key].copy()
    return train_with_tnc
