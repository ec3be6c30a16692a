"""Are two answers the same, and if not, how do they differ? Shape first, then finiteness, then numbers."""
import re
from itertools import combinations
from typing import Any, NamedTuple

import numpy as np

from nn.exercises.sandbox.wire import Opaque

TOLERANCE = 1e-6                    # of the largest expected entry; float32 on the way costs 1e-7


def same(got: Any, expected: Any) -> bool:
    """Do two values agree, sequences item by item, arrays in shape, finiteness and numbers?

    >>> same([1.0, np.array([0.5])], (1, np.array([0.5 + 1e-9]))), same(np.empty(0), 0.5), same(np.nan, 1.0)
    (True, False, False)
    """
    if is_sequence(expected):
        return (is_sequence(got) and len(got) == len(expected)
                and all(same(g, e) for g, e in zip(got, expected, strict=True)))
    if not is_numeric(expected) or not is_numeric(got):
        return type(got) is type(expected) and got == expected
    got, expected = np.asarray(got), np.asarray(expected)
    if got.shape != expected.shape:
        return False
    finite = np.isfinite(expected)
    if not finite.all():
        if not np.array_equal(got[~finite], expected[~finite], equal_nan=True):
            return False
        got, expected = got[finite], expected[finite]
    got, expected = as_real(got), as_real(expected)
    return bool(np.all(np.abs(got - expected) <= TOLERANCE * np.max(np.abs(expected), initial=1e-290)))


def is_sequence(value: object) -> bool:
    """Is it a list or a tuple that was returned?"""
    return isinstance(value, (list, tuple)) and not isinstance(value, Opaque)


def is_made(argument: object) -> bool:
    """Does an argument stand for an object that is made where the function runs: a generator, a spy, what is tested?"""
    return isinstance(argument, tuple) and argument[:1] in (("rng",), ("spy",), ("asked",), ("under test",))


def is_numeric(value: object) -> bool:
    """Is it a number or an array?"""
    return isinstance(value, (bool, int, float, complex, np.ndarray, np.generic))


def as_real(array: np.ndarray) -> np.ndarray:
    """An array as floats, since unsigned and boolean numbers have no negative differences; complex stays complex."""
    return array if array.dtype.kind == "c" else array.astype(float, copy=False)


# why something failed

class Cause(NamedTuple):
    """What happened at an error, however Python or NumPy phrases it."""
    operation: str                  # "product", "elementwise", "index", …; the whole message where it is not known
    numbers: frozenset[int] | None = None   # sizes that do not match, an index, an axis; None where it names none

    def fits(self, other: "Cause") -> bool:
        """Did the same happen, as far as both say it?"""
        return self.operation == other.operation and (None in (self.numbers, other.numbers)
                                                      or self.numbers == other.numbers)


SHAPE = r"\([\d, ]*\)"

#: (what happened, the messages that say so): their groups are numbers, or two shapes of which two sizes do not match
CAUSES = [
    ("product", (r"size (\d+) is different from (\d+)", r"(\d+) \(dim \d+\) != (\d+) \(dim \d+\)",
                 rf"remapped shapes .*?: ({SHAPE})->\S+ ({SHAPE})->",
                 r"Size of label '.*' for operand \d+ \((\d+)\) does not match previous terms \((\d+)\)",
                 r"shape-mismatch for sum")),
    ("elementwise", (r"broadcast together with shapes ([\d, ()]+)", r"shape mismatch: objects cannot be broadcast",
                     r"non-broadcastable output operand with shape (.+)")),
    ("assignment", (r"could not broadcast input array from shape (.+)",)),
    ("joining", (r"must match exactly, but along dimension \d+, the array at index \d+ has size (\d+) and the array at "
                 r"index \d+ has size (\d+)", r"must match exactly", r"must have same number of dimensions")),
    ("reshaping", (r"cannot reshape array of size (\d+)", r"total size of new array must be unchanged")),
    ("index", (r"index (-?\d+) is out of bounds for axis \d+ with size (\d+)", r"index out of range",
               r"index (-?\d+) is out of bounds for size (\d+)")),
    ("index of another type", (r"arrays used as indices must be of integer",
                               r"only integers, slices .* are valid indices",
                               r"indices must be integers or slices, not (?:numpy\.)?float")),
    ("several indices", (r"only integer scalar arrays can be converted to a scalar index",
                         r"indices must be integers or slices, not (?:list|tuple|numpy\.ndarray)")),
    ("axis", (r"axis (-?\d+) is out of bounds for array of dimension (\d+)", r"'axis' entry is out of bounds",
              r"tuple index out of range for axis")),
    ("number expected", (r"only (?:length-1|size-1|0-dimensional) arrays can be converted to Python scalars",
                         r"(?:must be real number|a real number is required), not (?:list|tuple|numpy\.ndarray)")),
    ("truth value", (r"truth value of an array with more than one element is ambiguous",)),
    ("unpacking", (r"not enough values to unpack \(expected (\d+), got (\d+)\)",
                   r"too many values to unpack \(expected (\d+)",)),
    ("rows of unequal length", (r"inhomogeneous shape", r"setting an array element with a sequence")),
]


def cause_of(kind: str, message: str) -> Cause:
    """What happened, from the type of an exception and its message.

    >>> cause_of("ValueError", "shapes (11,6) and (7,4) not aligned: 6 (dim 1) != 7 (dim 0)")
    Cause(operation='product', numbers=frozenset({6, 7}))
    """
    for operation, patterns in CAUSES:
        for pattern in patterns:
            if found := re.search(pattern, message):
                return Cause(operation, numbers_of(operation, found.groups()))
    return Cause(f"{kind}: {message}")


def numbers_of(operation: str, groups: tuple[str, ...]) -> frozenset[int] | None:
    """The numbers that a message names; of shapes, the first two sizes that do not match."""
    if not any("(" in group for group in groups):
        return frozenset(map(int, groups)) or None
    shapes = [[int(size) for size in re.findall(r"\d+", shape)] for shape in re.findall(SHAPE, " ".join(groups))]
    if operation == "product":                                      # einsum: the last axis, the first of the next
        return frozenset((shapes[0][-1], shapes[1][0]))
    return next((frozenset((a, b)) for one, other in combinations(shapes, 2)
                 for a, b in zip(one[::-1], other[::-1], strict=False) if a != b and 1 not in (a, b)), frozenset())


def mismatched_sizes(message: str) -> frozenset[int] | None:
    """The two sizes that do not match by NumPy's message, or None: {6, 7}, however the product or sum was written.

    >>> sorted(mismatched_sizes("shapes (11,6) and (7,4) not aligned: 6 (dim 1) != 7 (dim 0)"))
    [6, 7]
    """
    cause = cause_of("ValueError", message)
    return cause.numbers if cause.operation in ("product", "elementwise") else None


# in what two values differ

def difference_of_form(got: Any, expected: Any, item_of: str = "") -> str:
    """What is wrong with the form of a value, before its numbers are compared, or "".

    item_of : "item 2 of " where the value is only an item of what was returned
    """
    subject, expected_shape = f"{item_of}what it returns is" if item_of else "it returns", shape_as_text(expected)
    if got is None:
        return f"{subject} None: is there a return at the end?"
    if isinstance(got, (Opaque, str)):
        return f"{subject} {got.what if isinstance(got, Opaque) else 'a text'}, expected {expected_shape}"
    if is_sequence(expected):
        return difference_of_sequences(got, expected, item_of, subject)
    if is_sequence(got):
        if sum(np.size(item) for item in got if is_numeric(item)) == np.size(expected) and any(
                np.ndim(item) for item in got if is_numeric(item)):
            return f"{subject} a {type(got).__name__} of {len(got)} arrays, expected {expected_shape}: flatten them"
        return f"{subject} a {type(got).__name__}, expected {expected_shape}" + (
            ": np.array(…) makes it one" if np.ndim(expected) else "")
    if isinstance(got, np.matrix) and np.ndim(expected) < 2 and np.size(got) == np.size(expected):
        return (f"{subject} {shape_as_text(got)}, expected {expected_shape}: np.matrix keeps two dimensions, "
                f"np.asarray(…){'.ravel()' if np.ndim(expected) else '.item()'} does not")
    return difference_of_arrays(np.asarray(got), np.asarray(expected), subject)


def difference_of_sequences(got, expected, item_of, subject):
    if not is_sequence(got) or len(got) != len(expected):
        return f"{subject} {shape_as_text(got)}, expected {shape_as_text(expected)}"
    for position, (g, e) in enumerate(zip(got, expected, strict=True)):
        if (text := difference_of_form(g, e, f"item {position} of {item_of}")) and not same(g, e):
            return text
    return ""


def difference_of_arrays(got, expected, subject):
    if got.shape != expected.shape:
        slip = slip_of_shape(got, expected)
        return f"{subject} {shape_as_text(got)}, expected {shape_as_text(expected)}" + (f": {slip}" if slip else "")
    if got.dtype.kind in "bu" and expected.dtype.kind in "if":
        return f"{subject} dtype {got.dtype}, in which 0 − 1 is not −1; expected {expected.dtype}: .astype(float)"
    if got.dtype.kind == "c" and expected.dtype.kind != "c":
        return f"{subject} complex numbers, dtype {got.dtype}; expected {expected.dtype}"
    if got.dtype.kind == "i" and expected.dtype.kind == "f" and np.any(got) and not same(got, expected):
        return f"{subject} whole numbers, dtype {got.dtype}: the decimals are lost; expected {expected.dtype}"
    if not np.isfinite(got).all():
        places = np.argwhere(~np.isfinite(got))
        first = f", first at {places[0].tolist()}" if got.ndim else ""
        return f"{subject} nan or inf in {len(places)} of {got.size} entries{first}"
    return ""


def slip_of_shape(got, expected):
    if got.size != expected.size:
        return "" if expected.ndim else "it should be a single number: sum over both axes"
    if got.shape == expected.shape[::-1] and got.ndim == 2 and same(got.T, expected):
        return "the right numbers, transposed"
    if not expected.ndim:
        return "take the number out of its array"
    if 1 in got.shape and got.ndim > expected.ndim:
        return f"one axis too many: {'.ravel()' if expected.ndim == 1 else 'np.squeeze'} removes it"
    if got.shape == expected.shape[::-1]:
        return "is it transposed?"
    return "flatten it" if got.ndim > expected.ndim else "an axis is missing"


def difference_of_numbers(got: Any, expected: Any) -> str:
    """A relation between all numbers of two arrays of the same shape, or ""."""
    if not (is_numeric(got) and is_numeric(expected)) or np.shape(got) != np.shape(expected):
        return ""
    got, expected = as_real(np.asarray(got)), as_real(np.asarray(expected))
    if same(-got, expected):
        return "the sign is flipped: yours = −expected everywhere"
    if expected.ndim == 2 and expected.shape[0] == expected.shape[1] and same(got.T, expected):
        return "the right numbers, transposed"
    if expected.size > 1 and same(np.sort(got, axis=None), np.sort(expected, axis=None)):
        return "the right numbers in the wrong places: in which order are they flattened or unflattened?"
    return ""


def rows_left_empty(got: Any, expected: Any) -> str:
    """Which rows of a matrix are still 0 while all others are right, or ""."""
    if not (is_numeric(got) and is_numeric(expected)) or np.shape(got) != np.shape(expected) or np.ndim(got) != 2:
        return ""
    got, expected = as_real(np.asarray(got)), as_real(np.asarray(expected))
    are_right = [same(*rows) for rows in zip(got, expected, strict=True)]
    empty = [i for i, row in enumerate(got) if not (are_right[i] or np.any(row))]
    m = len(got)
    if not 0 < len(empty) < m or sum(are_right) + len(empty) < m:
        return ""
    if empty == [*range(1, m)]:
        return "only row 0 is filled in, all others are 0: does a return inside the loop end it?"
    if empty == [0]:
        return "row 0 is never filled in: Python counts from 0"
    if empty == [m - 1]:
        return "the last row is never filled in: range(m) already ends with m − 1"
    return "some rows are never filled in"


def factor(got: Any, expected: Any) -> float | None:
    """The number c ≠ 1 of got = c · expected, or None where there is none."""
    if not (is_numeric(got) and is_numeric(expected)) or np.shape(got) != np.shape(expected):
        return None
    got, expected = np.ravel(as_real(np.asarray(got))), np.ravel(as_real(np.asarray(expected)))
    largest = int(np.argmax(np.abs(expected)))
    if expected.size == 0 or expected[largest] == 0:
        return None
    c = float(got[largest] / expected[largest])
    return c if abs(c) > 1e-12 and abs(c - 1) > 1e-5 and same(got, c * expected) else None


def shape_as_text(value: Any) -> str:
    """A value's shape and dtype: "an array (11, 3) of float64", "one number (float64)", "a list of 2 ((3,), (4,))"."""
    if is_sequence(value):
        shapes = ", ".join(str(np.shape(item)) if is_numeric(item) else type(item).__name__ for item in value[:6])
        return f"a {type(value).__name__} of {len(value)} ({shapes}{', …' if len(value) > 6 else ''})"
    if isinstance(value, Opaque):
        return value.what
    if not is_numeric(value):
        return repr(value) if value is None else f"a {type(value).__name__}"
    if np.ndim(value) == 0:
        return f"one number ({np.asarray(value).dtype})"
    kind = "np.matrix" if isinstance(value, np.matrix) else "array"
    return f"an {kind} {np.shape(value)} of {np.asarray(value).dtype}"
