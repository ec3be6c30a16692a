"""Training epoch by epoch: the draws of scikit-learn, so its loss curves; peers.py explains the tolerances."""
import pickle
import warnings

import numpy as np
import pytest

pytest.importorskip("sklearn")

from peers import VERSION, Theirs, assert_same_training, both, needs_weights, problem  # noqa: E402
from sklearn.datasets import make_classification  # noqa: E402

from nn import MLPClassifier, threads  # noqa: E402
from nn.estimator.workspace import Workspace  # noqa: E402

#: every test that trains for a few epochs stops before convergence; those about the warning ask for it by name
pytestmark = pytest.mark.filterwarnings("ignore::sklearn.exceptions.ConvergenceWarning")


# the loss curves

@pytest.mark.parametrize("activation", ["relu", "logistic", "tanh", "identity"])
@pytest.mark.parametrize("solver", [
    {"solver": "sgd", "momentum": 0.0, "learning_rate_init": 0.1},
    {"solver": "sgd", "momentum": 0.9, "nesterovs_momentum": False, "learning_rate_init": 0.05},
    {"solver": "sgd", "momentum": 0.9, "nesterovs_momentum": True, "learning_rate_init": 0.05},
    {"solver": "adam", "learning_rate_init": 0.01},
], ids=["plain", "momentum", "Nesterov", "Adam"])
def test_the_loss_curve_is_scikit_learns(digits, activation, solver):
    ours, theirs = both(activation=activation, batch_size=50, **solver)
    assert_same_training(ours.fit(*digits), theirs.fit(*digits), digits[0])
    assert ours.loss_curve_[-1] < ours.loss_curve_[0]                           # and the network learns


@pytest.mark.parametrize("parameters", [
    {"hidden_layer_sizes": ()},
    {"hidden_layer_sizes": 20},
    {"hidden_layer_sizes": [20]},
    {"hidden_layer_sizes": np.array([20, 10])},
    {"hidden_layer_sizes": (20, 10)},
    {"hidden_layer_sizes": (12, 11, 9), "activation": "tanh"},
    {"solver": "sgd", "learning_rate": "invscaling", "learning_rate_init": 0.5, "power_t": 0.3},
    {"solver": "sgd", "learning_rate": "adaptive", "learning_rate_init": 0.5, "tol": 0.3, "n_iter_no_change": 1,
     "max_iter": 30},
    {"solver": "sgd", "learning_rate": "adaptive", "learning_rate_init": 1e-5, "tol": 0.3, "n_iter_no_change": 1,
     "max_iter": 30},
    {"learning_rate": "adaptive", "tol": 0.3, "n_iter_no_change": 2, "max_iter": 30},
    {"tol": 0.5, "n_iter_no_change": 2, "max_iter": 30},
    {"n_iter_no_change": np.inf, "tol": 10.0},
    {"shuffle": False, "batch_size": 33},
    {"batch_size": 33},
    {"batch_size": 500},
    {"batch_size": 1, "max_iter": 1},
    {"alpha": 0},
    {"alpha": 10.0, "solver": "sgd"},
    {"beta_1": 0.5, "beta_2": 0.9, "epsilon": 1e-3},
    {"momentum": 1, "solver": "sgd", "learning_rate_init": 0.01},
    {"random_state": np.int64(7)},
], ids=str)
def test_every_parameter_does_what_scikit_learns_does(digits, parameters):
    ours, theirs = both(**parameters)
    assert_same_training(ours.fit(*digits), theirs.fit(*digits), digits[0])


@pytest.mark.parametrize("kind", ["digits", "binary", "text", "two words", "bool", "several", "one class"])
@pytest.mark.parametrize("activation", ["relu", "logistic"])
def test_every_kind_of_label_is_scikit_learns(digits, kind, activation):
    X, y = problem(digits, kind)
    ours, theirs = both(activation=activation)
    assert_same_training(ours.fit(X, y), theirs.fit(X, y), X)
    assert ours.score(X, y) == pytest.approx(theirs.score(X, y), rel=1e-15)


@pytest.mark.filterwarnings("ignore:X looks like raw pixels")       # so they are, and scikit-learn says nothing
@pytest.mark.parametrize("kind, activation", [("digits", "relu"), ("digits", "identity"), ("binary", "relu"),
                                              ("several", "relu"), ("one class", "tanh")])
@pytest.mark.parametrize("parameters", [{"solver": "adam"}, {"solver": "sgd", "learning_rate_init": 1e-4},
                                        {"hidden_layer_sizes": (), "learning_rate_init": 0.01}], ids=str)
def test_pixels_that_nobody_scaled_cost_as_much_as_in_scikit_learn(digits, kind, activation, parameters):
    # a network that is sure and wrong: scikit-learn keeps p within 2.2e-16 of 0 and 1, and counts 36.04 nats at most
    X, y = problem(digits, kind)
    ours, theirs = both(activation=activation, **parameters)
    ours.fit(255 * X, y), theirs.fit(255 * X, y)
    assert ours.loss_curve_[0] > 10 or kind == "one class"
    np.testing.assert_allclose(ours.loss_curve_, theirs.loss_curve_, rtol=1e-10)
    np.testing.assert_allclose(ours.coefs_[0], theirs.coefs_[0], rtol=1e-8, atol=1e-10)


def test_a_loss_near_its_floor_stops_training_in_the_epoch_of_scikit_learn():
    X, y = make_classification(150, 10, random_state=228)
    X = X * 10 ** np.random.default_rng(228).uniform(0, 3, 10)
    ours, theirs = both(hidden_layer_sizes=(10,), random_state=228, max_iter=150)
    assert_same_training(ours.fit(X, y), theirs.fit(X, y), X)
    assert ours.n_iter_ < 150


def test_a_random_state_instance_is_used_up_as_scikit_learns(digits):
    mine, other = np.random.RandomState(5), np.random.RandomState(5)
    ours, theirs = both(random_state=mine)[0], both(random_state=other)[1]
    for _ in range(2):                                                          # the second fit continues to draw
        assert_same_training(ours.fit(*digits), theirs.fit(*digits), digits[0])
    assert mine.randint(10**9) == other.randint(10**9)


def test_the_global_random_state_is_untouched(digits):
    before = np.random.get_state()                                              # noqa: NPY002
    for seed in (None, 1):
        MLPClassifier((5,), max_iter=1, random_state=seed, dropout=0.5).fit(*digits).predict(digits[0])
    after = np.random.get_state()                                               # noqa: NPY002
    assert np.array_equal(before[1], after[1]) and before[2:] == after[2:]


@needs_weights
@pytest.mark.parametrize("kind", ["digits", "binary", "several"])
@pytest.mark.parametrize("early_stopping", [False, True])
def test_sample_weight_is_scikit_learns(digits, kind, early_stopping):
    X, y = problem(digits, kind)
    weights = np.random.default_rng(1).uniform(0, 3, len(X))
    ours, theirs = both(early_stopping=early_stopping, alpha=1.0)
    assert_same_training(ours.fit(X, y, weights), theirs.fit(X, y, weights), X)
    assert ours.score(X, y, weights) == pytest.approx(theirs.score(X, y, weights), rel=1e-14)
    if not early_stopping:
        assert_same_training(ours.partial_fit(X, y, weights), theirs.partial_fit(X, y, weights), X)


def test_a_batch_that_weighs_nothing_stops_training_at_once():
    X, weights = np.arange(6.0).reshape(6, 1), [0.0, 0.0, 0.0, 1.0, 1.0, 1.0]
    with pytest.raises(ZeroDivisionError, match="0 for all the 3 examples of a batch"):
        MLPClassifier((2,), batch_size=3, shuffle=False).fit(X, [0, 1, 0, 1, 0, 1], weights)


def test_a_batch_larger_than_the_data_is_clipped_with_a_warning(digits):
    X, y = digits
    ours, theirs = both(batch_size=501)
    for classifier in (ours, theirs):
        with pytest.warns(UserWarning, match="batch_size") as seen:
            classifier.fit(X, y)
        assert classifier is theirs or seen[0].filename == __file__
    assert_same_training(ours, theirs, X)


@pytest.mark.parametrize("parameters, scale", [
    ({"solver": "sgd"}, 1e200), ({"solver": "sgd", "learning_rate_init": 1e200}, 1.0),
    ({"solver": "adam", "learning_rate_init": 1e308}, 1.0)], ids=str)
@pytest.mark.filterwarnings("ignore::RuntimeWarning")                           # of NumPy, on the way
def test_a_diverging_loss_is_refused_as_by_scikit_learn(digits, parameters, scale):
    X, y = digits
    for classifier in both(activation="identity", hidden_layer_sizes=(20, 10), **parameters):
        with pytest.raises(ValueError):
            classifier.fit(X * scale, y)


# early stopping

@pytest.mark.parametrize("kind", [
    "digits", "binary", "several",
    pytest.param("two words", marks=pytest.mark.skipif(VERSION < (1, 7), reason="scikit-learn 1.6 fails on them"))])
@pytest.mark.parametrize("parameters", [
    {"validation_fraction": 0.13, "max_iter": 12},                              # 65 examples
    {"validation_fraction": 0.1, "tol": 0.05, "n_iter_no_change": 2, "max_iter": 30},
    {"solver": "sgd", "learning_rate": "adaptive", "tol": 0.5, "n_iter_no_change": 1, "max_iter": 8},
], ids=str)
def test_early_stopping_splits_scores_and_stops_as_scikit_learns(digits, kind, parameters):
    X, y = problem(digits, kind)
    ours, theirs = both(early_stopping=True, **parameters)
    assert_same_training(ours.fit(X, y), theirs.fit(X, y), X)
    assert len(ours.validation_scores_) == ours.n_iter_
    assert ours.best_validation_score_ == max(ours.validation_scores_)


@pytest.mark.parametrize("m, ones, share", [
    (31, 7, 0.2), (30, 10, 0.2), (45, 2, 0.2), (101, 50, 0.2),
    (30, 15, 0.1),                                  # 13.5 of each class for training: the lot decides
])
def test_the_stratified_split_of_two_classes_is_scikit_learns_down_to_the_remainders(digits, m, ones, share):
    X, y = digits[0][:m], (np.arange(m) < ones).astype(int)
    for seed in range(4):
        ours, theirs = both(early_stopping=True, validation_fraction=share, random_state=seed, max_iter=2)
        assert_same_training(ours.fit(X, y), theirs.fit(X, y), X)


def test_a_validation_part_of_one_example_is_refused(digits):
    with pytest.raises(ValueError, match="validation set is too small"):
        both(early_stopping=True, validation_fraction=0.001)[0].fit(*digits)


@pytest.mark.parametrize("labels", [[0, 1], [0, 1, 2]], ids=["two classes", "three classes"])
def test_early_stopping_leaves_examples_to_train_with(labels):
    X, y = np.arange(12.0).reshape(12, 1), np.resize(labels, 12)
    with pytest.raises(ValueError, match="train set will be empty"):
        MLPClassifier((2,), early_stopping=True, validation_fraction=0.95).fit(X, y)


# training that continues

@pytest.mark.parametrize("solver", ["sgd", "adam"])
def test_a_warm_start_continues_as_scikit_learns(digits, solver):
    ours, theirs = both(solver=solver, warm_start=True, max_iter=2)
    for _ in range(3):
        assert_same_training(ours.fit(*digits), theirs.fit(*digits), digits[0])
    assert len(ours.loss_curve_) == 6


def test_a_warm_start_with_early_stopping_continues_as_scikit_learns(digits):
    ours, theirs = both(early_stopping=True, warm_start=True, max_iter=4, learning_rate_init=0.02)
    best = []
    for _ in range(4):
        assert_same_training(ours.fit(*digits), theirs.fit(*digits), digits[0])
        best.append(ours.best_validation_score_)
    assert best[-1] == best[-2]                             # a fit without a better score keeps its last weights


def test_without_a_warm_start_fit_begins_again(digits):
    X, y = digits
    again = MLPClassifier((20,), max_iter=3, random_state=3).fit(X, y % 2).fit(X, y)
    once = MLPClassifier((20,), max_iter=3, random_state=3).fit(X, y)
    assert again.loss_curve_ == once.loss_curve_


def test_another_solver_begins_with_an_empty_memory(digits):
    # theirs: a fit from these weights empties the memory; its partial_fit would silently continue with the old solver
    ours, theirs = both(warm_start=True, max_iter=1)
    for classifier in (ours, theirs):
        classifier.fit(*digits).set_params(solver="sgd", learning_rate_init=0.1)
    assert_same_training(ours.partial_fit(*digits), theirs.fit(*digits), digits[0])


def test_continuing_with_another_kind_of_solver_begins_a_new_history():
    X, y = np.eye(3), [0, 1, 2]
    network = MLPClassifier((4,), solver="lbfgs", random_state=0).fit(X, y)
    network.set_params(solver="adam").partial_fit(X, y)
    assert len(network.loss_curve_) == 1


@pytest.mark.parametrize("kind", ["digits", "two words", "several"])
@pytest.mark.parametrize("solver", ["sgd", "adam"])
def test_partial_fit_several_times_is_scikit_learns(digits, kind, solver):
    X, y = problem(digits, kind)
    ours, theirs = both(solver=solver)
    classes = np.unique(y) if y.ndim == 1 else [0, 1, 2]
    for part in (slice(0, None, 3), slice(1, None, 3), slice(0, 100), slice(2, None, 3)):
        ours.partial_fit(X[part], y[part], classes=classes)
        theirs.partial_fit(X[part], y[part], classes=classes)
        classes = None                                                          # needed at the first call only
        assert_same_training(ours, theirs, X)


def test_partial_fit_after_fit_is_scikit_learns(digits):
    ours, theirs = both()
    for classifier in (ours, theirs):
        classifier.fit(*digits).partial_fit(*digits)
    assert_same_training(ours, theirs, digits[0])


def test_partial_fit_continues_with_the_layers_of_its_first_call():
    X, y = np.eye(3), [0, 1, 2]
    network = MLPClassifier((4,), dropout=0.5, random_state=0).partial_fit(X, y, classes=y)
    network.set_params(hidden_layer_sizes=(7,)).partial_fit(X, y)
    assert network.coefs_[0].shape == (3, 4) and network.network().layer_sizes == (3, 4, 3)


@pytest.mark.parametrize("solver", ["sgd", "adam", "adagrad"])
def test_training_continues_after_unpickling_as_if_nothing_had_happened(digits, solver):
    X, y = digits
    kept = MLPClassifier((5,), solver=solver, random_state=np.random.RandomState(0))
    kept.partial_fit(X, y, classes=np.arange(10))
    copy = pickle.loads(pickle.dumps(kept))
    np.testing.assert_array_equal(copy.predict_proba(X), kept.predict_proba(X))
    kept.partial_fit(X, y), copy.partial_fit(X, y)
    np.testing.assert_array_equal(copy.coefs_[0], kept.coefs_[0])
    assert copy.loss_curve_ == kept.loss_curve_


# interruption, warnings, and what is printed

def test_an_interrupted_training_keeps_what_it_has_learned(digits, monkeypatch):
    calls, real = [], Workspace.loss_and_gradient

    def interrupted(*arguments):
        calls.append(1)
        if len(calls) == 11:                                                    # the first batch of the third epoch
            raise KeyboardInterrupt
        return real(*arguments)

    monkeypatch.setattr(Workspace, "loss_and_gradient", interrupted)
    classifier = MLPClassifier((20,), batch_size=100, random_state=3, max_iter=5)
    with pytest.warns(UserWarning, match="interrupted"):
        classifier.fit(*digits)
    two_epochs = Theirs((20,), batch_size=100, random_state=3, max_iter=2).fit(*digits)
    assert_same_training(classifier, two_epochs, digits[0])


def test_an_interruption_in_the_first_epoch_of_early_stopping_leaves_the_first_weights(monkeypatch):
    def interrupt(*arguments):
        raise KeyboardInterrupt
    X, y = np.arange(60.0).reshape(30, 2), np.arange(30) % 2
    network = MLPClassifier((3,), early_stopping=True, random_state=0)
    calls = iter([Workspace.loss_and_gradient, interrupt])
    monkeypatch.setattr(Workspace, "loss_and_gradient", lambda *arguments: next(calls)(*arguments))
    with pytest.warns(UserWarning, match="interrupted by user"):
        network.set_params(batch_size=9).fit(X, y)
    first = np.random.RandomState(0).uniform(-np.sqrt(6 / 5), np.sqrt(6 / 5), (2, 3))      # Glorot and Bengio's
    np.testing.assert_array_equal(network.coefs_[0], first)


def test_an_interrupted_epoch_leaves_the_solver_where_the_weights_are(digits, monkeypatch):
    calls, real = [], Workspace.loss_and_gradient

    def interrupted(*arguments):
        calls.append(1)
        if len(calls) == 4:
            raise KeyboardInterrupt
        return real(*arguments)

    monkeypatch.setattr(Workspace, "loss_and_gradient", interrupted)
    classifier = MLPClassifier((20,), batch_size=100, random_state=3)
    with pytest.warns(UserWarning, match="interrupted"):
        classifier.partial_fit(*digits, classes=np.arange(10))
    assert classifier._memory.t == 3                        # three steps were taken, and Adam remembers three


def test_partial_fit_does_not_warn_that_one_epoch_is_not_enough(digits):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        MLPClassifier((5,), max_iter=1, random_state=0).partial_fit(*digits, classes=np.arange(10))


@pytest.mark.parametrize("parameters", [
    {"solver": "sgd", "learning_rate_init": 0.1},
    {"tol": 0.5, "n_iter_no_change": 2, "max_iter": 30},
    {"solver": "sgd", "learning_rate": "adaptive", "learning_rate_init": 0.001, "tol": 0.5, "n_iter_no_change": 1,
     "max_iter": 30},
    {"early_stopping": True, "tol": 0.5, "n_iter_no_change": 2, "max_iter": 30},
], ids=str)
def test_verbose_prints_scikit_learns_lines(digits, parameters, capsys):
    ours, theirs = both(verbose=True, **parameters)
    ours.fit(*digits)
    mine = capsys.readouterr().out
    theirs.fit(*digits)
    assert mine == capsys.readouterr().out
    assert mine.startswith(f"Iteration 1, loss = {ours.loss_curve_[0]:.8f}\n")


def test_quiet_is_quiet(digits, capsys):
    MLPClassifier((5,), max_iter=2, random_state=0).fit(*digits)
    assert capsys.readouterr() == ("", "")


# threads

@pytest.fixture
def three_threads(monkeypatch):
    """As where nobody has set a number; 3 threads, however many cores there are."""
    from threadpoolctl import threadpool_limits
    for name in threads.VARIABLES:
        monkeypatch.delenv(name, raising=False)
    with threadpool_limits(3, user_api="blas"):
        if {pool.num_threads for pool in threads.blas_pools()} != {3}:
            pytest.skip("the threads of this BLAS cannot be set")
        yield


def most_threads_while(monkeypatch, train):
    """The largest number of BLAS threads during the batches of a training."""
    seen, honest = [], Workspace.loss_and_gradient

    def noted(*arguments):
        seen.append(max(pool.num_threads for pool in threads.blas_pools()))
        return honest(*arguments)
    monkeypatch.setattr(Workspace, "loss_and_gradient", noted)
    train()
    assert {pool.num_threads for pool in threads.blas_pools()} == {3}
    return max(seen)


@pytest.mark.parametrize("solver", ["sgd", "adam", "lbfgs", "tnc"])
@pytest.mark.parametrize("units, most", [(5, 1), (1000, 3)])
def test_fit_uses_more_than_one_thread_for_large_products_only(digits, three_threads, monkeypatch, solver, units, most):
    classifier = MLPClassifier((units,), solver=solver, max_iter=4, max_fun=8, batch_size=200, random_state=0)
    assert most_threads_while(monkeypatch, lambda: classifier.fit(*digits)) == most


def test_partial_fit_uses_one_thread(digits, three_threads, monkeypatch):
    classifier = MLPClassifier((1000,), random_state=0)
    assert most_threads_while(monkeypatch, lambda: classifier.partial_fit(*digits, classes=range(10))) == 1
