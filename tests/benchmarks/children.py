"""Work that is measured in a process of its own, where its threads and its memory are its own.

    python children.py fit_adam scikit-learn            prints [wall, processor, memory], as in Measured

Each function below prepares the work named by it, and returns the function that is measured.
"""
from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import warnings
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np
import problems
from machine import THREADS
from side_by_side import Measured, middle, timed

SIZES = (400, 25, 10)
STATUS, CLEAR = Path("/proc/self/status"), Path("/proc/self/clear_refs")


# --- called by the benchmarks

def child(name: str, *arguments: object, threads: int | None = None) -> Measured:
    """Runs a function of this file in its own process; what its work took.

    threads : of BLAS and PyTorch, as a user sets them by environment variables; None: not set
    """
    command = [sys.executable, __file__, name, *map(str, arguments)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=environment(threads))
    return Measured(*json.loads(done.stdout))


def command(*arguments: str, threads: int | None = None, cwd: Path | None = None) -> None:
    """python with these arguments, from the start of the process to its end."""
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True, env=environment(threads), cwd=cwd)


def environment(threads: int | None) -> dict[str, str]:
    """That of this process, the number of threads set or not set."""
    plain = {name: value for name, value in os.environ.items() if name not in THREADS}
    return plain | ({"OPENBLAS_NUM_THREADS": str(threads), "OMP_NUM_THREADS": str(threads)} if threads else {})


# --- exercise 4

def evaluations(count: str) -> Callable:
    """So many calls of cost_and_gradient."""
    import nn
    theta, X, Y = problems.ex4()

    def calls():
        for _ in range(int(count)):
            nn.cost_and_gradient(theta, X, Y, SIZES, 1.0)
    calls()
    return calls


def one_evaluation(threads: str, most_calls: int = 60, most_seconds: float = 5.0) -> Callable:
    """cost_and_gradient with so many BLAS threads, also more than cores: the median of some calls."""
    from threadpoolctl import threadpool_limits

    import nn
    theta, X, Y = problems.ex4()

    def evaluate():
        nn.cost_and_gradient(theta, X, Y, SIZES, 1.0)

    def several():
        took, end = [], time.perf_counter() + most_seconds
        with threadpool_limits(int(threads)):
            evaluate()
            while len(took) < most_calls and (not took or time.perf_counter() < end):
                took.append(timed(evaluate))
        return middle(took)
    return several


def train(max_evaluations: str, method: str = "TNC") -> Callable:
    import nn
    _, X, Y = problems.ex4()
    return lambda: nn.train(X, Y, SIZES, 1.0, max_evaluations=int(max_evaluations), method=method)


def scipys_minimize(max_evaluations: str) -> Callable:
    """L-BFGS-B as one calls it by hand."""
    from scipy import optimize

    import nn
    theta, X, Y = problems.ex4()
    options = {"maxfun": int(max_evaluations), "maxiter": int(max_evaluations)}
    return lambda: optimize.minimize(nn.cost_and_gradient, theta, (X, Y, SIZES, 1.0), "L-BFGS-B", jac=True,
                                     options=options)


# --- MLPClassifier; library is "nn", "scikit-learn" or "PyTorch"

def classifier(library: str, *arguments, **parameters):
    """MLPClassifier of a library."""
    if library == "nn":
        from nn import MLPClassifier
    else:
        from sklearn.neural_network import MLPClassifier
    return MLPClassifier(*arguments, random_state=1, **parameters)


def fit_adam(library: str) -> Callable:
    """784-100-100-10, 8 epochs of Adam on 5,000 digits."""
    X, y = problems.digits()
    return partial(classifier(library, (100, 100), max_iter=8).fit, X, y)


def fit_adam_for_speed_alone() -> Callable:
    """The same by a NumPy loop that is not meant to be read."""
    import peers
    return partial(peers.numpy_loop, *problems.digits(), (100, 100), "adam", 8, 1e-3)


def predict_many(library: str) -> Callable:
    """100,000 rows by three layers of 100."""
    X, y = problems.digits()
    fitted = classifier(library, (100, 100, 100), max_iter=1).fit(X[::10, :100], y[::10])
    return partial(fitted.predict, np.random.default_rng(0).uniform(size=(100_000, 100)))


def fit_bytes(library: str) -> Callable:
    """One epoch on 60,000 digits as uint8."""
    X, y, _ = problems.mnist()
    return partial(classifier(library, (50,), max_iter=1).fit, X, y)


def fit_memmap(library: str, path: str) -> Callable:
    """One epoch on 60,000 digits in a file."""
    return partial(classifier(library, (50,), max_iter=1).fit, np.load(path, mmap_mode="r"), problems.mnist()[1])


def partial_fit_memmap(library: str, path: str) -> Callable:
    """The same, 1,000 rows of the file at a time."""
    y = problems.mnist()[1]
    one = classifier(library, (50,))

    def an_epoch():
        for start in range(0, len(y), 1000):
            rows = slice(start, start + 1000)
            one.partial_fit(np.load(path, mmap_mode="r")[rows], y[rows], classes=range(10))
    return an_epoch


def fit_mnist(library: str, hidden: str, epochs: str, learning_rate: str, dtype: str) -> Callable:
    """60,000 digits at scikit-learn's published settings."""
    X, y, _ = problems.mnist()
    X = np.divide(X, 255, dtype=dtype)
    if library == "PyTorch":
        import peers
        import torch  # noqa: F401  (so that its memory is not the work's)
        return lambda: peers.pytorch(X, y, (int(hidden),), "sgd", int(epochs), float(learning_rate))
    return partial(classifier(library, (int(hidden),), max_iter=int(epochs), alpha=1e-4, solver="sgd", tol=1e-4,
                              learning_rate_init=float(learning_rate)).fit, X, y)


# --- out of core

def out_of_core(path: str, limit: int = 2 ** 30) -> Callable:
    """An evaluation over a file of digits that a worker reads; its memory beyond that of an idle worker."""
    import resource

    import nn
    from nn import distributed
    resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))       # of this process, and of the workers that it starts
    theta = nn.random_init(SIZES, np.random.default_rng(0))

    def work():
        with distributed.local_cluster(1, memory_limit=limit) as client:
            examples = distributed.Examples(path, client, range(1, 11))
            assert not examples.kept
            before, = client.run(idle_memory).values()
            wall = timed(lambda: distributed.objective_of(examples, SIZES, 1.0)(theta)).wall
            peak, = client.run(memory_now, "VmHWM").values()
        return Measured(wall, None, peak - before)
    return work


def idle_memory() -> float:
    """What a worker has in memory before it is given work, from where its peak is measured."""
    CLEAR.write_text("5")
    return memory_now("VmRSS")


# --- in the child

def memory_now(name: str) -> float | None:
    """A figure of this process in MiB: "VmRSS", what it has in memory, or "VmHWM", the most it had. Linux only."""
    lines = STATUS.read_text(encoding="utf-8").splitlines() if STATUS.exists() else []
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith(name)), None)


def main(name: str, *arguments: str) -> None:
    warnings.simplefilter("ignore")
    work = globals()[name](*arguments)
    if CLEAR.exists():
        CLEAR.write_text("5")                       # VmHWM begins again
    before = memory_now("VmRSS")
    took = timed(work)
    peak = None if before is None else memory_now("VmHWM") - before
    print(json.dumps(took if took.memory is not None else took._replace(memory=peak)))


if __name__ == "__main__":
    main(*sys.argv[1:])
