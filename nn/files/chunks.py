"""Examples in many files, or in one that is larger than memory: each chunk knows its first row in the whole data.

They are read leaf by leaf: so many examples at a time, counted from the first one of the whole data, whatever the files
that they are in.
"""
from __future__ import annotations

import glob
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from nn.arguments import Matrix, Vector, all_finite
from nn.files.datasets import as_labels, labels_beside, parts_by_name, pixel_scale
from nn.files.readers import are_whole
from nn.files.stored import Stored, open_rows, stored_arrays, stored_memmap

#: examples in a leaf
LEAF = 1000

#: what nn data chunk stores beside X and y: the chunk's first row in the whole data, and the examples of all chunks
FIRST, ALL = "first", "m"


class Chunk(NamedTuple):
    """Examples that lie together: a file, or rows of an array."""
    name: str                           # of the file, for errors
    first: int                          # its first row in the whole data
    X: Any                              # Stored, or an array: (rows, n), or images (rows, h, w)
    y: Any                              # Stored, or an array: (rows,)
    skipped: int = 0                    # rows of the file before these

    @property
    def stop(self) -> int:
        """The row in the whole data behind its last one."""
        return self.first + self.X.shape[0]

    @property
    def n(self) -> int:
        """Inputs of an example."""
        return int(np.prod(self.X.shape[1:]))


class Survey(NamedTuple):
    """What must be known of all examples before the first is used."""
    labels: Vector                      # (K,) each once, sorted
    low: float                          # the smallest and the largest number of X, as far as it was read
    high: float
    whole: bool                         # are these numbers whole?


# where the chunks are

def open_chunks(files: str | os.PathLike | Iterable[str | os.PathLike],
                labels: str | os.PathLike | Iterable[str | os.PathLike] | None = None) -> tuple[Chunk, ...]:
    """Chunks in .npz, .npy and IDX files, in the order of their rows in the whole data; only headers are read.

    files   : a path, a pattern such as "chunks/*.npz", or a list of paths. Those that nn data chunk has written know
              their place; others follow each other as listed, those of a pattern by the numbers in their names
    labels  : the same for the files of labels, where they are not beside those of .npy and IDX images: "y" instead of
              "X", "labels" instead of "images"
    Raises  : ValueError with the path where a file cannot be read, contains no X and y, has another width, or is
              missing between two others; OSError

    >>> open_chunks("chunks/*.npz")[1].first                    # doctest: +SKIP
    10000
    """
    paths = expand(files)
    label_paths = [None] * len(paths) if labels is None else expand(labels)
    if len(label_paths) != len(paths):
        raise ValueError(f"{len(paths)} files of examples and {len(label_paths)} of labels; expected one for each")
    return in_place([open_chunk(path, beside) for path, beside in zip(paths, label_paths, strict=True)])


def expand(files: Any) -> list[Path]:
    """The paths that a pattern, a path or a list of them stands for."""
    if not isinstance(files, (str, os.PathLike)):
        return [path for one in files for path in expand(one)]
    if Path(files).exists() or not glob.has_magic(str(files)):
        return [Path(files)]
    paths = sorted(glob.glob(str(files)), key=by_numbers)
    if not paths:
        raise ValueError(f"{files}: no file has such a name")
    return [Path(path) for path in paths]


def by_numbers(name: str) -> list:
    """The key by which "9.npz" comes before "10.npz".

    >>> sorted(["c10", "c9"], key=by_numbers)
    ['c9', 'c10']
    """
    return [int(part) if part.isdigit() else part for part in re.split(r"(\d+)", name)]


def open_chunk(path: Path, labels: Path | None = None) -> tuple[Chunk, int | None]:
    """(the chunk in a file, of how many examples in all); None and first = −1 where the file does not say it."""
    arrays = stored_arrays(path)
    if "" in arrays:
        X, y = arrays[""], stored_arrays(labels or beside(path)).get("")
        if y is None:
            raise ValueError(f"{labels}: labels are expected in an .npy or IDX file")
    elif labels:
        raise ValueError(f"{path}: it contains its own labels; files of labels belong to .npy and IDX files")
    else:
        X, y = parts_by_name(arrays, path)[0]                       # type: ignore[arg-type]
    if FIRST in arrays and ALL in arrays:
        first, m = (number_in(arrays[name]) for name in (FIRST, ALL))
        return check_chunk(Chunk(str(path), first, X, y)), m
    return check_chunk(Chunk(str(path), -1, X, y)), None


def beside(path: Path) -> Path:
    """The file of labels that belongs to one of examples."""
    other = path.with_name(re.sub(r"^X|X(?=\.npy$)", "y", path.name, count=1))
    return other if path.suffix == ".npy" and other != path and other.exists() else labels_beside(path)


def number_in(array: Stored) -> int:
    """The number that is all of an array."""
    with open_rows(array._replace(shape=(1,))) as rows:
        return int(rows(0, 1)[0])


def check_chunk(chunk: Chunk) -> Chunk:
    """The chunk where it has numbers and a label for each of its examples.

    Raises : ValueError with its name
    """
    name, X, y = chunk.name, chunk.X, chunk.y
    if len(X.shape) < 2 or len(y.shape) != 1 or X.shape[0] != y.shape[0] or 0 in X.shape:
        raise ValueError(f"{name}: X.shape={X.shape} and y.shape={y.shape}; expected one label for each row of X")
    kinds = np.dtype(X.dtype).kind, np.dtype(y.dtype).kind
    if kinds[0] not in "biuf" or kinds[1] not in "biufSU":
        raise ValueError(f"{name}: X has dtype {np.dtype(X.dtype)} and y has dtype {np.dtype(y.dtype)}; expected "
                         f"numbers, and their labels")
    return chunk


def in_place(opened: Sequence[tuple[Chunk, int | None]]) -> tuple[Chunk, ...]:
    """The chunks in the order of their rows, each with its first row in the whole data.

    opened  : (chunk, examples in all or None), see open_chunk
    Raises  : ValueError with the name of one that has another width, or where one is missing
    """
    chunks, totals = [chunk for chunk, _ in opened], {total for _, total in opened}
    if None in totals and len(totals) > 1:
        stranger = next(chunk for chunk, total in opened if total is None)
        raise ValueError(f"{stranger.name}: it does not know its place among the chunks, as the others do")
    if None in totals:
        ends = np.cumsum([chunk.X.shape[0] for chunk in chunks]).tolist()
        chunks = [chunk._replace(first=end - chunk.X.shape[0]) for chunk, end in zip(chunks, ends, strict=True)]
    else:
        chunks = sorted(chunks, key=lambda chunk: chunk.first)
        check_complete(chunks, totals)
    for chunk in chunks:
        if chunk.n != chunks[0].n:
            raise ValueError(f"{chunk.name}: its examples have {chunk.n} numbers, those of {chunks[0].name} have "
                             f"{chunks[0].n}; expected the same width in all chunks")
    return tuple(chunks)


def check_complete(chunks: list[Chunk], totals: Iterable[Any]) -> None:
    """Raises where chunks that know their place leave a gap, overlap, or belong to different data."""
    if len(list(totals)) > 1:
        raise ValueError(f"{chunks[0].name} and the others were cut from different data: they know of {sorted(totals)} "
                         f"examples in all")
    end = 0
    for chunk in chunks:
        if chunk.first != end:
            what = "are there twice" if chunk.first < end else "are missing"
            raise ValueError(f"{chunk.name}: it begins with example {chunk.first} of the whole data, but the chunks "
                             f"before it end with example {end - 1}: examples {what}")
        end = chunk.stop
    if [end] != list(totals):
        raise ValueError(f"{chunks[-1].name}: the chunks end with example {end - 1}, but the whole data has "
                         f"{next(iter(totals))} examples: chunks are missing")


def chunks_of_arrays(X: Any, y: Any, rows: int = 16 * LEAF) -> tuple[Chunk, ...]:
    """Chunks of arrays in memory, or of a memmap, which is read from its file; so many rows in each.

    Raises : ValueError where they do not fit together
    """
    X, y = (stored_memmap(array) if isinstance(array, np.memmap) else np.asarray(array) for array in (X, y))
    whole = check_chunk(Chunk("X", 0, X, y))
    return tuple(part_of(whole, start, min(start + rows, whole.stop)) for start in range(0, whole.stop, rows))


def part_of(chunk: Chunk, start: int, stop: int) -> Chunk:
    """The chunk without the rows before start and from stop on, as far as it is in memory: what need not be sent."""
    stored = [isinstance(array, Stored) for array in chunk[2:4]]
    if all(stored) or any(isinstance(array, Stored) and array.fortran for array in chunk[2:4]):
        return chunk
    begin, end = max(start, chunk.first), min(stop, chunk.stop)
    X, y = (array.rows(begin - chunk.first, end - chunk.first) if isinstance(array, Stored) else
            array[begin - chunk.first:end - chunk.first] for array in (chunk.X, chunk.y))
    return Chunk(chunk.name, begin, X, y, chunk.skipped + begin - chunk.first)


# what is in them

def survey(chunk: Chunk) -> Survey:
    """The labels of a chunk, and whether its numbers look like pixels; X is read only as long as they do.

    Raises : ValueError with the name of the chunk and the row of a label that is not a class; OSError
    """
    labels, low, high, whole = np.array([], int), np.inf, -np.inf, True
    with open_rows(chunk.X) as rows_of_X, open_rows(chunk.y) as rows_of_y:
        for start in range(chunk.first, chunk.stop, LEAF):
            here = start - chunk.first, min(start + LEAF, chunk.stop) - chunk.first
            some = labels_at(chunk, start, rows_of_y(*here))
            labels = np.unique(np.concatenate([labels, some]) if labels.size else some)
            if whole and low >= 0 and high <= 255:
                X = rows_of_X(*here)
                with np.errstate(invalid="ignore"):
                    low, high = min(low, X.min()), max(high, X.max())
                    whole = X.dtype.kind in "bui" or np.array_equal(X, np.round(X))
    return Survey(labels, float(low), float(high), bool(whole))


def summary(surveys: Iterable[Survey]) -> tuple[Vector, float]:
    """(classes, scale) of all chunks: their labels, and what X is divided by, see pixel_scale."""
    labels, lows, highs, wholes = zip(*surveys, strict=True)
    extremes = np.array([min(lows), max(highs)])
    return np.unique(np.concatenate(labels)), pixel_scale(extremes) if all(wholes) else 1.0


def labels_at(chunk: Chunk, start: int, y: Vector) -> Vector:
    """Labels as classes are compared with them: int or str.

    start  : the row in the whole data of the first of them
    Raises : ValueError with the name of the chunk and the row of one that is not a whole number
    """
    if y.dtype.kind == "f" and not are_whole(y).all():
        stray = int(np.argmin(are_whole(y)))
        name, row = place([chunk], start + stray)
        raise ValueError(f"{name}: the label of example {row} (counted from 0) is {y[stray]:g}; labels are whole "
                         f"numbers or names, and each of them a class")
    return as_labels(y)


def place(chunks: Sequence[Chunk], row: int) -> tuple[str, int]:
    """(name of the file, row in this file) of a row of the whole data."""
    chunk = next(chunk for chunk in chunks if chunk.first <= row < chunk.stop)
    return chunk.name, row - chunk.first + chunk.skipped


# reading

def read_leaves(chunks: Sequence[Chunk], start: int, stop: int, scale: float = 1.0,
                size: int = LEAF) -> Iterator[tuple[int, Matrix, Vector]]:
    """(first row, X, y) of one leaf after the other; one that crosses the border of two chunks is put together.

    chunks  : those that the rows lie in, in order
    start, stop : rows of the whole data, start a multiple of size
    scale   : what X is divided by
    Returns : X (size, n) float64 in C order, y (size,); the last leaf may be smaller
    Raises  : ValueError with the name of the chunk, and the row where it contains nan or infinity; OSError
    """
    n = chunks[0].n
    with ExitStack() as stack:
        opened = [(chunk, stack.enter_context(open_rows(chunk.X)), stack.enter_context(open_rows(chunk.y)))
                  for chunk in chunks]
        for first in range(start, stop, size):
            end = min(first + size, stop)
            X, labels = np.empty((end - first, n)), []
            for chunk, rows_of_X, rows_of_y in opened:
                begin, until = max(first, chunk.first), min(end, chunk.stop)
                if begin < until:
                    rows = rows_of_X(begin - chunk.first, until - chunk.first).reshape(-1, n)
                    with np.errstate(invalid="ignore"):
                        np.divide(rows, scale, out=X[begin - first:until - first], dtype=np.float64)
                    labels.append(labels_at(chunk, begin, rows_of_y(begin - chunk.first, until - chunk.first)))
            check_finite_rows(chunks, first, X)
            yield first, X, np.concatenate(labels)


def check_finite_rows(chunks: Sequence[Chunk], first: int, X: Matrix) -> None:
    """Raises where X contains nan or infinity, with the chunk and its row."""
    if not all_finite(X):
        row, column = np.argwhere(~np.isfinite(X))[0]
        name, row_there = place(chunks, first + int(row))
        raise ValueError(f"{name}: example {row_there}, pixel {column} (both counted from 0) is {X[row, column]}; "
                         f"repair or drop it")


def read_examples(files: str | os.PathLike | Iterable[str | os.PathLike],
                  size: int = LEAF) -> Iterator[tuple[Matrix, Vector]]:
    """(X, y) of so many examples at a time, of all chunks: a stream for MLPClassifier.partial_fit in bounded memory.

    files : as in open_chunks; pixels are scaled to 0..1 as load_dataset does, for which all are read once before

        for X, y in read_examples("chunks/*.npz"):
            classifier.partial_fit(X, y, classes=range(10))
    """
    chunks = open_chunks(files)
    _, scale = summary(map(survey, chunks))
    for start in range(0, chunks[-1].stop, 16 * size):              # so that few files are open at a time
        stop = min(start + 16 * size, chunks[-1].stop)
        for _, X, y in read_leaves(between(chunks, start, stop), start, stop, scale, size):
            yield X, y


def between(chunks: Iterable[Chunk], start: int, stop: int) -> tuple[Chunk, ...]:
    """Those chunks that the rows start..stop of the whole data lie in."""
    return tuple(chunk for chunk in chunks if chunk.first < stop and chunk.stop > start)
