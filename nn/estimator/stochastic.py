"""Epoch after epoch of minibatches, until the loss or the accuracy on a held-out part stops improving."""
from __future__ import annotations

import warnings
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
from sklearn.exceptions import ConvergenceWarning
from sklearn.metrics import accuracy_score
from sklearn.model_selection import train_test_split

from nn.arguments import Vector
from nn.estimator.loss import CLIPPED, Examples, loss_and_gradient
from nn.estimator.stopping import Plateau, reduced
from nn.network import output_activations, weights_and_biases
from nn.parameters import shapes, split, unflatten
from nn.solvers import SOLVERS, clip_norm, dropout, minibatches, run_epoch


class StochasticFit:
    """The part of MLPClassifier that trains by minibatches; parameters and attributes are the classifier's."""

    n_iter_: int                        # epochs of the last fit
    t_: int                             # examples seen since the first weights, one as often as it was seen
    loss_: float                        # of the last epoch, nats per example
    loss_curve_: list[float]            # of every epoch since the first weights
    best_loss_: Any                     # the lowest of them; None with early stopping
    validation_scores_: Any             # accuracy after every epoch, and the highest; None without early stopping
    best_validation_score_: Any
    _plateau: Plateau
    _memory: Any                        # what the solver remembers, and which one it is
    _memory_of: str | None
    _rate: float                        # η, as it is now

    if TYPE_CHECKING:
        def __getattr__(self, name: str) -> Any:
            """The parameters."""

    def _fit_stochastic(self, theta: Vector, examples: Examples, incremental: bool) -> Vector:
        """Epoch after epoch of minibatches; returns theta."""
        self._begin(len(theta), incremental)
        training, validation = self._split(examples) if self.early_stopping else (examples, None)
        order, batch_size = np.arange(len(training.X)), self._batch_size(len(training.X))
        best_theta = theta if self.t_ else theta.copy()             # warm start: theta itself until a score is the best
        self.n_iter_ = 0
        try:
            for _ in range(1 if incremental else self.max_iter):
                if self.shuffle:
                    order = self._random_state.permutation(order)
                self.loss_ = self._epoch(theta, training, minibatches(order, batch_size))
                self.n_iter_ += 1
                self.t_ += len(order)
                self.loss_curve_.append(self.loss_)
                self._say(f"Iteration {self.n_iter_}, loss = {self.loss_:.8f}")
                if self._improved(theta, validation):
                    best_theta = theta.copy()
                if self.solver == "sgd" and self.learning_rate == "invscaling":
                    self._rate = self.learning_rate_init / (self.t_ + 1) ** self.power_t
                if self._plateau.epochs > self.n_iter_no_change and self._stops():
                    break
            else:
                if not incremental:
                    warnings.warn(f"Stochastic Optimizer: Maximum iterations ({self.max_iter}) reached and the "
                                  f"optimization hasn't converged yet.", ConvergenceWarning, stacklevel=6)
        except KeyboardInterrupt:
            warnings.warn("Training interrupted by user.", stacklevel=6)
        return best_theta if self.early_stopping else theta

    def _begin(self, p: int, incremental: bool) -> None:
        """History and solver's memory are empty at the start, and kept where training continues."""
        if self.t_ == 0 or (self.validation_scores_ is None) == self.early_stopping:
            self.loss_curve_, self._plateau = [], Plateau()
            self.best_loss_, self.validation_scores_, self.best_validation_score_ = (
                (None, [], -np.inf) if self.early_stopping else (np.inf, None, None))
        if not incremental or self._memory_of != self.solver:
            self._memory, self._memory_of = SOLVERS[self.solver].memory(p), self.solver
            self._rate = float(self.learning_rate_init)

    def _batch_size(self, m: int) -> int:
        if self.batch_size == "auto":
            return min(200, m)
        if self.batch_size > m:
            warnings.warn("Got `batch_size` less than 1 or larger than sample size. It is going to be clipped",
                          stacklevel=7)
        return min(self.batch_size, m)

    def _split(self, examples: Examples) -> tuple[Examples, Examples]:
        """(training, validation) parts, drawn as scikit-learn does; of two classes each keeps its share."""
        training, validation = train_test_split(
            np.arange(len(examples.X)), test_size=self.validation_fraction, random_state=self._random_state,
            stratify=examples.Y[:, 0] if self.n_outputs_ == 1 else None)
        if len(validation) < 2:
            raise ValueError("The validation set is too small. Increase 'validation_fraction' or the size of your "
                             "dataset.")
        if not examples.weights[validation].any():
            raise ValueError(f"sample_weight is 0 for all {len(validation)} examples of the validation set, which then "
                             f"have no accuracy. Increase 'validation_fraction', leave examples of weight 0 out, or "
                             f"pass early_stopping=False.")
        return examples.part(training), examples.part(validation)

    def _epoch(self, theta: Vector, examples: Examples, batches: list[Vector]) -> float:
        """One pass over all batches; moves theta in place, returns the mean loss of the batches."""
        sizes, layers, cost = self._layer_sizes(), self._layers(), CLIPPED[self._output_name()]
        Thetas = split(theta, shapes(sizes))                        # views: they change with theta
        X, Y, weights = examples
        rows, rule = np.empty((len(batches[0]), X.shape[1])), self._rule()

        def evaluate_batch(batch):
            X_batch = X.take(batch, axis=0, out=rows[:len(batch)], mode="clip")     # a buffer: new pages are slow
            if weights[batch].sum() == 0:
                raise ZeroDivisionError(f"Weights sum to zero, can't be normalized: sample_weight is 0 for all the "
                                        f"{len(batch)} examples of a batch; take larger batches, or leave such "
                                        f"examples out.")
            masked = (dropout(layers, self.dropout, sizes[1:-1], len(batch), self._dropout_state) if self.dropout else
                      layers)
            J, gradient = loss_and_gradient(Thetas, Examples(X_batch, Y[batch], weights[batch]), self.alpha, masked,
                                            cost)
            return J, gradient if self.clip_norm is None else clip_norm(gradient, self.clip_norm)

        def step(memory, gradient):
            change, self._memory = rule(memory, gradient)           # kept at once: Ctrl-C may end the epoch
            return change, self._memory

        loss, _ = run_epoch(theta, self._memory, batches, evaluate_batch, step)
        return loss

    def _rule(self) -> Callable:
        """The solver's step with its parameters: (memory, gradient) -> (step, memory)."""
        own = {"sgd": {"momentum": self.momentum, "nesterov": self.nesterovs_momentum},
               "adam": {"beta_1": self.beta_1, "beta_2": self.beta_2, "epsilon": self.epsilon}, "adagrad": {}}
        return partial(SOLVERS[self.solver].step, learning_rate=self._rate, **own[self.solver])

    def _improved(self, theta: Vector, validation: Examples | None) -> bool:
        """Notes the epoch's loss or score; is theta the best on the validation part so far?"""
        if validation is None:
            self._plateau = self._plateau.after(self.loss_, self.tol)
            self.best_loss_ = self._plateau.best
            return False
        score, best = self._accuracy(theta, validation), self.best_validation_score_
        self.validation_scores_.append(score)
        self._say(f"Validation score: {score:f}")
        self._plateau = self._plateau.after(-score, self.tol)
        self.best_validation_score_ = -self._plateau.best
        return score > best

    def _accuracy(self, theta: Vector, examples: Examples) -> float:
        parts = weights_and_biases(unflatten(theta, self._layer_sizes()))
        A = output_activations(parts, examples.X, self._layers())
        labels, predicted = map(self._label_binarizer.inverse_transform, (examples.Y, A))
        return accuracy_score(labels, predicted, sample_weight=examples.weights)

    def _stops(self) -> bool:
        """No progress for n_iter_no_change epochs: stop, or with an adaptive rate make smaller steps."""
        what = "Validation score" if self.early_stopping else "Training loss"
        reason = f"{what} did not improve more than tol={self.tol:f} for {self.n_iter_no_change} consecutive epochs."
        if self.solver != "sgd" or self.learning_rate != "adaptive":
            self._say(f"{reason} Stopping.")
            return True
        rate = reduced(self._rate)
        if rate is None:
            self._say(f"{reason} Learning rate too small. Stopping.")
            return True
        self._rate, self._plateau = rate, self._plateau._replace(epochs=0)
        self._say(f"{reason} Setting learning rate to {rate:f}")
        return False

    def _say(self, text: str) -> None:
        if self.verbose:
            print(text)
