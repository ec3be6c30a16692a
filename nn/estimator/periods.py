"""Training in periods: the loop of a notebook that looks at both losses ten times on the way."""
from typing import NamedTuple

import numpy as np

from nn.arguments import check_whole
from nn.estimator.estimator import check_matrix, check_random_state, check_targets
from nn.metrics import log_loss


class Periods(NamedTuple):
    """What train_in_periods returns."""
    steps: np.ndarray               # (periods,) minibatch steps taken by the end of each period
    training: np.ndarray            # (periods,) log loss on the training examples
    validation: np.ndarray          # (periods,) log loss on the validation examples


def train_in_periods(classifier, X, y, X_validation, y_validation, steps, batch_size, periods=10, after_step=None):
    """Minibatch steps, cut into periods of equal length; the log loss on both parts after each of them.

    classifier : MLPClassifier with a stochastic solver; it is trained in place, by its partial_fit
    X, y, X_validation, y_validation : the two parts, (m, n) and (m,) labels, one an example
    steps, batch_size, periods : int >= 1, at least one step a period; a new shuffle of the training part begins when
                 fewer than batch_size examples of it are left, which are passed over
    after_step : function of (classifier, steps taken so far), such as one that takes a snapshot of coefs_
    Returns    : Periods
    Raises     : ValueError for fewer steps than periods, and where a part is no matrix with a label for each row
    Source     : the training loop of the Machine Learning Crash Course's exercises with TensorFlow
    """
    check_whole(steps, "steps"), check_whole(batch_size, "batch_size"), check_whole(periods, "periods")
    if periods > steps:
        raise ValueError(f"periods is {periods} and steps is {steps}; wanted at least one step a period")
    (X, y), (X_validation, y_validation) = (examples(X, y), examples(X_validation, y_validation))
    classifier.set_params(batch_size=min(batch_size, len(X)))       # else partial_fit would cut the batch again
    rng = check_random_state(classifier.random_state)
    classes = np.unique(y)
    ends = np.linspace(0, steps, periods + 1).round().astype(int)[1:]
    order, history = np.empty(0, dtype=int), []
    for step in range(1, steps + 1):
        if len(order) < min(batch_size, len(X)):
            order = rng.permutation(len(X))
        batch, order = order[:batch_size], order[batch_size:]
        classifier.partial_fit(X[batch], y[batch], classes=classes)
        if after_step is not None:
            after_step(classifier, step)
        if step in ends:
            history.append([log_loss(labels, classifier.predict_proba(part), classes)
                            for part, labels in ((X, y), (X_validation, y_validation))])
    return Periods(ends, *np.array(history).T)


def examples(X, y):
    """X as a matrix and y as a vector of labels, whatever they came in: lists, data frames, a sparse X."""
    X = check_matrix(X, "train_in_periods")
    y, multilabel = check_targets(y, len(X), "train_in_periods")
    if multilabel:
        raise ValueError(f"y.shape={y.shape}: train_in_periods takes one label an example, (m,); for several labels "
                         f"each call partial_fit in a loop")
    return X, y
