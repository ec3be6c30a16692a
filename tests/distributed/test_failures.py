"""What is wrong with a chunk or a cluster is said with its name, in one line."""
import logging
import runpy
import socket
import sys
import time

import numpy as np
import pytest
from dask.distributed import WorkerPlugin

from nn import distributed
from nn.distributed.examples import errors_in_one_line


@pytest.fixture
def write(tmp_path, digits):
    """write(change) -> the pattern of three chunks after change(X, y) has changed the second one."""
    def write(change=lambda X, y: (X, y)):
        X, y = digits
        for number, rows in enumerate((slice(0, 1500), slice(1500, 2500), slice(2500, 3700))):
            rows_of_X, rows_of_y = X[rows].copy(), y[rows].astype(float)
            if number == 1:
                rows_of_X, rows_of_y = change(rows_of_X, rows_of_y)
            np.savez(tmp_path / f"{number}.npz", X=rows_of_X, y=rows_of_y)
        return str(tmp_path / "*.npz")
    return write


def nan_in_row_600(X, y):
    X[600, 7] = np.nan
    return X, y


def label_11_in_row_3(X, y):
    y[3] = 11
    return X, y


def label_of_no_class_in_row_3(X, y):
    y[3] = 1.5
    return X, y


@pytest.mark.parametrize("keep", [True, False])
@pytest.mark.parametrize("change, message", [
    (nan_in_row_600, r"1\.npz: example 600, pixel 7 \(both counted from 0\) is nan"),
    (label_11_in_row_3, r"1\.npz: the label of example 3 \(counted from 0\) is 11, which is not one of the "),
    (label_of_no_class_in_row_3, r"1\.npz: the label of example 3 \(counted from 0\) is 1\.5; labels are whole"),
    (lambda X, y: (X[:, 1:], y), r"1\.npz: its examples have 48 numbers, those of .*0\.npz have 49"),
    (lambda X, y: (X, y[1:]), r"1\.npz: X\.shape=\(1000, 49\) and y\.shape=\(999,\)")])
def test_a_chunk_that_cannot_be_trained_on_is_named_with_the_row(client, write, change, message, keep):
    with pytest.raises(ValueError, match=message):
        distributed.train(distributed.Examples(write(change), client, range(1, 11), keep), (49, 6, 10))


def test_a_chunk_that_is_damaged_or_gone_is_named_also_on_the_way(client, write, tmp_path):
    examples = distributed.Examples(write(), client, range(1, 11), keep=False)
    (tmp_path / "1.npz").write_bytes((tmp_path / "1.npz").read_bytes()[:-100_000])
    with pytest.raises(ValueError, match=r"1\.npz: cannot be read: it is cut short in row"):
        distributed.train(examples, (49, 6, 10))
    (tmp_path / "1.npz").unlink()
    with pytest.raises(OSError, match=r"1\.npz"):
        distributed.train(examples, (49, 6, 10))


def test_a_nan_in_a_dask_array_is_named_with_its_row(client, digits):
    import dask.array as da
    X, y = digits
    bad = X.copy()
    bad[2345, 6] = np.inf
    with pytest.raises(ValueError, match=r"X: example 2345, pixel 6 \(both counted from 0\) is inf"):
        distributed.Examples((da.from_array(bad, chunks=700), y), client, keep=True)


def test_dask_arrays_of_unknown_length_are_refused_with_the_remedy(client, digits):
    import dask.array as da
    X, y = digits
    X = da.from_array(X, chunks=700)
    with pytest.raises(ValueError, match=r"call X\.compute_chunk_sizes\(\) first"):
        distributed.Examples((X[X[:, 0] > 0], y), client)


def test_labels_that_are_all_the_same_are_refused(client, digits):
    with pytest.raises(ValueError, match="all 3700 labels are 1; a classifier needs at least two"):
        distributed.Examples((digits[0], np.ones(3700, int)), client)


def test_a_training_that_diverges_says_so(client, digits):
    examples = distributed.Examples(digits, client, range(1, 11))
    divergence = pytest.raises(FloatingPointError, match="training diverged: at evaluation 1 the cost is inf")
    with divergence, np.errstate(over="ignore"):
        distributed.train(examples, (49, 6, 10), theta=np.full(370, 1e200))


# schedulers

def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def test_a_scheduler_that_is_not_there_is_said_at_once():
    started = time.perf_counter()
    with pytest.raises(OSError, match=r"127\.0\.0\.1:\d+: no scheduler answers \(.*refused.*\); start one with"):
        with distributed.connected(f"127.0.0.1:{free_port()}"):
            pass
    assert time.perf_counter() - started < 4        # Windows takes two seconds


@pytest.mark.parametrize("address", ["nonsense", "host:port", ""])
def test_what_is_not_an_address_is_named(address):
    with pytest.raises(ValueError, match=r"is not the address of a scheduler; expected HOST:PORT"):
        with distributed.connected(address):
            pass


def test_a_scheduler_without_workers_is_said():
    from dask.distributed import LocalCluster
    with LocalCluster(n_workers=0, processes=False, protocol="tcp://", dashboard_address="127.0.0.1:0") as cluster:
        with pytest.raises(OSError, match="this scheduler has no workers; start some with: dask worker"):
            with distributed.connected(cluster.scheduler_address.removeprefix("tcp://"), patience=0.3):
                pass


def test_workers_that_die_again_and_again_are_said_in_one_line():
    from distributed.scheduler import KilledWorker
    with pytest.raises(OSError, match="computed when 4 workers died, one after the other; have they too little memory"):
        with errors_in_one_line():
            raise KilledWorker("block_sums", None, 3)


def test_a_scheduler_that_goes_away_is_said_in_one_line():
    from distributed.client import FutureCancelledError
    with pytest.raises(OSError, match="the scheduler does not answer any more; a checkpoint can be resumed"):
        with errors_in_one_line():
            raise FutureCancelledError(key="block_sums", reason="scheduler-connection-lost")


def test_blas_gets_one_thread_where_the_leaves_are_summed(monkeypatch, problem):
    from nn.distributed import leaves

    class Pool:
        num_threads = 2

        def set_num_threads(self, number):
            self.num_threads = number
    theta, X, Y, layer_sizes = problem
    pools = [Pool(), Pool()]
    monkeypatch.setattr(leaves, "blas_pools", lambda: pools)
    leaves.block_sums([(X, Y)], theta, layer_sizes, "sigmoid", "sigmoid")
    assert [pool.num_threads for pool in pools] == [1, 1]


def test_the_workers_of_one_machine_are_alike(client):
    assert distributed.are_alike(client)


def test_without_dask_nn_distributed_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "dask.distributed", None)
    with pytest.raises(ImportError, match=r"nn\.distributed needs Dask: pip install 'nn-from-scratch\[dask\]'"):
        runpy.run_module("nn.distributed.__init__")


class LateHeartbeat(WorkerPlugin):
    """Logs, while its worker is closed, what a worker logs whose heartbeat finds the scheduler gone."""

    def teardown(self, worker):
        for name in "distributed.worker", "tornado.application":
            logging.getLogger(name).error("Traceback (most recent call last): at the end of %s", worker.address)


def test_the_end_of_a_cluster_is_not_reported_as_an_error(caplog):
    loggers = [logging.getLogger(name) for name in ("distributed", "tornado.application")]
    levels = [logger.level for logger in loggers]
    with distributed.local_cluster(1, processes=False) as client:
        client.register_plugin(LateHeartbeat())
        logging.getLogger("distributed.worker").error("while it works")
    assert [record.message for record in caplog.records if record.levelno >= logging.WARNING] == ["while it works"]
    assert [logger.level for logger in loggers] == levels
