"""A leaf: 1,000 examples, counted from the first of the whole data, whose sum is one matrix product a layer."""
from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from nn.activations import Layer, layers_of
from nn.arguments import Matrix, Vector
from nn.backprop import backward
from nn.distributed.tree import tree_sum
from nn.files.chunks import Chunk, between, part_of, place, read_leaves
from nn.labels import check_classes, one_hot
from nn.network import forward, output_activations
from nn.parameters import join, shapes, split
from nn.threads import blas_pools


@dataclass(frozen=True, eq=False)
class Block:
    """Leaves that follow each other, a subtree of the sum; iterating over it reads them, one (X, Y) at a time."""
    chunks: tuple[Chunk, ...]           # those that its examples are in
    start: int                          # its rows in the whole data
    stop: int
    classes: Vector                     # (K,)
    scale: float                        # what X is divided by

    def __iter__(self) -> Iterator[tuple[Matrix, Matrix]]:
        for first, X, y in read_leaves(self.chunks, self.start, self.stop, self.scale):
            stray = ~np.isin(y, self.classes)
            if stray.any():
                name, row = place(self.chunks, first + int(np.argmax(stray)))
                raise ValueError(f"{name}: the label of example {row} (counted from 0) is {y[stray][0].item()!r}, "
                                 f"which is not one of the classes {self.classes.tolist()}")
            yield X, np.asfortranarray(one_hot(y, self.classes))    # column by column, as weighted_sums stores Z


def blocks_of(chunks: Sequence[Chunk], size: int, classes: Vector, scale: float) -> list[Block]:
    """All examples as blocks of so many rows, each with the chunks that it lies in."""
    starts = range(0, chunks[-1].stop, size)
    ends = [min(start + size, chunks[-1].stop) for start in starts]
    return [Block(tuple(part_of(chunk, start, stop) for chunk in between(chunks, start, stop)), start, stop, classes,
                  scale) for start, stop in zip(starts, ends, strict=True)]


def leaf_sums(Thetas: list[Matrix], X: Matrix, Y: Matrix, layers: list[Layer]) -> Vector:
    """[Σᵢ ∂J⁽ⁱ⁾/∂θ, Σᵢ J⁽ⁱ⁾]  of the examples of a leaf, without the penalty: it belongs to θ, and is added in the end.

    Returns : (p + 1,) array, the cost last
    """
    activations, zs = forward(Thetas, X, layers)
    gradients = backward(Thetas, activations, activations[-1] - Y, layers)
    return np.append(join(gradients), np.sum(layers[-1].cost(zs[-1], Y)))


def block_sums(block: Iterable[tuple[Matrix, Matrix]], theta: Vector, layer_sizes: tuple[int, ...], hidden: str,
               output: str) -> Vector:
    """leaf_sums of all leaves of a block, added up in their tree: (p + 1,)."""
    Thetas, layers = split(aligned(theta), shapes(layer_sizes)), layers_of(layer_sizes, hidden, output)
    use_one_blas_thread()
    with np.errstate(over="ignore", invalid="ignore"):              # train itself looks at what comes out
        return tree_sum(leaf_sums(Thetas, aligned(X), aligned(Y), layers) for X, Y in block)


def aligned(A: Matrix) -> Matrix:
    """A with every number at a multiple of 8 bytes: NumPy computes others in another way, and rounds them differently.

    An array that comes from another worker begins at any byte of a message.
    """
    return A if A.flags.aligned else A.copy(order="K")


def use_one_blas_thread() -> None:
    """With more threads, BLAS cuts a product into other parts, whose sums are rounded differently. The worker stays so.

    Here and not when the worker starts, as some pools have a limit for each thread that computes.
    """
    for pool in blas_pools():
        if pool.num_threads > 1:
            pool.set_num_threads(1)


def block_confusion(block: Iterable[tuple[Matrix, Matrix]], theta: Vector, layer_sizes: tuple[int, ...], hidden: str,
                    output: str) -> Matrix:
    """How many examples of each class (rows) are taken for each class (columns): (K, K) int."""
    Thetas, layers = split(theta, shapes(layer_sizes)), layers_of(layer_sizes, hidden, output)
    K = layer_sizes[-1]
    counts = np.zeros(K * K, int)
    for X, Y in block:
        pairs = K * Y.argmax(axis=1) + output_activations(Thetas, X, layers).argmax(axis=1)
        counts += np.bincount(pairs, minlength=K * K)
    return counts.reshape(K, K)


def block_hashes(block: Iterable[tuple[Matrix, Matrix]]) -> list[bytes]:
    """The sha256 of each leaf."""
    return [hashlib.sha256(X.tobytes() + Y.tobytes()).digest() for X, Y in block]


def array_block(X: Any, y: Any, start: int, classes: Any, scale: float, name: str = "X") -> Block:
    """A block of arrays that a worker has in memory: of one piece of a Dask array."""
    chunk = Chunk(name, start, np.asarray(X), np.asarray(y), start)
    return Block((chunk,), start, chunk.stop, check_classes(classes), scale)


def first_leaf(block: Iterable[tuple[Matrix, Matrix]]) -> tuple[Matrix, Matrix]:
    """(X, Y) of a block's first leaf."""
    return next(iter(block))
