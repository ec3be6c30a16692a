import sys

import numpy as np
import pytest

import nn
from nn.solvers import SOLVERS
from nn.training import METHODS, Progress, Stop

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
    assert (result.ended, result.message) == ("limit", "Max. number of function evaluations reached")


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
    assert result.ended == "converged" and result.evaluations < 2000 and result.message


@pytest.mark.parametrize("method", METHODS)
def test_no_method_takes_more_evaluations_than_allowed(ex4, method):
    X, Y = (part[::25] for part in ex4)
    result = nn.train(X, Y, EX4, max_evaluations=17, method=method)
    assert result.evaluations == 17 and result.ended == "limit"


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


def test_divergence_at_the_start_leaves_nothing_to_return(separable):
    X, Y, sizes = separable
    divergence = pytest.raises(FloatingPointError, match="diverged: at evaluation 1 the cost is inf")
    with divergence, np.errstate(all="ignore"):
        nn.train(X, Y, sizes, theta=np.full(10, 1e200))


def test_later_divergence_is_a_field_of_the_result_which_has_the_best_theta_before_it(separable, monkeypatch):
    from nn import training
    honest, calls = training.evaluate_parts, []

    def fails_at_the_fourth(*problem):
        calls.append(1)
        J, gradient = honest(*problem)
        return (np.nan, gradient) if len(calls) == 4 else (J, gradient)
    monkeypatch.setattr(training, "evaluate_parts", fails_at_the_fourth)
    result = nn.train(*separable)
    assert result.ended == "diverged" and "at evaluation 4 the cost is nan" in result.message
    assert result.cost == nn.regularized_cost(result.theta, *separable, 1.0)


def test_a_step_to_infinity_is_divergence_too(separable, monkeypatch):
    from scipy import optimize

    def jumps(objective, theta, **_):
        objective(theta)
        objective(np.inf * theta)
    monkeypatch.setattr(optimize, "minimize", jumps)
    result = nn.train(*separable)
    assert result.ended == "diverged" and result.evaluations == 1
    assert "after evaluation 1 the optimizer stepped to a theta with nan or inf" in result.message


@pytest.mark.parametrize("change, message", [
    ({"max_evaluations": 0}, "max_evaluations is 0"), ({"max_evaluations": 2.5}, "max_evaluations is 2.5"),
    ({"method": "SLSQP"}, "method is 'SLSQP', expected one of 'TNC'"), ({"lambda_": -1}, "lambda_ is -1"),
    ({"batch_size": 0}, "batch_size is 0"), ({"epochs": 1.5}, "epochs is 1.5"),
    ({"learning_rate": 0}, "learning_rate is 0"),
    ({"hidden": "step"}, "hidden is 'step'"),
])
def test_wrong_options_are_named(separable, change, message):
    with pytest.raises(ValueError, match=message):
        nn.train(*separable, **change)


def test_labels_instead_of_one_hot_rows_are_named(separable):
    X, Y, sizes = separable
    with pytest.raises(ValueError, match="one_hot"):
        nn.train(X, Y.argmax(axis=1), sizes)


def test_an_optimizer_that_gives_up_is_said_to_have_stalled(separable, monkeypatch):
    from scipy import optimize

    def gives_up(objective, theta, **_):
        objective(theta)
        return optimize.OptimizeResult(success=False, message="ABNORMAL")
    monkeypatch.setattr(optimize, "minimize", gives_up)
    result = nn.train(*separable)
    assert (result.ended, result.message) == ("stalled", "ABNORMAL")


# watchers

def test_watchers_see_every_evaluation_and_the_end(separable):
    seen = []
    result = nn.train(*separable, max_evaluations=6, watch=[seen.append])
    assert [progress.evaluations for progress in seen] == [1, 2, 3, 4, 5, 6, 6]
    assert [progress.done for progress in seen] == [False] * 6 + [True]
    assert seen[-1].costs == tuple(result.costs) and np.array_equal(seen[-1].theta, result.theta)
    assert all(one.cost >= other.cost for one, other in zip(seen, seen[1:], strict=False))


def test_a_watcher_can_stop_the_training_and_say_why(separable):
    def enough(progress):
        if progress.evaluations == 3:
            raise Stop("three are enough")
    result = nn.train(*separable, watch=[enough])
    assert (result.ended, result.message, result.evaluations) == ("stopped", "three are enough", 3)


def test_ctrl_c_returns_the_best_theta_so_far(separable):
    def interrupt(progress):
        if progress.evaluations == 4 and not progress.done:
            raise KeyboardInterrupt
    result = nn.train(*separable, watch=[interrupt])
    assert result.interrupted and result.ended == "interrupted" and result.evaluations == 4
    assert result.cost == nn.regularized_cost(result.theta, *separable, 1.0)


def test_ctrl_c_before_the_first_evaluation_is_passed_on(separable, monkeypatch):
    from nn import training

    def interrupted(*problem):
        raise KeyboardInterrupt
    monkeypatch.setattr(training, "evaluate_parts", interrupted)
    with pytest.raises(KeyboardInterrupt):
        nn.train(*separable)


def test_what_train_evaluates_was_checked_before_and_is_not_checked_again(separable, monkeypatch):
    from nn import arguments
    calls, checks = [], [name for name in vars(arguments) if name.startswith(("check_", "as_"))]
    codes = {getattr(arguments, name).__code__ for name in checks}

    def profile(frame, event, _):
        if event == "call" and frame.f_code in codes:
            calls.append(frame.f_code.co_name)

    def watch(progress):
        if progress.evaluations == 1:
            sys.setprofile(profile)
        elif progress.evaluations == 5:
            sys.setprofile(None)
    nn.train(*separable, max_evaluations=5, watch=[watch])
    assert calls == ["as_floats"] * len(calls) and len(calls) <= 4 * 1      # of each layer's z: any z is welcome


# minibatches

@pytest.mark.parametrize("method", SOLVERS)
def test_every_solver_learns_by_minibatches(separable, method):
    X, Y, sizes = separable
    rate = {"sgd": 0.1, "adam": 0.05, "adagrad": 0.5}[method]
    result = nn.train(X, Y, sizes, method=method, batch_size=20, epochs=200, learning_rate=rate)
    optimum = nn.train(X, Y, sizes, max_evaluations=2000).cost
    assert result.ended == "limit" and result.evaluations == 200 * 3 and len(result.costs) == 200
    assert nn.regularized_cost(result.theta, X, Y, sizes, 1.0) < 1.02 * optimum


def test_one_batch_of_all_examples_is_plain_gradient_descent_with_momentum(separable):
    X, Y, sizes = separable
    theta, velocity = np.linspace(-1, 1, 10), np.zeros(10)
    result = nn.train(X, Y, sizes, 2.7, method="sgd", theta=theta, batch_size=1000, epochs=3, learning_rate=0.5)
    for cost in result.costs:
        J, gradient = nn.cost_and_gradient(theta, X, Y, sizes, 2.7)
        assert cost == pytest.approx(J, rel=1e-12)
        velocity = 0.9 * velocity - 0.5 * gradient                      # Nesterov's: a look ahead along the velocity
        theta = theta + 0.9 * velocity - 0.5 * gradient
    np.testing.assert_allclose(result.theta, theta, rtol=1e-10)


@pytest.mark.parametrize("method, rate", [("sgd", 0.2), ("adam", 0.01)])
@pytest.mark.filterwarnings("ignore:Stochastic Optimizer")
def test_from_the_same_first_weights_the_costs_are_scikit_learns(separable, method, rate):
    """With all examples in one batch, so that it does not matter in which order they are drawn."""
    neural_network = pytest.importorskip("sklearn.neural_network")
    X, labels, sizes = separable[0], np.arange(60) % 3, (4, 5, 3)
    peer = neural_network.MLPClassifier((5,), "tanh", solver=method, alpha=2.7, batch_size=60, learning_rate_init=rate,
                                        max_iter=12, random_state=0).fit(X, labels)
    rng, first = np.random.RandomState(0), []
    for n_in, n_out in zip(sizes[:-1], sizes[1:], strict=True):     # as scikit-learn draws them: W, then b
        bound = np.sqrt(6 / (n_in + n_out))
        W, b = rng.uniform(-bound, bound, (n_in, n_out)), rng.uniform(-bound, bound, n_out)
        first.append(np.column_stack([b, W.T]))
    result = nn.train(X, np.eye(3)[labels], sizes, 2.7, method=method, theta=nn.flatten(first), hidden="tanh",
                      output="softmax", batch_size=60, epochs=12, learning_rate=rate)
    np.testing.assert_allclose(result.costs, peer.loss_curve_, rtol=1e-10)
    np.testing.assert_allclose(nn.unflatten(result.theta, sizes)[0][:, 1:].T, peer.coefs_[0], rtol=1e-8)


def test_the_mean_of_the_batches_costs_is_the_cost_of_all_where_nothing_moves(separable):
    X, Y, sizes = separable
    theta = np.linspace(-1, 1, 10)
    result = nn.train(X, Y, sizes, 2.7, method="sgd", theta=theta, batch_size=7, epochs=1, learning_rate=1e-300)
    assert result.costs[0] == pytest.approx(nn.regularized_cost(theta, X, Y, sizes, 2.7), rel=1e-12)


def test_minibatches_that_diverge_return_the_last_epoch_that_did_not(separable):
    X, Y, _ = separable
    with np.errstate(all="ignore"):
        result = nn.train(100 * X, Y, (4, 5, 2), method="sgd", hidden="relu", output="softmax", learning_rate=1e30,
                          batch_size=1000, epochs=50)
    assert result.ended == "diverged" and "diverged in epoch" in result.message
    assert np.isfinite(result.theta).all() and np.isfinite(result.costs).all()


@pytest.mark.parametrize("watch, message", [
    (print, r"expected a list of watchers: watch=\[…\]"), ("run.npz", "expected a list of watchers"),
    (["run.npz"], "watch contains 'run.npz', expected functions"),
    ([nn.progress_bar], r"watch=\[progress_bar\(400\)\]"),
    ([nn.Recorder], "such as progress_bar")])
def test_what_is_not_a_list_of_watchers_is_named(separable, watch, message):
    with pytest.raises(ValueError, match=message):
        nn.train(*separable, watch=watch)


@pytest.mark.parametrize("resume", ["run.npz", (Progress(np.ones(10), 1.0, (1.0,), 3, 0.0), [])])
def test_what_is_not_a_progress_is_not_resumed(separable, resume):
    with pytest.raises(ValueError, match=r"expected a Progress: load_checkpoint\(…\)\[0\]"):
        nn.train(*separable, resume=resume)


def test_resume_is_for_scipys_methods(separable):
    progress = Progress(np.ones(10), 1.0, (1.0,), 3, 0.0)
    for wrong in ({"method": "sgd"}, {"theta": np.ones(10)}):
        with pytest.raises(ValueError, match="resume says where to start"):
            nn.train(*separable, resume=progress, **wrong)
