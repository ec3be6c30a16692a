"""The classifier's parameters as Python's own numbers while it trains."""
from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from numbers import Integral, Real
from typing import Any


@contextmanager
def python_numbers(classifier: Any) -> Iterator[None]:
    """Gives the classifier Python's int or float for each NumPy number among its parameters; afterwards its own again.

    NumPy computes in the type of its scalars: a loss plus np.float16(alpha) has three digits, and
    t_ ** np.float16(power_t) ends at 65504; 200 + np.int8(100) is an OverflowError.
    """
    given = {name: value for name, value in vars(classifier).items() if name[0] != "_" and name[-1] != "_"}
    try:
        vars(classifier).update((name, python_number(value)) for name, value in given.items())
        yield
    finally:
        vars(classifier).update(given)


def python_number(value: Any) -> Any:
    """value as an int or a float where it is a number of another type; what is not a number is returned as it is.

    >>> class Small(int): "Such as np.int8."
    >>> type(python_number(Small(100))).__name__, python_number(True), python_number("auto")
    ('int', True, 'auto')
    """
    if isinstance(value, bool) or not isinstance(value, Real):
        return value
    return int(value) if isinstance(value, Integral) else float(value)
