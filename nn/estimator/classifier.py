"""MLPClassifier: the same network with scikit-learn's interface and names (alpha is λ, coefs_ are Θ, transposed).

Given the same random_state it draws the same weights and the same batches as scikit-learn's, so that the loss curves
agree digit by digit.
"""
from __future__ import annotations

from numbers import Real
from typing import Any

import numpy as np
from numpy.typing import ArrayLike
from scipy.sparse import issparse
from sklearn import neural_network
from sklearn.base import BaseEstimator, ClassifierMixin, _fit_context
from sklearn.preprocessing import LabelBinarizer
from sklearn.utils import column_or_1d
from sklearn.utils._param_validation import Interval, StrOptions
from sklearn.utils.metaestimators import available_if
from sklearn.utils.multiclass import _check_partial_fit_first_call, unique_labels
from sklearn.utils.validation import _check_sample_weight, check_is_fitted

from nn.arguments import Matrix, Vector, is_whole
from nn.estimator.all_examples import BATCH, BatchFit
from nn.estimator.inputs import check_scale, computed_in, own_random_state, validated
from nn.estimator.loss import Examples
from nn.estimator.numbers import python_numbers
from nn.estimator.stochastic import StochasticFit
from nn.estimator.workspace import Workspace, outputs
from nn.network import Network
from nn.parameters import flatten
from nn.solvers import SOLVERS
from nn.threads import measured_threads

HIDDEN_NAMES = {"identity": "identity", "logistic": "sigmoid", "tanh": "tanh", "relu": "relu"}
STOCHASTIC = tuple(SOLVERS)                         # step by minibatches


def glorot(n_in: int, n_out: int, activation: str, rng: np.random.RandomState) -> tuple[Matrix, Vector]:
    """W, b ~ U(−r, r),  r = √(6 / (n_in + n_out)),  or √(2 / (n_in + n_out)) for "logistic", as in scikit-learn.

    Returns : (W (n_in, n_out), b (n_out,)), drawn in this order
    Source  : Glorot and Bengio, AISTATS 2010, eq. 16
    """
    r = np.sqrt((2 if activation == "logistic" else 6) / (n_in + n_out))
    return rng.uniform(-r, r, (n_in, n_out)), rng.uniform(-r, r, n_out)


def has_partial_fit(classifier: MLPClassifier) -> bool:
    """Can it continue epoch by epoch?  Raises AttributeError where not, as hasattr expects."""
    if classifier.solver not in STOCHASTIC:
        raise AttributeError(f"partial_fit is only available for stochastic optimizers. {classifier.solver} is not "
                             f"stochastic.")
    return True


class MLPClassifier(ClassifierMixin, StochasticFit, BatchFit, BaseEstimator):
    """A network of fully connected layers with scikit-learn's parameters, attributes and conventions.

    hidden_layer_sizes  : units of the hidden layers; () for none: a linear softmax classifier
    activation          : "identity", "logistic", "tanh" or "relu", of the hidden layers
    solver              : "sgd", "adam", "adagrad" (minibatches), "lbfgs", "tnc" (all examples at once)
    alpha               : float >= 0, strength of regularization: the penalty is alpha/(2m) Σ Θ², m the examples of a
                          batch
    batch_size          : int, or "auto": 200, or fewer where there are fewer examples
    learning_rate       : for "sgd": "constant", "invscaling" (η / (t_ + 1)^power_t), "adaptive" (η / 5 on a plateau)
    learning_rate_init  : η > 0
    max_iter            : epochs at the most; for "lbfgs" iterations; "tnc" is limited by max_fun only
    shuffle             : draw new batches each epoch
    random_state        : None, int or numpy.random.RandomState: weights, batches, validation split, dropout. None is
                          another network each time, whatever numpy.random.seed was called with
    tol, n_iter_no_change : stop when the loss has not improved by tol for so many epochs
    verbose             : print the loss of each epoch
    warm_start          : fit continues from the weights it has
    momentum, nesterovs_momentum : of "sgd";  beta_1, beta_2, epsilon : of "adam"
    early_stopping, validation_fraction : stop by the accuracy on a held-out part; restores the best weights
    max_fun             : calls of the loss at the most, for "lbfgs" and "tnc"
    clip_norm           : None, or the length to which a longer gradient is shortened
    dropout             : share of hidden activations set to 0 in training, the others scaled up; none in prediction

    Attributes: coefs_ (list of (n_in, n_out)), intercepts_, classes_, loss_, loss_curve_, best_loss_, n_iter_, t_,
    n_features_in_, n_layers_, n_outputs_, out_activation_, validation_scores_, best_validation_score_.

    An X of float32 is learned from in float32, and coefs_, intercepts_ and probabilities are float32; of any other
    dtype in float64. X may have any layout, come from a data frame, a sparse matrix or a file (numpy.memmap): it is
    read batch by batch, integers stay integers until then, and sparse stays sparse. Only an X whose
    rows lie scattered in memory, in Fortran order as most frames are, or X[:, ::2], is copied row by row first, which
    takes its size in memory once more, up to 1 GiB.

    Source: Pedregosa et al., JMLR 12 (2011) 2825, whose conventions these are

    >>> X, y = np.array([[0.0], [1.0], [2.0], [3.0]]), ["low", "low", "high", "high"]
    >>> MLPClassifier((), solver="lbfgs", random_state=1).fit(X, y).predict([[0.2], [2.9]]).tolist()
    ['low', 'high']
    """

    _parameter_constraints: dict = {
        **neural_network.MLPClassifier._parameter_constraints,
        "solver": [StrOptions({*STOCHASTIC, *BATCH})],
        "clip_norm": [None, Interval(Real, 0, None, closed="neither")],
        "dropout": [Interval(Real, 0, 1, closed="left")],
    }

    def __init__(self, hidden_layer_sizes=(100,), activation="relu", *, solver="adam", alpha=0.0001, batch_size="auto",
                 learning_rate="constant", learning_rate_init=0.001, power_t=0.5, max_iter=200, shuffle=True,
                 random_state=None, tol=1e-4, verbose=False, warm_start=False, momentum=0.9, nesterovs_momentum=True,
                 early_stopping=False, validation_fraction=0.1, beta_1=0.9, beta_2=0.999, epsilon=1e-8,
                 n_iter_no_change=10, max_fun=15000, clip_norm=None, dropout=0.0):
        self.hidden_layer_sizes = hidden_layer_sizes
        self.activation = activation
        self.solver = solver
        self.alpha = alpha
        self.batch_size = batch_size
        self.learning_rate = learning_rate
        self.learning_rate_init = learning_rate_init
        self.power_t = power_t
        self.max_iter = max_iter
        self.shuffle = shuffle
        self.random_state = random_state
        self.tol = tol
        self.verbose = verbose
        self.warm_start = warm_start
        self.momentum = momentum
        self.nesterovs_momentum = nesterovs_momentum
        self.early_stopping = early_stopping
        self.validation_fraction = validation_fraction
        self.beta_1 = beta_1
        self.beta_2 = beta_2
        self.epsilon = epsilon
        self.n_iter_no_change = n_iter_no_change
        self.max_fun = max_fun
        self.clip_norm = clip_norm
        self.dropout = dropout

    @_fit_context(prefer_skip_nested_validation=True)
    def fit(self, X: ArrayLike, y: ArrayLike, sample_weight: ArrayLike | None = None) -> MLPClassifier:
        """Trains on X (m, n) and labels y (m,), or (m, K) of 0 and 1 for several labels each; returns self."""
        with python_numbers(self):
            return self._fit(X, y, sample_weight, incremental=False)

    @available_if(has_partial_fit)
    @_fit_context(prefer_skip_nested_validation=True)
    def partial_fit(self, X: ArrayLike, y: ArrayLike, sample_weight: ArrayLike | None = None,
                    classes: ArrayLike | None = None) -> MLPClassifier:
        """One epoch on these examples; returns self.  Only where the solver takes minibatches.

        classes : all labels that will ever come; needed at the first call
        """
        if self.early_stopping:
            raise ValueError("partial_fit does not support early_stopping=True")
        with python_numbers(self):
            return self._fit(X, y, sample_weight, incremental=True, classes=classes)

    def predict(self, X: ArrayLike) -> Vector:
        """The most probable label of each row of X: (m,), or (m, K) of 0 and 1 where there are several each."""
        P = self._output(X)
        if self._label_binarizer.y_type_.startswith("multilabel"):
            return self._label_binarizer.inverse_transform(P)
        answer = P.argmax(axis=1) if self.out_activation_ == "softmax" else P[:, 0] > 0.5
        return self.classes_.take(answer, mode="clip")              # one class only: it is the answer to everything

    def predict_proba(self, X: ArrayLike) -> Matrix:
        """(m, K) probabilities, columns as in classes_; rows sum to 1 (several labels each: every one by itself)."""
        P = self._output(X)
        return np.hstack([1 - P, P]) if self.n_outputs_ == 1 else P

    def predict_log_proba(self, X: ArrayLike) -> Matrix:
        """log(predict_proba(X))."""
        with np.errstate(divide="ignore"):
            return np.log(self.predict_proba(X))

    def network(self) -> Network:
        """This classifier as a Network, which save_network, feedforward and the course's functions understand."""
        check_is_fitted(self)
        Thetas = self._Thetas()
        if self.n_outputs_ == 1 and len(self.classes_) == 2:
            Thetas[-1] = np.vstack([-Thetas[-1], Thetas[-1]])       # one output for two classes -> one for each
        sizes = (*self._layer_sizes()[:-1], len(Thetas[-1]))
        return Network(flatten(Thetas), sizes, self.classes_, HIDDEN_NAMES[self.activation], self._output_name())

    # what scikit-learn's tools ask

    def __sklearn_is_fitted__(self) -> bool:
        return hasattr(self, "coefs_")

    def __sklearn_tags__(self):
        tags = super().__sklearn_tags__()
        tags.input_tags.sparse = True
        tags.classifier_tags.multi_label = True
        return tags

    # the network

    def _output_name(self) -> str:
        return self.out_activation_.replace("logistic", "sigmoid")

    def _layer_sizes(self) -> tuple[int, ...]:
        """Those of the first fit: partial_fit and warm_start continue with its network, whatever set_params says."""
        return (self.n_features_in_, *[len(b) for b in self.intercepts_])

    def _Thetas(self) -> list[Matrix]:
        """coefs_ and intercepts_ as the course's matrices."""
        return [np.column_stack([b, W.T]) for W, b in zip(self.coefs_, self.intercepts_, strict=True)]

    def _output(self, X: ArrayLike) -> Matrix:
        """a⁽ᴸ⁾ of each row of X: (m, K), or (m, 1) for two classes."""
        check_is_fitted(self)
        X = validated(self, X, accept_sparse="csr", reset=False)
        return outputs(X, [W.T for W in self.coefs_], self.intercepts_, HIDDEN_NAMES[self.activation],
                       self._output_name())

    def _initialize(self, K: int, dtype: Any) -> None:
        """The first weights, K output units, nothing learned. Drawn in float64, so that float32 begins at the same."""
        several = self._label_binarizer.y_type_.startswith("multilabel")
        self.n_outputs_, self.out_activation_ = K, "softmax" if K > 1 and not several else "logistic"
        sizes = (self.n_features_in_, *self._hidden_sizes(), K)
        self.n_layers_, self.n_iter_, self.t_, self._memory_of = len(sizes), 0, 0, None
        layers = [glorot(n_in, n_out, self.activation, self._random_state)
                  for n_in, n_out in zip(sizes[:-1], sizes[1:], strict=True)]
        self.coefs_ = [W.astype(dtype, copy=False) for W, _ in layers]
        self.intercepts_ = [b.astype(dtype, copy=False) for _, b in layers]

    def _hidden_sizes(self) -> list[int]:
        sizes = self.hidden_layer_sizes
        sizes = list(sizes) if hasattr(sizes, "__iter__") else [sizes]
        if not all(is_whole(size) for size in sizes):
            raise TypeError(f"hidden_layer_sizes must contain whole numbers, got {sizes}.")
        if not all(size > 0 for size in sizes):
            raise ValueError(f"hidden_layer_sizes must be > 0, got {sizes}.")
        return [int(size) for size in sizes]                        # 784 + np.int8(100) is an OverflowError

    # training

    def _fit(self, X, y, sample_weight, incremental: bool, classes=None) -> MLPClassifier:
        first = not hasattr(self, "coefs_") or not (self.warm_start or incremental)
        self._hidden_sizes()
        if self.solver in BATCH and (self.dropout or self.clip_norm is not None):
            raise ValueError(f"dropout and clip_norm are for minibatches, that is for the solvers {STOCHASTIC}; "
                             f"solver={self.solver!r} would ignore them.")
        X, y = validated(self, X, y, multi_output=True, reset=first)
        check_scale(X)
        y = column_or_1d(y, warn=True) if y.shape[1:] == (1,) else y
        if y.dtype.kind == "O" and None in y.tolist():
            raise ValueError("Input y contains None, a missing label.")
        if sample_weight is not None:
            sample_weight = _check_sample_weight(sample_weight, X, dtype=np.float64)
        return self._train(Examples(X, self._targets(y, incremental, classes), sample_weight), first, incremental)

    def _train(self, examples: Examples, first: bool, incremental: bool) -> MLPClassifier:
        """fit, or one partial_fit, of arguments that are checked already."""
        self._random_state = own_random_state(self.random_state)
        if first:
            self._initialize(self._output_units(examples.y), computed_in(examples.X))
            self._dropout_state = own_random_state(self.random_state)   # continues from one partial_fit to the next
        with measured_threads(self._multiplications(examples, incremental)) as clock:
            workspace = (self._fit_stochastic(examples, incremental, clock) if self.solver in STOCHASTIC else
                         self._fit_batch(examples, clock))
        if not np.isfinite(workspace.theta).all():
            raise ValueError("Solver produced non-finite parameter weights. The input data may contain large values "
                             "and need to be preprocessed.")
        self.coefs_, self.intercepts_ = workspace.unload()
        return self

    def _multiplications(self, examples: Examples, incremental: bool) -> int:
        """Of the largest product of a batch; none for partial_fit: a single epoch is too short to measure threads."""
        m = examples.X.shape[0]
        rows = m if self.solver in BATCH else min(200 if self.batch_size == "auto" else self.batch_size, m)
        return 0 if incremental else rows * max(W.size for W in self.coefs_)

    def _workspace(self, rows: int, X: Any) -> Workspace:
        """The network as it is now, ready for batches of so many rows of X; in the dtype of its first fit."""
        workspace = Workspace(self._layer_sizes(), HIDDEN_NAMES[self.activation], self._output_name(), rows,
                              self.coefs_[0].dtype, issparse(X))
        workspace.load(self.coefs_, self.intercepts_)
        return workspace

    def _output_units(self, y: Any) -> int:
        """K of the targets: of classes as many as there are, of a matrix its columns."""
        return len(self.classes_) if y.ndim == 1 else y.shape[1]

    def _targets(self, y, incremental: bool, classes) -> Any:
        """y as the output units should show it, see loss.py; notes the classes."""
        several = y.ndim == 2
        if several and classes is not None and not np.array_equal(np.unique(classes), np.arange(y.shape[1])):
            raise ValueError(f"`classes={classes!r}` does not fit y, whose columns are the labels 0..{y.shape[1] - 1}.")
        begins = (_check_partial_fit_first_call(self, classes) if incremental else
                  not (self.warm_start and hasattr(self, "classes_")))
        if begins:
            self._label_binarizer = LabelBinarizer().fit(y if several or classes is None else classes)
            self.classes_ = self._label_binarizer.classes_
        elif several != self._label_binarizer.y_type_.startswith("multilabel"):
            raise ValueError("y is a matrix of several labels each in one call and a vector of labels in another; "
                             "continue as you began.")
        self._check_classes(unique_labels(y), all_of_them=self.warm_start and not begins)
        if not several and len(self.classes_) > 2:
            return np.searchsorted(self.classes_, y)                # a one-hot matrix would be m × K
        return self._label_binarizer.transform(y).astype(bool)

    def _check_classes(self, seen: Vector, all_of_them: bool) -> None:
        """Raises where y has other classes than the first fit, or where all are expected and some are missing."""
        if all_of_them and set(seen) != set(self.classes_):
            raise ValueError(f"warm_start can only be used where `y` has the same classes as in the previous call to "
                             f"fit. Previously got {self.classes_}, `y` has {seen}")
        if np.setdiff1d(seen, self.classes_).size:
            raise ValueError(f"`y` has classes not in `self.classes_`. `self.classes_` has {self.classes_}. "
                             f"'y' has {seen}.")
