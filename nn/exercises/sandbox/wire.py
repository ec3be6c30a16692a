"""Numbers, texts and arrays as bytes, and back: all that passes between the checker and a worker.

A value is a header of fixed size and what it announces: the bytes of an array or a text, or further values (a list's).
The header is checked before anything is read, so that no answer, whatever made it, takes more than a bounded amount of
memory or runs any code: nothing is unpickled, evaluated or imported.
"""
import io
import math
import re
import struct
from typing import Any, BinaryIO, NamedTuple

import numpy as np

#: magic, kind, dtype code, number of axes, bytes or items that follow, shape
HEADER = struct.Struct("<4sBBBxQ8Q")
MAGIC = b"nnx1"
MOST_BYTES = 64 * 2 ** 20           # of all arrays and texts in one message
MOST_VALUES = 100_000               # in one message
MOST_DEPTH = 8                      # of lists in lists
MOST_AXES = 8
MOST_TEXT = 10_000                  # characters; a longer text is cut
MOST_PRINTABLE = 200                # characters of what is shown of a name or a message

KINDS = ("none", "scalar", "text", "array", "list", "tuple", "opaque", "matrix")
DTYPES = tuple(map(np.dtype, ("?", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f2", "f4", "f8", "c8", "c16")))

#: characters that would move the cursor, colour the terminal or reverse the direction of writing
UNPRINTABLE = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]+")


def printable(text: str) -> str:
    """A text of a student's on one line, without what moves a cursor or turns the direction of writing, and not long.

    >>> printable("ada\\n\\x1b[31mlovelace")
    'ada [31mlovelace'
    """
    text = " ".join(text[:MOST_TEXT].encode("utf-8", "replace").decode("utf-8").split())    # no lone surrogates
    return " ".join(UNPRINTABLE.sub("", text).split())[:MOST_PRINTABLE]


class WireError(ValueError):
    """Bytes that are not a message, or a message that is too large."""


class Opaque(NamedTuple):
    """Stands for a value that is not sent, and says what it was: "a dict", "an array of dtype object, shape (3,)"."""
    what: str


def opaque(value: object) -> Opaque:
    """What stands for a value that is not sent."""
    return Opaque(type_as_text(value))


def encode(value: Any) -> bytes:
    """value as bytes: None, bool, int, float, complex, str, numeric arrays and np.matrix, lists, tuples.

    Anything else is sent as an Opaque.

    Raises : WireError where that would be too large

    >>> decode(encode((1, [2.5, None, "three"], {4: 5})))
    (1, [2.5, None, 'three'], Opaque(what='a dict'))
    """
    pieces: list[bytes] = []
    append(value, pieces, Budget(), depth=0)
    return b"".join(pieces)


def append(value, pieces, budget, depth):
    """Appends the pieces of one value to those of the values before it."""
    if value is None:
        pieces.append(header("none"))
        budget.spend(0)
    elif isinstance(value, str):
        append_text("text", value, pieces, budget)
    elif isinstance(value, (list, tuple)) and not isinstance(value, Opaque) and depth < MOST_DEPTH:
        budget.spend(0)
        pieces.append(header("list" if isinstance(value, list) else "tuple", size=len(value)))
        for item in value:
            append(item, pieces, budget, depth + 1)
    elif is_sendable_number(value) or is_sendable_array(value):
        budget.spend(value.nbytes if isinstance(value, np.ndarray) else 16)     # before it is copied
        array = np.asarray(value)
        array = array.astype({"g": "f8", "G": "c16"}.get(array.dtype.char, array.dtype.newbyteorder("<")), copy=False)
        kind = ("scalar" if isinstance(value, (bool, int, float, complex)) else
                "matrix" if isinstance(value, np.matrix) else "array")
        pieces.append(header(kind, array, array.nbytes) + array.tobytes())
    else:
        append_text("opaque", type_as_text(value), pieces, budget)


def append_text(kind, text, pieces, budget):
    data = text[:MOST_TEXT].encode("utf-8", "replace")
    budget.spend(len(data))
    pieces.append(header(kind, size=len(data)) + data)


def is_sendable_number(value: object) -> bool:
    """Is it a Python or NumPy number, of at most 64 bits where it is an integer?"""
    if isinstance(value, int):
        return -2 ** 63 <= value < 2 ** 63
    return isinstance(value, (float, complex, np.number, np.bool_))


def is_sendable_array(value: object) -> bool:
    return isinstance(value, np.ndarray) and value.dtype.kind in "biufc" and value.ndim <= MOST_AXES


def header(kind, array=None, size=0):
    code, shape = (0, ()) if array is None else (DTYPES.index(array.dtype.newbyteorder("=")), array.shape)
    return HEADER.pack(MAGIC, KINDS.index(kind), code, len(shape), size, *shape, *[0] * (MOST_AXES - len(shape)))


def type_as_text(value: object) -> str:
    """A value's type, with its size: "an array of dtype object, shape (3,)", "a list of 2 items", "a dict"."""
    if value is None:
        return "None"
    if isinstance(value, Opaque):
        return value.what
    if isinstance(value, np.ndarray):
        kind = "np.matrix" if isinstance(value, np.matrix) else "array"
        return f"an {kind} of dtype {value.dtype}, shape {value.shape}"
    name = type(value).__name__
    text = f"{'an' if name[:1].lower() in tuple('aeiou') else 'a'} {name}"
    if isinstance(value, (list, tuple)):
        return f"{text} of {len(value)} items"
    return text + (" of more than 64 bits" if isinstance(value, int) and not is_sendable_number(value) else "")


def decode(data: bytes) -> Any:
    """The value whose encoding these bytes are.

    Raises : WireError where they are anything else; EOFError where they are cut short
    """
    stream = io.BytesIO(data)
    value = read(stream)
    if stream.read(1):
        raise WireError("there are bytes left over")
    return value


def read(stream: BinaryIO) -> Any:
    """The next value of a binary stream.

    Raises : WireError for what encode would not have written; EOFError where the stream ends
    """
    return read_value(stream, Budget(), depth=0)


class Budget:
    """What the rest of a message may contain."""

    def __init__(self) -> None:
        self.bytes, self.values = MOST_BYTES, MOST_VALUES

    def spend(self, size: int) -> None:
        self.bytes, self.values = self.bytes - size, self.values - 1
        if self.bytes < 0 or self.values < 0:
            raise WireError("the message is too large")


def read_value(stream, budget, depth):
    magic, kind, code, axes, size, *shape = HEADER.unpack(exactly(stream, HEADER.size))
    if magic != MAGIC or kind >= len(KINDS) or code >= len(DTYPES) or axes > MOST_AXES or depth > MOST_DEPTH:
        raise WireError("this is not a header")
    kind = KINDS[kind]
    if kind in ("list", "tuple"):
        budget.spend(0)
        if size > budget.values:
            raise WireError("the message is too large")
        items = [read_value(stream, budget, depth + 1) for _ in range(size)]
        return items if kind == "list" else tuple(items)
    budget.spend(size)
    if kind in ("array", "scalar", "matrix"):
        return read_array(stream, DTYPES[code], tuple(shape[:axes]), size, kind)
    if size > 4 * MOST_TEXT or (kind == "none" and size):
        raise WireError(f"{kind} does not take {size} bytes")
    text = UNPRINTABLE.sub("", exactly(stream, size).decode("utf-8", "replace"))
    return None if kind == "none" else text if kind == "text" else Opaque(text)


def read_array(stream, dtype, shape, size, kind):
    if math.prod(shape) * dtype.itemsize != size or (
            kind == "scalar" and shape or kind == "matrix" and len(shape) != 2):
        raise WireError(f"{kind} of shape {shape} and dtype {dtype} does not take {size} bytes")
    try:
        array = np.empty(shape, dtype.newbyteorder("<"))            # refuses (0, 2**63), which is 0 bytes
    except (ValueError, OverflowError):
        raise WireError(f"an array cannot have the shape {shape}") from None
    array = np.frombuffer(exactly(stream, size), array.dtype).reshape(shape).astype(dtype)
    return array.item() if kind == "scalar" else array.view(np.matrix) if kind == "matrix" else array


def exactly(stream, size):
    """size bytes of a stream, in as many reads as it takes."""
    pieces = []
    while size:
        piece = stream.read(min(size, 2 ** 20))
        if not piece:
            raise EOFError("the stream ended within a message")
        pieces.append(piece)
        size -= len(piece)
    return b"".join(pieces)
