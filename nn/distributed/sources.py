"""Where examples come from: files, memmaps, arrays or Dask arrays; and how they become blocks for the workers."""
from __future__ import annotations

from collections.abc import Callable, Iterable
from os import PathLike
from typing import Any, NamedTuple

import dask.array as da
import numpy as np
from dask.delayed import Delayed, delayed

from nn.arguments import Vector
from nn.distributed.leaves import Block, array_block, blocks_of
from nn.files.chunks import LEAF, Chunk, Survey, check_chunk, chunks_of_arrays, open_chunks, survey

#: leaves of a Dask array that a worker has in memory at a time
LARGEST_PIECE = 16


class Source(NamedTuple):
    """Examples that nobody has read yet."""
    m: int                              # examples
    n: int                              # inputs of each
    surveys: list[Delayed]              # each becomes a Survey of a part of them
    cut: Callable[[int, Vector, float], list]   # (leaves, classes, scale) -> each is a Block, or becomes one


def source_of(data: Any) -> Source:
    """The examples in files, as open_chunks takes them; of a list of Chunk; of (X, y), memmaps, arrays, Dask arrays.

    Raises : ValueError where X and y do not fit together, and as open_chunks
    """
    if isinstance(data, tuple) and len(data) == 2 and isinstance(data[0], da.Array):
        return of_dask_arrays(*data)
    if isinstance(data, tuple) and len(data) == 2 and hasattr(data[0], "shape"):
        return of_chunks(chunks_of_arrays(*data))
    if isinstance(data, (str, PathLike)):
        return of_chunks(open_chunks(data))
    data = tuple(data)
    return of_chunks(data if all(isinstance(one, Chunk) for one in data) else open_chunks(data))


def of_chunks(chunks: tuple[Chunk, ...]) -> Source:
    """Chunks in files or in memory: a worker reads the rows of a block, leaf by leaf, from those that it lies in."""
    def cut(leaves: int, classes: Vector, scale: float) -> list[Block]:
        return blocks_of(chunks, leaves * LEAF, classes, scale)
    return Source(chunks[-1].stop, chunks[0].n, [delayed(survey)(chunk) for chunk in chunks], cut)


def of_dask_arrays(X: da.Array, y: Any) -> Source:
    """Dask arrays, whatever their chunks: Dask makes blocks of them."""
    if np.isnan(X.shape[0]):
        raise ValueError("the chunks of X have unknown sizes; call X.compute_chunk_sizes() first")
    y = y if isinstance(y, da.Array) else da.from_array(np.asarray(y), chunks=LEAF * LARGEST_PIECE)
    m = check_chunk(Chunk("X", 0, X, y)).stop

    def pieces(leaves: int) -> Iterable[tuple[Delayed, Delayed, int]]:
        rows = LEAF * min(leaves, LARGEST_PIECE)
        whole_rows = X.rechunk({0: rows, **dict.fromkeys(range(1, X.ndim), -1)})
        return zip(whole_rows.to_delayed().ravel(), y.rechunk(rows).to_delayed().ravel(), range(0, m, rows),
                   strict=True)

    def cut(leaves: int, classes: Vector, scale: float) -> list[Delayed]:
        return [delayed(array_block)(X_rows, y_rows, start, classes, scale)
                for X_rows, y_rows, start in pieces(leaves)]
    return Source(m, int(np.prod(X.shape[1:])),
                  [delayed(survey_arrays)(*piece) for piece in pieces(LARGEST_PIECE)], cut)


def survey_arrays(X: Any, y: Any, start: int) -> Survey:
    """The Survey of a piece of a Dask array, which begins with this row."""
    return survey(Chunk("X", start, np.asarray(X), np.asarray(y), start))
