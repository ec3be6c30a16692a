"""Readers of .npz, IDX and .csv files: arrays, or a ValueError with the path. None of them ever loads a pickle."""
import codecs
import gzip
import math
import os
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, cast

import numpy as np
from numpy.typing import NDArray

from nn.arguments import Matrix, Vector

#: type byte of an IDX file -> NumPy's name of it
IDX_TYPES = {0x08: ">u1", 0x09: ">i1", 0x0B: ">i2", 0x0C: ">i4", 0x0D: ">f4", 0x0E: ">f8"}


def load_npz(path: str | os.PathLike) -> dict[str, NDArray]:
    """The arrays of a NumPy .npz file by name, numbers and text only.

    path    : of the file
    Returns : dict of arrays
    Raises  : ValueError with the path where it is not an .npz file, is cut short, or contains Python objects; OSError
    """
    with reading(path), open(path, "rb") as file:
        if not zipfile.is_zipfile(file):
            raise ValueError("it is not an .npz file, or it is cut short")
        file.seek(0)
        with np.load(file, allow_pickle=False) as members:
            arrays = {name: members[name] for name in members.files}
        for name, array in arrays.items():
            if not isinstance(array, np.ndarray):
                raise ValueError(f"it contains {name}, which is not an array")
    return arrays


def load_idx(path: str | os.PathLike) -> NDArray:
    """The array of an IDX file, the format of MNIST's own files; gzipped or not.

    path    : of the file
    Returns : array of the file's shape: (60000, 28, 28) uint8 for the training images, (60000,) for their labels
    Raises  : ValueError with the path where it is not an IDX file, or is shorter or longer than its header says;
              OSError
    Source  : MNIST's page: two zero bytes, type, number of axes, their sizes big-endian, data
    """
    with reading(path), open_maybe_gzipped(path) as file:
        shape, dtype = read_idx_header(file)
        expected = math.prod(shape) * dtype.itemsize
        data = read_at_most(file, expected + 1)
        if len(data) != expected:
            raise ValueError(f"its header promises {expected} bytes of data for the shape {shape}, but there are "
                             f"{'more' if len(data) > expected else len(data)}")
        return np.frombuffer(data, dtype).astype(dtype.newbyteorder("=")).reshape(shape)


def read_idx_header(file: BinaryIO) -> tuple[tuple[int, ...], np.dtype]:
    """(shape, dtype) at the beginning of an IDX file; behind it, the data begin."""
    head = file.read(4)
    if len(head) < 4 or head[:2] != b"\0\0" or head[2] not in IDX_TYPES or head[3] == 0:
        raise ValueError("it is not an IDX file: its first two bytes are not zero, or its type is unknown")
    sizes = file.read(4 * head[3])
    if len(sizes) < 4 * head[3]:
        raise ValueError(f"it is cut off in its header, which should give the sizes of {head[3]} axes")
    return tuple(np.frombuffer(sizes, ">u4").tolist()), np.dtype(IDX_TYPES[head[2]])


def load_csv(path: str | os.PathLike) -> tuple[Matrix, Vector]:
    """A table with the label first and then the pixels, one example a line, as mnist_train_small.csv; gzipped or not.

    A first line of column names is skipped.

    path    : of the file
    Returns : X (m, n) float64, or uint8 where all pixels are whole numbers in 0..255; y (m,) int
    Raises  : ValueError with the path where a line is not a list of numbers or the lines differ in length; OSError
    """
    with reading(path):
        rows = read_table(path)
        if rows.size == 0:
            raise ValueError("it contains no data; expected a label and at least one pixel a line")
        if rows.shape[1] < 2:
            raise ValueError(f"it contains a table of shape {rows.shape}; expected a label and at least one pixel a "
                             f"line")
        y, X = rows[:, 0], rows[:, 1:]
        wrong = np.column_stack([~are_whole(y), ~np.isfinite(X)])
        if wrong.any():
            row, column = np.argwhere(wrong)[0]
            raise ValueError(f"its first column, the labels, must be whole numbers, and all entries finite; example "
                             f"{row + 1} has {rows[row, column]:g} in column {column + 1}")
    are_pixels = X.min() >= 0 and X.max() <= 255 and np.array_equal(X, np.round(X))
    return X.astype(np.uint8) if are_pixels else X, y.astype(int)


def read_table(path: str | os.PathLike) -> Matrix:
    """The numbers of a .csv file, one line a row: (lines, columns) float64, without its column names."""
    with open_maybe_gzipped(path) as file:
        names = int(not parses_as_float(file.readline(1_000_000).removeprefix(codecs.BOM_UTF8).split(b",")[0]))
        file.seek(0)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", UserWarning)        # of a file without data, which is the caller's
                return np.loadtxt(file, delimiter=",", skiprows=names, ndmin=2, encoding="utf-8-sig")
        except ValueError as error:
            file.seek(0)
            raise ValueError(first_bad_line(file, names) or str(error)) from None


def first_bad_line(file: BinaryIO, column_names: int) -> str | None:
    """Where a table breaks, in lines as an editor counts them; None where every line is a list of as many numbers."""
    width = None
    for number, line in enumerate(file, start=1):
        cells = line.removeprefix(codecs.BOM_UTF8).split(b",")
        if number <= column_names or not line.strip():
            continue
        for column, cell in enumerate(cells, start=1):
            if not parses_as_float(cell):
                text = cell.strip()[:20].decode("utf-8", "replace")
                return f"line {number}, column {column}: {text!r} is not a number"
        width = width or len(cells)
        if len(cells) != width:
            return f"line {number} has {len(cells)} columns, but those above it have {width}"
    return None


def parses_as_float(text: str | bytes) -> bool:
    """Does float() accept this text or these bytes?"""
    try:
        float(text)
    except ValueError:
        return False
    return True


def are_whole(y: NDArray) -> NDArray:
    """Which of these are whole numbers that an int can represent?"""
    return (np.abs(y).astype(float) < 2 ** 53) & (y == np.round(y))     # float16 does not reach 2⁵³


def open_maybe_gzipped(path: str | os.PathLike) -> BinaryIO:
    """The file opened for reading bytes, decompressed on the way if it is gzipped."""
    with open(path, "rb") as file:
        gzipped = file.read(2) == b"\x1f\x8b"
    return cast(BinaryIO, gzip.open(path, "rb")) if gzipped else open(path, "rb")


def read_at_most(file: BinaryIO, size: int, piece: int = 1 << 20) -> bytes:
    """Up to size bytes, read piece by piece: a header that promises terabytes allocates nothing."""
    pieces, left = [], size
    while left > 0 and (data := file.read(min(piece, left))):
        pieces.append(data)
        left -= len(data)
    return b"".join(pieces)


@contextmanager
def reading(path: str | os.PathLike) -> Iterator[None]:
    """In this block every kind of damage in the file becomes one ValueError with its path.

    Readers of damaged files raise almost anything (zlib.error, KeyError, struct.error, MemoryError, warnings …).
    """
    try:
        yield
    except Exception as error:
        if isinstance(error, OSError) and error.errno is not None:  # the system's failure, not a reader's complaint
            error.filename = error.filename or str(path)
            raise
        raise ValueError(f"{path}: cannot be read: {str(error) or type(error).__name__}") from error
