"""Training in periods: the steps are counted, and both losses are scikit-learn's."""
import numpy as np
import pytest
import scipy.sparse

pytest.importorskip("sklearn")

from sklearn.metrics import log_loss  # noqa: E402

from nn import MLPClassifier, train_in_periods  # noqa: E402
from nn.estimator.workspace import Workspace  # noqa: E402


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
    expected = np.array(seen)[[9, 19, 29]]
    # scikit-learn's log loss clips and normalizes, which costs a rounding or two
    np.testing.assert_allclose(np.column_stack([history.training, history.validation]), expected, rtol=1e-12)


def test_every_step_is_a_partial_fit(digits):
    X, y = digits
    by_periods, by_steps = (MLPClassifier((20,), solver="adagrad", dropout=0.3, batch_size=50, random_state=0)
                            for _ in range(2))
    train_in_periods(by_periods, X, y, X, y, steps=25, batch_size=50, periods=1)
    rng = np.random.RandomState(0)
    for _ in range(3):                                                          # 10 batches, 10, and 5
        for batch in np.array_split(rng.permutation(500), 10)[:25 - len(getattr(by_steps, "loss_curve_", []))]:
            by_steps.partial_fit(X[batch], y[batch], classes=np.arange(10))
    assert by_periods.loss_curve_ == by_steps.loss_curve_ and len(by_steps.loss_curve_) == 25
    np.testing.assert_array_equal(by_periods.coefs_[0], by_steps.coefs_[0])


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
    real = Workspace.loss_and_gradient
    monkeypatch.setattr(Workspace, "loss_and_gradient", lambda workspace, X, *rest: seen.append(X[:, 0].copy()) or
                        real(workspace, X, *rest))
    train_in_periods(classifier, X, np.arange(90) % 3, X, np.arange(90) % 3, steps=6, batch_size=30, periods=1)
    for epoch in (seen[:3], seen[3:]):
        assert sorted(np.concatenate(epoch)) == list(range(90))
    batches = {frozenset(batch) for batch in seen}
    assert len(batches) == 6 and frozenset(range(30)) not in batches            # shuffled, and again each time


def test_a_step_of_500_examples_is_one_step():
    X = np.random.default_rng(0).normal(size=(500, 3))
    network = MLPClassifier((), random_state=0)
    train_in_periods(network, X, X[:, 0] > 0, X, X[:, 0] > 0, steps=4, batch_size=500, periods=1)
    assert network._memory.t == 4


def test_a_period_has_at_least_one_step():
    X, y = np.eye(3), np.arange(3)
    with pytest.raises(ValueError, match="at least one step a period"):
        train_in_periods(MLPClassifier(()), X, y, X, y, steps=3, batch_size=2, periods=10)


@pytest.mark.parametrize("wrap", [list, scipy.sparse.csr_matrix], ids=["lists", "sparse"])
def test_periods_take_what_the_classifier_takes(wrap):
    X, y = np.random.default_rng(0).normal(size=(40, 3)), np.arange(40) % 3
    histories = [train_in_periods(MLPClassifier((5,), random_state=0), form(X), list(y), form(X), list(y), steps=6,
                                  batch_size=10, periods=2) for form in (np.array, wrap)]
    # a sparse product adds the same numbers in another order
    np.testing.assert_allclose(histories[0].training, histories[1].training, rtol=1e-12)


@pytest.mark.parametrize("y, steps, message", [([[1, 0], [0, 1], [1, 1]], 3, "1d array"),
                                               ([0, 1, 2], 10.5, "steps is 10.5"), ([0, 1], 3, "inconsistent numbers")])
def test_periods_say_what_they_do_not_take(y, steps, message):
    with pytest.raises(ValueError, match=message):
        train_in_periods(MLPClassifier(()), np.eye(3), y, np.eye(3), y, steps=steps, batch_size=2, periods=1)
