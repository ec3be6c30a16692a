"""Epoch after epoch of minibatches, until the loss or the accuracy on a held-out part stops improving."""
from __future__ import annotations

import warnings
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import numpy as np
from sklearn.exceptions import ConvergenceWarning
from sklearn.metrics import accuracy_score
from sklearn.model_selection import train_test_split

from nn.arguments import Matrix, Vector
from nn.estimator.inputs import gathered, row_by_row
from nn.estimator.loss import Examples
from nn.estimator.steps import IN_PLACE, copied, first_memory
from nn.estimator.stopping import Plateau, reduced
from nn.estimator.workspace import Workspace
from nn.solvers import clip_norm, dropout_masks, minibatches
from nn.threads import Clock


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

    def _fit_stochastic(self, examples: Examples, incremental: bool, clock: Clock) -> Workspace:
        """Epoch after epoch of minibatches; returns the workspace with the last theta, or that of the best score."""
        examples = examples._replace(X=row_by_row(examples.X))
        order, validation = self._split(examples) if self.early_stopping else (np.arange(examples.X.shape[0]), None)
        batch_size = self._batch_size(len(order))
        workspace = self._workspace(batch_size, examples.X)
        theta = workspace.theta
        self._begin(theta, incremental)
        best_theta = theta if self.t_ else theta.copy()             # warm start: theta itself until a score is the best
        inputs = np.empty((0 if workspace.sparse else batch_size, self.n_features_in_), theta.dtype)
        self.n_iter_ = 0
        try:
            for _ in range(1 if incremental else self.max_iter):
                if self.shuffle:
                    order = self._random_state.permutation(order)
                self.loss_ = self._epoch(workspace, inputs, examples, self._batches(order, batch_size), clock)
                self.n_iter_ += 1
                self.t_ += len(order)
                self.loss_curve_.append(self.loss_)
                self._say(f"Iteration {self.n_iter_}, loss = {self.loss_:.8f}")
                if self._improved(workspace, validation):
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
        if self.early_stopping:
            theta[...] = best_theta
        return workspace

    def _begin(self, theta: Vector, incremental: bool) -> None:
        """History and solver's memory are empty at the start, and kept where training continues."""
        if self.t_ == 0 or (self.validation_scores_ is None) == self.early_stopping:
            self.loss_curve_, self._plateau = [], Plateau()
            self.best_loss_, self.validation_scores_, self.best_validation_score_ = (
                (None, [], -np.inf) if self.early_stopping else (np.inf, None, None))
        if not incremental or self._memory_of != self.solver:
            self._memory, self._memory_of = first_memory(self.solver, theta), self.solver
            self._rate = float(self.learning_rate_init)
        else:
            self._memory = copied(self._memory, theta.dtype)        # a copy.copy of the classifier may share it

    def _batch_size(self, m: int) -> int:
        if self.batch_size == "auto":
            return min(200, m)
        if self.batch_size > m:
            warnings.warn("Got `batch_size` less than 1 or larger than sample size. It is going to be clipped",
                          stacklevel=7)
        return min(self.batch_size, m)

    def _batches(self, order: Vector, batch_size: int) -> Iterable[Any]:
        """The rows of each batch: in the order drawn, or one after the other, then as slices, which cost no copy."""
        if self.shuffle or self.early_stopping:
            return minibatches(order, batch_size)
        return [slice(start, min(start + batch_size, len(order))) for start in range(0, len(order), batch_size)]

    def _split(self, examples: Examples) -> tuple[Vector, Examples]:
        """(rows to train with, validation part), drawn as scikit-learn does; of two classes each keeps its share."""
        training, validation = train_test_split(
            np.arange(examples.X.shape[0]), test_size=self.validation_fraction, random_state=self._random_state,
            stratify=examples.y[:, 0].astype(str) if self.n_outputs_ == 1 else None)    # text: an error quotes them
        if len(validation) < 2:
            raise ValueError("The validation set is too small. Increase 'validation_fraction' or the size of your "
                             "dataset.")
        if examples.weights is not None and not examples.weights[validation].any():
            raise ValueError(f"sample_weight is 0 for all {len(validation)} examples of the validation set, which then "
                             f"have no accuracy. Increase 'validation_fraction', leave examples of weight 0 out, or "
                             f"pass early_stopping=False.")
        return training, examples.part(validation)

    def _epoch(self, workspace: Workspace, inputs: Matrix, examples: Examples, batches: Iterable[Any],
               clock: Clock) -> float:
        """One pass over all batches; moves theta in place, returns the mean loss of the batches.

        inputs : (batch_size, n) array for the rows of a batch; empty where X is sparse
        """
        total, count = 0.0, 0
        for rows in batches:
            X, y = gathered(examples.X, rows, out=inputs), examples.y[rows]
            size = X.shape[0]
            w, m = self._shares(examples.weights, rows, size)
            masks = (dropout_masks(self.dropout, workspace.layer_sizes[1:-1], size, self._dropout_state)
                     if self.dropout else ())
            with clock:
                J = workspace.loss_and_gradient(X, y, w, float(self.alpha) / m, masks, 1 - float(self.dropout))
            self._step(workspace)
            total, count = total + J * size, count + size
        return total / count

    def _shares(self, weights: Vector | None, rows: Any, size: int) -> tuple[Any, float]:
        """(w, m):  wᵢ = weightᵢ / m,  m the sum of the batch's weights; without weights 1/m for each of m examples."""
        if weights is None:
            return 1 / size, size
        m = weights[rows].sum().item()
        if m == 0:
            raise ZeroDivisionError(f"Weights sum to zero, can't be normalized: sample_weight is 0 for all the "
                                    f"{size} examples of a batch; take larger batches, or leave such examples out.")
        return weights[rows][:, None] / m, m

    def _step(self, workspace: Workspace) -> None:
        """θ ← θ + step,  by the solver's rule with its parameters."""
        names = {"sgd": ("momentum", "nesterovs_momentum"), "adam": ("beta_1", "beta_2", "epsilon"), "adagrad": ()}
        parameters = [float(getattr(self, name)) for name in names[self.solver]]    # a np.float64 would widen float32
        gradient = workspace.gradient
        if self.clip_norm is not None:
            gradient = clip_norm(gradient, float(self.clip_norm))
        self._memory = IN_PLACE[self.solver](workspace.theta, self._memory, gradient, workspace.scratch, self._rate,
                                             *parameters)

    def _improved(self, workspace: Workspace, validation: Examples | None) -> bool:
        """Notes the epoch's loss or score; is theta the best on the validation part so far?"""
        if validation is None:
            self._plateau = self._plateau.after(self.loss_, self.tol)
            self.best_loss_ = self._plateau.best
            return False
        score, best = self._accuracy(workspace, validation), self.best_validation_score_
        self.validation_scores_.append(score)
        self._say(f"Validation score: {score:f}")
        self._plateau = self._plateau.after(-score, self.tol)
        self.best_validation_score_ = -self._plateau.best
        return score > best

    def _accuracy(self, workspace: Workspace, examples: Examples) -> float:
        predicted = self._label_binarizer.inverse_transform(workspace.outputs(examples.X))
        labels = (self.classes_[examples.y] if examples.y.ndim == 1 else
                  self._label_binarizer.inverse_transform(examples.y))
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
