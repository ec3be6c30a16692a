"""The solvers that take all examples at once, SciPy's: the loss and the gradient they are told, and where they end."""
import numpy as np
import pytest
import scipy.optimize

pytest.importorskip("sklearn")

from peers import both, needs_weights, problem  # noqa: E402
from sklearn.exceptions import ConvergenceWarning  # noqa: E402

from nn import MLPClassifier  # noqa: E402
from nn.estimator.workspace import parts  # noqa: E402

#: every test that trains for a few epochs stops before convergence; those about the warning ask for it by name
pytestmark = pytest.mark.filterwarnings("ignore::sklearn.exceptions.ConvergenceWarning")


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
    expected_J, expected = loss_and_gradient(theirs, X, y, monkeypatch)
    assert pytest.approx(expected_J, rel=1e-13) == J
    # both first all weights, then all biases; ours one unit's weights after the other's, theirs one input's
    weights, biases = parts(gradient, (X.shape[1], 20, 7, ours.n_outputs_), sparse=False)
    gradient = np.concatenate([W.T.ravel() for W in weights] + biases)
    np.testing.assert_allclose(gradient, expected, rtol=1e-10, atol=1e-15)


@needs_weights
def test_loss_with_sample_weight_is_scikit_learns_at_the_same_theta(digits, monkeypatch):
    weights = np.random.default_rng(1).uniform(0, 3, 500)
    ours, theirs = both(solver="lbfgs", alpha=50.0)
    J, gradient = loss_and_gradient(ours, *digits, monkeypatch, sample_weight=weights)
    expected_J, expected = loss_and_gradient(theirs, *digits, monkeypatch, sample_weight=weights)
    assert pytest.approx(expected_J, rel=1e-13) == J
    np.testing.assert_allclose(np.linalg.norm(gradient), np.linalg.norm(expected), rtol=1e-12)


def test_an_example_of_weight_two_is_two_examples(digits):
    X, y = digits
    weights = 1.0 + (np.arange(len(X)) % 2)
    weighted = MLPClassifier((5,), solver="lbfgs", max_iter=1, random_state=0, alpha=0.5).fit(X, y, weights)
    repeated = MLPClassifier((5,), solver="lbfgs", max_iter=1, random_state=0, alpha=0.5)
    repeated.fit(X.repeat(weights.astype(int), axis=0), y.repeat(weights.astype(int)))
    # one L-BFGS iteration on equal functions: only rounding differs
    np.testing.assert_allclose(weighted.coefs_[0], repeated.coefs_[0], rtol=1e-8, atol=1e-12)


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


def test_tnc_reports_its_own_iterations():
    X = np.random.default_rng(0).normal(size=(40, 3))
    network = MLPClassifier((4,), solver="tnc", random_state=0, max_iter=1).fit(X, X[:, 0] > 0)
    assert network.n_iter_ > 1


@pytest.mark.parametrize("solver", ["lbfgs", "tnc", "adam", "sgd"])
def test_stopping_before_convergence_warns_where_fit_was_called(digits, solver):
    with pytest.warns(ConvergenceWarning) as seen:
        MLPClassifier((20,), solver=solver, max_iter=2, max_fun=5, random_state=3).fit(*digits)
    assert [warning.filename for warning in seen] == [__file__]


@pytest.mark.parametrize("ignored", [{"dropout": 0.5}, {"clip_norm": 5.0}])
@pytest.mark.parametrize("solver", ["lbfgs", "tnc"])
def test_what_a_solver_would_ignore_is_refused(solver, ignored):
    with pytest.raises(ValueError, match="would ignore them"):
        MLPClassifier(solver=solver, **ignored).fit([[0.0], [1.0]], [0, 1])
