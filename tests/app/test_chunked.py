"""nn data chunk, and nn train --workers and --scheduler, whose workers are threads of this process here."""
import json
from functools import partial
from pathlib import Path

import numpy as np
import pytest

import nn
from nn.app.cli import main

pytest.importorskip("distributed", reason="Dask, of the extra dask, is not installed")

QUICK = ("--max-evaluations", "3", "--hidden", "4")


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """run("train", …) -> (status, stdout, stderr), in an empty directory."""
    from nn import distributed
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(distributed, "local_cluster", partial(distributed.local_cluster, processes=False))

    def run(*arguments):
        status = main([str(argument) for argument in arguments])
        return status, *capsys.readouterr()
    return run


@pytest.fixture
def digits(tmp_path):
    """2,500 of the embedded digits in a file, row by row at 8×8."""
    images, y = nn.load_mnist5k()
    np.savez(tmp_path / "digits.npz", X=images[::2, 6:22:2, 6:22:2], y=y[::2])
    return tmp_path / "digits.npz"


def test_a_file_is_cut_and_its_chunks_are_trained_on(run, digits, tmp_path):
    status, stdout, _ = run("data", "chunk", digits, "--out", "chunks", "--examples", "900")
    assert status == 0 and "3 chunks of at most 900 examples in chunks: 3 written, 0 there already" in stdout
    assert "nn train --data 'chunks/*.npz' --workers 2" in stdout
    assert "0 written, 3 there already" in run("data", "chunk", digits, "--out", "chunks", "--examples", "900")[1]

    status, stdout, stderr = run("train", "--data", "chunks/*.npz", "--workers", "2", *QUICK, "--json")
    summary = json.loads(stdout)
    assert status == 0 and summary["layer_sizes"] == [64, 4, 10] and summary["evaluations"] == 3
    assert "Training 64-4-10 on 2500 digits (chunks/*.npz, 3 chunks), kept in the workers' memory by 2" in stderr
    X, y = nn.load_dataset(digits)
    network = nn.load_network("nn-results/weights.npz")
    J = nn.regularized_cost(network.theta, X, nn.one_hot(y, range(10)), (64, 4, 10), 1.0)
    assert summary["cost"] == pytest.approx(J, rel=1e-12)
    assert summary["accuracy"] == nn.accuracy(y, network.predict(X)) and network.classes.tolist() == list(range(10))
    assert str(nn.classification_report(y, network.predict(X), range(10))) in stderr
    assert (tmp_path / "nn-results/hidden_units.png").exists() and len(nn.load_snapshots("nn-results/weights.npz")) == 3


@pytest.mark.parametrize("data", [(), ("--data", "digits.npz")])
def test_results_that_are_somebody_elses_files_are_found_before_a_cluster_is_started(run, digits, monkeypatch, data):
    monkeypatch.setattr("nn.app.chunked.cluster", None)
    Path("nn-results").mkdir()
    Path("nn-results/digits.png").write_text("years of work")
    status, stdout, stderr = run("train", "--workers", "2", *QUICK, *data)
    assert status == 1 and stdout == "" and "digits.png exists and is not a picture of nn figures" in stderr


def test_the_embedded_digits_are_trained_on_too_and_through_a_scheduler(run):
    from nn import distributed
    with distributed.local_cluster(1) as client:
        address = client.scheduler.address.removeprefix("tcp://")
        status, stdout, _ = run("train", "--scheduler", address, *QUICK, "--no-figures")
    assert status == 0 and "SHA-256 of theta: " in stdout
    assert "Training 400-4-10 on 5000 digits (embedded, 20×20)" in stdout


@pytest.mark.parametrize("options, message", [
    (("--scheduler", "127.0.0.1:1"), "nn: error: 127.0.0.1:1: no scheduler answers ("),
    (("--scheduler", "nonsense"), "'nonsense' is not the address of a scheduler"),
    (("--workers", "2", "--data", "nothing*.npz"), "nn: error: nothing*.npz: no file has such a name"),
    (("--workers", "2", "--data", "digits.csv"), "digits.csv: cannot be read: it is not an .npz, .npy or IDX file")])
def test_what_is_not_there_is_said_in_one_line(run, tmp_path, options, message):
    (tmp_path / "digits.csv").write_text("1,2\n")
    status, _, stderr = run("train", *options)
    assert status == 1 and message in stderr.splitlines()[-1] and "Traceback" not in stderr


@pytest.mark.parametrize("options, message", [
    (("--workers", "2", "--scheduler", "a:1"), "expected one of them"), (("--workers", "0"), "a whole number >= 1"),
    (("--workers", "2", "--method", "adam"), "--workers does not go with --method adam: minibatches come one after"),
    (("--scheduler", "a:1", "--test-fraction", "0.2"), "--scheduler does not go with --test-fraction"),
    (("--workers", "2", "--order", "C", "--data", "x.npz"), "--workers does not go with --order")])
def test_options_that_do_not_go_together_are_refused(run, options, message):
    status, _, stderr = run("train", *options)
    assert status == 2 and message in stderr and len(stderr.splitlines()) == 1


def test_without_dask_the_command_says_what_to_install(run, monkeypatch):
    import sys
    for name in [name for name in sys.modules if name.startswith("nn.distributed")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.delattr(nn, "distributed")
    monkeypatch.setitem(sys.modules, "dask.distributed", None)
    status, _, stderr = run("train", "--workers", "2")
    assert status == 1 and "nn: error: --workers and --scheduler need Dask" in stderr and "[dask]'" in stderr
