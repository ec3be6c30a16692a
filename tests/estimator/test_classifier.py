"""MLPClassifier beside the installed scikit-learn's: the same draws, so the same numbers; the extras beside PyTorch's.

A curve is wanted equal to 1e-10: both compute the same sums in another order (1e-16 each), and training enlarges the
difference from step to step. A slip in a formula or one draw too many moves the second digit.
"""
import inspect
import pickle
import subprocess
import sys
import unittest
import warnings
from pathlib import Path

import numpy as np
import pytest
import scipy.optimize
import scipy.sparse

import nn.estimator.classifier
from nn import MLPClassifier, train_in_periods
from nn.parameters import unflatten

sklearn = pytest.importorskip("sklearn")
pandas = pytest.importorskip("pandas")

from sklearn.base import clone  # noqa: E402
from sklearn.datasets import make_classification  # noqa: E402
from sklearn.exceptions import ConvergenceWarning, DataConversionWarning  # noqa: E402
from sklearn.metrics import log_loss  # noqa: E402
from sklearn.model_selection import GridSearchCV, cross_val_score  # noqa: E402
from sklearn.neural_network import MLPClassifier as Theirs  # noqa: E402
from sklearn.pipeline import make_pipeline  # noqa: E402
from sklearn.preprocessing import StandardScaler  # noqa: E402

VERSION = tuple(int(part) for part in sklearn.__version__.split(".")[:2])
needs_weights = pytest.mark.skipif(VERSION < (1, 7), reason="before 1.7 scikit-learn's network takes no sample_weight")
needs_tags = pytest.mark.skipif(VERSION < (1, 6), reason="__sklearn_tags__ and the generator of checks come with 1.6")

#: every test that trains for a few epochs stops before convergence; those about the warning ask for it by name
pytestmark = pytest.mark.filterwarnings("ignore::sklearn.exceptions.ConvergenceWarning")


@pytest.fixture(scope="module")
def digits():
    """500 of the embedded digits, every 4th pixel: X (500, 196) in 0..1, y (500,) in 0..9."""
    images, y = nn.load_mnist5k()
    return images[::10].reshape(500, -1)[:, ::4] / 255, y[::10]


@pytest.fixture(scope="module")
def torch():
    torch = pytest.importorskip("torch", reason="PyTorch is in the environment that runs the benchmarks only")
    threads = torch.get_num_threads()
    torch.set_num_threads(1)                                                    # more threads only wait for each other
    yield torch
    torch.set_num_threads(threads)


def problem(digits, kind):
    """The digits with the labels of one kind."""
    X, y = digits
    return X, {"digits": y, "binary": y % 2, "text": np.array([f"digit {d}" for d in y]),
               "two words": np.where(y > 4, "large", "small"), "bool": y > 4, "one class": np.full(len(y), 7),
               "several": np.column_stack([y % 2 == 0, y > 4, y % 3 == 0]).astype(int)}[kind]


def both(**parameters):
    """Our classifier and scikit-learn's; short, with a width that leaves no dimension equal to another."""
    parameters = {"hidden_layer_sizes": (20,), "max_iter": 5, "random_state": 3, **parameters}
    return MLPClassifier(**parameters), Theirs(**parameters)


def assert_same(ours, theirs, X):
    """Everything that fit leaves behind, and what predict makes of it."""
    for name in ("coefs_", "intercepts_"):
        assert [block.shape for block in getattr(ours, name)] == [block.shape for block in getattr(theirs, name)]
        for mine, other in zip(getattr(ours, name), getattr(theirs, name), strict=True):
            np.testing.assert_allclose(mine, other, rtol=1e-8, atol=1e-10)      # single weights may be close to 0
    np.testing.assert_allclose(ours.loss_, theirs.loss_, rtol=1e-10)
    for name in ("n_iter_", "t_", "n_features_in_", "n_outputs_", "n_layers_", "out_activation_"):
        assert getattr(ours, name) == getattr(theirs, name), name
    np.testing.assert_array_equal(ours.classes_, theirs.classes_)
    np.testing.assert_array_equal(ours.predict(X), theirs.predict(X))
    assert ours.predict(X).dtype == theirs.predict(X).dtype
    np.testing.assert_allclose(ours.predict_proba(X), theirs.predict_proba(X), rtol=1e-9, atol=1e-12)


def assert_same_training(ours, theirs, X):
    assert_same(ours, theirs, X)
    np.testing.assert_allclose(ours.loss_curve_, theirs.loss_curve_, rtol=1e-10)
    for name in ("best_loss_", "best_validation_score_", "validation_scores_"):
        mine, other = getattr(ours, name, None), getattr(theirs, name, None)
        assert (mine is None) == (other is None), name
        if mine is not None:
            np.testing.assert_allclose(mine, other, rtol=1e-10, err_msg=name)


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


@pytest.mark.parametrize("kind", ["digits", "binary", "two words", "several"])
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


@pytest.mark.parametrize("solver", ["sgd", "adam"])
def test_a_warm_start_goes_on_as_scikit_learns(digits, solver):
    ours, theirs = both(solver=solver, warm_start=True, max_iter=2)
    for _ in range(3):
        assert_same_training(ours.fit(*digits), theirs.fit(*digits), digits[0])
    assert len(ours.loss_curve_) == 6


def test_a_warm_start_with_early_stopping_goes_on_as_scikit_learns(digits):
    ours, theirs = both(early_stopping=True, warm_start=True, max_iter=4, learning_rate_init=0.02)
    best = []
    for _ in range(4):
        assert_same_training(ours.fit(*digits), theirs.fit(*digits), digits[0])
        best.append(ours.best_validation_score_)
    assert best[-1] == best[-2]                             # a fit without a better score keeps its last weights


def test_another_solver_begins_with_an_empty_memory(digits):
    # theirs: a fit from these weights empties the memory; its partial_fit would go on with the old solver, in silence
    ours, theirs = both(warm_start=True, max_iter=1)
    for classifier in (ours, theirs):
        classifier.fit(*digits).set_params(solver="sgd", learning_rate_init=0.1)
    assert_same_training(ours.partial_fit(*digits), theirs.fit(*digits), digits[0])


def test_a_warm_start_after_the_labels_changed_is_refused(digits):
    X, y = digits
    for classifier in both(warm_start=True, max_iter=1):
        classifier.fit(X, y)
        with pytest.raises(ValueError, match="warm_start"):
            classifier.fit(X, y % 2)


def test_without_a_warm_start_fit_begins_anew(digits):
    X, y = digits
    again = MLPClassifier((20,), max_iter=3, random_state=3).fit(X, y % 2).fit(X, y)
    once = MLPClassifier((20,), max_iter=3, random_state=3).fit(X, y)
    assert again.loss_curve_ == once.loss_curve_


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


def test_an_example_of_weight_two_is_two_examples(digits):
    X, y = digits
    weights = 1.0 + (np.arange(len(X)) % 2)
    weighted = MLPClassifier((5,), solver="lbfgs", max_iter=1, random_state=0, alpha=0.5).fit(X, y, weights)
    repeated = MLPClassifier((5,), solver="lbfgs", max_iter=1, random_state=0, alpha=0.5)
    repeated.fit(X.repeat(weights.astype(int), axis=0), y.repeat(weights.astype(int)))
    # one L-BFGS iteration on equal functions: only rounding differs
    np.testing.assert_allclose(weighted.coefs_[0], repeated.coefs_[0], rtol=1e-8, atol=1e-12)


def test_a_random_state_instance_is_used_up_as_scikit_learns(digits):
    mine, other = np.random.RandomState(5), np.random.RandomState(5)
    ours, theirs = both(random_state=mine)[0], both(random_state=other)[1]
    for _ in range(2):                                                          # the second fit goes on drawing
        assert_same_training(ours.fit(*digits), theirs.fit(*digits), digits[0])
    assert mine.randint(10**9) == other.randint(10**9)


def test_the_global_random_state_is_untouched(digits):
    before = np.random.get_state()[1].copy(), np.random.get_state()[2]
    for seed in (None, 1):
        MLPClassifier((5,), max_iter=1, random_state=seed, dropout=0.5).fit(*digits).predict(digits[0])
    assert np.array_equal(before[0], np.random.get_state()[1]) and before[1] == np.random.get_state()[2]


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


# all examples at once

class Seen(Exception):
    """Raised instead of optimizing."""


def loss_and_gradient(classifier, X, y, monkeypatch, **fit):
    """What the classifier tells SciPy's optimizer at its starting point: (J, gradient)."""
    def minimize(objective, theta, args=(), **options):
        J, gradient = objective(theta.copy(), *args)
        raise Seen(J, np.array(gradient))

    with monkeypatch.context() as patch, pytest.raises(Seen) as seen:
        patch.setattr(scipy.optimize, "minimize", minimize)
        classifier.fit(X, y, **fit)
    return seen.value.args


@pytest.mark.parametrize("kind", ["digits", "binary", "several"])
@pytest.mark.parametrize("activation", ["relu", "logistic", "tanh", "identity"])
@pytest.mark.parametrize("solver", ["lbfgs", "tnc"])
def test_loss_and_gradient_are_scikit_learns_at_the_same_theta(digits, kind, activation, solver, monkeypatch):
    X, y = problem(digits, kind)
    ours, theirs = both(solver=solver, hidden_layer_sizes=(20, 7), activation=activation, alpha=2.0)
    theirs.set_params(solver="lbfgs")                                           # scikit-learn has no tnc
    J, gradient = loss_and_gradient(ours, X, y, monkeypatch)
    wanted_J, wanted = loss_and_gradient(theirs, X, y, monkeypatch)
    assert pytest.approx(wanted_J, rel=1e-13) == J
    # ours layer by layer, the bias first; theirs first all weights, then all biases
    blocks = unflatten(gradient, (X.shape[1], 20, 7, ours.n_outputs_))
    gradient = np.concatenate([block[:, 1:].T.ravel() for block in blocks] + [block[:, 0] for block in blocks])
    np.testing.assert_allclose(gradient, wanted, rtol=1e-10, atol=1e-15)


@needs_weights
def test_loss_with_sample_weight_is_scikit_learns_at_the_same_theta(digits, monkeypatch):
    weights = np.random.default_rng(1).uniform(0, 3, 500)
    ours, theirs = both(solver="lbfgs", alpha=50.0)
    J, gradient = loss_and_gradient(ours, *digits, monkeypatch, sample_weight=weights)
    wanted_J, wanted = loss_and_gradient(theirs, *digits, monkeypatch, sample_weight=weights)
    assert pytest.approx(wanted_J, rel=1e-13) == J
    np.testing.assert_allclose(np.linalg.norm(gradient), np.linalg.norm(wanted), rtol=1e-12)


def test_lbfgs_reaches_scikit_learns_loss(digits):
    # a linear softmax with a real penalty is strictly convex but for the biases: one minimum, one loss
    ours, theirs = both(hidden_layer_sizes=(), solver="lbfgs", alpha=50.0, max_iter=500, tol=1e-8)
    ours.fit(*digits), theirs.fit(*digits)
    # the gradient is below 1e-8 at both, so the losses differ by less than its square over the curvature
    assert ours.loss_ == pytest.approx(theirs.loss_, rel=1e-9)
    np.testing.assert_array_equal(ours.predict(digits[0]), theirs.predict(digits[0]))


def test_tnc_reaches_the_minimum_that_lbfgs_finds(digits):
    lbfgs, tnc = (MLPClassifier((), solver=solver, alpha=50.0, max_iter=500, tol=1e-6, random_state=0).fit(*digits)
                  for solver in ("lbfgs", "tnc"))
    assert tnc.loss_ == pytest.approx(lbfgs.loss_, rel=1e-5)                    # both stop at a gradient of about 1e-5


def test_lbfgs_with_a_hidden_layer_comes_as_far_as_scikit_learns(digits):
    ours, theirs = both(solver="lbfgs", max_iter=40, alpha=1.0, activation="logistic")
    ours.fit(*digits), theirs.fit(*digits)
    assert ours.n_iter_ == theirs.n_iter_ == 40
    # 40 line searches enlarge the rounding; another objective would end elsewhere altogether
    assert ours.loss_ == pytest.approx(theirs.loss_, rel=0.1)


@pytest.mark.parametrize("solver", ["lbfgs", "adam", "sgd"])
def test_stopping_before_convergence_warns_as_scikit_learn(digits, solver):
    for classifier in both(solver=solver, max_iter=2):
        with pytest.warns(ConvergenceWarning):
            classifier.fit(*digits)


def test_partial_fit_does_not_warn_that_one_epoch_is_not_enough(digits):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        MLPClassifier((5,), max_iter=1, random_state=0).partial_fit(*digits, classes=np.arange(10))


def test_an_interrupted_training_keeps_what_it_has_learned(digits, monkeypatch):
    calls, real = [], nn.estimator.classifier.loss_and_gradient

    def interrupted(*arguments):
        calls.append(1)
        if len(calls) == 11:                                                    # the first batch of the third epoch
            raise KeyboardInterrupt
        return real(*arguments)

    monkeypatch.setattr(nn.estimator.classifier, "loss_and_gradient", interrupted)
    classifier = MLPClassifier((20,), batch_size=100, random_state=3, max_iter=5)
    with pytest.warns(UserWarning, match="interrupted"):
        classifier.fit(*digits)
    two_epochs = Theirs((20,), batch_size=100, random_state=3, max_iter=2).fit(*digits)
    assert_same_training(classifier, two_epochs, digits[0])


# what it prints

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


# scikit-learn's tools

@pytest.mark.parametrize("kind", ["digits", "binary", "several"])
def test_log_probabilities_are_the_logarithms(digits, kind):
    X, y = problem(digits, kind)
    ours, theirs = both()
    ours.fit(X, y), theirs.fit(X, y)
    np.testing.assert_allclose(ours.predict_log_proba(X), theirs.predict_log_proba(X), rtol=1e-8, atol=1e-10)
    np.testing.assert_allclose(np.exp(ours.predict_log_proba(X)), ours.predict_proba(X), rtol=1e-13)


def test_the_log_of_a_probability_of_zero_is_minus_infinity_without_a_warning():
    classifier = MLPClassifier((), solver="sgd", max_iter=1, random_state=0).fit([[0.0], [1.0], [2.0]], [0, 1, 2])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert np.isneginf(classifier.predict_log_proba([[1e6]])).any()


def test_score_counts_examples_by_weight():
    classifier = MLPClassifier((), solver="lbfgs", random_state=1).fit([[0.0], [1.0], [2.0], [3.0]], [0, 0, 1, 1])
    assert classifier.score([[0.0], [3.0]], [0, 0]) == 0.5
    assert classifier.score([[0.0], [3.0]], [0, 0], sample_weight=[3.0, 1.0]) == 0.75


def test_a_score_of_several_labels_wants_them_all_right():
    X, y = [[0.0], [1.0], [2.0], [3.0]], [[1, 0], [1, 0], [0, 1], [0, 1]]
    classifier = MLPClassifier((), solver="lbfgs", random_state=1).fit(X, y)
    assert classifier.score(X, y) == 1.0
    assert classifier.score(X, [[1, 0], [1, 1], [0, 1], [1, 0]]) == 0.5


def test_the_parameters_are_scikit_learns_and_two_more():
    ours, theirs = MLPClassifier().get_params(), Theirs().get_params()
    assert {name: value for name, value in ours.items() if name in theirs} == theirs
    assert set(ours) - set(theirs) == {"clip_norm", "dropout"}
    positional = [list(inspect.signature(kind.__init__).parameters)[1:3] for kind in (MLPClassifier, Theirs)]
    assert positional[0] == positional[1] == ["hidden_layer_sizes", "activation"]


def test_set_params_sets_by_name_returns_itself_and_refuses_other_names():
    classifier = MLPClassifier()
    assert classifier.set_params(alpha=3.0, max_iter=7) is classifier
    assert (classifier.alpha, classifier.max_iter) == (3.0, 7)
    assert classifier.set_params() is classifier
    with pytest.raises(ValueError, match="epochs"):
        classifier.set_params(epochs=3)


def test_the_constructor_keeps_what_it_is_given_and_checks_at_fit():
    sizes = [3, 4]
    assert MLPClassifier(sizes).hidden_layer_sizes is sizes
    assert MLPClassifier(alpha=-1).alpha == -1


@pytest.mark.parametrize("parameters", [{}, {"hidden_layer_sizes": (50,), "alpha": 1e-3, "solver": "sgd"}])
def test_repr_shows_what_differs_from_the_defaults(parameters):
    assert repr(MLPClassifier(**parameters)) == repr(Theirs(**parameters))


def test_a_clone_has_the_parameters_and_not_the_training(digits):
    original = MLPClassifier((5,), max_iter=2, dropout=0.25, random_state=0).fit(*digits)
    copy = clone(original)
    assert copy.get_params() == original.get_params()
    assert not hasattr(copy, "coefs_")
    assert copy.fit(*digits).loss_curve_ == original.loss_curve_


def test_pickle_before_fit_keeps_the_parameters():
    classifier = MLPClassifier((5,), alpha=0.5, clip_norm=5.0)
    assert pickle.loads(pickle.dumps(classifier)).get_params() == classifier.get_params()


@pytest.mark.parametrize("solver", ["sgd", "adam", "adagrad"])
def test_training_goes_on_after_unpickling_as_if_nothing_had_happened(digits, solver):
    X, y = digits
    kept = MLPClassifier((5,), solver=solver, random_state=np.random.RandomState(0))
    kept.partial_fit(X, y, classes=np.arange(10))
    copy = pickle.loads(pickle.dumps(kept))
    np.testing.assert_array_equal(copy.predict_proba(X), kept.predict_proba(X))
    kept.partial_fit(X, y), copy.partial_fit(X, y)
    np.testing.assert_array_equal(copy.coefs_[0], kept.coefs_[0])
    assert copy.loss_curve_ == kept.loss_curve_


def test_a_pipeline_and_cross_validation_give_scikit_learns_scores(digits):
    scores = [cross_val_score(make_pipeline(StandardScaler(), classifier), *digits, cv=3)
              for classifier in both(learning_rate_init=0.02)]
    np.testing.assert_array_equal(*scores)                                      # counts of right answers
    assert scores[0].mean() > 0.5


def test_a_grid_search_finds_what_scikit_learns_finds(digits):
    grid = {"alpha": [1e-4, 100.0], "hidden_layer_sizes": [(), (20,)]}
    ours, theirs = (GridSearchCV(classifier, grid, cv=2).fit(*digits) for classifier in both(max_iter=3))
    assert ours.best_params_ == theirs.best_params_
    np.testing.assert_array_equal(ours.cv_results_["mean_test_score"], theirs.cv_results_["mean_test_score"])
    np.testing.assert_array_equal(ours.predict(digits[0]), theirs.predict(digits[0]))


#: checks of scikit-learn that skip themselves -> why
SKIPPED = {
    "check_array_api_input": "only where SCIPY_ARRAY_API is set and the estimator has a tag for other array libraries",
    "check_classifiers_multilabel_output_format_decision_function": "there is no decision_function, as in theirs",
}


def checks():
    """scikit-learn's checks of an estimator: (estimator, check) with the check's name."""
    if VERSION < (1, 6):
        return []
    from sklearn.utils.estimator_checks import estimator_checks_generator
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Estimator MLPClassifier does not inherit")   # that would need scikit-learn
        pairs = list(estimator_checks_generator(MLPClassifier(max_iter=100)))
    return [pytest.param(estimator, check, id=check.func.__name__) for estimator, check in pairs]


@needs_tags
@pytest.mark.parametrize("estimator, check", checks())
def test_scikit_learns_checks_of_an_estimator_pass(estimator, check):
    name = check.func.__name__
    try:
        check(estimator)
    except unittest.SkipTest as reason:
        assert name in SKIPPED, f"{name} skips itself: {reason}"
        pytest.skip(SKIPPED[name])


# data frames

@pytest.fixture
def frame(digits):
    return pandas.DataFrame(digits[0][:, 90:100], columns=[f"pixel {i}" for i in range(10)]), digits[1]


def test_a_data_frame_trains_the_same_network_and_its_columns_are_remembered(frame):
    X, y = frame
    ours, theirs = both()
    assert_same_training(ours.fit(X, pandas.Series(y)), theirs.fit(X, pandas.Series(y)), X)
    assert ours.feature_names_in_.tolist() == list(X.columns)
    assert ours.loss_curve_ == both()[0].fit(X.to_numpy(), y).loss_curve_


@pytest.mark.parametrize("change", [lambda X: X[X.columns[::-1]], lambda X: X.rename(columns={"pixel 0": "ink"}),
                                    lambda X: X[X.columns[:9]]], ids=["order", "name", "number"])
def test_other_columns_than_those_of_fit_are_refused_as_by_scikit_learn(frame, change):
    X, y = frame
    ours, theirs = (classifier.fit(X, y) for classifier in both())
    with pytest.raises(ValueError) as our_error:
        ours.predict(change(X))
    with pytest.raises(ValueError) as their_error:
        theirs.predict(change(X))
    assert str(our_error.value) == str(their_error.value)


def test_columns_without_names_are_a_warning(frame):
    X, y = frame
    with pytest.warns(UserWarning, match="does not have valid feature names"):
        both()[0].fit(X, y).predict(X.to_numpy())
    with pytest.warns(UserWarning, match="fitted without feature names"):
        both()[0].fit(X.to_numpy(), y).predict(X)


def test_missing_entries_of_a_data_frame_are_named():
    X = pandas.DataFrame({"a": [1.0, None, 3.0]}, dtype="Float64")
    with pytest.raises(ValueError, match="X contains NaN"):
        MLPClassifier(()).fit(X, [0, 1, 1])
    with pytest.raises(ValueError, match="y contains NaN"):
        MLPClassifier(()).fit([[1.0], [2.0], [3.0]], pandas.Series(["a", None, "b"]))


# without scikit-learn

def test_everything_works_where_scikit_learn_is_not_installed():
    code = """
import sys, warnings
sys.modules["sklearn"] = None                           # an import of it raises ImportError
import numpy as np, nn, nn.estimator.classifier, nn.estimator.estimator
X, y = np.array([[0.0], [1.0], [2.0], [3.0]]), ["low", "low", "high", "high"]
try:
    nn.MLPClassifier().predict(X)
except nn.estimator.estimator.NotFittedError as error:
    assert isinstance(error, ValueError) and isinstance(error, AttributeError)
else:
    raise SystemExit("predict before fit did not raise")
with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter("always")
    nn.MLPClassifier((3,), max_iter=1, random_state=0).fit(X, y)
    nn.MLPClassifier((3,), max_iter=1, random_state=0).fit(X, [[0], [0], [1], [1]])
assert [warning.category for warning in seen] == [
    nn.estimator.estimator.ConvergenceWarning, nn.estimator.estimator.DataConversionWarning, nn.estimator.estimator.ConvergenceWarning], seen
for solver in ("lbfgs", "tnc", "sgd", "adam", "adagrad"):
    network = nn.MLPClassifier((), solver=solver, learning_rate_init=0.5, max_iter=300, tol=1e-3, random_state=1)
    assert network.fit(X, y).predict([[-1.0], [4.0]]).tolist() == ["low", "high"], solver
print(network.score(X, y))
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (run.returncode, run.stdout, run.stderr) == (0, "1.0\n", "")


# bad input

def raised(classifier, action, *arguments):
    """The exception's class where action(classifier, ...) raises one; what NumPy warns about on the way is ignored."""
    with warnings.catch_warnings(), pytest.raises(Exception) as error:
        warnings.simplefilter("ignore")
        action(classifier, *arguments)
    assert str(error.value)
    return error.type


def public(kind):
    """The class that a user can name: InvalidParameterError is private to scikit-learn, and a ValueError."""
    return ValueError if kind.__name__ == "InvalidParameterError" else kind


def with_nan(X):
    X = X.copy()
    X[3, 4] = np.nan
    return X


BAD_FITS = {
    "nan": (lambda X, y: (with_nan(X), y)),
    "infinity": (lambda X, y: (np.where(X == X[7, 100], np.inf, X), y)),
    "nan in y": (lambda X, y: (X, np.where(y == 3, np.nan, y))),
    "text in X": (lambda X, y: (np.where(X > 0.5, "ink", "paper"), y)),
    "objects in X": (lambda X, y: (np.full(X.shape, {}, dtype=object), y)),
    "complex X": (lambda X, y: (X + 1j, y)),
    "one-dimensional X": (lambda X, y: (X[0], y)),
    "three-dimensional X": (lambda X, y: (X[None], y)),
    "no examples": (lambda X, y: (X[:0], y[:0])),
    "no features": (lambda X, y: (X[:, :0], y)),
    "y too short": (lambda X, y: (X, y[:-1])),
    "y a number": (lambda X, y: (X, 3)),
    "no y": (lambda X, y: (X, None)),
    "continuous y": (lambda X, y: (X, y + 0.5)),
    "several classes several times": (lambda X, y: (X, np.column_stack([y, y]))),
}


@pytest.mark.parametrize("name", BAD_FITS)
def test_bad_data_raise_what_scikit_learn_raises(digits, name):
    ours, theirs = (raised(classifier, lambda it: it.fit(*BAD_FITS[name](*digits))) for classifier in both(max_iter=1))
    assert ours is theirs


@pytest.mark.parametrize("parameters", [
    {"alpha": -1.0}, {"alpha": "1"}, {"solver": "newton"}, {"activation": "step"}, {"activation": ["relu"]},
    {"hidden_layer_sizes": 0}, {"hidden_layer_sizes": (5, 0)}, {"hidden_layer_sizes": (5, -1)}, {"batch_size": 0},
    {"batch_size": "all"}, {"learning_rate": "fast"}, {"learning_rate_init": 0.0}, {"learning_rate_init": -1},
    {"power_t": -1}, {"max_iter": 0}, {"max_iter": 2.5}, {"shuffle": "yes"}, {"tol": -1}, {"momentum": 1.5},
    {"momentum": -0.1}, {"nesterovs_momentum": "yes"}, {"early_stopping": "yes"}, {"validation_fraction": 1.0},
    {"beta_1": 1.0}, {"beta_2": -0.5}, {"epsilon": 0.0}, {"n_iter_no_change": 0}, {"max_fun": 0},
    {"warm_start": "yes"}, {"random_state": "lucky"}, {"random_state": -1}, {"verbose": "loud"},
], ids=str)
def test_bad_parameters_raise_what_scikit_learn_raises(digits, parameters):
    ours, theirs = (raised(classifier, lambda it: it.fit(*digits)) for classifier in both(**parameters))
    assert ours is public(theirs)


def test_a_validation_part_of_one_example_is_refused(digits):
    # the oldest scikit-learn that we are tested beside, 1.4, goes on with it
    for classifier in both(early_stopping=True, validation_fraction=0.001)[:2 if VERSION >= (1, 6) else 1]:
        with pytest.raises(ValueError, match="validation set is too small"):
            classifier.fit(*digits)


@pytest.mark.parametrize("parameters", [{"dropout": 1.0}, {"dropout": -0.1}, {"clip_norm": 0.0}, {"clip_norm": "5"}])
def test_bad_values_of_our_own_parameters_are_named(digits, parameters):
    with pytest.raises(ValueError, match=next(iter(parameters))):
        MLPClassifier(**parameters).fit(*digits)


@pytest.mark.parametrize("method", ["predict", "predict_proba", "predict_log_proba", "score"])
def test_use_before_fit_raises_what_scikit_learn_raises(digits, method):
    arguments = digits if method == "score" else digits[:1]
    ours, theirs = (raised(classifier, lambda it: getattr(it, method)(*arguments)) for classifier in both())
    assert ours is theirs


@pytest.mark.parametrize("X", [np.ones((3, 195)), np.ones((3, 197)), np.ones(196), with_nan(np.ones((5, 196))),
                               np.full((2, 196), "ink")], ids=["narrow", "wide", "one row", "nan", "text"])
@pytest.mark.parametrize("method", ["predict", "partial_fit"])
def test_other_data_than_at_fit_raise_what_scikit_learn_raises(digits, X, method):
    arguments = (X,) if method == "predict" else (X, np.arange(len(X)) % 10)
    ours, theirs = (raised(classifier.fit(*digits), lambda it: getattr(it, method)(*arguments))
                    for classifier in both(max_iter=1))
    assert ours is theirs is ValueError


@pytest.mark.parametrize("columns", [195, 197])
def test_another_number_of_columns_is_named_beside_the_one_at_fit(digits, columns):
    for classifier in both(max_iter=1):
        classifier.fit(*digits)
        with pytest.raises(ValueError, match=f"X has {columns} features, but MLPClassifier is expecting 196"):
            classifier.predict(np.ones((3, columns)))


def test_partial_fit_without_classes_at_the_first_call_is_refused(digits):
    ours, theirs = (raised(classifier, lambda it: it.partial_fit(*digits)) for classifier in both())
    assert ours is theirs is ValueError


@pytest.mark.parametrize("first", [True, False])
def test_partial_fit_refuses_a_label_that_was_not_announced(digits, first):
    X, y = digits

    def action(classifier):
        if not first:
            classifier.partial_fit(X[y < 5], y[y < 5], classes=np.arange(5))
        classifier.partial_fit(X, y, classes=np.arange(5) if first else None)

    ours, theirs = (raised(classifier, action) for classifier in both())
    assert ours is theirs is ValueError


def test_partial_fit_refuses_other_classes_than_at_the_first_call(digits):
    def action(classifier):
        classifier.partial_fit(*digits, classes=np.arange(10)).partial_fit(*digits, classes=np.arange(11))

    ours, theirs = (raised(classifier, action) for classifier in both())
    assert ours is theirs is ValueError


def test_partial_fit_with_early_stopping_is_refused(digits):
    ours, theirs = (raised(classifier, lambda it: it.partial_fit(*digits, classes=np.arange(10)))
                    for classifier in both(early_stopping=True))
    assert ours is theirs is ValueError


def test_partial_fit_is_there_for_stochastic_solvers_only(digits):
    for solver, there in (("sgd", True), ("adam", True), ("adagrad", True), ("lbfgs", False), ("tnc", False)):
        assert hasattr(MLPClassifier(solver=solver), "partial_fit") == there
    ours, theirs = (raised(classifier, lambda it: it.partial_fit(*digits, classes=np.arange(10)))
                    for classifier in both(solver="lbfgs"))
    assert ours is theirs is AttributeError


@needs_weights
@pytest.mark.parametrize("weights", [np.ones(3), np.ones((500, 2)), np.full(500, np.nan), ["a"] * 500],
                         ids=["short", "matrix", "nan", "text"])
def test_bad_weights_raise_what_scikit_learn_raises(digits, weights):
    ours, theirs = (raised(classifier, lambda it: it.fit(*digits, sample_weight=weights)) for classifier in both())
    assert ours is theirs is ValueError


@pytest.mark.parametrize("parameters, scale", [
    ({"solver": "sgd"}, 1e200), ({"solver": "sgd", "learning_rate_init": 1e200}, 1.0),
    ({"solver": "adam", "learning_rate_init": 1e308}, 1.0)], ids=str)
def test_a_diverging_loss_raises_what_scikit_learn_raises(digits, parameters, scale):
    X, y = digits
    ours, theirs = (raised(classifier, lambda it: it.fit(X * scale, y))
                    for classifier in both(activation="identity", hidden_layer_sizes=(20, 10), **parameters))
    assert ours is theirs is ValueError


def test_a_batch_larger_than_the_data_is_clipped_with_a_warning(digits):
    X, y = digits
    ours, theirs = both(batch_size=501)
    for classifier in (ours, theirs):
        with pytest.warns(UserWarning, match="batch_size"):
            classifier.fit(X, y)
    assert_same_training(ours, theirs, X)


def test_labels_in_a_column_are_taken_with_a_warning(digits):
    X, y = digits
    ours, theirs = both()
    for classifier in (ours, theirs):
        with pytest.warns(DataConversionWarning):
            classifier.fit(X, y[:, None])
    assert_same_training(ours, theirs, X)


@pytest.mark.parametrize("kind", ["csr", "csc", "coo"])
def test_sparse_examples_give_the_same_as_dense_ones(digits, kind):
    X, y = digits
    sparse = scipy.sparse.coo_matrix(X).asformat(kind)
    ours, dense = MLPClassifier((20,), max_iter=3, random_state=3), MLPClassifier((20,), max_iter=3, random_state=3)
    assert ours.fit(sparse, y).loss_curve_ == dense.fit(X, y).loss_curve_
    np.testing.assert_array_equal(ours.predict_proba(sparse), dense.predict_proba(X))


def test_lists_are_as_good_as_arrays(digits):
    X, y = digits
    lists = MLPClassifier((5,), max_iter=2, random_state=3).fit(X.tolist(), y.tolist())
    assert lists.loss_curve_ == MLPClassifier((5,), max_iter=2, random_state=3).fit(X, y).loss_curve_


def test_fit_changes_neither_X_nor_y(digits):
    X, y = digits[0].copy(), digits[1].copy()
    X.flags.writeable = y.flags.writeable = False
    MLPClassifier((5,), max_iter=2, random_state=3).fit(X, y)


# Adagrad and clipping

def starting_weights(sizes, seed):
    """Glorot and Bengio's uniform weights, by the paper's formula, in the order in which they are drawn."""
    rng = np.random.RandomState(seed)
    blocks = []
    for n_in, n_out in zip(sizes[:-1], sizes[1:], strict=True):
        bound = np.sqrt(6 / (n_in + n_out))
        blocks.append([rng.uniform(-bound, bound, (n_in, n_out)), rng.uniform(-bound, bound, n_out)])
    return blocks, rng


@pytest.mark.parametrize("clip, scale", [(None, 1.0), (5.0, 1.0), (5.0, 40.0)], ids=["free", "short", "clipped"])
@pytest.mark.parametrize("steps", [1, 2])
def test_adagrad_by_hand_on_one_weight_and_one_bias(clip, scale, steps):
    x, y = scale * np.array([-1.0, 0.5, 2.0]), np.array([0, 1, 0])
    [[w, b]], _ = starting_weights((1, 1), seed=6)
    theta, G, lengths = np.array([w.item(), b.item()]), np.full(2, 0.1), []
    for _ in range(steps):
        p = 1 / (1 + np.exp(-theta[0] * x - theta[1]))
        g = np.array([np.mean((p - y) * x), np.mean(p - y)])                    # ∂J/∂w, ∂J/∂b of the log loss
        lengths.append(np.hypot(*g))
        if clip is not None and lengths[-1] > clip:
            g = g * clip / lengths[-1]
        G = G + g ** 2
        theta = theta - 0.3 * g / np.sqrt(G)
    assert (max(lengths) > 5) == (scale == 40.0)                                # clipping is at work where it should be
    ours = MLPClassifier((), solver="adagrad", learning_rate_init=0.3, alpha=0.0, clip_norm=clip, shuffle=False,
                         max_iter=steps, random_state=6).fit(x[:, None], y)
    np.testing.assert_allclose([ours.coefs_[0].item(), ours.intercepts_[0].item()], theta, rtol=1e-13)


@pytest.mark.parametrize("clip, scale", [(None, 1.0), (5.0, 10.0)], ids=["free", "clipped"])
def test_adagrad_with_clipping_is_pytorchs(digits, torch, clip, scale):
    X, y = scale * digits[0], digits[1]
    blocks, rng = starting_weights((196, 20, 10), seed=3)
    (W1, b1), (W2, b2) = ([torch.tensor(part, requires_grad=True) for part in block] for block in blocks)
    optimizer = torch.optim.Adagrad([W1, b1, W2, b2], lr=0.05, initial_accumulator_value=0.1, eps=0)
    losses, clipped, order = [], 0, np.arange(500)
    for _ in range(3):
        draw = np.arange(500)
        rng.shuffle(draw)
        order, total = order[draw], 0.0
        for batch in np.array_split(order, 10):
            optimizer.zero_grad()
            scores = torch.relu(torch.tensor(X[batch]) @ W1 + b1) @ W2 + b2
            loss = torch.nn.functional.cross_entropy(scores, torch.tensor(y[batch]))
            loss.backward()
            if clip is not None:
                # torch's factor is c / (‖g‖ + 1e-6), and 1 at most; the paper's is c / ‖g‖. Asked for
                # c (‖g‖ + 1e-6) / ‖g‖ it gives the paper's
                norm = torch.sqrt(sum((part.grad ** 2).sum() for part in (W1, b1, W2, b2))).item()
                torch.nn.utils.clip_grad_norm_([W1, b1, W2, b2], clip * (norm + 1e-6) / norm)
                clipped += norm > clip
            optimizer.step()
            total += loss.item() * len(batch)
        losses.append(total / 500)
    assert 0 < clipped < 30 or clip is None                                     # some steps are clipped, some are not
    ours = MLPClassifier((20,), solver="adagrad", learning_rate_init=0.05, alpha=0.0, batch_size=50, clip_norm=clip,
                         max_iter=3, random_state=3).fit(X, y)
    np.testing.assert_allclose(ours.loss_curve_, losses, rtol=1e-10)
    for mine, other in zip(ours.coefs_ + ours.intercepts_, (W1, W2, b1, b2), strict=True):
        np.testing.assert_allclose(mine, other.detach().numpy(), rtol=1e-10, atol=1e-12)


@pytest.mark.parametrize("solver", ["sgd", "adam", "adagrad"])
def test_a_clip_norm_that_is_never_reached_changes_nothing(digits, solver):
    plain, clipped = (MLPClassifier((5,), solver=solver, max_iter=2, random_state=0, clip_norm=c) for c in (None, 1e9))
    assert plain.fit(*digits).loss_curve_ == clipped.fit(*digits).loss_curve_


# dropout

def unpack(gradient, Thetas):
    """A flat gradient as one array a Theta."""
    ends = np.cumsum([Theta.size for Theta in Thetas])
    return [part.reshape(Theta.shape) for part, Theta in zip(np.split(gradient, ends[:-1]), Thetas, strict=True)]


def first_call(monkeypatch, classifier, X, y):
    """The arguments and the results of the first call of loss_and_gradient while classifier is fitted."""
    calls, real = [], nn.estimator.classifier.loss_and_gradient

    def watched(*arguments, **named):
        bound = inspect.signature(real).bind(*arguments, **named).arguments
        bound = dict(bound, Thetas=[Theta.copy() for Theta in bound["Thetas"]], X=bound["X"].copy())
        result = real(*arguments, **named)
        calls.append((bound, (result[0], [part.copy() for part in unpack(result[1], bound["Thetas"])])))
        return result

    with monkeypatch.context() as patch:
        patch.setattr(nn.estimator.classifier, "loss_and_gradient", watched)
        classifier.fit(X, y)
    return calls[0]


@pytest.mark.parametrize("activation", ["relu", "logistic", "tanh", "identity"])
def test_dropout_keeps_the_expected_activation(digits, activation, monkeypatch):
    share, z = 0.3, 0.7
    classifier = MLPClassifier((40,), activation=activation, dropout=share, batch_size=500, max_iter=1, random_state=0)
    call, _ = first_call(monkeypatch, classifier, *digits)
    dropped = call["layers"][0].g(np.full((500, 40), z))                       # 20,000 draws at one z
    plain = {"relu": z, "identity": z, "tanh": np.tanh(z), "logistic": 1 / (1 + np.exp(-z))}[activation]
    assert set(np.round(dropped.ravel() / plain, 12)) == {0.0, round(1 / 0.7, 12)}
    # a unit is 1/(1 − p) or 0: variance p/(1 − p) about a mean of 1
    standard_error = plain * np.sqrt(share / (1 - share) / dropped.size)
    assert abs(dropped.mean() - plain) < 4 * standard_error


@pytest.mark.parametrize("activation", ["relu", "logistic", "tanh", "identity"])
def test_the_gradient_through_a_mask_is_the_derivative_of_the_loss(digits, activation, monkeypatch):
    X, y = digits[0][::50, ::7], digits[1][::50]
    classifier = MLPClassifier((9, 8), activation=activation, dropout=0.4, alpha=0.5, max_iter=1, random_state=0)
    call, (_, gradients) = first_call(monkeypatch, classifier, X, y)
    Thetas, rng = call.pop("Thetas"), np.random.default_rng(2)
    for layer in range(3):
        for _ in range(3):
            direction = rng.normal(size=Thetas[layer].shape)
            J = [nn.estimator.classifier.loss_and_gradient(
                [Theta + h * direction if i == layer else Theta for i, Theta in enumerate(Thetas)], **call)[0]
                for h in (-1e-5, 1e-5)]
            # central difference: error of order h² = 1e-10, and rounding of 1e-16 / 1e-5 = 1e-11
            assert (J[1] - J[0]) / 2e-5 == pytest.approx(np.sum(gradients[layer] * direction), rel=1e-6, abs=1e-8)


def test_dropout_is_drawn_anew_for_every_batch(digits, monkeypatch):
    masks, real = [], nn.estimator.classifier.loss_and_gradient

    def watched(Thetas, X, Y, alpha, layers, *rest):
        masks.append(layers[0].g(np.ones((len(X), 6))) > 0)
        return real(Thetas, X, Y, alpha, layers, *rest)

    monkeypatch.setattr(nn.estimator.classifier, "loss_and_gradient", watched)
    MLPClassifier((6,), dropout=0.5, batch_size=100, max_iter=2, random_state=0).fit(*digits)
    assert len({mask.tobytes() for mask in masks}) == len(masks) == 10


def test_there_is_no_dropout_in_prediction(digits):
    X, y = digits
    classifier = MLPClassifier((20,), dropout=0.5, max_iter=3, random_state=0).fit(X, y)
    (W1, W2), (b1, b2) = classifier.coefs_, classifier.intercepts_
    scores = np.maximum(X @ W1 + b1, 0) @ W2 + b2
    np.testing.assert_array_equal(classifier.predict(X), scores.argmax(axis=1))
    odds = np.exp(scores)
    np.testing.assert_allclose(classifier.predict_proba(X), odds / odds.sum(axis=1, keepdims=True), rtol=1e-12)


def test_a_dropout_of_zero_is_no_dropout(digits):
    assert_same_training(MLPClassifier((20,), dropout=0.0, max_iter=3, random_state=3).fit(*digits),
                         Theirs((20,), max_iter=3, random_state=3).fit(*digits), digits[0])


def test_dropout_is_repeatable_and_changes_training(digits):
    curves = [MLPClassifier((20,), dropout=share, max_iter=3, random_state=3).fit(*digits).loss_curve_
              for share in (0.5, 0.5, 0.0)]
    assert curves[0] == curves[1] != curves[2]


# in periods

def test_periods_count_the_steps_and_call_after_each(digits):
    X, y = digits
    classifier, calls = MLPClassifier((), solver="adagrad", learning_rate_init=0.03, random_state=0), []
    history = train_in_periods(classifier, X[::2], y[::2], X[1::2], y[1::2], steps=40, batch_size=30, periods=4,
                               after_step=lambda it, step: calls.append((it is classifier, step, len(it.loss_curve_))))
    assert history.steps.tolist() == [10, 20, 30, 40]
    assert calls == [(True, step, step) for step in range(1, 41)]
    assert len(history.training) == len(history.validation) == 4


def test_each_period_records_scikit_learns_log_loss_of_both_parts(digits):
    X, y = digits
    seen, classifier = [], MLPClassifier((20,), solver="adagrad", learning_rate_init=0.05, random_state=0)

    def note(it, step):
        seen.append([log_loss(y[part::2], it.predict_proba(X[part::2]), labels=np.arange(10)) for part in (0, 1)])

    history = train_in_periods(classifier, X[::2], y[::2], X[1::2], y[1::2], steps=30, batch_size=30, periods=3,
                               after_step=note)
    wanted = np.array(seen)[[9, 19, 29]]
    # scikit-learn's log loss clips and normalizes, which costs a rounding or two
    np.testing.assert_allclose(np.column_stack([history.training, history.validation]), wanted, rtol=1e-12)


def test_training_in_periods_improves_both_parts(digits):
    X, y = digits
    history = train_in_periods(MLPClassifier((), solver="adagrad", learning_rate_init=0.03, random_state=0),
                               X[::2], y[::2], X[1::2], y[1::2], steps=200, batch_size=30, periods=5)
    assert (np.diff(history.training) < 0).all()
    assert history.validation[-1] < 0.7 * np.log(10)                            # log 10: knowing nothing


def test_an_epoch_of_steps_meets_every_example_once(digits, monkeypatch):
    X = np.arange(90.0)[:, None] * np.ones((1, 3))
    seen = []
    classifier = MLPClassifier((), solver="sgd", random_state=0, learning_rate_init=1e-9)
    real = nn.estimator.classifier.loss_and_gradient
    monkeypatch.setattr(nn.estimator.classifier, "loss_and_gradient",
                        lambda Thetas, X, *rest: seen.append(X[:, 0].copy()) or real(Thetas, X, *rest))
    train_in_periods(classifier, X, np.arange(90) % 3, X, np.arange(90) % 3, steps=6, batch_size=30, periods=1)
    for epoch in (seen[:3], seen[3:]):
        assert sorted(np.concatenate(epoch)) == list(range(90))
    batches = {frozenset(batch) for batch in seen}
    assert len(batches) == 6 and frozenset(range(30)) not in batches            # shuffled, and anew each time


# one implementation

@pytest.mark.parametrize("solver", ["lbfgs", "tnc", "sgd", "adam", "adagrad"])
def test_the_classifier_trains_by_the_courses_backpropagation(digits, solver, monkeypatch):
    calls, real = [], nn.estimator.classifier.loss_and_gradient
    monkeypatch.setattr(nn.estimator.classifier, "loss_and_gradient", lambda *a, **k: calls.append(1) or real(*a, **k))
    MLPClassifier((5,), solver=solver, batch_size=100, max_iter=2, random_state=0).fit(*digits)
    assert len(calls) == 10 or solver in ("lbfgs", "tnc") and calls             # 2 epochs of 5 batches


def test_the_classifier_predicts_by_the_courses_feedforward(digits, monkeypatch):
    classifier = MLPClassifier((5,), max_iter=1, random_state=0).fit(*digits)
    calls, real = [], nn.estimator.classifier.forward
    monkeypatch.setattr(nn.estimator.classifier, "forward", lambda *a, **k: calls.append(1) or real(*a, **k))
    classifier.predict(digits[0])
    assert len(calls) == 1


def test_no_equation_of_the_network_is_written_down_twice():
    source = Path(nn.estimator.classifier.__file__).read_text(encoding="utf-8")
    assert not [text for text in ("np.exp(", "np.tanh(", "np.maximum(", ".T @") if text in source]


@pytest.mark.parametrize("ignored", [{"dropout": 0.5}, {"clip_norm": 5.0}])
@pytest.mark.parametrize("solver", ["lbfgs", "tnc"])
def test_what_a_solver_would_ignore_is_refused(solver, ignored):
    with pytest.raises(ValueError, match="would ignore them"):
        MLPClassifier(solver=solver, **ignored).fit([[0.0], [1.0]], [0, 1])


def test_dropout_draws_new_masks_at_each_partial_fit(monkeypatch):
    from nn.estimator import classifier
    drawn, honest = [], classifier.dropout

    def spy(*arguments):
        layers = honest(*arguments)
        drawn.append(layers[0].g(np.ones((2, 30))))
        return layers
    monkeypatch.setattr(classifier, "dropout", spy)
    network = MLPClassifier((30,), dropout=0.5, random_state=0)
    for _ in range(2):
        network.partial_fit([[0.0], [1.0]], [0, 1], classes=[0, 1])
    assert len(drawn) == 2 and not np.array_equal(*drawn)


def test_one_class_is_predicted_whatever_the_output_says():
    X = np.random.default_rng(0).normal(size=(20, 3))
    for seed in range(6):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")                             # one epoch is not enough to converge
            network = MLPClassifier((4,), random_state=seed, max_iter=1).fit(X, np.full(20, 7))
        assert set(network.predict(X)) == {7}


@pytest.mark.parametrize("labels", [[1], [1] * 5])
def test_score_wants_a_label_for_each_row(labels):
    network = MLPClassifier((), solver="lbfgs").fit([[0.0], [1.0], [2.0]], [0, 1, 1])
    with pytest.raises(ValueError, match="inconsistent numbers of samples"):
        network.score([[0.0], [1.0], [2.0]], labels)


def test_score_refuses_what_it_cannot_compare():
    X, y = [[0.0], [1.0], [2.0]], [0, 1, 1]
    network = MLPClassifier((), solver="lbfgs").fit(X, y)
    for labels, weights, message in [(["a", "b", "b"], None, "Mix of label input types"),
                                     ([0.5, 1, 1], None, "continuous"),
                                     ([0, np.nan, 1], None, "contains NaN"), (None, None, "y to be passed"),
                                     (np.eye(3), None, "the form that it had in fit"),
                                     (y, [1.0, 2.0], "expected"), (y, [0.0, 0.0, 0.0], "at least one non-zero")]:
        with pytest.raises(ValueError, match=message):
            network.score(X, labels, weights)


def test_a_batch_that_weighs_nothing_stops_training_at_once():
    X, weights = np.arange(6.0).reshape(6, 1), [0.0, 0.0, 0.0, 1.0, 1.0, 1.0]
    with pytest.raises(ZeroDivisionError, match="0 for all the 3 examples of a batch"):
        MLPClassifier((2,), batch_size=3, shuffle=False).fit(X, [0, 1, 0, 1, 0, 1], weights)


@pytest.mark.parametrize("labels", [[0, 1], [0, 1, 2]], ids=["two classes", "three classes"])
def test_early_stopping_leaves_examples_to_train_with(labels):
    X, y = np.arange(12.0).reshape(12, 1), np.resize(labels, 12)
    with pytest.raises(ValueError, match="training set would be empty"):
        MLPClassifier((2,), early_stopping=True, validation_fraction=0.95).fit(X, y)


@pytest.mark.parametrize("parameter", ["alpha", "tol", "learning_rate_init", "power_t", "epsilon", "clip_norm"])
def test_no_parameter_is_infinite(parameter):
    with pytest.raises(ValueError, match=f"'{parameter}' parameter"):
        MLPClassifier((2,), **{parameter: np.inf}).fit([[0.0], [1.0]], [0, 1])


@pytest.mark.parametrize("sizes", [(4.0,), np.array([4.0, 2.0]), [[4, 2]], True, "ab"], ids=str)
def test_units_are_counted_in_whole_numbers(sizes):
    with pytest.raises(TypeError, match="hidden_layer_sizes must hold whole numbers"):
        MLPClassifier(sizes).fit([[0.0], [1.0]], [0, 1])


@pytest.mark.parametrize("missing", [None, np.nan])
def test_a_missing_label_among_texts_is_named(missing):
    with pytest.raises(ValueError, match="y contains NaN"):
        MLPClassifier((2,)).fit([[0.0], [1.0], [2.0]], np.array(["a", missing, "b"], dtype=object))


def test_labels_that_are_texts_stay_texts_of_one_kind():
    y = np.array(["yes", "no", "no"], dtype=object)
    network = MLPClassifier((), solver="lbfgs").fit([[0.0], [1.0], [2.0]], y)
    assert network.classes_.dtype.kind == "U" and network.predict([[0.0]]).tolist() == ["yes"]
    network = MLPClassifier(()).partial_fit([[0.0], [1.0], [2.0]], y, classes=y)
    assert network.classes_.dtype.kind == "U"


def test_partial_fit_goes_on_with_the_layers_of_its_first_call():
    X, y = np.eye(3), [0, 1, 2]
    network = MLPClassifier((4,), dropout=0.5, random_state=0).partial_fit(X, y, classes=y)
    network.set_params(hidden_layer_sizes=(7,)).partial_fit(X, y)
    assert network.coefs_[0].shape == (3, 4) and network.network().layer_sizes == (3, 4, 3)


def test_an_interruption_in_the_first_epoch_of_early_stopping_leaves_the_first_weights(monkeypatch):
    def interrupt(*arguments):
        raise KeyboardInterrupt
    X, y = np.arange(60.0).reshape(30, 2), np.arange(30) % 2
    network = MLPClassifier((3,), early_stopping=True, random_state=0)
    calls = iter([nn.estimator.classifier.loss_and_gradient, interrupt])
    monkeypatch.setattr(nn.estimator.classifier, "loss_and_gradient", lambda *arguments: next(calls)(*arguments))
    with pytest.warns(UserWarning, match="interrupted by user"):
        network.set_params(batch_size=9).fit(X, y)
    first = np.random.RandomState(0).uniform(-np.sqrt(6 / 5), np.sqrt(6 / 5), (2, 3))      # Glorot and Bengio's
    np.testing.assert_array_equal(network.coefs_[0], first)


@pytest.mark.parametrize("columns", [2, 3])
def test_labels_cannot_become_a_matrix_from_one_call_to_the_next(columns):
    X, y = np.eye(3), [0, 1, 2]
    network = MLPClassifier((4,)).partial_fit(X, y, classes=y)
    with pytest.raises(ValueError, match="go on as you began"):
        network.partial_fit(X, np.eye(3)[:, :columns])


def test_going_on_with_another_kind_of_solver_begins_a_new_history():
    X, y = np.eye(3), [0, 1, 2]
    network = MLPClassifier((4,), solver="lbfgs", random_state=0).fit(X, y)
    network.set_params(solver="adam").partial_fit(X, y)
    assert len(network.loss_curve_) == 1


def test_tnc_reports_its_own_iterations():
    X = np.random.default_rng(0).normal(size=(40, 3))
    network = MLPClassifier((4,), solver="tnc", random_state=0, max_iter=1).fit(X, X[:, 0] > 0)
    assert network.n_iter_ > 1


def test_a_period_has_at_least_one_step():
    X, y = np.eye(3), np.arange(3)
    with pytest.raises(ValueError, match="at least one step a period"):
        train_in_periods(MLPClassifier(()), X, y, X, y, steps=3, batch_size=2, periods=10)


@pytest.mark.parametrize("wrap", [list, scipy.sparse.csr_matrix], ids=["lists", "sparse"])
def test_periods_take_what_the_classifier_takes(wrap):
    X, y = np.random.default_rng(0).normal(size=(40, 3)), np.arange(40) % 3
    histories = [train_in_periods(MLPClassifier((5,), random_state=0), form(X), list(y), form(X), list(y), steps=6,
                                  batch_size=10, periods=2) for form in (np.array, wrap)]
    np.testing.assert_array_equal(histories[0].training, histories[1].training)


@pytest.mark.parametrize("y, steps, message", [([[1, 0], [0, 1], [1, 1]], 3, "one label an example"),
                                               ([0, 1, 2], 10.5, "steps is 10.5"), ([0, 1], 3, "inconsistent numbers")])
def test_periods_say_what_they_do_not_take(y, steps, message):
    with pytest.raises(ValueError, match=message):
        train_in_periods(MLPClassifier(()), np.eye(3), y, np.eye(3), y, steps=steps, batch_size=2, periods=1)


def test_a_step_of_500_examples_is_one_step():
    X = np.random.default_rng(0).normal(size=(500, 3))
    network = MLPClassifier((), random_state=0)
    train_in_periods(network, X, X[:, 0] > 0, X, X[:, 0] > 0, steps=4, batch_size=500, periods=1)
    assert network._memory.t == 4
