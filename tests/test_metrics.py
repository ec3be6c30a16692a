"""nn.metrics against scikit-learn and numbers worked by hand."""
import numpy as np
import pytest

from nn.metrics import accuracy, classification_report, confusion_matrix, log_loss

CLASSES = ["a", "b", "c", "d", "e"]


@pytest.fixture
def labels():
    """200 labels and guesses: "d" occurs but is never predicted, "e" is predicted but never occurs."""
    rng = np.random.default_rng(3)
    return rng.choice(["a", "b", "c", "d"], 200), rng.choice(["a", "b", "c", "e"], 200)


def test_counts_worked_by_hand():
    #      a  a  a  b  b  c
    y, p = [1, 1, 1, 2, 2, 3], [1, 1, 2, 2, 3, 3]
    assert accuracy(y, p) == 4 / 6
    assert confusion_matrix(y, p, [1, 2, 3]).tolist() == [[2, 1, 0], [0, 1, 1], [0, 0, 1]]
    report = classification_report(y, p, [1, 2, 3])
    assert report.precision.tolist() == [2 / 2, 1 / 2, 1 / 2]
    assert report.recall.tolist() == [2 / 3, 1 / 2, 1 / 1]
    assert report.f1.tolist() == [4 / 5, 2 / 4, 2 / 3]
    assert report.support.tolist() == [3, 2, 1] and report.accuracy == 4 / 6


def test_the_report_is_a_table_with_a_line_a_class_and_their_mean():
    title, cat, dog, mean = str(classification_report([1, 1, 2], [1, 2, 2], classes=[1, 2])).splitlines()
    assert title.split() == ["class", "precision", "recall", "f1", "support"]
    assert cat.split() == ["1", "1.000", "0.500", "0.667", "2"]
    assert dog.split() == ["2", "0.500", "1.000", "0.667", "1"]
    assert mean.split() == ["mean", "0.750", "0.750", "0.667", "3"]


def test_log_loss_worked_by_hand():
    halves = [[0.5, 0.5], [0.25, 0.75]]
    # −(log 1/2 + log 1/4) / 2 = 3/2 · log 2; a few roundings
    assert log_loss(["a", "a"], halves, ["a", "b"]) == pytest.approx(1.5 * np.log(2), rel=1e-15)


def test_accuracy_agrees_with_scikit_learn(labels):
    metrics = pytest.importorskip("sklearn.metrics")
    assert accuracy(*labels) == metrics.accuracy_score(*labels)


@pytest.mark.parametrize(["normalize", "theirs"], [(False, None), (True, "true")])
def test_the_confusion_matrix_agrees_with_scikit_learn(labels, normalize, theirs):
    metrics = pytest.importorskip("sklearn.metrics")
    ours = confusion_matrix(*labels, CLASSES, normalize=normalize)
    assert np.array_equal(ours, metrics.confusion_matrix(*labels, labels=CLASSES, normalize=theirs))
    assert ours.dtype.kind == ("f" if normalize else "i")


def test_the_report_agrees_with_scikit_learn(labels):
    metrics = pytest.importorskip("sklearn.metrics")
    ours = classification_report(*labels, CLASSES)
    theirs = metrics.precision_recall_fscore_support(*labels, labels=CLASSES, zero_division=0)
    # the same quotients, f1 by another formula: a few roundings apart
    np.testing.assert_allclose([ours.precision, ours.recall, ours.f1, ours.support], theirs, rtol=1e-15, atol=0)
    assert ours.classes.tolist() == CLASSES and ours.accuracy == accuracy(*labels)
    assert ours.precision[3] == 0 and ours.recall[4] == 0


def test_log_loss_agrees_with_scikit_learn():
    metrics = pytest.importorskip("sklearn.metrics")
    rng = np.random.default_rng(5)
    y, P = rng.choice(["a", "b", "c", "d"], 200), rng.dirichlet(np.ones(5), 200)
    # 200 logarithms, summed in another order
    assert log_loss(y, P, CLASSES) == pytest.approx(metrics.log_loss(y, P, labels=CLASSES), rel=1e-13)


def test_log_loss_of_scores_is_that_of_the_rows_divided_by_their_sums():
    rng = np.random.default_rng(6)
    y, P = rng.choice(CLASSES, 50), rng.dirichlet(np.ones(5), 50)
    loud = P * rng.uniform(0.1, 10, size=(50, 1))
    assert log_loss(y, loud, CLASSES) == pytest.approx(log_loss(y, P, CLASSES), rel=1e-13)       # 50 logarithms


def test_log_loss_of_the_impossible_is_finite():
    # −log of the spacing of float64 at 1, which is 2⁻⁵²
    assert log_loss(["a"], [[0.0, 1.0]], ["a", "b"]) == pytest.approx(52 * np.log(2), rel=1e-15)


@pytest.mark.parametrize("metric", [accuracy, lambda y, predicted: confusion_matrix(y, predicted, [1, 2]),
                                    lambda y, predicted: classification_report(y, predicted, [1, 2])])
@pytest.mark.parametrize(["y", "predicted", "message"], [
    ([1, 2], [1], "y has 2 labels but predicted has 1"),
    ([], [], "y has 0 labels"),
    ([[1], [2]], [1, 2], r"y\.shape=\(2, 1\).*np\.asarray\(y\)\.ravel\(\)"),
    ([1, 2], ["1", "2"], "a text is never equal to a number"),
    ([1, 2], [[1], [2]], r"predicted\.shape=\(2, 1\).*np\.asarray\(predicted\)\.ravel\(\)"),
])
def test_labels_that_do_not_match_are_named(metric, y, predicted, message):
    with pytest.raises(ValueError, match=message):
        metric(y, predicted)


@pytest.mark.parametrize(["y", "predicted"], [([1, 3], [1, 2]), ([1, 2], [1, 3])])
def test_a_label_that_is_not_a_class_is_named(y, predicted):
    with pytest.raises(ValueError, match=r"(y|predicted)\[1\] is 3, which is not one of the classes \[1, 2\]"):
        confusion_matrix(y, predicted, [1, 2])


@pytest.mark.parametrize("probabilities", [
    [[0.5, 0.5]], [[0.2, 0.3, 0.5]] * 2, [0.5, 0.5], [[0.5, 0.5], [0, 0]], [[0.5, 0.5], [-0.5, 1.5]],
    [[0.5, 0.5], [np.nan, 1]], [[0.5, 0.5], [np.inf, 1]],
], ids=["rows", "columns", "vector", "zeros", "negative", "nan", "inf"])
def test_log_loss_wants_a_finite_probability_for_each_class(probabilities):
    with pytest.raises(ValueError, match=r"expected \(2, 2\): finite numbers >= 0"):
        log_loss([1, 2], probabilities, [1, 2])


def test_log_loss_of_nothing_is_refused():
    with pytest.raises(ValueError, match=r"probabilities\.shape=\(0, 2\)"):
        log_loss([], np.zeros((0, 2)), [1, 2])
