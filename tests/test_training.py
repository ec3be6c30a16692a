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


def test_tnc_reaches_the_published_cost_and_accuracy(ex4):
    X, Y = ex4
    result = nn.train(X, Y, EX4, lambda_=1, max_evaluations=400, seed=0)
    assert 0.30 < result.cost < 0.32                                 # published: about 0.3135 after 400 evaluations
    labels = nn.from_one_hot(Y, range(1, 11))
    assert nn.accuracy(labels, nn.predict(result.theta, X, EX4, range(1, 11))) >= 0.99     # published: about 0.995
    assert result.cost == nn.regularized_cost(result.theta, X, Y, EX4, 1)
    assert result.evaluations <= 400 and result.iterations == len(result.costs) - 1
    assert np.all(np.diff(result.costs) <= 0) and result.costs[-1] == result.cost
    assert result.message == "Max. number of function evaluations reached"


@pytest.fixture
def separable():
    """A convex problem (no hidden layer) that every optimizer must solve: X, Y, layer_sizes."""
    rng = np.random.default_rng(3)
    X = rng.normal(size=(60, 4))
    return X, nn.one_hot((X[:, 0] + X[:, 1] > 0).astype(int), [0, 1]), (4, 2)


@pytest.mark.parametrize("method", METHODS)
def test_every_method_finds_the_minimum_where_the_gradient_vanishes(separable, method):
    X, Y, sizes = separable
    result = nn.train(X, Y, sizes, lambda_=1.0, max_evaluations=2000, method=method)
    gradient = nn.regularized_gradient(result.theta, X, Y, sizes, 1.0)
    assert np.abs(gradient).max() < 2e-4                             # the loosest optimizer stops at about 1e-5 · |x|
    assert not result.interrupted and result.evaluations < 2000 and result.message


@pytest.mark.parametrize("method", METHODS)
def test_no_method_takes_more_evaluations_than_allowed(ex4, method):
    X, Y = (part[::25] for part in ex4)
    result = nn.train(X, Y, EX4, max_evaluations=17, method=method)
    assert result.evaluations == 17 and "evaluations" in result.message.lower()


def test_the_seed_decides_and_nothing_else(separable):
    X, Y, _ = separable
    one, two, three = (nn.train(X, Y, (4, 3, 2), max_evaluations=10, seed=seed).theta for seed in (1, 1, 2))
    assert np.array_equal(one, two) and not np.array_equal(one, three)


def test_training_starts_at_the_theta_it_is_given(separable):
    X, Y, sizes = separable
    theta = np.ones(10)
    result = nn.train(X, Y, sizes, max_evaluations=5, theta=theta)
    assert result.costs[0] == nn.regularized_cost(theta, X, Y, sizes, 1.0) and np.array_equal(theta, np.ones(10))


def test_softmax_and_relu_train_as_well(separable):
    X, Y, _ = separable
    result = nn.train(X, Y, (4, 5, 2), lambda_=0.01, hidden="relu", output="softmax")
    predicted = nn.predict(result.theta, X, (4, 5, 2), [0, 1], hidden="relu", output="softmax")
    assert nn.accuracy(Y.argmax(axis=1), predicted) == 1


def test_divergence_says_at_which_evaluation(separable):
    X, Y, sizes = separable
    divergence = pytest.raises(FloatingPointError, match="diverged: at evaluation 1 the cost is inf")
    with divergence, np.errstate(all="ignore"):
        nn.train(X, Y, sizes, theta=np.full(10, 1e200))


@pytest.mark.parametrize("change, message", [
    ({"max_evaluations": 0}, "max_evaluations is 0"), ({"max_evaluations": 2.5}, "max_evaluations is 2.5"),
    ({"method": "SLSQP"}, "method is 'SLSQP', wanted one of 'TNC'"), ({"lambda_": -1}, "lambda_ is -1"),
    ({"checkpoint": "run.mat"}, "checkpoint is an .npz"), ({"checkpoint": "nowhere/run.npz"}, "no folder nowhere"),
    ({"hidden": "step"}, "hidden is 'step'"),
])
def test_wrong_options_are_named(separable, change, message):
    with pytest.raises(ValueError, match=message):
        nn.train(*separable, **change)


def test_labels_instead_of_one_hot_rows_are_named(separable):
    X, Y, sizes = separable
    with pytest.raises(ValueError, match="one_hot"):
        nn.train(X, Y.argmax(axis=1), sizes)


def test_progress_shows_the_cost_on_stderr(separable, capsys):
    nn.train(*separable, max_evaluations=5, progress=True)
    out, err = capsys.readouterr()
    assert out == "" and "training" in err and "cost 0." in err


# checkpoints

def test_a_resumed_run_goes_on_with_theta_history_and_count(separable, tmp_path):
    X, Y, _ = separable
    path = tmp_path / "run.npz"
    first = nn.train(X, Y, (4, 3, 2), max_evaluations=6, checkpoint=path)
    second = nn.train(X, Y, (4, 3, 2), max_evaluations=40, resume=path)
    assert np.array_equal(second.costs[:len(first.costs)], first.costs)
    assert 6 < second.evaluations <= 40 and second.cost < first.cost and second.seconds > first.seconds


def test_resuming_a_finished_run_gives_its_result_again(separable, tmp_path):
    path = tmp_path / "run.npz"
    first = nn.train(*separable, max_evaluations=6, checkpoint=path)
    again = nn.train(*separable, max_evaluations=6, resume=path)
    assert np.array_equal(again.theta, first.theta) and again.cost == first.cost and "Nothing left" in again.message


def test_a_checkpoint_is_a_network_too(separable, tmp_path):
    result = nn.train(*separable, max_evaluations=6, checkpoint=tmp_path / "run.npz")
    assert np.array_equal(nn.load_network(tmp_path / "run.npz").theta, result.theta)


@pytest.mark.parametrize("change", [{"lambda_": 2.0}, {"hidden": "tanh"}, {"layer_sizes": (4, 5, 2)}])
def test_a_checkpoint_of_another_problem_is_refused(separable, tmp_path, change):
    X, Y, _ = separable
    problem = {"layer_sizes": (4, 3, 2), "max_evaluations": 5}
    nn.train(X, Y, **problem, checkpoint=tmp_path / "run.npz")
    with pytest.raises(ValueError, match="must be the same problem"):
        nn.train(X, Y, **(problem | change), resume=tmp_path / "run.npz")


def test_a_checkpoint_of_other_data_is_refused(separable, tmp_path):
    X, Y, sizes = separable
    nn.train(X, Y, sizes, max_evaluations=5, checkpoint=tmp_path / "run.npz")
    for other in ((-X, Y), (X, Y[::-1])):
        with pytest.raises(ValueError, match="X and Y are others"):
            nn.train(*other, sizes, resume=tmp_path / "run.npz")


@pytest.mark.parametrize("name, value", [
    ("evaluations", "x"), ("evaluations", -5), ("evaluations", 5.5), ("seconds", "x"), ("seconds", np.nan),
    ("cost", np.nan), ("costs", np.array([])), ("costs", np.ones((2, 2))), ("costs", np.array(["a"])),
    ("lambda_", np.ones(2)), ("data", 7),
])
def test_a_checkpoint_with_a_part_that_none_holds_is_refused(separable, tmp_path, name, value):
    X, Y, layer_sizes = separable
    nn.train(X, Y, layer_sizes, max_evaluations=5, checkpoint=tmp_path / "run.npz")
    arrays = dict(np.load(tmp_path / "run.npz")) | {name: np.asarray(value)}
    np.savez(tmp_path / "damaged.npz", **arrays)
    with pytest.raises(ValueError, match=rf"damaged\.npz: its {name} is .*; the file is damaged"):
        nn.train(X, Y, layer_sizes, max_evaluations=9, resume=tmp_path / "damaged.npz")


def test_a_file_that_exists_is_not_overwritten_unless_it_is_resumed(separable, tmp_path):
    path = tmp_path / "precious.npz"
    np.savez(path, years_of_work=np.ones(3))
    with pytest.raises(ValueError, match=r"exists already; go on from it with resume .*, or delete it"):
        nn.train(*separable, max_evaluations=5, checkpoint=path)
    assert np.load(path)["years_of_work"].tolist() == [1, 1, 1]
    path.unlink()
    nn.train(*separable, max_evaluations=5, checkpoint=path)
    again = nn.train(*separable, max_evaluations=9, checkpoint=path, resume=path)
    assert np.load(path)["evaluations"] == again.evaluations > 5


def test_a_checkpoint_knows_its_classes(separable, tmp_path):
    nn.train(*separable, max_evaluations=5, checkpoint=tmp_path / "run.npz", classes=["cat", "dog"])
    assert nn.load_network(tmp_path / "run.npz").classes.tolist() == ["cat", "dog"]


def test_a_step_to_infinity_is_divergence_too(separable, monkeypatch):
    from scipy import optimize

    def jumps(objective, theta, **_):
        objective(theta)
        objective(np.inf * theta)
    monkeypatch.setattr(optimize, "minimize", jumps)
    with pytest.raises(FloatingPointError, match="after evaluation 1 the optimizer stepped to a theta with nan or inf"):
        nn.train(*separable)


def test_a_saved_network_is_no_checkpoint(separable, tmp_path):
    nn.save_network(tmp_path / "weights.npz", np.ones(10), (4, 2))
    with pytest.raises(ValueError, match="not a checkpoint"):
        nn.train(*separable, resume=tmp_path / "weights.npz")


def test_divergence_leaves_the_last_good_checkpoint(separable, tmp_path, monkeypatch):
    from nn import training
    honest, calls = training.cost_and_gradient, []

    def fails_at_the_fourth(*problem, **functions):
        calls.append(1)
        J, gradient = honest(*problem, **functions)
        return (np.nan, gradient) if len(calls) == 4 else (J, gradient)
    monkeypatch.setattr(training, "cost_and_gradient", fails_at_the_fourth)
    with pytest.raises(FloatingPointError, match="at evaluation 4 the cost is nan"):
        nn.train(*separable, checkpoint=tmp_path / "run.npz", checkpoint_seconds=0)
    assert np.isfinite(nn.load_network(tmp_path / "run.npz").theta).all()


LONG_RUN = """
    import sys, nn
    X, y = nn.load_ex4()
    print("started", flush=True)
    result = nn.train(X, nn.one_hot(y, range(1, 11)), (400, 25, 10), max_evaluations=100000, method=sys.argv[2],
                      lambda_=0.0, checkpoint=sys.argv[1], checkpoint_seconds=0)
    print(result.message, result.interrupted, result.cost < result.costs[0])
"""


def start_long_run(path, method):
    """A process in the middle of training, its first checkpoint written."""
    process = subprocess.Popen([sys.executable, "-c", textwrap.dedent(LONG_RUN), str(path), method],
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "started\n"
    for _ in range(600):
        if path.exists():
            time.sleep(0.3)
            return process
        time.sleep(0.05)
    process.kill()
    raise AssertionError("no checkpoint within 30 seconds")


@pytest.mark.skipif(os.name == "nt", reason="Windows delivers Ctrl-C to a console, not to one process")
@pytest.mark.parametrize("method", METHODS)
def test_ctrl_c_returns_the_best_theta_so_far_and_says_so(tmp_path, method):
    process = start_long_run(tmp_path / "run.npz", method)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert out == "Interrupted: this is the best theta so far True True\n", err


@pytest.mark.parametrize("pause", [0.0, 0.011, 0.037])
def test_a_killed_run_leaves_a_readable_checkpoint_to_resume_from(ex4, tmp_path, pause):
    path = tmp_path / "run.npz"
    process = start_long_run(path, "TNC")
    time.sleep(pause)
    process.kill()
    process.communicate()
    X, Y = ex4
    before = np.load(path)["evaluations"].item()
    result = nn.train(X, Y, EX4, lambda_=0.0, max_evaluations=before + 3, resume=path)
    assert result.evaluations == before + 3 and result.costs[0] > result.cost


# SciPy's BLAS threads

def pools():
    from threadpoolctl import ThreadpoolController
    return {pool.filepath: pool.num_threads for pool in ThreadpoolController().lib_controllers
            if pool.user_api == "blas"}


def test_only_scipys_own_blas_is_held_to_one_thread_and_only_while_it_optimizes():
    import scipy.linalg  # noqa: F401  (loads SciPy's BLAS)

    from nn.threads import one_thread_for_scipy
    before = pools()
    of_scipy = {path for path in before if "scipy.libs" in path}
    with one_thread_for_scipy():
        inside = pools()
    assert {path: 1 if path in of_scipy else threads for path, threads in before.items()} == inside
    assert pools() == before


def test_only_one_starting_point_is_taken(separable, tmp_path):
    nn.train(*separable, max_evaluations=5, checkpoint=tmp_path / "run.npz")
    with pytest.raises(ValueError, match="both say where to start"):
        nn.train(*separable, resume=tmp_path / "run.npz", theta=np.ones(10))


# snapshots

def test_snapshots_are_the_best_theta_at_the_evaluations_to_record_and_at_the_end(small):
    theta, X, Y, layer_sizes = small
    result = nn.train(X, Y, layer_sizes, max_evaluations=30, theta=theta, record=(1, 10, 1000))
    assert [one.evaluations for one in result.snapshots] == [1, 10, result.evaluations]
    assert np.array_equal(result.snapshots[0].theta, theta)
    assert np.array_equal(result.snapshots[-1].theta, result.theta)
    for one in result.snapshots:
        assert one.cost == pytest.approx(nn.regularized_cost(one.theta, X, Y, layer_sizes, 1.0), rel=1e-12)
    assert nn.train(X, Y, layer_sizes, max_evaluations=10, theta=theta).snapshots == ()


def test_snapshots_survive_a_checkpoint_and_a_resume(small, tmp_path):
    theta, X, Y, layer_sizes = small
    path = tmp_path / "run.npz"
    nn.train(X, Y, layer_sizes, max_evaluations=8, theta=theta, checkpoint=path, record=(1, 4))
    assert [one.evaluations for one in nn.load_snapshots(path)] == [1, 4, 8]
    result = nn.train(X, Y, layer_sizes, max_evaluations=16, resume=path, record=(1, 4, 12))
    assert [one.evaluations for one in result.snapshots] == [1, 4, 8, 12, 16]
    np.testing.assert_allclose(result.snapshots[0].theta, theta, rtol=1e-7)         # stored as float32


def test_a_network_without_snapshots_has_none_and_foreign_ones_are_refused(small, tmp_path):
    theta, _, _, layer_sizes = small
    nn.save_network(tmp_path / "plain.npz", theta, layer_sizes)
    assert nn.load_snapshots(tmp_path / "plain.npz") == []
    nn.save_network(tmp_path / "odd.npz", theta, layer_sizes, snapshot_evaluations=np.array([1]),
                    snapshot_costs=np.array([0.5]), snapshot_thetas=np.zeros((1, 3)))
    with pytest.raises(ValueError, match=r"odd.npz: its snapshots have the shape \(1, 3\), wanted \(1, 43\)"):
        nn.load_snapshots(tmp_path / "odd.npz")
