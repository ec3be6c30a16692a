"""How many threads compute, on a quiet machine and on a busy one.

OpenBLAS's threads spin while they wait for each other. Where another process needs a core (a shared server, a container
with a quota, a notebook beside a browser), each small product then waits for a thread that is not running. So train
shares the examples among threads of its own, which do not spin, with one BLAS thread each: its result is the same
digit by digit, however many there are. Minibatches are too small to be shared; for them it is BLAS threads. In both
cases, one thread or all are chosen by the time they take. A number that the user has set, by an environment variable or
threadpool_limits, is never exceeded, and afterwards all pools are as they were found. tests/benchmarks/README.md has
the figures.
"""
from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from functools import lru_cache, partial
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np

#: whoever sets one of these has chosen the number of BLAS threads
VARIABLES = ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS", "OMP_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")

SMALL = 5_000_000                       # multiplications of a product for which more than one thread does not pay
SAMPLE = 5                              # evaluations with one thread, which say how long one takes
TRIAL = 20                              # so many with all must not take longer than as many with one
LOSS = 8                                # evaluations' time that may be lost by then: a single hiccup takes less
REST = 200                              # evaluations with one before all are tried again; doubled each time


def is_set_by_the_user() -> bool:
    """Is the number of BLAS threads in the environment?"""
    return any(os.environ.get(name) for name in VARIABLES)


def blas_pools() -> list:
    """threadpoolctl's controllers of the BLAS libraries that are loaded: NumPy and SciPy may have one each."""
    return pools_after_imports(len(sys.modules))


@lru_cache(1)
def pools_after_imports(number: int) -> list:
    """To find them takes milliseconds: they are found again only after something more was imported."""
    from threadpoolctl import ThreadpoolController  # slow to import
    return [pool for pool in ThreadpoolController().lib_controllers if pool.user_api == "blas"]


@contextmanager
def one_blas_thread() -> Iterator[list]:
    """Sets every BLAS pool to one thread, and in the end back; yields the pools of NumPy and their numbers before.

    SciPy's own pool would disturb even a quiet machine: L-BFGS-B works on vectors of p numbers, and just above 10,000
    of them OpenBLAS wakes its threads for microseconds of work; they then spin on the cores that NumPy's need.
    """
    pools = [(pool, pool.num_threads) for pool in blas_pools()]
    try:
        for pool, _ in pools:
            pool.set_num_threads(1)
        yield [(pool, number) for pool, number in pools if not of_scipy(pool)]
    finally:
        for pool, number in pools:
            pool.set_num_threads(number)


def of_scipy(pool: Any) -> bool:
    """Is it the BLAS that SciPy from PyPI brings along, beside NumPy's?"""
    import scipy
    home = Path(scipy.__file__).parent
    return any(folder in Path(pool.filepath).parents for folder in (home, home.with_name("scipy.libs")))


# all examples at once

@contextmanager
def parallel_map() -> Iterator[Callable]:
    """A map to a list, whose calls run side by side where that is faster: in as many threads as BLAS had, or in one.

        with parallel_map() as pmap:
            costs = pmap(cost_of, parts)            # again and again: it is chosen by the times that this takes
    """
    with one_blas_thread() as pools:
        threads = max((number for _, number in pools), default=1)
        fixed = is_set_by_the_user()
        with ThreadPoolExecutor(threads) as pool:
            own = OwnThreads(pool, threads if fixed else 1)
            yield partial(Clock([] if fixed else [(own, threads)]).timed, own.map)


class OwnThreads:
    """Threads of train's own, whose number is set as that of a BLAS pool: one, the caller's, or all."""

    def __init__(self, pool: Executor, number: int):
        self.pool, self.number = pool, number

    def set_num_threads(self, number: int) -> None:
        self.number = number

    def map(self, function: Callable, parts: Any) -> list:
        """[function(part), …], with the caller's np.errstate, which a new thread does not have."""
        settings = np.geterr()

        def call(part):
            with np.errstate(**settings):
                return function(part)
        return list(self.pool.map(call, parts) if self.number > 1 else map(function, parts))


# one thread or all?

@contextmanager
def measured_threads(multiplications: float = np.inf) -> Iterator[Clock]:
    """A clock to put around each evaluation: by the times it sees, it chooses between one BLAS thread and all.

    multiplications : in the largest matrix product of an evaluation, where it is known; if few, one thread is used

        with measured_threads(batch_size * 784 * 100) as clock:
            for batch in batches:
                with clock:
                    J, gradient = evaluate(…)
    """
    if is_set_by_the_user():
        yield Clock([])
    else:
        with one_blas_thread() as pools:
            yield Clock(pools if multiplications > SMALL else [])


class Clock:
    """Times evaluations, and lets all threads work for as long as they are faster than one.

    Where a core is missing, an evaluation with all threads takes longer than with one. On a quiet machine it takes
    less, and the choice depends on nothing but the size of the products, so that there a training gives the same digits
    each time: with another number of threads OpenBLAS rounds differently, by 1e-16.

    pools : (pool of threadpoolctl or OwnThreads, its threads when all work); without pools a clock does nothing
    now   : function that returns the time in seconds
    """

    def __init__(self, pools: list, now: Callable[[], float] = time.perf_counter):
        self.pools, self.now = [(pool, number) for pool, number in pools if number > 1], now
        self.see: Callable = self.with_one
        self.times: list[float] = []
        self.usual, self.rest = 0.0, REST

    def __enter__(self) -> None:
        self.started = self.now()

    def __exit__(self, *_: Any) -> None:
        if self.pools:
            self.times.append(self.now() - self.started)
            self.see()

    def timed(self, function: Callable, *arguments: Any) -> Any:
        """function(*arguments), timed."""
        with self:
            return function(*arguments)

    def use_all(self) -> None:
        for pool, number in self.pools:
            pool.set_num_threads(number)

    def use_one(self) -> None:
        for pool, _ in self.pools:
            pool.set_num_threads(1)

    def with_one(self) -> None:
        if len(self.times) == SAMPLE:
            self.usual, self.times, self.see = median(self.times), [], self.with_all
            self.use_all()

    def with_all(self) -> None:
        if sum(self.times) > min(TRIAL, len(self.times) + LOSS) * self.usual:
            self.times, self.see = [], self.resting
            self.use_one()
        elif len(self.times) == TRIAL:
            self.times = []

    def resting(self) -> None:
        if len(self.times) == self.rest:
            self.times, self.rest, self.see = [], 2 * self.rest, self.with_one
