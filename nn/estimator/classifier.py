"""MLPClassifier: the same network behind scikit-learn's door, with its names (alpha is λ, coefs_ are Θ, transposed).

Given the same random_state it draws the same weights and the same batches as scikit-learn's, so that the loss curves
agree digit by digit.
"""
import warnings
from functools import partial

import numpy as np

from nn.activations import layers_of
from nn.arguments import is_whole
from nn.backprop import backward
from nn.cost import penalty, penalty_gradient
from nn.estimator.estimator import (
    ConvergenceWarning,
    Estimator,
    as_texts,
    check_random_state,
    check_sample_weight,
    check_targets,
    is_number,
    scikit_learns,
    stratified,
)
from nn.labels import one_hot
from nn.network import Network, forward
from nn.parameters import flatten, join, shapes, split, unflatten
from nn.solvers import SOLVERS, clip_norm, dropout, minibatches, run_epoch
from nn.threads import one_thread_for_scipy

HIDDEN_NAMES = {"identity": "identity", "logistic": "sigmoid", "tanh": "tanh", "relu": "relu"}
STOCHASTIC = ("sgd", "adam", "adagrad")
BATCH = {"lbfgs": "L-BFGS-B", "tnc": "TNC"}
EPSILON = np.finfo(float).eps

#: parameter -> (is this value one?, what is wanted)
RULES = {
    "activation": (lambda x: isinstance(x, str) and x in HIDDEN_NAMES, "one of 'identity', 'logistic', 'tanh', 'relu'"),
    "solver": (lambda x: isinstance(x, str) and x in (*STOCHASTIC, *BATCH),
               "one of 'lbfgs', 'tnc', 'sgd', 'adam', 'adagrad'"),
    "alpha": (lambda x: is_number(x, 0), "a number >= 0"),
    "batch_size": (lambda x: x == "auto" or is_whole(x, 1), "'auto' or an int >= 1"),
    "learning_rate": (lambda x: x in ("constant", "invscaling", "adaptive"), "'constant', 'invscaling' or 'adaptive'"),
    "learning_rate_init": (lambda x: is_number(x, 0, open_low=True), "a number > 0"),
    "power_t": (lambda x: is_number(x, 0), "a number >= 0"),
    "max_iter": (lambda x: is_whole(x, 1), "an int >= 1"),
    "shuffle": (lambda x: isinstance(x, (bool, np.bool_)), "True or False"),
    "tol": (lambda x: is_number(x, 0), "a number >= 0"),
    "verbose": (lambda x: isinstance(x, (bool, np.bool_)) or is_whole(x, 0), "True, False or an int >= 0"),
    "warm_start": (lambda x: isinstance(x, (bool, np.bool_)), "True or False"),
    "momentum": (lambda x: is_number(x, 0, 1), "a number in 0..1"),
    "nesterovs_momentum": (lambda x: isinstance(x, (bool, np.bool_)), "True or False"),
    "early_stopping": (lambda x: isinstance(x, (bool, np.bool_)), "True or False"),
    "validation_fraction": (lambda x: is_number(x, 0, 1, open_high=True), "a share >= 0 and < 1"),
    "beta_1": (lambda x: is_number(x, 0, 1, open_high=True), "a number >= 0 and < 1"),
    "beta_2": (lambda x: is_number(x, 0, 1, open_high=True), "a number >= 0 and < 1"),
    "epsilon": (lambda x: is_number(x, 0, open_low=True), "a number > 0"),
    "n_iter_no_change": (lambda x: is_whole(x, 1) or x == np.inf, "an int >= 1 or inf"),
    "max_fun": (lambda x: is_whole(x, 1), "an int >= 1"),
    "clip_norm": (lambda x: x is None or is_number(x, 0, open_low=True), "None or a number > 0"),
    "dropout": (lambda x: is_number(x, 0, 1, open_high=True), "a share >= 0 and < 1"),
}


def clipped_cost(P, Y, output):
    """−y log p, and for a sigmoid −(1 − y) log(1 − p), too:  p kept within ε and 1 − ε, ε = 2.2e-16.

    This is how scikit-learn computes it, so that no term exceeds 36.04 nats. (From z, as in nn/activations.py, it would
    be more exact where an output is sure.) The gradient stays a − y, as there: what is clipped is the loss that is
    shown and compared, not the learning.
    """
    P = np.clip(P, EPSILON, 1 - EPSILON)
    return -Y * np.log(P) - ((1 - Y) * np.log(1 - P) if output == "sigmoid" else 0)


def loss_and_gradient(Thetas, X, Y, alpha, layers, output, weights=None):
    """(J, gradient) as scikit-learn counts them: examples by their weights, the loss clipped.

    weights : (m,) how much each example counts; default: 1
    """
    m = len(X) if weights is None else weights.sum()
    share = 1 / m if weights is None else weights[:, None] / m      # of each example in the mean
    activations, _ = forward(Thetas, X, layers)
    J = np.sum(share * clipped_cost(activations[-1], Y, output)).item() + penalty(Thetas, alpha, m)
    gradients = backward(Thetas, activations, share * (activations[-1] - Y), layers)
    return J, join([gradient + penalty_gradient(Theta, alpha, m)
                    for gradient, Theta in zip(gradients, Thetas, strict=True)])


class MLPClassifier(Estimator):
    """A network of fully connected layers with scikit-learn's parameters, attributes and conventions.

    hidden_layer_sizes  : units of the hidden layers; () for none: a linear softmax classifier
    activation          : "identity", "logistic", "tanh" or "relu", of the hidden layers
    solver              : "sgd", "adam", "adagrad" (minibatches), "lbfgs", "tnc" (all examples at once)
    alpha               : float >= 0, strength of regularization: the penalty is alpha/(2m) Σ Θ², m the examples of a
                          batch
    batch_size          : int, or "auto": 200, or fewer where there are fewer examples
    learning_rate       : for "sgd": "constant", "invscaling" (η / (t_ + 1)^power_t), "adaptive" (η / 5 when it stalls)
    learning_rate_init  : η > 0
    max_iter            : epochs at the most; for "lbfgs" iterations; "tnc" is limited by max_fun only
    shuffle             : draw new batches each epoch
    random_state        : None, int or numpy.random.RandomState: weights, batches, validation split, dropout. None is
                          another network each time, whatever numpy.random.seed was called with
    tol, n_iter_no_change : stop when the loss has not improved by tol for so many epochs
    verbose             : print the loss of each epoch
    warm_start          : fit goes on from the weights it has
    momentum, nesterovs_momentum : of "sgd";  beta_1, beta_2, epsilon : of "adam"
    early_stopping, validation_fraction : stop by the accuracy on a part that is kept out; restores the best weights
    max_fun             : calls of the loss at the most, for "lbfgs" and "tnc"
    clip_norm           : None, or the length to which a longer gradient is shortened
    dropout             : share of hidden activations set to 0 in training, the others scaled up; none in prediction

    Attributes: coefs_ (list of (n_in, n_out)), intercepts_, classes_, loss_, loss_curve_, best_loss_, n_iter_, t_,
    n_features_in_, n_layers_, n_outputs_, out_activation_, validation_scores_, best_validation_score_.
    All are computed in float64, X of float32 included.

    Source: Pedregosa et al., JMLR 12 (2011) 2825, whose conventions these are

    >>> X, y = np.array([[0.0], [1.0], [2.0], [3.0]]), ["low", "low", "high", "high"]
    >>> MLPClassifier((), solver="lbfgs", random_state=1).fit(X, y).predict([[0.2], [2.9]]).tolist()
    ['low', 'high']
    """

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

    def fit(self, X, y, sample_weight=None):
        """Trains on X (m, n) and labels y (m,), or (m, K) of 0 and 1 for several labels each; returns self."""
        return self._fit(X, y, sample_weight, incremental=False)

    @property
    def partial_fit(self):
        """partial_fit(X, y, sample_weight=None, classes=None): one epoch on these examples; returns self.

        classes : all labels that will ever come; needed at the first call
        """
        if self.solver not in STOCHASTIC:
            raise AttributeError(f"partial_fit is only available for stochastic optimizers. {self.solver} is not "
                                 f"stochastic.")
        return self._partial_fit

    def _partial_fit(self, X, y, sample_weight=None, classes=None):
        if self.early_stopping:
            raise ValueError("partial_fit does not support early_stopping=True")
        if classes is None and not hasattr(self, "classes_"):
            raise ValueError("classes must be passed on the first call to partial_fit.")
        if classes is not None:
            classes = np.unique(as_texts(np.asarray(classes)))
            if hasattr(self, "classes_") and not np.array_equal(classes, self.classes_):
                raise ValueError(f"`classes={classes!r}` is not the same as on last call to partial_fit, was: "
                                 f"{self.classes_!r}")
        return self._fit(X, y, sample_weight, incremental=True, classes=classes)

    def predict(self, X):
        """The most probable label of each row of X: (m,), or (m, K) of 0 and 1 where there are several each."""
        return self._labels(self._output(X))

    def predict_proba(self, X):
        """(m, K) probabilities, columns as in classes_; rows sum to 1 (several labels each: every one by itself)."""
        P = self._output(X)
        return np.hstack([1 - P, P]) if self.n_outputs_ == 1 and not self._multilabel else P

    def predict_log_proba(self, X):
        """log(predict_proba(X))."""
        with np.errstate(divide="ignore"):
            return np.log(self.predict_proba(X))

    def score(self, X, y, sample_weight=None):
        """The accuracy; with several labels each, the share of examples whose labels are all right."""
        predicted = self.predict(X)
        y, multilabel = check_targets(y, len(predicted), type(self).__name__)
        if multilabel != self._multilabel:
            raise ValueError("Classification metrics can't handle a mix of one label and several labels an example: y "
                             "must have the form that it had in fit.")
        if (y.dtype.kind in "OSU") != (self.classes_.dtype.kind in "OSU"):
            raise ValueError(f"Mix of label input types (string and number): y has dtype {y.dtype}, the labels of fit "
                             f"have {self.classes_.dtype}")
        return self._accuracy(predicted, y, check_sample_weight(sample_weight, len(predicted)))

    def network(self):
        """This classifier as a Network, which save_network, feedforward and the course's functions understand."""
        self._check_is_fitted()
        Thetas = self._Thetas()
        if self.n_outputs_ == 1 and len(self.classes_) == 2:
            Thetas[-1] = np.vstack([-Thetas[-1], Thetas[-1]])       # one output for two classes -> one for each
        sizes = (*self._layer_sizes()[:-1], len(Thetas[-1]))
        return Network(flatten(Thetas), sizes, self.classes_, HIDDEN_NAMES[self.activation], self._output_name())

    # from here on: what stands behind these six

    def _accuracy(self, predicted, y, sample_weight=None):
        right = (predicted == y).all(axis=1) if self._multilabel else predicted == y.ravel()
        return float(np.average(right, weights=sample_weight))

    def _output(self, X):
        self._check_is_fitted()
        X = self._check_features(X, reset=False)
        activations, _ = forward(self._Thetas(), X, self._layers())
        return np.ascontiguousarray(activations[-1])

    def _labels(self, P):
        if self._multilabel:
            return (P > 0.5).astype(int)
        if len(self.classes_) == 1:
            return np.repeat(self.classes_, len(P))
        return self.classes_[(P[:, 0] > 0.5).astype(int) if self.n_outputs_ == 1 else P.argmax(axis=1)]

    def _layers(self):
        return layers_of(self._layer_sizes(), HIDDEN_NAMES[self.activation], self._output_name())

    def _output_name(self):
        return self.out_activation_.replace("logistic", "sigmoid")

    def _Thetas(self):
        """coefs_ and intercepts_ as the course's matrices."""
        return [np.column_stack([b, W.T]) for W, b in zip(self.coefs_, self.intercepts_, strict=True)]

    def _keep(self, theta):
        """theta as coefs_ and intercepts_."""
        Thetas = unflatten(theta, self._layer_sizes())
        self.coefs_ = [Theta[:, 1:].T.copy() for Theta in Thetas]
        self.intercepts_ = [Theta[:, 0].copy() for Theta in Thetas]

    def _layer_sizes(self):
        """Those of the first fit: partial_fit and warm_start go on with its network, whatever set_params says."""
        return (self.n_features_in_, *[len(b) for b in self.intercepts_])

    def _hidden(self):
        sizes = self.hidden_layer_sizes
        sizes = list(sizes) if hasattr(sizes, "__iter__") else [sizes]
        if not all(is_whole(size) for size in sizes):
            raise TypeError(f"hidden_layer_sizes must hold whole numbers, got {sizes}.")
        if not all(size > 0 for size in sizes):
            raise ValueError(f"hidden_layer_sizes must be > 0, got {sizes}.")
        return sizes

    def _check_parameters(self):
        for name, (holds, wanted) in RULES.items():
            value = getattr(self, name)
            if not holds(value):
                raise ValueError(f"The {name!r} parameter of {type(self).__name__} must be {wanted}. Got {value!r} "
                                 f"instead.")
        if self.solver in BATCH and (self.dropout or self.clip_norm is not None):
            raise ValueError(f"dropout and clip_norm are for minibatches, that is for the solvers {STOCHASTIC}; "
                             f"solver={self.solver!r} would ignore them.")

    def _fit(self, X, y, sample_weight, incremental, classes=None):
        self._check_parameters()
        self._hidden()
        first = not hasattr(self, "coefs_") or not (self.warm_start or incremental)
        X = self._check_features(X, reset=first)
        y, multilabel = check_targets(y, len(X), type(self).__name__)
        weights = check_sample_weight(sample_weight, len(X))
        Y = self._targets(y, multilabel, incremental, classes)
        self._random_state = check_random_state(self.random_state)
        if first:
            self._initialize(Y)
            self._dropout_state = check_random_state(self.random_state)     # goes on from one partial_fit to the next
        theta = flatten(self._Thetas())
        if self.solver in STOCHASTIC:
            theta = self._fit_stochastic(theta, X, y, Y, weights, incremental)
        else:
            theta = self._fit_batch(theta, X, Y, weights)
        if not np.isfinite(theta).all():
            raise ValueError("Solver produced non-finite parameter weights. The input data may contain large values "
                             "and need to be preprocessed.")
        self._keep(theta)
        return self

    def _targets(self, y, multilabel, incremental, classes):
        """y as the output units should show it: (m, K), or (m, 1) for two classes; notes the classes."""
        seen = np.arange(y.shape[1]) if multilabel else np.unique(y)
        if multilabel and classes is not None and not np.array_equal(classes, seen):
            raise ValueError(f"`classes={classes!r}` does not fit y, whose columns are the labels {seen!r}.")
        if classes is not None and not hasattr(self, "classes_"):
            self.classes_, self._multilabel = (seen if multilabel else classes), multilabel
        elif not hasattr(self, "classes_") or not (self.warm_start or incremental):
            self.classes_, self._multilabel = seen, multilabel
        elif self.warm_start and set(seen.tolist()) != set(self.classes_.tolist()):
            raise ValueError(f"warm_start can only be used where `y` has the same classes as in the previous call to "
                             f"fit. Previously got {self.classes_}, `y` has {seen}")
        if multilabel != self._multilabel:
            raise ValueError("y is a matrix of several labels each in one call and a vector of labels in another; go "
                             "on as you began.")
        if np.setdiff1d(seen, self.classes_).size:
            raise ValueError(f"`y` has classes not in `self.classes_`. `self.classes_` has {self.classes_}. "
                             f"'y' has {seen}.")
        if multilabel:
            return y
        Y = one_hot(y, self.classes_)
        return Y if len(self.classes_) > 2 else Y[:, 1:] if len(self.classes_) == 2 else np.zeros_like(Y)

    def _initialize(self, Y):
        """Glorot and Bengio's uniform weights, drawn in scikit-learn's order: weights, then biases, layer by layer."""
        self.n_outputs_ = Y.shape[1]
        self.out_activation_ = "softmax" if self.n_outputs_ > 1 and not self._multilabel else "logistic"
        sizes = (self.n_features_in_, *self._hidden(), self.n_outputs_)
        self.n_layers_, self.n_iter_, self.t_ = len(sizes), 0, 0
        self.coefs_, self.intercepts_ = [], []
        for n_in, n_out in zip(sizes[:-1], sizes[1:], strict=True):
            bound = np.sqrt((2.0 if self.activation == "logistic" else 6.0) / (n_in + n_out))
            self.coefs_.append(self._random_state.uniform(-bound, bound, (n_in, n_out)))
            self.intercepts_.append(self._random_state.uniform(-bound, bound, n_out))

    def _begin_history(self):
        self.loss_curve_, self._stalled = [], 0
        self.best_loss_ = None if self.early_stopping else np.inf
        self.validation_scores_ = [] if self.early_stopping else None
        self.best_validation_score_ = -np.inf if self.early_stopping else None

    def _fit_batch(self, theta, X, Y, weights):
        """All examples at once, by SciPy's optimizers."""
        from scipy import optimize  # slow to import
        sizes, layers = shapes(self._layer_sizes()), self._layers()

        def objective(theta):
            return loss_and_gradient(split(theta, sizes), X, Y, self.alpha, layers, self._output_name(), weights)

        limits = ({"maxfun": self.max_fun, "maxiter": self.max_iter, "gtol": self.tol} if self.solver == "lbfgs" else
                  {"maxfun": self.max_fun, "gtol": self.tol})
        with one_thread_for_scipy():
            result = optimize.minimize(objective, theta, jac=True, method=BATCH[self.solver], options=limits)
        self.n_iter_ = min(result.nit, self.max_iter) if self.solver == "lbfgs" else result.nit
        self.loss_ = result.fun
        if not result.success:
            limit = "max_iter or max_fun" if self.solver == "lbfgs" else "max_fun"
            warnings.warn(f"{self.solver} failed to converge after {result.nit} iterations: {result.message}. Increase "
                          f"{limit}, or scale the data.", scikit_learns(ConvergenceWarning), stacklevel=4)
        return result.x

    def _fit_stochastic(self, theta, X, y, Y, weights, incremental):
        """Epoch after epoch of minibatches; returns theta."""
        if self.t_ == 0 or not hasattr(self, "loss_curve_") or (self.validation_scores_ is None) == self.early_stopping:
            self._begin_history()                                   # the first fit, or one of another kind
        if not incremental or getattr(self, "_memory_of", None) != self.solver:
            self._memory, self._memory_of = SOLVERS[self.solver].memory(len(theta)), self.solver
            self._rate = float(self.learning_rate_init)
        best_theta = theta.copy() if self.t_ == 0 else theta        # a warm start's moves on until a score is the best
        training, validation = (X, Y, weights), None
        if self.early_stopping:
            training, validation = self._split(X, y, Y, weights)
        order = np.arange(len(training[0]))
        batch_size = self._batch_size(len(order))
        self.n_iter_ = 0
        try:
            for _ in range(1 if incremental else self.max_iter):
                if self.shuffle:
                    draw = np.arange(len(order))
                    self._random_state.shuffle(draw)
                    order = order[draw]
                self.loss_ = self._epoch(theta, *training, minibatches(order, batch_size))
                self.n_iter_ += 1
                self.t_ += len(order)
                self.loss_curve_.append(self.loss_)
                self._say(f"Iteration {self.n_iter_}, loss = {self.loss_:.8f}")
                if self._improved(theta, validation):
                    best_theta = theta.copy()
                if self.solver == "sgd" and self.learning_rate == "invscaling":
                    self._rate = self.learning_rate_init / (self.t_ + 1) ** self.power_t
                if self._stalled > self.n_iter_no_change and self._stops():
                    break
            else:
                if not incremental:
                    warnings.warn(f"Stochastic Optimizer: Maximum iterations ({self.max_iter}) reached and the "
                                  f"optimization hasn't converged yet.", scikit_learns(ConvergenceWarning),
                                  stacklevel=4)
        except KeyboardInterrupt:
            warnings.warn("Training interrupted by user.", stacklevel=4)
        return best_theta if self.early_stopping else theta

    def _epoch(self, theta, X, Y, weights, batches):
        """One pass over all batches; moves theta in place, returns the mean loss of the batches."""
        layers, hidden_sizes, output = self._layers(), self._layer_sizes()[1:-1], self._output_name()
        Thetas = split(theta, shapes(self._layer_sizes()))              # views: they move with theta
        rows = np.empty((len(batches[0]), X.shape[1]))

        def of_batch(batch):
            X_batch = X.take(batch, axis=0, out=rows[:len(batch)], mode="clip")     # a buffer: new pages are slow
            batch_weights = None if weights is None else weights[batch]
            if batch_weights is not None and batch_weights.sum() == 0:
                raise ZeroDivisionError(f"Weights sum to zero, can't be normalized: sample_weight is 0 for all the "
                                        f"{len(batch)} examples of a batch; take larger batches, or leave such "
                                        f"examples out.")
            dropped = (dropout(layers, self.dropout, hidden_sizes, len(batch), self._dropout_state) if self.dropout
                       else layers)
            J, gradient = loss_and_gradient(Thetas, X_batch, Y[batch], self.alpha, dropped, output, batch_weights)
            return J, gradient if self.clip_norm is None else clip_norm(gradient, self.clip_norm)

        def step(memory, gradient):
            change, self._memory = rule(memory, gradient)               # kept at once: Ctrl-C may end the epoch
            return change, self._memory

        rule = self._rule()
        J, _ = run_epoch(theta, self._memory, batches, of_batch, step)
        return J

    def _rule(self):
        """The solver's step with its parameters: (memory, gradient) -> (step, memory)."""
        named = {"sgd": {"momentum": self.momentum, "nesterov": self.nesterovs_momentum},
                 "adam": {"beta_1": self.beta_1, "beta_2": self.beta_2, "epsilon": self.epsilon}, "adagrad": {}}
        return partial(SOLVERS[self.solver].step, learning_rate=self._rate, **named[self.solver])

    def _batch_size(self, m):
        if self.batch_size == "auto":
            return min(200, m)
        if self.batch_size > m:
            warnings.warn("Got `batch_size` less than 1 or larger than sample size. It is going to be clipped",
                          stacklevel=5)
        return min(self.batch_size, m)

    def _split(self, X, y, Y, weights):
        """(training arrays, validation arrays), drawn as scikit-learn's train_test_split does."""
        m = len(X)
        size = int(np.ceil(self.validation_fraction * m))
        if size >= m:
            raise ValueError(f"With n_samples={m} and validation_fraction={self.validation_fraction} the training set "
                             f"would be empty. Decrease 'validation_fraction'.")
        if self.n_outputs_ == 1:
            training, validation = stratified(Y[:, 0], m - size, size, self._random_state)
        else:
            drawn = self._random_state.permutation(m)
            training, validation = drawn[size:], drawn[:size]
        if len(validation) < 2:
            raise ValueError("The validation set is too small. Increase 'validation_fraction' or the size of your "
                             "dataset.")
        w = (lambda rows: None) if weights is None else (lambda rows: weights[rows])
        return (X[training], Y[training], w(training)), (X[validation], y[validation], w(validation))

    def _improved(self, theta, validation):
        """Counts the epochs without progress; is theta the best on the validation part so far?"""
        if validation is None:
            self._stalled = self._stalled + 1 if self.loss_ > self.best_loss_ - self.tol else 0
            self.best_loss_ = min(self.best_loss_, self.loss_)
            return False
        X, y, weights = validation
        activations, _ = forward(unflatten(theta, self._layer_sizes()), X, self._layers())
        score = self._accuracy(self._labels(activations[-1]), y, weights)
        self.validation_scores_.append(score)
        self._say(f"Validation score: {score:f}")
        self._stalled = self._stalled + 1 if score < self.best_validation_score_ + self.tol else 0
        better = score > self.best_validation_score_
        self.best_validation_score_ = max(score, self.best_validation_score_)
        return better

    def _stops(self):
        """No progress for n_iter_no_change epochs: stop, or with an adaptive rate make smaller steps."""
        what = "Validation score" if self.early_stopping else "Training loss"
        said = f"{what} did not improve more than tol={self.tol:f} for {self.n_iter_no_change} consecutive epochs."
        if self.solver != "sgd" or self.learning_rate != "adaptive":
            self._say(f"{said} Stopping.")
            return True
        if self._rate <= 1e-6:
            self._say(f"{said} Learning rate too small. Stopping.")
            return True
        self._rate /= 5.0
        self._stalled = 0
        self._say(f"{said} Setting learning rate to {self._rate:f}")
        return False

    def _say(self, text):
        if self.verbose:
            print(text)
