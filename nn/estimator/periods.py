"""Training in periods: the loop of a notebook that looks at both losses ten times on the way."""
from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from sklearn.utils import check_X_y

from nn.arguments import Vector, check_whole
from nn.estimator.classifier import MLPClassifier
from nn.estimator.inputs import DTYPES, SPARSE, advice_on_images, own_random_state, row_by_row
from nn.estimator.loss import Examples
from nn.estimator.numbers import python_numbers
from nn.metrics import log_loss


class Periods(NamedTuple):
    """What train_in_periods returns."""
    steps: Vector                   # (periods,) minibatch steps taken by the end of each period
    training: Vector                # (periods,) log loss on the training examples, nats per example
    validation: Vector              # (periods,) log loss on the validation examples


def train_in_periods(classifier: MLPClassifier, X: ArrayLike, y: ArrayLike, X_validation: ArrayLike,
                     y_validation: ArrayLike, steps: int, batch_size: int, periods: int = 10,
                     after_step: Callable[[MLPClassifier, int], Any] | None = None) -> Periods:
    """Minibatch steps, cut into periods of equal length; the log loss on both parts after each of them.

    classifier : MLPClassifier with a stochastic solver; it is trained in place, as by its partial_fit
    X, y, X_validation, y_validation : the two parts, (m, n) and (m,) labels, one an example
    steps, batch_size, periods : int >= 1, at least one step a period; a new shuffle of the training part begins when
                 fewer than batch_size examples of it are left, which are passed over
    after_step : function of (classifier, steps taken so far), such as one that takes a snapshot of coefs_
    Returns    : Periods
    Raises     : ValueError for fewer steps than periods, and where a part is not a matrix with a label for each row
    Source     : the training loop of the Machine Learning Crash Course's exercises with TensorFlow
    """
    for name, value in (("steps", steps), ("batch_size", batch_size), ("periods", periods)):
        check_whole(value, name)
    steps, batch_size, periods = int(steps), int(batch_size), int(periods)
    if periods > steps:
        raise ValueError(f"periods is {periods} and steps is {steps}; expected at least one step a period")
    (X, y), (X_validation, y_validation) = check_examples(X, y), check_examples(X_validation, y_validation)
    m = X.shape[0]
    classifier.set_params(batch_size=min(batch_size, m))            # else the batch would be cut again
    rng = own_random_state(classifier.random_state)
    classes = np.unique(y)
    ends = np.linspace(0, steps, periods + 1).round().astype(int)[1:]
    order, history = np.empty(0, dtype=int), []
    examples = None
    for step in range(1, steps + 1):
        if len(order) < min(batch_size, m):
            order = rng.permutation(m)
        batch, order = order[:batch_size], order[batch_size:]
        if examples is None:
            classifier.partial_fit(X[batch], y[batch], classes=classes)     # which checks all that later steps rely on
            examples = Examples(X, classifier._targets(y, True, classes), None)
        else:
            with python_numbers(classifier):
                classifier._train(examples.part(batch), first=False, incremental=True)
        if after_step is not None:
            after_step(classifier, step)
        if step in ends:
            history.append([log_loss(labels, classifier.predict_proba(part), classes)
                            for part, labels in ((X, y), (X_validation, y_validation))])
    return Periods(ends, *np.array(history).T)


def check_examples(X: ArrayLike, y: ArrayLike) -> tuple[Any, Vector]:
    """X as a matrix, sparse if it was, and y as a vector of labels, whatever they came in: lists, data frames."""
    with advice_on_images(X):
        X, y = check_X_y(X, y, accept_sparse=SPARSE, dtype=DTYPES, estimator="train_in_periods")
    return row_by_row(X), y
