"""How good is a prediction? Labels against labels, or against probabilities; nothing here knows a network."""
from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np

from nn.arguments import Matrix, Vector, as_floats
from nn.labels import check_classes, check_labels, one_hot


def accuracy(y: Vector, predicted: Vector) -> float:
    """Share of labels that are predicted right: 1/m Σᵢ [ŷᵢ = yᵢ].

    y, predicted : (m,) labels
    Returns      : float in 0..1

    >>> accuracy([1, 2, 3, 4], [1, 2, 3, 5])
    0.75
    """
    y, predicted = check_pair(y, predicted)
    return float(np.mean(y == predicted))


def confusion_matrix(y: Vector, predicted: Vector, classes: Iterable, normalize: bool = False) -> Matrix:
    """Cᵢⱼ = how many examples of classes[i] were taken for classes[j].

    y, predicted : (m,) labels, all in classes
    classes      : (K,) labels in the order of rows and columns
    normalize    : divide each row by its sum, so that the diagonal shows each class's recall
    Returns      : (K, K) array of int, or of float in 0..1 where normalized (a class without examples: a row of 0)

    >>> confusion_matrix([1, 1, 2], [1, 2, 2], classes=[1, 2]).tolist()
    [[1, 1], [0, 1]]
    """
    y, predicted = check_pair(y, predicted)
    Y, P = one_hot(y, classes), one_hot(predicted, classes, name="predicted")
    counts = (Y.T @ P).astype(int)                  # (K, m) @ (m, K) -> (K, K)
    return counts / np.maximum(counts.sum(axis=1, keepdims=True), 1) if normalize else counts


class Report(NamedTuple):
    """Precision, recall, f1 and support a class; str() of it is a table."""
    classes: np.ndarray             # (K,)
    precision: np.ndarray           # (K,) of those taken for the class, the share that is of it
    recall: np.ndarray              # (K,) of those in the class, the share that was found
    f1: np.ndarray                  # (K,) their harmonic mean
    support: np.ndarray             # (K,) examples of the class
    accuracy: float

    def __str__(self):
        lines = [f"{'class':>8}  precision  recall     f1  support"]
        rows = zip(self.classes, self.precision, self.recall, self.f1, self.support, strict=True)
        for name, *scores, support in rows:
            lines.append("{:>8}  {:>9.3f}  {:>6.3f}  {:>5.3f}  {:>7d}".format(str(name), *scores, support))
        means = [np.mean(scores) for scores in (self.precision, self.recall, self.f1)]
        lines.append("{:>8}  {:>9.3f}  {:>6.3f}  {:>5.3f}  {:>7d}".format("mean", *means, self.support.sum()))
        return "\n".join(lines)


def classification_report(y: Vector, predicted: Vector, classes: Iterable) -> Report:
    """precision = TP / (TP + FP),  recall = TP / (TP + FN),  f1 = 2 TP / (2 TP + FP + FN)  a class; 0 for 0/0.

    y, predicted : (m,) labels, all in classes
    classes      : (K,) labels
    Returns      : Report

    >>> report = classification_report([1, 1, 2], [1, 2, 2], classes=[1, 2])
    >>> report.precision.tolist(), report.recall.tolist(), report.support.tolist()
    ([1.0, 0.5], [0.5, 1.0], [2, 1])
    """
    return report_of(confusion_matrix(y, predicted, classes), classes)


def report_of(counts: Matrix, classes: Iterable) -> Report:
    """classification_report of a confusion matrix, where that is all there is.

    counts  : (K, K) int, as confusion_matrix returns it, of at least one example
    classes : (K,) labels
    Returns : Report
    """
    right, found, there = np.diag(counts), counts.sum(axis=0), counts.sum(axis=1)
    return Report(check_classes(classes), right / np.maximum(found, 1), right / np.maximum(there, 1),
                  2 * right / np.maximum(found + there, 1), there, float(right.sum() / there.sum()))


def log_loss(y: Vector, probabilities: Matrix, classes: Iterable) -> float:
    """−1/m Σᵢ log pᵢ,  pᵢ the probability given to the true class; each row is first divided by its sum.

    y             : (m,) labels
    probabilities : (m, K) numbers >= 0, such as the activations of the output layer
    classes       : (K,) labels in the order of the columns
    Returns       : float, nats per example; a probability of 0 counts as 2.2e-16, that is 36.04 nats

    >>> log_loss(["a", "b"], [[0.5, 0.5], [0.0, 1.0]], classes=["a", "b"])     # log(2) / 2
    0.34657359027997264
    """
    Y, P = one_hot(y, classes), as_floats(probabilities, "probabilities")
    if P.shape != Y.shape or len(P) == 0 or not (0 <= P.min() <= P.max() < np.inf and P.sum(axis=1).min() > 0):
        raise ValueError(f"probabilities.shape={P.shape}, expected {Y.shape}: finite numbers >= 0, one column a class, "
                         f"no row of zeros")
    P = P / P.sum(axis=1, keepdims=True)
    return float(-np.mean(np.log(np.maximum(P[Y == 1], np.finfo(float).eps))))


def check_pair(y: Any, predicted: Any) -> tuple[Vector, Vector]:
    """Two label vectors of one length, at least one long."""
    y, predicted = check_labels(y), check_labels(predicted, "predicted")
    if len(y) != len(predicted) or len(y) == 0:
        raise ValueError(f"y has {len(y)} labels but predicted has {len(predicted)}; one row is one example, "
                         f"and there must be one")
    if (y.dtype.kind in "SU") != (predicted.dtype.kind in "SU"):
        raise ValueError(f"y has dtype {y.dtype} and predicted {predicted.dtype}: a text is never equal to a number")
    return y, predicted
