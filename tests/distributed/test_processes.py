"""Workers that are processes: as many as one likes, and one of them killed, and the last bit is the same."""
import hashlib
import json
import os
import re
import signal
import subprocess
import sys
import time

import numpy as np
import pytest

import nn
from nn import distributed
from nn.distributed import cluster

pytestmark = pytest.mark.slow

#: evaluations of a training; TNC stops neither before nor after it
EVALUATIONS = 25


def sha256_of_training(examples, watch=()):
    """After some evaluations by TNC, where a difference in the last bit of the first gradient has grown and grown."""
    result = distributed.train(examples, (49, 6, 10), max_evaluations=EVALUATIONS, watch=watch)
    assert result.evaluations == EVALUATIONS
    return hashlib.sha256(result.theta.tobytes()).hexdigest()


@pytest.fixture(scope="module")
def expected(client, digits):
    """The sha256 with two threads of this process, which has nothing of a cluster's chances."""
    return sha256_of_training(distributed.Examples(digits, client, range(1, 11)))


@pytest.fixture
def chunks(tmp_path, digits):
    """The pattern of files of uneven lengths."""
    X, y = digits
    for number, rows in enumerate((slice(0, 300), slice(300, 1999), slice(1999, 2001), slice(2001, 3700))):
        np.savez(tmp_path / f"{number}.npz", X=X[rows], y=y[rows])
    return str(tmp_path / "?.npz")             # and not what a test writes beside them


def kill(client, worker):
    """SIGKILL to the process of a worker, as the system does it where memory is short."""
    pid = client.run(os.getpid, workers=[worker])[worker]
    os.kill(pid, signal.SIGKILL)


@pytest.fixture(scope="module")
def processes():
    """A client of two worker processes."""
    with distributed.local_cluster(2) as client:
        yield client


def test_the_environment_is_afterwards_as_it_was(monkeypatch):
    """OPENBLAS_NUM_THREADS=1, which a worker needs, would otherwise hold for all that this process starts later."""
    monkeypatch.delenv("OPENBLAS_NUM_THREADS", raising=False)
    monkeypatch.setenv("OMP_NUM_THREADS", "7")
    before = dict(os.environ)
    with distributed.local_cluster(1) as client:
        assert client.run(os.getenv, "OPENBLAS_NUM_THREADS") == {worker_of(client): "1"}
        os.environ["MINE"] = "is kept"
    assert os.environ.pop("MINE") == "is kept" and dict(os.environ) == before


def test_the_environment_is_as_it_was_where_no_worker_starts(monkeypatch):
    def fails(**options):
        os.environ["OPENBLAS_NUM_THREADS"] = "1"                    # as a nanny does it first
        raise RuntimeError("Cluster failed to start")
    monkeypatch.delenv("OPENBLAS_NUM_THREADS", raising=False)
    monkeypatch.setattr(cluster, "LocalCluster", fails)
    with pytest.raises(RuntimeError, match="failed to start"), distributed.local_cluster(1):
        pass
    assert "OPENBLAS_NUM_THREADS" not in os.environ


def worker_of(client):
    """The address of the only worker."""
    return next(iter(client.nthreads()))


@pytest.mark.parametrize("keep", [True, False])
def test_theta_is_the_same_to_the_last_bit_also_where_a_worker_is_killed(processes, chunks, expected, keep):
    examples = distributed.Examples(chunks, processes, keep=keep)
    assert sha256_of_training(examples) == expected
    killed = []

    def watch(progress):
        if progress.evaluations == 8 and not killed:
            killed.append(min(processes.nthreads()))
            kill(processes, *killed)
    assert sha256_of_training(examples, [watch]) == expected and killed
    processes.wait_for_workers(2, timeout=120)
    assert killed[0] not in processes.nthreads()


def test_arrays_of_the_client_survive_their_worker_too(processes, digits, expected):
    """They are a part of the graph, and sent again."""
    examples = distributed.Examples(digits, processes, range(1, 11), keep=True)
    kill(processes, min(processes.nthreads()))
    assert sha256_of_training(examples) == expected


NN = (sys.executable, "-W", "error", "-m", "nn", "train", "--no-figures", "--json")


def test_the_command_prints_the_same_sha256_whatever_the_workers(tmp_path, chunks, interruptible):
    """Through a scheduler at HOST:PORT with a worker each; interrupted and resumed; and a chunk that is not there."""
    command = (*NN, "--data", chunks, "--hidden", "6", "--max-evaluations", str(EVALUATIONS))
    alone = subprocess.run([*command, "--workers", "1", "--out", "one"], capture_output=True, text=True, cwd=tmp_path)
    assert alone.returncode == 0, alone.stderr
    summary = json.loads(alone.stdout)
    theta = nn.load_network(tmp_path / "one/weights.npz").theta
    assert summary["theta_sha256"] == hashlib.sha256(theta.tobytes()).hexdigest()
    assert re.search(r"Workers: http://127\.0\.0\.1:\d+/info|Dashboard: http://127\.0\.0\.1:\d+", alone.stderr)
    assert f"SHA-256 of theta: {summary['theta_sha256']}" in alone.stderr
    assert "49-6-10 on 3700 digits" in alone.stderr and summary["evaluations"] == EVALUATIONS
    X = np.concatenate([np.load(path)["X"] for path in sorted(tmp_path.glob("?.npz"))])
    y = np.concatenate([np.load(path)["y"] for path in sorted(tmp_path.glob("?.npz"))])
    assert summary["accuracy"] == nn.accuracy(y, nn.predict(theta, X, (49, 6, 10), range(1, 11)))

    process = subprocess.Popen([*command, "--workers", "2", "--checkpoint", "run.npz"], cwd=tmp_path, text=True,
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)
    wait_until(lambda: (tmp_path / "run.npz").exists())
    os.killpg(process.pid, signal.SIGINT)                           # as a terminal does it: the workers get it, too
    stdout, stderr = process.communicate(timeout=60)
    assert process.returncode == 0 and json.loads(stdout)["interrupted"], stderr
    assert "Traceback" not in stderr
    resumed = subprocess.run([*command, "--workers", "1", "--resume", "run.npz"], capture_output=True, text=True,
                             cwd=tmp_path)
    assert resumed.returncode == 0, resumed.stderr
    assert json.loads(resumed.stdout)["evaluations"] == EVALUATIONS


def wait_until(condition, seconds=60):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)
