"""A cluster: workers on this machine, or those of a scheduler somewhere else."""
from __future__ import annotations

import asyncio
import logging
import os
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
from typing import Any, NamedTuple

import numpy as np
from dask.distributed import Client, LocalCluster
from distributed.comm import get_address_host_port

from nn.threads import blas_pools

#: seconds in which a scheduler has to answer, and to have a worker
PATIENCE = 5.0
#: loggers that report calls which the end of a cluster cuts off, such as a worker's heartbeat
TRANSPORT = "distributed", "tornado.application"


class Workers(NamedTuple):
    """What a cluster has."""
    number: int
    threads: int                        # of all workers together
    memory: float                       # bytes that all may use; infinity where nobody has set a limit


@contextmanager
def local_cluster(workers: int, processes: bool = True, **options: Any) -> Iterator[Client]:
    """A client of so many workers on this machine, with one thread each; in the end they are gone.

    workers   : int >= 1
    processes : are they processes? Otherwise they are threads of this one
    options   : of dask.distributed.LocalCluster, such as memory_limit="1GB" for each worker

    A script that starts processes needs if __name__ == "__main__":, since each of them imports it.
    """
    if processes:
        options = {"preload": "nn.distributed.preload"} | options
    before = dict(os.environ)
    with ExitStack() as stack:
        try:
            cluster = stack.enter_context(LocalCluster(n_workers=workers, threads_per_worker=1, processes=processes,
                                                       protocol="tcp://", dashboard_address="127.0.0.1:0", **options))
        finally:                                    # what Dask sets here for its workers, also where they do not start
            changed = {name for name, value in os.environ.items() if value != before.get(name)}
            stack.callback(set_environment, {name: before.get(name) for name in changed})
        client = stack.enter_context(Client(cluster))
        try:
            yield client
        finally:
            with silence(*TRANSPORT):
                stack.close()


def set_environment(values: dict[str, str | None]) -> None:
    """Sets environment variables; None: it is not set."""
    for name, value in values.items():
        os.environ.pop(name, None)
        if value is not None:
            os.environ[name] = value


@contextmanager
def silence(*names: str) -> Iterator[None]:
    """Only what is critical is logged by the loggers of these names; then they have their levels again."""
    levels = {logging.getLogger(name): logging.getLogger(name).level for name in names}
    try:
        for logger in levels:
            logger.setLevel(logging.CRITICAL)
        yield
    finally:
        for logger, level in levels.items():
            logger.setLevel(level)


@contextmanager
def connected(scheduler: str, patience: float = PATIENCE) -> Iterator[Client]:
    """A client of the scheduler at HOST:PORT.

    patience : seconds in which it has to answer, and to have a worker
    Raises   : OSError where no scheduler is there, it has no workers, or these have no nn
    """
    check_reachable(scheduler, patience)
    try:
        client = Client(scheduler, timeout=patience)
    except (OSError, ValueError, asyncio.TimeoutError) as error:
        raise OSError(f"{scheduler}: what answers there is not a Dask scheduler of this version "
                      f"({str(error) or type(error).__name__})") from None
    with client:
        try:
            client.wait_for_workers(1, timeout=patience)
        except asyncio.TimeoutError:                # a TimeoutError from Python 3.11 on
            raise OSError(f"{scheduler}: this scheduler has no workers; start some with: dask worker "
                          f"{scheduler} --nthreads 1") from None
        try:
            client.run_on_scheduler(is_importable)
            client.run(is_importable)
        except ModuleNotFoundError as error:
            raise OSError(f"{scheduler}: this scheduler or a worker cannot import {error.name}; install "
                          f"nn-from-scratch[dask] where they run") from None
        yield client


def check_reachable(scheduler: str, patience: float) -> None:
    """Raises OSError at once where nothing listens at HOST:PORT; Dask would try again and again."""
    try:
        host, port = get_address_host_port(scheduler)
    except ValueError:
        raise ValueError(f"{scheduler!r} is not the address of a scheduler; expected HOST:PORT, such as "
                         f"127.0.0.1:8786") from None
    try:
        socket.create_connection((host, port), patience).close()
    except OSError as error:
        raise OSError(f"{scheduler}: no scheduler answers ({error.strerror or error}); start one with: dask scheduler"
                      ) from None


def workers_of(client: Client) -> Workers:
    """What the cluster of a client has now."""
    threads, limits = client.nthreads(), client.run(memory_limit)
    return Workers(len(threads), sum(threads.values()), sum(limit or np.inf for limit in limits.values()))


def is_importable() -> bool:
    """True where this module is installed; elsewhere it cannot be called."""
    return True


def memory_limit(dask_worker: Any) -> int | None:
    """Bytes that a worker may use; None without a limit."""
    return dask_worker.memory_manager.memory_limit


def machine() -> tuple:
    """What the last bits of a product depend on: NumPy, its BLAS, and the processor that this has found."""
    kinds = {(pool.internal_api, pool.version, getattr(pool, "architecture", "")) for pool in blas_pools()}
    return np.__version__, *sorted(kinds)


def are_alike(client: Client) -> bool:
    """Do all workers round in the same way, as far as one can tell?"""
    return len(set(client.run(machine).values())) == 1


def dashboard(client: Client) -> str:
    """Where one sees the workers at work, as a sentence."""
    if find_spec("bokeh"):
        return f"Dashboard: {client.dashboard_link}"
    return (f"Workers: {client.dashboard_link.removesuffix('/status')}/info/main/workers.html (with bokeh installed, "
            f"the dashboard is at /status)")
