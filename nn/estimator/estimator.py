"""scikit-learn's conventions, without scikit-learn: parameters, validated input, its error classes where it is there.

What a user of scikit-learn expects of fit and predict, and what its check_estimator checks; nothing about networks.
"""
import inspect
import warnings

import numpy as np


class NotFittedError(ValueError, AttributeError):
    """predict before fit. Where scikit-learn is installed, its own class of this name is raised instead."""


class ConvergenceWarning(UserWarning):
    """Training stopped before it was done. Where scikit-learn is installed, its own class of this name is used."""


class DataConversionWarning(UserWarning):
    """The input was reshaped. Where scikit-learn is installed, its own class of this name is used."""


def scikit_learns(ours):
    """scikit-learn's class of the same name where it is installed, for its users' except clauses; else ours."""
    try:
        from sklearn import exceptions
    except ImportError:
        return ours
    return getattr(exceptions, ours.__name__)


class Estimator:
    """Parameters by name, as the constructor takes them."""

    _estimator_type = "classifier"

    @classmethod
    def _names(cls):
        return sorted(name for name in inspect.signature(cls.__init__).parameters if name != "self")

    def get_params(self, deep=True):
        """The constructor's parameters, as they are now: dict from name to value."""
        return {name: getattr(self, name) for name in self._names()}

    def set_params(self, **parameters):
        """Changes some of the constructor's parameters; returns self. Raises ValueError for an unknown name."""
        for name, value in parameters.items():
            if name not in self._names():
                raise ValueError(f"Invalid parameter {name!r} for estimator {self}. "
                                 f"Valid parameters are: {self._names()!r}.")
            setattr(self, name, value)
        return self

    def __repr__(self):
        defaults = {name: p.default for name, p in inspect.signature(type(self).__init__).parameters.items()}
        changed = [f"{name}={value!r}" for name, value in self.get_params().items()
                   if repr(value) != repr(defaults[name])]
        return f"{type(self).__name__}({', '.join(changed)})"

    def __sklearn_tags__(self):
        """What scikit-learn's tools want to know; only they call it, so they are there."""
        from sklearn.utils import ClassifierTags, InputTags, Tags, TargetTags
        return Tags(estimator_type="classifier", target_tags=TargetTags(required=True),
                    classifier_tags=ClassifierTags(multi_label=True), input_tags=InputTags(sparse=True))

    def __sklearn_is_fitted__(self):
        return hasattr(self, "coefs_")

    def _check_is_fitted(self):
        if not self.__sklearn_is_fitted__():
            raise scikit_learns(NotFittedError)(
                f"This {type(self).__name__} instance is not fitted yet. Call 'fit' with appropriate arguments before "
                f"using this estimator.")

    def _check_features(self, X, reset):
        """X as a matrix; its number of columns, and their names, as at fit."""
        names = column_names(X)
        X = check_matrix(X, type(self).__name__)
        if reset:
            self.n_features_in_ = X.shape[1]
            if names is not None:
                self.feature_names_in_ = names
            elif hasattr(self, "feature_names_in_"):
                del self.feature_names_in_
            return X
        self._check_names(names)
        if X.shape[1] != self.n_features_in_:
            raise ValueError(f"X has {X.shape[1]} features, but {type(self).__name__} is expecting "
                             f"{self.n_features_in_} features as input.")
        return X

    def _check_names(self, names):
        """Warns or raises where the columns are called otherwise than at fit, in scikit-learn's words."""
        fitted = getattr(self, "feature_names_in_", None)
        if fitted is None and names is not None:
            warnings.warn(f"X has feature names, but {type(self).__name__} was fitted without feature names",
                          stacklevel=4)
        elif fitted is not None and names is None:
            warnings.warn(f"X does not have valid feature names, but {type(self).__name__} was fitted with feature "
                          f"names", stacklevel=4)
        elif fitted is not None and list(fitted) != list(names):
            raise ValueError(names_message(list(fitted), list(names)))


def names_message(fitted, given):
    """What differs between two lists of column names."""
    message = "The feature names should match those that were passed during fit.\n"
    for title, some in (("Feature names unseen at fit time:", sorted(set(given) - set(fitted))),
                        ("Feature names seen at fit time, yet now missing:", sorted(set(fitted) - set(given)))):
        if some:
            message += title + "\n" + "".join(f"- {name}\n" for name in some[:5]) + ("- ...\n" if len(some) > 5 else "")
    if set(fitted) == set(given):
        message += "Feature names must be in the same order as they were in fit.\n"
    return message


def column_names(X):
    """The column names of a data frame where all are text, else None."""
    names = getattr(X, "columns", None)
    if names is None or not all(isinstance(name, str) for name in names):
        return None
    return np.asarray(names, dtype=object)


def check_matrix(X, who):
    """X as a finite (m, n) float64 matrix; errors in scikit-learn's words, so that those who match them still do."""
    if hasattr(X, "toarray"):
        X = X.toarray()                                             # sparse: accepted, at the price of a dense copy
    if hasattr(X, "isna"):
        X = X.to_numpy(na_value=np.nan)                             # a data frame: NumPy does not know pandas' NA
    try:
        X = np.asarray(X)
        if X.dtype.kind == "c":
            raise ValueError("Complex data not supported\n")
        X = X.astype(np.float64, copy=False)
    except TypeError as error:
        raise TypeError(f"X must hold numbers: {error}") from None
    if X.ndim != 2:
        raise ValueError(f"Expected 2D array, got {X.ndim}D array instead: X.shape={X.shape}. Reshape your data using "
                         f"X.reshape(-1, 1) if it has a single feature or X.reshape(1, -1) if it is a single sample.")
    if X.shape[0] < 1:
        raise ValueError(f"Found array with 0 sample(s) (shape={X.shape}) while a minimum of 1 is required by {who}.")
    if X.shape[1] < 1:
        raise ValueError(f"Found array with 0 feature(s) (shape={X.shape}) while a minimum of 1 is required by {who}.")
    if not np.isfinite(X).all():
        what = "NaN" if np.isnan(X).any() else "infinity or a value too large for float64"
        raise ValueError(f"Input X contains {what}.\n{who} does not accept missing or infinite values; repair or drop "
                         f"such examples.")
    return X


def check_targets(y, m, who):
    """y as (m,) labels, or as an (m, K) indicator matrix of several labels each; returns (y, is it the latter?)."""
    if y is None:
        raise ValueError(f"This {who} estimator requires y to be passed, but the target y is None.")
    y = y.toarray() if hasattr(y, "toarray") else np.asarray(y)
    if y.ndim == 2 and y.shape[1] == 1:
        warnings.warn("A column-vector y was passed when a 1d array was expected. Please change the shape of y to "
                      "(n_samples, ), for example using ravel().", scikit_learns(DataConversionWarning), stacklevel=4)
        y = y.ravel()
    if y.ndim == 0:
        raise TypeError(f"y is {y!s}, wanted {m} labels: one row of X is one example")
    if len(y) != m:
        raise ValueError(f"Found input variables with inconsistent numbers of samples: {[m, len(y)]}")
    if y.dtype.kind == "c":
        raise ValueError("Complex data not supported\n")
    y = as_texts(y)
    if y.dtype.kind == "f" and not np.isfinite(y).all():
        raise ValueError(f"Input y contains {'NaN' if np.isnan(y).any() else 'infinity'}.")
    if y.ndim == 2 and y.dtype.kind in "biuf" and np.isin(y, (0, 1)).all():
        return y.astype(np.float64), True
    if y.ndim > 1:
        raise ValueError(f"Unknown label type: y.shape={y.shape} with other entries than 0 and 1; several labels an "
                         f"example are given as an (m, K) matrix of 0 and 1.")
    if y.dtype.kind == "f" and np.any(y != np.floor(y)):
        raise ValueError("Unknown label type: continuous. Maybe you are trying to fit a classifier, which expects "
                         "discrete classes on a regression target with continuous values.")
    return y, False


def as_texts(labels):
    """An array of Python's texts, as pandas has it, as one of NumPy's; any other array as it is, but without nan."""
    if labels.dtype.kind != "O":
        return labels
    if any(map(is_missing, labels.flat)):
        raise ValueError("Input y contains NaN.")
    return labels.astype(str) if all(isinstance(label, str) for label in labels.flat) else labels


def is_missing(label):
    """Is this None, nan, or pandas' NA or NaT?"""
    return label is None or type(label).__name__ in ("NAType", "NaTType") or isinstance(label, float) and label != label


def check_sample_weight(sample_weight, m):
    """sample_weight as (m,) floats, or None."""
    if sample_weight is None:
        return None
    weights = np.asarray(sample_weight, dtype=np.float64)
    if weights.ndim == 0:
        return np.full(m, weights)
    if weights.ndim != 1:
        raise ValueError(f"Sample weights must be 1D array or scalar, got {weights.ndim}D array.")
    if weights.shape != (m,):
        raise ValueError(f"sample_weight.shape == {weights.shape}, expected {(m,)}!")
    if not np.isfinite(weights).all():
        raise ValueError("Input sample_weight contains NaN or infinity.")
    if not weights.any():
        raise ValueError("Sample weights must contain at least one non-zero number.")
    return weights


def check_random_state(seed):
    """A numpy.random.RandomState, whose draws scikit-learn's users can repeat; global state is left alone."""
    if isinstance(seed, np.random.RandomState):
        return seed
    if seed is None or isinstance(seed, (int, np.integer)) and not isinstance(seed, bool):
        return np.random.RandomState(seed)
    raise ValueError(f"{seed!r} cannot be used to seed a numpy.random.RandomState instance; "
                     f"wanted None, an int or a RandomState")


def is_number(x, low, high=np.inf, open_low=False, open_high=False):
    """Is x a finite number between low and high, these included unless they are said to be open?"""
    finite = isinstance(x, (int, float, np.integer, np.floating)) and not isinstance(x, bool) and np.isfinite(x)
    return finite and (low < x if open_low else low <= x) and (x < high if open_high else x <= high)


def stratified(y, n_train, n_test, rng):
    """Rows of a training and a test part with the shares of each class kept, drawn in scikit-learn's order.

    Source : the method of sklearn.model_selection.StratifiedShuffleSplit
    """
    _, y = np.unique(y, return_inverse=True)
    counts = np.bincount(y)
    if counts.min() < 2:
        raise ValueError("The least populated class in y has only 1 member, which is too few for early_stopping.")
    members = np.split(np.argsort(y, kind="stable"), np.cumsum(counts)[:-1])
    of_train = apportion(counts, n_train, rng)
    of_test = apportion(counts - of_train, n_test, rng)
    training, test = [], []
    for rows, a, b in zip(members, of_train, of_test, strict=True):
        rows = rows.take(rng.permutation(len(rows)), mode="clip")
        training.extend(rows[:a])
        test.extend(rows[a:a + b])
    return rng.permutation(training), rng.permutation(test)


def apportion(counts, places, rng):
    """places shared out in proportion to counts: whole numbers, the largest remainders first, ties by lot."""
    exact = counts / counts.sum() * places
    whole = np.floor(exact)
    left, remainder = int(places - whole.sum()), exact - whole
    for value in np.unique(remainder)[::-1]:
        if left <= 0:
            break
        tied = np.flatnonzero(remainder == value)
        chosen = rng.choice(tied, size=min(len(tied), left), replace=False)
        whole[chosen] += 1
        left -= len(chosen)
    return whole.astype(int)
