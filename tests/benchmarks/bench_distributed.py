"""An evaluation on a cluster of this machine, 400-25-10, over up to 640,000 digits: against the same work without Dask.

The digits are the 5,000 embedded ones, again and again, each time moved by other pixels; in chunks of 10,000 on the
disk, float64. Their peers are plain processes, one for each worker, which have their share of the leaves in memory, and
do the same to them: all of an evaluation, or its five matrix products, the floor.

What is said of larger data is calculated:  t(m, N) = r + s T + c m / N,  N workers, T tasks (four for each worker at
least), r a round with one task, s what each further task takes, c the time of an example in a plain process. It leaves
out what a network between machines adds: 2 · 82 kB for each task.
"""
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from statistics import median

import numpy as np
import problems
import pytest
from children import child
from side_by_side import Bound, Measured, Peer, Row, at_most, in_turn

import nn
from nn.backprop import evaluate_parts
from nn.cost import check_problem, penalty
from nn.map_reduce import in_parts

pytest.importorskip("distributed", reason="pip install '.[dask]'")

SIZES, LAMBDA = (400, 25, 10), 1.0
EXAMPLES = (5_000, 20_000, 80_000, 320_000, 640_000)
MEASURED = {}                           # (workers, m) -> (seconds on the cluster, seconds of plain processes, tasks)
TASK = {}                               # workers -> what another task in a round takes, in seconds


@pytest.fixture(scope="module")
def chunks(tmp_path_factory):
    """chunks(m) -> paths of the chunks of m digits, 10,000 in each: 32 MB."""
    folder, written = tmp_path_factory.mktemp("chunks"), []

    def chunks(m):
        for number in range(len(written), -(-m // 10_000)):
            written.append(problems.write_shifted_digits(folder / f"{number}.npz", number))
        return written[:-(-m // 10_000)]
    return chunks


@pytest.fixture(scope="module", params=[1, 2], ids=["1 worker", "2 workers"])
def client(request):
    from nn import distributed
    with distributed.local_cluster(request.param) as client:
        yield client


class PlainProcesses:
    """One process for each share of the leaves, and nothing between them but theta and the sums."""

    def __init__(self, paths, m, number):
        self.processes = [ProcessPoolExecutor(1, get_context("spawn"), problems.load_share, (paths, m, share, number))
                          for share in range(number)]
        self.all(problems.share_sums, np.zeros(10_285))

    def all(self, function, theta):
        return sum(future.result() for future in [one.submit(function, theta) for one in self.processes])

    def close(self):
        for one in self.processes:
            one.shutdown()


@pytest.mark.parametrize("m", EXAMPLES)
def test_an_evaluation(record, client, chunks, m):
    from nn import distributed
    workers = len(client.nthreads())
    theta = nn.random_init(SIZES, np.random.default_rng(0))
    data = chunks(m) if m >= 10_000 else tuple(array[:m] for array in problems.shifted_digits(0))
    examples = distributed.Examples(data, client, range(1, 11), keep=True)
    objective, plain = distributed.objective_of(examples, SIZES, LAMBDA), PlainProcesses(chunks(m), m, workers)
    try:
        J, _ = objective(theta)
        assert J == pytest.approx(plain.all(problems.share_sums, theta)[-1] / m + penalty_of(theta, m), rel=1e-9)
        took = in_turn({"": partial(objective, theta), "plain": partial(plain.all, problems.share_sums, theta),
                        "floor": partial(plain.all, problems.share_products, theta)}, rounds=15)
    finally:
        plain.close()
    MEASURED[workers, m] = took[""].wall, took["plain"].wall, len(examples.blocks)
    what = f"an evaluation of {m:,} digits by {named(workers)} of a cluster"
    record(Row(what, took[""], "its matrix products alone, in as many plain processes", took["floor"]),
           Row(what, took[""], "the same work by as many plain processes", took["plain"],
               at_most(1.3) if m == max(EXAMPLES) else None))


def test_a_task(record, client, chunks, monkeypatch):
    """80,000 digits in blocks of one leaf, 80 tasks, take longer than in larger blocks; by how much for each?"""
    from nn import distributed
    from nn.distributed import examples as module
    workers, theta = len(client.nthreads()), nn.random_init(SIZES, np.random.default_rng(0))
    few = distributed.Examples(chunks(80_000), client, keep=True)
    monkeypatch.setattr(module, "subtree_size", lambda leaves, threads: 1)
    many = distributed.Examples(chunks(80_000), client, keep=True)
    took = in_turn({name: partial(distributed.objective_of(examples, SIZES, LAMBDA), theta)
                    for name, examples in (("few", few), ("many", many))}, rounds=15)
    TASK[workers] = max(0.0, (took["many"].wall - took["few"].wall) / (len(many.blocks) - len(few.blocks)))
    record(Row(f"each further task of a round, {named(workers)}", Measured(TASK[workers])))


def named(workers):
    return "1 worker" if workers == 1 else f"{workers} workers"


def penalty_of(theta, m):
    return penalty(nn.unflatten(theta, SIZES), LAMBDA, m)


def test_the_tree_of_leaves_against_the_plain_sum_of_chunks(compare, one_thread):
    """In this process, without a cluster: what the fixed order costs by itself."""
    from nn.distributed.leaves import block_sums
    X, y = problems.shifted_digits(0)
    Y, theta = nn.one_hot(y, range(1, 11)), nn.random_init(SIZES, np.random.default_rng(0))
    parts = in_parts(check_problem(theta, X, Y, SIZES, 0.0, "sigmoid", "sigmoid"), 10_000)
    leaves = [(X[start:start + 1000], np.asfortranarray(Y[start:start + 1000])) for start in range(0, len(X), 1000)]
    compare("the tree of leaves, 10,000 digits, one thread",
            partial(block_sums, leaves, theta, SIZES, "sigmoid", "sigmoid"),
            Peer("the sum of one chunk", partial(evaluate_parts, nn.unflatten(theta, SIZES), parts), at_most(1.25)),
            rounds=30)


def test_larger_data_by_calculation(record):
    """From what was measured above; see the formula there."""
    if (2, max(EXAMPLES)) not in MEASURED or 2 not in TASK:
        pytest.skip("calculated from the evaluations by 2 workers, which were not measured in this run")
    per_round = max(0.0, median(ours - plain - TASK[2] * tasks for ours, plain, tasks in
                                [MEASURED[2, m] for m in EXAMPLES if m <= 80_000]))
    per_example = 2 * MEASURED[2, max(EXAMPLES)][1] / max(EXAMPLES)
    pays = (per_round + 8 * TASK[2]) / (per_example / 2)
    record(Row("a round of two workers, without tasks and their work", Measured(per_round)),
           Row(f"two workers are faster than one plain process from m = {pays:,.0f} on (calculated)", Measured()))
    record(*[Row(f"an evaluation of {m:,} examples by {N:,} workers (calculated)",
                 Measured(per_round + TASK[2] * 4 * N + per_example * m / N),
                 "one plain process (calculated)", Measured(per_example * m))
             for m in (8_100_000, 1_000_000_000) for N in (2, 16, 128, 1024)])


def test_out_of_core(record, tmp_path):
    """A file of 4 GB, read again for each evaluation, by a worker whose limit is 1 GB.

    The limit is RLIMIT_DATA, on all that a process allocates. The file is read, not mapped: no page of it counts.
    """
    rows = 1_250_000
    problems.write_large(tmp_path, rows)
    took = child("out_of_core", tmp_path / "X.npy", threads=1)
    chunk = 10_000 * 400 * 8 / 2 ** 20
    record(Row("an evaluation of 1,250,000 digits in a file of 4 GB under a limit of 1 GB", took,
               "one chunk of 10,000", Measured(memory=chunk),
               Bound("≤ 1.5 ×", lambda theirs: 1.5 * theirs, lambda ours, theirs: f"{ours / theirs:.2f} ×"), "memory"))
