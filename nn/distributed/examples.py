"""Labelled examples on the workers of a cluster, and sums over them in a fixed order."""
from __future__ import annotations

import hashlib
import warnings
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager
from functools import cached_property
from typing import Any

import numpy as np
from dask.delayed import Delayed, delayed
from dask.distributed import Client, futures_of, wait
from distributed.scheduler import KilledWorker

from nn.arguments import Matrix, Vector
from nn.distributed.cluster import workers_of
from nn.distributed.leaves import block_confusion, block_hashes, first_leaf
from nn.distributed.sources import source_of
from nn.distributed.tree import subtree_size, tree_sum
from nn.files.chunks import LEAF, summary
from nn.labels import check_classes, from_one_hot
from nn.network import Network

#: sums that one process adds up: where there are more, the workers begin, so that little is sent to the client
TOGETHER = 32

#: the share of the workers' memory that may be filled with examples
SHARE_OF_MEMORY = 0.5


class Examples:
    """Labelled examples, in the memory of the workers or read again by them for each evaluation.

    data    : files, "chunks/*.npz" or a list of paths, see open_chunks; or (X, y): memmaps, arrays or Dask arrays.
              What looks like pixels 0..255 is divided by 255, as in load_dataset
    client  : dask.distributed.Client
    classes : (K,) labels in the order of the output units; None: those that occur, sorted
    keep    : True: in the workers' memory, as float64; False: read again; None: in memory if they fill at most half
    Raises  : ValueError with the name of the chunk and the row where it cannot be read, has another width, contains
              nan, or a label that is not a class; OSError
    """

    def __init__(self, data: Any, client: Client, classes: Iterable | None = None, keep: bool | None = None):
        self.client, self.workers, source = client, workers_of(client), source_of(data)
        labels, scale = summary(self.compute(source.surveys))
        self.classes = check_classes(labels if classes is None else classes)
        self.m, self.n = source.m, source.n
        if len(self.classes) < 2:
            raise ValueError(f"all {self.m} labels are {self.classes[0]!s}; a classifier needs at least two classes")
        leaves = subtree_size(-(-self.m // LEAF), self.workers.threads)
        self.blocks = source.cut(leaves, self.classes, scale)
        self.kept = self.nbytes <= SHARE_OF_MEMORY * self.workers.memory if keep is None else keep
        if self.kept:
            self.keep()

    @property
    def nbytes(self) -> int:
        """Bytes of X and Y as float64."""
        return 8 * self.m * (self.n + len(self.classes))

    @cached_property
    def sha256(self) -> str:
        """Of all leaves: tells one problem from another, whatever the chunks; computed by the workers."""
        digest = hashlib.sha256()
        for hashes in self.compute([delayed(block_hashes)(block) for block in self.blocks]):
            digest.update(b"".join(hashes))
        return digest.hexdigest()

    def sums(self, function: Callable, theta: Vector, *arguments: Any) -> Any:
        """Σ function(block, theta, *arguments) over all blocks, always in the same order, whoever computes which.

        theta is a part of the graph, as everything is: what a worker loses when it dies is computed again by another.
        """
        theta_there, function_there = delayed(theta, traverse=False), delayed(function, pure=False)
        tasks = [function_there(block, theta_there, *arguments) for block in self.blocks]
        while len(tasks) > TOGETHER:
            tasks = [delayed(tree_sum)(tasks[start:start + TOGETHER]) for start in range(0, len(tasks), TOGETHER)]
        return tree_sum(self.compute(tasks))

    def confusion_matrix(self, network: Network) -> Matrix:
        """(K, K): how many examples of each class (row) the network takes for each class (column)."""
        return self.sums(block_confusion, network.theta, network.layer_sizes, network.hidden, network.output)

    def some(self, leaves: int = 5) -> tuple[Matrix, Vector]:
        """X and the labels of some leaves from all over the data, to be looked at."""
        spread = np.unique(np.linspace(0, len(self.blocks) - 1, leaves).astype(int))
        Xs, Ys = zip(*self.compute([delayed(first_leaf)(self.blocks[i]) for i in spread]), strict=True)
        return np.concatenate(Xs), from_one_hot(np.concatenate(Ys), self.classes)

    def compute(self, tasks: list[Delayed]) -> list:
        """What each of the tasks returns, computed by the workers."""
        with errors_in_one_line(), silent_about_size():
            return self.client.gather(self.client.compute(tasks, optimize_graph=False))

    def keep(self) -> None:
        """Every block becomes the list of its leaves, in the memory of a worker, the same number for each thread."""
        threads = [worker for worker, number in self.client.nthreads().items() for _ in range(number)]
        homes = {i: threads[i * len(threads) // len(self.blocks)] for i in range(len(self.blocks))}
        with errors_in_one_line(), silent_about_size():
            for worker in dict.fromkeys(homes.values()):
                mine = [i for i, home in homes.items() if home == worker]
                lists = [delayed(list)(self.blocks[i]) for i in mine]
                kept = self.client.persist(lists, workers=[worker], allow_other_workers=True, optimize_graph=False)
                for i, block in zip(mine, kept, strict=True):
                    self.blocks[i] = block
            futures = futures_of(self.blocks)
            wait(futures)
            for future in futures:
                if future.status == "error":
                    future.result()


@contextmanager
def errors_in_one_line() -> Iterator[None]:
    """What Dask raises where it gives up, as an OSError that says what to do."""
    try:
        yield
    except KilledWorker as error:
        raise OSError(f"the same part of the examples was computed when {error.allowed_failures + 1} workers died, one "
                      f"after the other; have they too little memory?") from error
    except CancelledError as error:
        raise OSError("the scheduler does not answer any more; a checkpoint can be resumed when there is one again"
                      ) from error


@contextmanager
def silent_about_size() -> Iterator[None]:
    """Without Dask's warning that a graph is large: arrays that the client has in memory can only be sent by it."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Sending large graph")
        yield
