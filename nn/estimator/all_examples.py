"""SciPy's optimizers, which ask for the loss and the gradient of all examples at once."""
from __future__ import annotations

import warnings
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy import optimize
from sklearn.exceptions import ConvergenceWarning

from nn.estimator.loss import Examples
from nn.estimator.workspace import Workspace
from nn.threads import Clock

#: solver -> SciPy's name of it
BATCH = {"lbfgs": "L-BFGS-B", "tnc": "TNC"}


class BatchFit:
    """The part of MLPClassifier that trains on all examples at once; parameters and attributes are the classifier's."""

    n_iter_: int                        # iterations of the optimizer
    loss_: float                        # the lowest, nats per example

    if TYPE_CHECKING:
        def __getattr__(self, name: str) -> Any:
            """The parameters."""

    def _fit_batch(self, examples: Examples, clock: Clock) -> Workspace:
        """Returns the workspace with the theta found. SciPy's is float64, whatever the network computes in."""
        m = examples.X.shape[0]
        workspace = self._workspace(m, examples.X)
        X = examples.X.astype(workspace.theta.dtype, copy=False)
        w, total = self._shares(examples.weights, slice(None), m)

        def objective(theta):
            workspace.theta[...] = theta
            J = workspace.loss_and_gradient(X, examples.y, w, float(self.alpha) / total)
            return J, workspace.gradient.astype(np.float64)

        options = {"maxfun": self.max_fun, "gtol": self.tol}
        if self.solver == "lbfgs":
            options["maxiter"] = self.max_iter
        result = optimize.minimize(partial(clock.timed, objective), workspace.theta.astype(np.float64), jac=True,
                                   method=BATCH[self.solver], options=options)
        self.n_iter_ = min(result.nit, self.max_iter) if self.solver == "lbfgs" else result.nit
        self.loss_ = result.fun
        if not result.success:
            limit = "max_iter or max_fun" if self.solver == "lbfgs" else "max_fun"
            warnings.warn(f"{self.solver} failed to converge after {result.nit} iterations: {result.message}. Increase "
                          f"{limit}, or scale the data.", ConvergenceWarning, stacklevel=6)
        workspace.theta[...] = result.x
        return workspace
