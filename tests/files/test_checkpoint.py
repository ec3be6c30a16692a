"""A training that is killed or interrupted loses nothing, and continues where it was."""
import os
import signal
import subprocess
import sys
import textwrap
import time

import numpy as np
import pytest

import nn
from nn.training import METHODS

EX4 = (400, 25, 10)


@pytest.fixture
def problem():
    """X, Y, layer_sizes of a small problem with a hidden layer."""
    rng = np.random.default_rng(3)
    X = rng.normal(size=(60, 4))
    return X, nn.one_hot((X[:, 0] + X[:, 1] > 0).astype(int), [0, 1]), (4, 3, 2)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "run.npz"


def start(path, problem, max_evaluations=5, **options):
    """The first part of a training with a checkpoint."""
    return nn.train(*problem, max_evaluations=max_evaluations, watch=[nn.Checkpoint(path, *problem, **options)])


def test_a_resumed_run_continues_theta_history_count_and_clock(problem, path):
    first = start(path, problem)
    progress, _ = nn.load_checkpoint(path, *problem)
    second = nn.train(*problem, max_evaluations=40, resume=progress._replace(seconds=100.0))
    assert np.array_equal(progress.theta, first.theta) and progress.evaluations == 5
    assert np.array_equal(second.costs[:len(first.costs)], first.costs)
    assert 5 < second.evaluations <= 40 and second.cost < first.cost
    assert 0 < progress.seconds <= first.seconds and second.seconds > 100   # the file's clock stops as it is written


def test_resuming_a_finished_run_gives_its_result_again(problem, path):
    first = start(path, problem)
    again = nn.train(*problem, max_evaluations=5, resume=nn.load_checkpoint(path, *problem)[0])
    assert np.array_equal(again.theta, first.theta) and again.cost == first.cost and again.ended == "limit"


def test_a_checkpoint_is_a_network_too_and_knows_its_classes(problem, path):
    result = start(path, problem, classes=["cat", "dog"])
    network = nn.load_network(path)
    assert np.array_equal(network.theta, result.theta) and network.classes.tolist() == ["cat", "dog"]


def test_between_two_writes_the_file_is_left_alone_and_at_the_end_it_is_complete(problem, path):
    seen = []
    checkpoint = nn.Checkpoint(path, *problem, seconds_between=1e9)
    look = lambda progress: seen.append(np.load(path)["evaluations"].item())         # noqa: E731
    nn.train(*problem, max_evaluations=5, watch=[checkpoint, look])
    assert seen == [1, 1, 1, 1, 1, 5]


@pytest.mark.parametrize("options, message", [
    ({"lambda_": 2.0}, "lambda_ was 1.0 when it was made, and now is 2.0"), ({"hidden": "tanh"}, "hidden was sigmoid"),
    ({"output": "softmax"}, "output was sigmoid"), ({"layer_sizes": (4, 5, 2)}, r"layer_sizes was \(4, 3, 2\)"),
])
def test_a_checkpoint_of_another_problem_is_refused(problem, path, options, message):
    start(path, problem)
    X, Y, layer_sizes = problem
    with pytest.raises(ValueError, match=rf"run\.npz: {message}.*must be the same problem"):
        nn.load_checkpoint(path, X, Y, **({"layer_sizes": layer_sizes} | options))


def test_a_checkpoint_of_other_data_is_refused(problem, path):
    start(path, problem)
    X, Y, layer_sizes = problem
    for other in ((-X, Y), (X, Y[::-1])):
        with pytest.raises(ValueError, match="X and Y differ from those of the checkpoint"):
            nn.load_checkpoint(path, *other, layer_sizes)


@pytest.mark.parametrize("name, value", [
    ("evaluations", "x"), ("evaluations", -5), ("evaluations", 5.5), ("seconds", "x"), ("seconds", np.nan),
    ("cost", np.nan), ("costs", np.array([])), ("costs", np.ones((2, 2))), ("costs", np.array(["a"])),
    ("lambda_", np.ones(2)), ("data", 7),
])
def test_a_checkpoint_with_a_part_that_none_contains_is_refused(problem, path, name, value):
    start(path, problem)
    np.savez(path, **(dict(np.load(path)) | {name: np.asarray(value)}))
    with pytest.raises(ValueError, match=rf"run\.npz: its {name} is .*; the file is damaged"):
        nn.load_checkpoint(path, *problem)


def test_a_saved_network_is_not_a_checkpoint(problem, path):
    nn.save_network(path, nn.Network(np.ones(23), (4, 3, 2), [1, 2]))
    with pytest.raises(ValueError, match="not a checkpoint"):
        nn.load_checkpoint(path, *problem)


def test_a_file_that_exists_is_only_overwritten_on_request(problem, path):
    np.savez(path, years_of_work=np.ones(3))
    with pytest.raises(ValueError, match=r"exists already; continue it with nn train --resume .*, or delete it"):
        nn.Checkpoint(path, *problem)
    assert np.load(path)["years_of_work"].tolist() == [1, 1, 1]
    assert start(path, problem, overwrite=True).evaluations == np.load(path)["evaluations"] == 5


@pytest.mark.parametrize("name, message", [("run.mat", "a checkpoint is an .npz"),
                                           ("nowhere/run.npz", "nowhere does not exist")])
def test_a_path_that_cannot_become_a_checkpoint_is_refused_before_the_training(problem, tmp_path, name, message):
    with pytest.raises(ValueError, match=message):
        nn.Checkpoint(tmp_path / name, *problem)


def test_divergence_leaves_the_last_good_checkpoint(problem, path, monkeypatch):
    from nn import training
    honest, calls = training.evaluate_parts, []

    def fails_at_the_fourth(*arguments):
        calls.append(1)
        J, gradient = honest(*arguments)
        return (np.nan, gradient) if len(calls) == 4 else (J, gradient)
    monkeypatch.setattr(training, "evaluate_parts", fails_at_the_fourth)
    assert start(path, problem, max_evaluations=9, seconds_between=0).ended == "diverged"
    assert np.isfinite(nn.load_network(path).theta).all()


LONG_RUN = """
    import sys, nn
    X, y = nn.load_ex4()
    problem = X, nn.one_hot(y, range(1, 11)), (400, 25, 10), 0.0
    print("started", flush=True)
    result = nn.train(*problem, max_evaluations=100000, method=sys.argv[2],
                      watch=[nn.Checkpoint(sys.argv[1], *problem, seconds_between=0)])
    print(result.message, result.interrupted, result.cost < result.costs[0])
"""


def start_long_run(path, method):
    """A process in the middle of training, its first checkpoint written."""
    process = subprocess.Popen([sys.executable, "-c", textwrap.dedent(LONG_RUN), str(path), method],
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "started\n"
    while not (path.exists() and np.load(path)["evaluations"] > 2):     # however busy the machine is
        assert process.poll() is None, process.communicate()
        time.sleep(0.05)
    return process


@pytest.mark.skipif(os.name == "nt", reason="Windows delivers Ctrl-C to a console, not to one process")
@pytest.mark.parametrize("method", METHODS)
def test_ctrl_c_returns_the_best_theta_so_far_and_says_so(tmp_path, method, interruptible):
    process = start_long_run(tmp_path / "run.npz", method)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=600)                     # a guard only
    assert out == "Interrupted: the result is what was found so far True True\n", err


@pytest.mark.parametrize("pause", [0.0, 0.011, 0.037])
def test_a_killed_run_leaves_a_readable_checkpoint_to_resume_from(ex4, path, pause):
    process = start_long_run(path, "TNC")
    time.sleep(pause)
    process.kill()
    process.communicate()
    progress, _ = nn.load_checkpoint(path, *ex4, EX4, 0.0)
    result = nn.train(*ex4, EX4, lambda_=0.0, max_evaluations=progress.evaluations + 3, resume=progress)
    assert result.evaluations == progress.evaluations + 3 and result.costs[0] > result.cost


# snapshots

def test_snapshots_survive_a_checkpoint_and_a_resume(small, path):
    theta, *problem = small
    recorder = nn.Recorder((1, 4))
    checkpoint = nn.Checkpoint(path, *problem, recorder=recorder)
    nn.train(*problem, max_evaluations=8, theta=theta, watch=[recorder, checkpoint])
    assert [one.evaluations for one in nn.load_snapshots(path)] == [1, 4, 8]
    progress, snapshots = nn.load_checkpoint(path, *problem)
    recorder = nn.Recorder((1, 4, 12), snapshots)
    nn.train(*problem, max_evaluations=16, watch=[recorder], resume=progress)
    assert [one.evaluations for one in recorder.snapshots] == [1, 4, 8, 12, 16]
    np.testing.assert_allclose(recorder.snapshots[0].theta, theta, rtol=1e-7)       # stored as float32


def test_a_network_without_snapshots_has_none_and_foreign_ones_are_refused(small, tmp_path):
    theta, _, _, layer_sizes = small
    network = nn.Network(theta, layer_sizes, [1, 2, 3])
    nn.save_network(tmp_path / "plain.npz", network)
    assert nn.load_snapshots(tmp_path / "plain.npz") == []
    nn.save_network(tmp_path / "odd.npz", network, [nn.Snapshot(1, 0.5, np.zeros(3))])
    with pytest.raises(ValueError, match=r"odd.npz: its snapshots have the shape \(1, 3\), expected \(1, 43\)"):
        nn.load_snapshots(tmp_path / "odd.npz")
