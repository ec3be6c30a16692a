"""Our classifier and scikit-learn's side by side.

A curve is expected equal to 1e-10: both compute the same sums in another order (1e-16 each), and training enlarges the
difference from step to step. A slip in a formula or one draw too many moves the second digit.
"""
import numpy as np
import pytest

sklearn = pytest.importorskip("sklearn")

from sklearn.neural_network import MLPClassifier as Theirs  # noqa: E402

from nn import MLPClassifier  # noqa: E402

VERSION = tuple(int(part) for part in sklearn.__version__.split(".")[:2])
needs_weights = pytest.mark.skipif(VERSION < (1, 7), reason="before 1.7 scikit-learn's network takes no sample_weight")


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
