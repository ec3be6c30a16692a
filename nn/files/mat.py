"""Reader of .mat files, MATLAB's or Octave's: every tag of a version 5 file is checked before SciPy sees it."""
import io
import math
import os
import struct
import zlib
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from nn.files.octave import OCTAVE_TEXT, REMEDY, parse_octave
from nn.files.readers import are_whole, open_maybe_gzipped, reading

#: in the tags of a MATLAB 5 file: an array, a compressed element; the types of its parts that are numbers or text
MAT_ARRAY, MAT_COMPRESSED = 14, 15
MAT_TYPES = {1, 2, 3, 4, 5, 6, 7, 9, 12, 13, 16, 17, 18}

#: in the flags of an array: the classes of numbers and texts, the bit of complex numbers
MAT_CLASSES = {4, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}
MAT_COMPLEX = 0x800


def load_mat(path: str | os.PathLike) -> dict[str, NDArray]:
    """The arrays of a MATLAB file (version 4 to 7.2) by name: X, y of ex4data1.mat; Theta1, Theta2 of ex4weights.mat.

    path    : of the file, which may also be what Octave's `save` writes by default, a text
    Returns : dict of arrays of real numbers or text; y, which MATLAB stores as a column, comes as an (m,) vector,
              of int where its entries are whole
    Raises  : ValueError with the path where it is not such a file, is damaged, of version 7.3, or contains no array
              of numbers; OSError
    """
    with reading(path):
        with open_maybe_gzipped(path) as file:
            data = file.read()
        variables = parse_octave(data.decode(errors="replace")) if data.startswith(OCTAVE_TEXT) else parse_mat(data)
        arrays = {name: value for name, value in variables.items()
                  if isinstance(value, np.ndarray) and value.dtype.kind in "biufU"}
        if not arrays:
            raise ValueError("it contains no array of numbers")
        if "y" in arrays:
            arrays["y"] = whole_as_int(arrays["y"].ravel())
    return arrays


def parse_mat(data: bytes) -> dict:
    """All variables in the bytes of a MATLAB file, as SciPy returns them."""
    from scipy.io import loadmat  # slow to import, and needed for these files only
    from scipy.io.matlab import matfile_version
    if data.startswith((b"Octave-1-", b"\x89HDF")):
        raise ValueError(f"it is of Octave's own binary format, or HDF5; {REMEDY}")
    version, _ = matfile_version(io.BytesIO(data))
    if version == 2:
        raise ValueError("it is of MATLAB's version 7.3; save(..., '-v7') in MATLAB makes one that can be read")
    return loadmat(io.BytesIO(plain_mat(data) if version == 1 else data), chars_as_strings=True)


def whole_as_int(y: NDArray) -> NDArray:
    """y as int where all its entries are whole, which MATLAB stores as float; otherwise as it is."""
    return y.astype(int) if y.dtype.kind == "f" and are_whole(y).all() else y


def plain_mat(data: bytes) -> bytes:
    """A MATLAB 5 file without its structs, cells and objects, and with every tag of what stays checked.

    SciPy's reader believes the tags: one wrong bit in them can crash Python, or ask for all the memory there is.

    data    : bytes of the file
    Returns : bytes of a MATLAB 5 file with only the real arrays of numbers and the texts
    Raises  : ValueError where a tag contradicts the bytes; struct.error, zlib.error, StopIteration
    Source  : MathWorks, "MAT-File Format", chapter 1
    """
    order = "<" if data[126:128] == b"IM" else ">"
    plain = [data[:128]]
    for kind, element in mat_elements(data[128:], order):
        if kind == MAT_COMPRESSED:
            kind, element = next(mat_elements(zlib.decompress(element), order))
        if kind == MAT_ARRAY and is_plain(element, order):
            plain.append(struct.pack(order + "2I", MAT_ARRAY, len(element)) + element)
    return b"".join(plain)


def mat_elements(data: bytes, order: str) -> Iterator[tuple[int, bytes]]:
    """(type, bytes) of each element in a MATLAB 5 file, or of each part of an array: flags, shape, name, numbers."""
    start = 0
    while start < len(data):
        kind, size = struct.unpack_from(order + "2I", data, start)
        begin, small = start + 8, kind >> 16
        if small:                                                   # up to 4 bytes, kept in the tag itself
            begin, kind, size = start + 4, kind & 0xFFFF, small
        if begin + size > len(data) or small > 4:
            raise ValueError("it is cut short, or damaged: an array in it does not end where it should")
        yield kind, data[begin:begin + size]
        start = begin + (4 if small else size if kind == MAT_COMPRESSED else size + -size % 8)


def is_plain(array: bytes, order: str) -> bool:
    """Is this array of a MATLAB 5 file one of real numbers, or a text? If so, its parts are checked."""
    parts = mat_elements(array, order)
    kind, flags = next(parts)
    if (kind, len(flags)) != (6, 8):
        raise ValueError("it is damaged: an array in it does not say what it contains")
    flags, _ = struct.unpack(order + "2I", flags)
    if flags & 0xFF not in MAT_CLASSES or flags & MAT_COMPLEX:
        return False
    (_, sizes), _, (kind, content) = parts
    shape = tuple(np.frombuffer(sizes, order + "i4").tolist())
    if kind not in MAT_TYPES or len(shape) < 2 or min(shape) < 0 or math.prod(shape) > len(content):
        raise ValueError(f"it is damaged: an array of shape {shape} has {len(content)} bytes of type {kind}")
    return True
