"""One BLAS thread, all of them, or those that train and fit choose; on a quiet machine, and beside a busy process.

Each runs in a process of its own: OPENBLAS_NUM_THREADS says how many threads, or is not set where ours is to choose.
"""
from functools import partial

import pytest
from children import child, command
from machine import cores
from side_by_side import Peer, Row, at_least, at_most, in_turn

TRAIN = ("-m", "nn", "train", "--no-figures", "--max-evaluations")


def against_the_better_of_one_and_all(what, work, rounds):
    """A row: threads chosen by ours, against the better of one thread and all."""
    fixed = {"one thread": partial(work, threads=1), f"{cores()} threads": partial(work, threads=cores())}
    took = in_turn({"": work, **fixed}, rounds, warm=False)
    better = min(fixed, key=lambda threads: took[threads].wall)
    return [Row(what, took[""], threads + (", the better of the two" if threads == better else ""), took[threads],
                at_most(1.05) if threads == better else None) for threads in fixed]


def test_train_on_a_quiet_machine(record, quiet):
    record(*against_the_better_of_one_and_all("`train`, 400 evaluations", partial(child, "train", 400), rounds=5))


def test_nn_train_beside_a_busy_process(compare, busy, tmp_path):
    work = partial(command, *TRAIN, "100", "--out", str(tmp_path))
    compare("`nn train --max-evaluations 100` without figures, beside a busy process", work,
            Peer("one thread", partial(work, threads=1), at_most(1.2)), rounds=5, warm=False)


@pytest.mark.parametrize("load", ["quiet", "busy"])
def test_fit(compare, request, load):
    pytest.importorskip("sklearn", reason="pip install '.[bench]'")
    request.getfixturevalue(load)
    work = partial(child, "fit_adam")
    compare(f"`fit`, 784-100-100-10, Adam, 8 epochs, {name_of(load)}", partial(work, "nn"),
            Peer("one thread", partial(work, "nn", threads=1), at_most(1.2)),
            Peer("scikit-learn with all threads", partial(work, "scikit-learn"),
                 at_least(5) if load == "busy" else None),
            Peer("a NumPy loop written for speed alone, one thread",
                 partial(child, "fit_adam_for_speed_alone", threads=1)),
            rounds=5, warm=False)


@pytest.mark.parametrize("load", ["quiet", "busy"])
def test_how_threads_change_the_time_of_an_evaluation(record, request, load):
    """Nothing is bounded here: it shows why the number of threads is chosen by measurement."""
    request.getfixturevalue(load)
    took = in_turn({threads: partial(child, "one_evaluation", threads) for threads in (1, 2, 4, 8, 16)}, 3, warm=False)
    one, two = took.pop(1), took[2]
    for threads, ours in took.items():
        more = threads > cores()
        what = f"`cost_and_gradient`, {threads} threads{f' on {cores()} cores: oversubscribed' * more}, {name_of(load)}"
        record(Row(what, ours, "one thread", one))
        if more and load == "quiet":
            record(Row(f"{what}, against what it would be with {threads} cores", ours,
                       "calculated by Amdahl's law from 1 and 2 threads", amdahl(one, two, threads)))


def amdahl(one, two, threads):
    """t(n) = t(1) (s + (1 − s) / n),  s the serial share, from t(2); a calculated wall time."""
    serial = min(1.0, max(0.0, 2 * two.wall / one.wall - 1))
    return one._replace(wall=one.wall * (serial + (1 - serial) / threads), processor=None, memory=None)


def name_of(load):
    return "beside a busy process" if load == "busy" else "quiet"
