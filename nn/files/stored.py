"""An array in a file, whose rows can be read without the others: .npy, a member of an .npz, IDX; compressed or not."""
from __future__ import annotations

import gzip
import math
import os
import struct
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import BinaryIO, NamedTuple, cast

import numpy as np
from numpy.typing import NDArray

from nn.files.readers import open_maybe_gzipped, read_idx_header, reading

#: the first bytes of .npy, of .npz, of what is gzipped
NPY, ZIP, GZIP = b"\x93NUMPY", b"PK", b"\x1f\x8b"

#: bytes that are decompressed at a time
STEP = 1 << 17


class Stored(NamedTuple):
    """Where an array is, and what it is: all that any process needs to read some of its rows."""
    path: str                           # absolute: a worker may run in another folder
    shape: tuple[int, ...]              # of a row: shape[1:]
    dtype: str                          # as NumPy writes it, with its byte order: "<f8"
    offset: int                         # of its first number, in the bytes as they are after decompression
    member: str = ""                    # the member of an .npz that must be decompressed
    gzipped: bool = False
    fortran: bool = False               # column by column: a row is scattered all over the file

    @property
    def bytes_per_row(self) -> int:
        return math.prod(self.shape[1:]) * np.dtype(self.dtype).itemsize

    @property
    def compressed(self) -> bool:
        return self.gzipped or self.member != ""

    def rows(self, start: int, stop: int) -> Stored:
        """Some rows of it (not of an array in Fortran order); nothing is read."""
        return self._replace(shape=(stop - start, *self.shape[1:]), offset=self.offset + start * self.bytes_per_row)


def stored_arrays(path: str | os.PathLike) -> dict[str, Stored]:
    """The arrays of a file by name; the one of an .npy or IDX file has the name "".

    Only headers are read.

    Raises : ValueError with the path where it is not such a file, contains Python objects, or is shorter than its
             headers say; OSError
    """
    with reading(path), open(path, "rb") as file:
        head = file.read(6)
        if head == NPY:
            arrays = {"": npy_header(file, path)}
        elif head.startswith(ZIP):
            arrays = npz_headers(file, path)
        elif head.startswith((GZIP, b"\0\0")):
            arrays = {"": idx_header(path)}
        else:
            raise ValueError("it is not an .npz, .npy or IDX file; nn data chunk makes .npz files of others")
        for name, array in arrays.items():
            check_stored(array, name, os.path.getsize(path))
    return arrays


def check_stored(array: Stored, name: str, size: int) -> None:
    """Raises where the array contains Python objects, or the file, of so many bytes, is too short for it."""
    if np.dtype(array.dtype).hasobject:
        raise ValueError(f"its array {name or 'itself'} contains Python objects, which are never loaded")
    if not array.shape:
        return
    needed = array.offset + array.shape[0] * array.bytes_per_row
    if not array.compressed and size < needed:
        raise ValueError(f"it is cut short: its header promises {needed} bytes, but there are {size}")


def npy_header(file: BinaryIO, path: str | os.PathLike) -> Stored:
    """The array whose .npy header begins with the first byte of file."""
    file.seek(0)
    major, _ = np.lib.format.read_magic(file)
    read = np.lib.format.read_array_header_1_0 if major == 1 else np.lib.format.read_array_header_2_0
    shape, fortran, dtype = read(file)
    return Stored(os.path.abspath(path), shape, dtype.str, file.tell(), fortran=fortran and len(shape) > 1)


def npz_headers(file: BinaryIO, path: str | os.PathLike) -> dict[str, Stored]:
    """The arrays of an .npz by name; those that are not compressed as what they are: bytes somewhere in the file."""
    arrays = {}
    with zipfile.ZipFile(file) as members:
        for info in members.infolist():
            if info.filename.endswith(".npy"):
                with members.open(info) as member:
                    array = npy_header(cast(BinaryIO, member), path)
                plain = info.compress_type == zipfile.ZIP_STORED
                arrays[info.filename.removesuffix(".npy")] = (
                    array._replace(offset=array.offset + data_offset(file, info)) if plain else
                    array._replace(member=info.filename))
    return arrays


def data_offset(file: BinaryIO, info: zipfile.ZipInfo) -> int:
    """Where the bytes of a member begin in a zip file.

    Source : PKWARE, APPNOTE.TXT, section 4.3.7: 30 bytes, the last four of them the lengths of name and extra field
    """
    file.seek(info.header_offset + 26)
    name, extra = struct.unpack("<HH", file.read(4))
    return info.header_offset + 30 + name + extra


def idx_header(path: str | os.PathLike) -> Stored:
    """The array of an IDX file, gzipped or not."""
    with open(path, "rb") as file:
        gzipped = file.read(2) == GZIP
    with open_maybe_gzipped(path) as file:
        shape, dtype = read_idx_header(file)
        return Stored(os.path.abspath(path), shape, dtype.str, file.tell(), gzipped=gzipped)


def stored_memmap(array: np.memmap) -> Stored:
    """Where a memmap, or some rows of one that follow each other, is in its file.

    Raises : ValueError where it is another part of one, such as every second row
    """
    root = array
    while isinstance(root.base, np.memmap):
        root = root.base
    fortran = array.ndim > 1 and array.flags.f_contiguous and not array.flags.c_contiguous
    if not (array.flags.c_contiguous or fortran) or root.filename is None:
        raise ValueError(f"a memmap of shape {array.shape} and strides {array.strides} is neither a whole one nor some "
                         f"rows of it that follow each other")
    address = array.__array_interface__["data"][0] - root.__array_interface__["data"][0]
    return Stored(str(Path(root.filename).absolute()), array.shape, array.dtype.str, root.offset + address,
                  fortran=fortran)


@contextmanager
def open_rows(array: Stored | NDArray) -> Iterator[Callable[[int, int], NDArray]]:
    """A function (start, stop) -> these rows, of an array in a file or in memory; what is compressed is read forwards.

    The function raises ValueError with the path where the rows cannot be read; OSError
    """
    if not isinstance(array, Stored):
        yield lambda start, stop: array[start:stop]
    elif array.fortran:
        columns = read_columns(array)
        yield lambda start, stop: columns[start:stop]
    else:
        with reading(array.path):
            file = open_bytes(array)
        with file:
            yield partial(read_rows, array, file)


def open_bytes(array: Stored) -> BinaryIO:
    """The bytes in which the array lies, decompressed on the way."""
    if array.member:
        with zipfile.ZipFile(array.path) as members:
            return cast(BinaryIO, members.open(array.member))       # stays open when the other is closed
    return cast(BinaryIO, gzip.open(array.path)) if array.gzipped else open(array.path, "rb")


def read_rows(array: Stored, file: BinaryIO, start: int, stop: int) -> NDArray:
    """Rows of an array in C order."""
    with reading(array.path):
        rows = np.empty((stop - start, *array.shape[1:]), array.dtype)
        move_to(array.offset + start * array.bytes_per_row, file, array.compressed)
        bytes_read = fill(rows, file)
        if bytes_read < rows.nbytes:
            raise ValueError(f"it is cut short in row {start + bytes_read // array.bytes_per_row} (counted from 0) of "
                             f"{array.shape[0]}")
    return rows


def move_to(position: int, file: BinaryIO, compressed: bool) -> None:
    """file.seek; through what is compressed in small steps, where zipfile's own would decompress 16 MB at a time."""
    while compressed and 0 < (left := position - file.tell()) and file.read(min(left, STEP)):
        pass
    file.seek(position)


def fill(array: NDArray, file: BinaryIO) -> int:
    """Reads bytes into an array; the number of those that there were."""
    into, done = array.reshape(-1).view(np.uint8).data, 0
    while done < len(into) and (count := file.readinto(into[done:done + STEP])):    # type: ignore[attr-defined]
        done += count
    return done


def read_columns(array: Stored) -> NDArray:
    """An array in Fortran order: mapped, or as a whole where it is compressed."""
    with reading(array.path):
        if not array.compressed:
            return np.memmap(array.path, array.dtype, "r", array.offset, array.shape, "F")
        whole = np.empty(array.shape, array.dtype, order="F")
        with open_bytes(array) as file:
            file.seek(array.offset)
            if fill(whole.T, file) < whole.nbytes:
                raise ValueError("it is cut short")
    return whole
