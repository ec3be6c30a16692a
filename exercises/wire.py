"""Numbers, texts and arrays as bytes, and back: the only thing that passes between the checker and a worker.

A value is a header of fixed size and what it announces: the bytes of an array or a text, or further values (a list's).
The header is checked before anything is read, so that no answer, however it was made, costs more than a bounded amount
of memory, or runs any code: nothing is unpickled, evaluated or imported.
"""
import io
import math
import struct
from typing import NamedTuple

import numpy as np

#: magic, kind, dtype code, number of axes, bytes or items that follow, shape
HEADER = struct.Struct("<4sBBBxQ8Q")
MAGIC = b"nnx1"
MOST_BYTES = 64 * 2 ** 20           # of all arrays and texts in one message
MOST_VALUES = 100_000               # in one message
MOST_DEPTH = 8                      # of lists in lists

KINDS = ("none", "scalar", "text", "array", "list", "tuple", "opaque")
DTYPES = tuple(map(np.dtype, ("?", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f2", "f4", "f8", "c8", "c16")))


class WireError(ValueError):
    """Bytes that are no message, or announce one that is too large."""


class Opaque(NamedTuple):
    """Stands for a value that is not sent, and says what it was: "a dict", "an array of dtype object, shape (3,)"."""
    what: str


def encode(value):
    """value as bytes: None, bool, int, float, complex, str, numeric arrays, lists and tuples of these.

    Whatever else there is goes as an Opaque description, and so does a message that would be too large.

    >>> decode(encode((1, [2.5, None, "three"], {4: 5})))
    (1, [2.5, None, 'three'], Opaque(what='a dict'))
    """
    pieces = []
    append(value, pieces, depth=0)
    if len(pieces) > MOST_VALUES or sum(map(len, pieces)) > MOST_BYTES:
        return encode(Opaque(f"{describe(value)}, larger than what can be sent"))
    return b"".join(pieces)


def append(value, pieces, depth):
    """The pieces of one value, behind those of the values before it."""
    if value is None:
        pieces.append(header("none"))
    elif isinstance(value, str):
        append_text("text", value, pieces)
    elif isinstance(value, (list, tuple)) and not isinstance(value, Opaque) and depth < MOST_DEPTH:
        pieces.append(header("list" if isinstance(value, list) else "tuple", size=len(value)))
        for item in value[:MOST_VALUES]:
            append(item, pieces, depth + 1)
    elif is_number(value) or (isinstance(value, np.ndarray) and value.nbytes <= MOST_BYTES):
        array = np.asarray(value)
        array = array.astype({"g": "f8", "G": "c16"}.get(array.dtype.char, array.dtype.newbyteorder("<")), copy=False)
        if array.dtype.newbyteorder("=") in DTYPES:
            kind = "scalar" if isinstance(value, (bool, int, float, complex)) else "array"
            pieces.append(header(kind, array, array.nbytes) + array.tobytes())
        else:
            append_text("opaque", describe(value), pieces)
    else:
        append_text("opaque", describe(value), pieces)


def append_text(kind, text, pieces):
    data = text[:10_000].encode("utf-8", "replace")
    pieces.append(header(kind, size=len(data)) + data)


def is_number(value):
    """A Python or NumPy number, but no integer beyond 64 bits."""
    if isinstance(value, int):
        return -2 ** 63 <= value < 2 ** 63
    return isinstance(value, (float, complex, np.generic))


def header(kind, array=None, size=0):
    code, shape = (0, ()) if array is None else (DTYPES.index(array.dtype.newbyteorder("=")), array.shape)
    return HEADER.pack(MAGIC, KINDS.index(kind), code, len(shape), size, *shape, *[0] * (8 - len(shape)))


def describe(value):
    """What a value is, in words: "an array of dtype object, shape (3,)", "a dict"."""
    if isinstance(value, Opaque):
        return value.what
    if isinstance(value, np.ndarray):
        return f"an array of dtype {value.dtype}, shape {value.shape}"
    name = type(value).__name__
    return f"{'an' if name[0].lower() in 'aeiou' else 'a'} {name}"


def decode(data):
    """The value that encode made these bytes of.

    Raises : WireError where they are anything else
    """
    stream = io.BytesIO(data)
    value = read(stream)
    if stream.read(1):
        raise WireError("there are bytes left over")
    return value


def read(stream):
    """The next value of a binary stream.

    Raises : WireError for what encode would not have written; EOFError where the stream ends
    """
    return read_value(stream, Budget(MOST_BYTES, MOST_VALUES), depth=0)


class Budget:
    """What the rest of a message may hold."""

    def __init__(self, size, values):
        self.bytes, self.values = size, values

    def spend(self, size):
        self.bytes, self.values = self.bytes - size, self.values - 1
        if self.bytes < 0 or self.values < 0:
            raise WireError("the message is too large")


def read_value(stream, budget, depth):
    magic, kind, code, axes, size, *shape = HEADER.unpack(exactly(stream, HEADER.size))
    if magic != MAGIC or kind >= len(KINDS) or code >= len(DTYPES) or axes > 8 or depth > MOST_DEPTH:
        raise WireError("this is no header")
    kind = KINDS[kind]
    if kind in ("list", "tuple"):
        budget.spend(0)
        if size > budget.values:
            raise WireError("the message is too large")
        items = [read_value(stream, budget, depth + 1) for _ in range(size)]
        return items if kind == "list" else tuple(items)
    budget.spend(size)
    if kind in ("array", "scalar"):
        shape = shape[:axes]
        if math.prod(shape) * DTYPES[code].itemsize != size or (kind == "scalar" and shape):
            raise WireError(f"an array of shape {tuple(shape)} does not take {size} bytes")
        array = np.frombuffer(exactly(stream, size), DTYPES[code].newbyteorder("<")).reshape(shape).copy()
        return array.item() if kind == "scalar" else array
    data = exactly(stream, size)
    text = data.decode("utf-8", "replace")
    return None if kind == "none" else text if kind == "text" else Opaque(text)


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
