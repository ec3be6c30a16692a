"""Training: an optimizer walks theta downhill. What the optimizer asks for, cost_and_gradient answers."""
import hashlib
import time
from pathlib import Path
from typing import NamedTuple

import numpy as np

from nn.activations import HIDDEN, OUTPUT
from nn.arguments import (
    all_finite,
    check_choice,
    check_lambda,
    check_layer_sizes,
    check_weights,
    check_whole,
    check_X,
    check_Y,
)
from nn.backprop import cost_and_gradient
from nn.files.networks import as_arrays, load_network, load_snapshots, save_network
from nn.files.readers import load_npz
from nn.network import Snapshot
from nn.parameters import random_init
from nn.threads import one_thread_for_scipy

#: method -> which of its options limits the evaluations (not "maxiter" for TNC: SciPy ignores it)
METHODS = {"TNC": ("maxfun",), "L-BFGS-B": ("maxfun", "maxiter"), "CG": ("maxiter",)}


class TrainingResult(NamedTuple):
    """What train returns."""
    theta: np.ndarray               # (p,) the weights of the lowest cost that was evaluated
    cost: float                     # that cost, regularized, nats per example
    costs: np.ndarray               # (iterations + 1,) the lowest cost so far: at the start, after each iteration
    message: str                    # the optimizer's own words, or ours where we stopped it
    evaluations: int                # of cost and gradient; those before a resume included, as in all that follow
    iterations: int
    seconds: float
    layer_sizes: tuple
    interrupted: bool               # was it stopped by Ctrl-C?
    snapshots: tuple = ()           # of Snapshot: the best weights at the evaluations to record, and at the end


def train(X, Y, layer_sizes, lambda_=1.0, max_evaluations=400, seed=0, *, method="TNC", theta=None, hidden="sigmoid",
          output="sigmoid", progress=False, checkpoint=None, resume=None, checkpoint_seconds=1.0, classes=None,
          record=()):
    """θ* = argmin J(θ) + λ/(2m) Σ Θ²,  from small random weights, by scipy.optimize.minimize with the exact gradient.

    X, Y, layer_sizes, lambda_, hidden, output : as in cost_and_gradient
    max_evaluations    : int >= 1, of cost and gradient; those before a resume count
    seed               : int, chooses the first theta: random_init(layer_sizes, default_rng(seed))
    method             : "TNC" (truncated Newton), "L-BFGS-B" or "CG" (conjugate gradients)
    theta              : (p,) array to start from instead
    progress           : show a tqdm bar with the cost on stderr
    checkpoint         : path of an .npz that is written as training goes, atomically; load_network reads it too. A
                         file that is there already is only overwritten where it is the one to resume from
    resume             : path of such a checkpoint to start from, made on the same X, Y, layer_sizes and lambda_
    checkpoint_seconds : float >= 0, at least so long between two checkpoints
    classes            : (K,) labels, to be stored in the checkpoint for those who predict with it
    record             : evaluations after which the best theta so far is kept, such as (1, 10, 100); 1 is the start
    Returns            : TrainingResult; after Ctrl-C with the best theta so far
    Raises             : ValueError for arguments, as cost_and_gradient; FloatingPointError where the cost or its
                         gradient becomes nan or infinite, with the number of the evaluation; OSError

    >>> X, Y = np.array([[0.0], [1.0]]), np.array([[1.0, 0.0], [0.0, 1.0]])
    >>> result = train(X, Y, layer_sizes=(1, 2), lambda_=0.1, max_evaluations=50)
    >>> result.interrupted, result.message
    (False, 'Converged (|f_n-f_(n-1)| ~= 0)')
    """
    layer_sizes, lambda_ = check_layer_sizes(layer_sizes), check_lambda(lambda_)
    X = check_X(X, layer_sizes[0])
    Y = check_Y(Y, len(X), layer_sizes[-1])
    check_choice(method, METHODS, "method"), check_choice(hidden, HIDDEN, "hidden")
    check_choice(output, OUTPUT, "output"), check_whole(max_evaluations, "max_evaluations")

    problem = {"layer_sizes": layer_sizes, "lambda_": lambda_, "hidden": hidden, "output": output}
    journal = Journal(problem, classes, record)
    if checkpoint is not None or resume is not None:
        problem["data"] = fingerprint(X, Y)
    if checkpoint is not None:
        journal.open(Path(checkpoint), checkpoint_seconds, overwrite=same_file(checkpoint, resume))
    if theta is not None and resume is not None:
        raise ValueError("theta and resume both say where to start; pass one of them")
    if resume is not None:
        theta = journal.resume(resume)
    elif theta is None:
        theta = random_init(layer_sizes, np.random.default_rng(seed))
    theta = check_weights(theta, layer_sizes)

    with progress_bar(progress, journal.evaluations, max_evaluations) as bar:
        def objective(theta):
            """What the optimizer calls: cost_and_gradient, noted in the journal and on the bar."""
            if journal.evaluations >= max_evaluations:
                raise EnoughEvaluations
            if not all_finite(theta):
                raise FloatingPointError(f"training diverged: after evaluation {journal.evaluations} the optimizer "
                                         f"stepped to a theta with nan or inf; {REMEDY}")
            J, gradient = cost_and_gradient(theta, X, Y, layer_sizes, lambda_, hidden=hidden, output=output)
            journal.note(theta, J, gradient)
            bar.set_postfix_str(f"cost {journal.cost:.4f}", refresh=False)
            bar.update()
            return J, gradient

        message = minimize(objective, theta, method, max_evaluations - journal.evaluations, journal.end_iteration)
    return journal.close(message)


def minimize(objective, theta, method, evaluations, after_iteration):
    """The optimizer's message once it has stopped, for whichever reason; the result is in the journal."""
    from scipy import optimize  # slow to import, and needed for training only
    if evaluations < 1:
        return "Nothing left to do: the checkpoint has had all its evaluations"
    options = {name: evaluations for name in METHODS[method]}
    try:
        with one_thread_for_scipy():
            return optimize.minimize(objective, theta, jac=True, method=method, options=options,
                                     callback=lambda _: after_iteration()).message
    except EnoughEvaluations:
        return "Max. number of function evaluations reached"
    except KeyboardInterrupt:
        return INTERRUPTED


REMEDY = "scale X to about 0..1, start from smaller weights or choose another lambda_"
INTERRUPTED = "Interrupted: this is the best theta so far"


class EnoughEvaluations(Exception):
    """Stops an optimizer that would go on: CG has no limit of its own, the others may overstep theirs by a few."""


#: what a checkpoint holds beside the network: name -> (kind of dtype, number of axes); numbers are finite and >= 0
STATE = {"costs": ("f", 1), "cost": ("f", 0), "evaluations": ("i", 0), "seconds": ("f", 0), "lambda_": ("f", 0),
         "data": ("U", 0)}


class Journal:
    """What happened so far: the best theta and its cost, the history, the time; and where it is written to."""

    def __init__(self, problem, classes, record):
        self.problem, self.classes, self.path = problem, classes, None
        self.record, self.snapshots = set(record), []
        self.theta, self.cost, self.costs, self.evaluations = None, np.inf, [], 0
        self.started, self.last_written = time.perf_counter(), -np.inf

    def open(self, path, seconds_between, overwrite):
        """From now on, the journal is kept in a file too."""
        if path.suffix != ".npz":
            raise ValueError(f"{path}: a checkpoint is an .npz file; wanted that ending")
        if path.exists() and not overwrite:
            raise ValueError(f"{path} exists already; go on from it with resume (nn train --resume), or delete it "
                             f"first")
        if not path.parent.is_dir():
            raise ValueError(f"{path}: there is no folder {path.parent}; make it first")
        self.path, self.seconds_between = path, seconds_between

    def resume(self, path):
        """Goes on where another run stopped; returns its theta."""
        network, arrays = load_network(path), load_npz(path)
        if not set(STATE) <= set(arrays):
            raise ValueError(f"{path}: it is a saved network, not a checkpoint, and does not know how far its training "
                             f"had come")
        for name, (kind, ndim) in STATE.items():
            value = arrays[name]
            if value.dtype.kind != kind or value.ndim != ndim or not value.size or kind != "U" and not (
                    np.isfinite(value).all() and value.min() >= 0):
                shown = f"{value.dtype} of shape {value.shape}" if value.ndim else repr(value.item())
                raise ValueError(f"{path}: its {name} is {shown}, which no checkpoint holds; the file is damaged")
        theirs = {"layer_sizes": network.layer_sizes, "lambda_": arrays["lambda_"].item(), "hidden": network.hidden,
                  "output": network.output, "data": arrays["data"].item()}
        for name, value in theirs.items():
            if value != self.problem[name]:
                said = ("X and Y are others than when it was made (another file, seed or split?)" if name == "data" else
                        f"{name} was {value} when it was made, and now is {self.problem[name]}")
                raise ValueError(f"{path}: {said}; a resumed run must be the same problem")
        self.theta, self.costs = network.theta, arrays["costs"].tolist()
        self.cost, self.evaluations = arrays["cost"].item(), arrays["evaluations"].item()
        self.started -= arrays["seconds"].item()
        self.snapshots = load_snapshots(path)
        return self.theta

    def note(self, theta, J, gradient):
        """One evaluation. Raises FloatingPointError where it is not finite."""
        self.evaluations += 1
        if not (np.isfinite(J) and all_finite(gradient)):
            raise FloatingPointError(f"training diverged: at evaluation {self.evaluations} the cost is {J} and "
                                     f"{np.sum(~np.isfinite(gradient))} entries of its gradient are not finite; "
                                     f"{REMEDY}")
        if J < self.cost:
            self.theta, self.cost = theta.copy(), J
        if not self.costs:
            self.costs.append(J)
        if self.evaluations in self.record:
            self.snapshots.append(Snapshot(self.evaluations, self.cost, self.theta))
        if self.path and time.perf_counter() - self.last_written >= self.seconds_between:
            self.write()

    def end_iteration(self):
        self.costs.append(self.cost)

    def write(self):
        save_network(self.path, self.theta, self.problem["layer_sizes"], self.classes, self.problem["hidden"],
                     self.problem["output"], cost=self.cost, costs=np.array(self.costs), evaluations=self.evaluations,
                     seconds=time.perf_counter() - self.started, lambda_=self.problem["lambda_"],
                     data=self.problem["data"], **as_arrays(self.snapshots))
        self.last_written = time.perf_counter()

    def close(self, message):
        """The last checkpoint, and the result."""
        if self.theta is None:
            raise KeyboardInterrupt                                 # before the first evaluation: there is no result
        if self.cost < self.costs[-1]:
            self.end_iteration()                                    # the one in which it was stopped
        if self.record and (not self.snapshots or self.snapshots[-1].evaluations < self.evaluations):
            self.snapshots.append(Snapshot(self.evaluations, self.cost, self.theta))
        if self.path:
            self.write()
        return TrainingResult(self.theta, self.cost, np.array(self.costs), message, self.evaluations,
                              len(self.costs) - 1, time.perf_counter() - self.started, self.problem["layer_sizes"],
                              message == INTERRUPTED, tuple(self.snapshots))


def fingerprint(X, Y):
    """Tells one problem from another: the sha256 of its numbers."""
    digest = hashlib.sha256(np.ascontiguousarray(X))
    digest.update(np.ascontiguousarray(Y))
    return digest.hexdigest()


def same_file(one, other):
    """Do two paths, of which the second may be None, name the same file?"""
    return other is not None and Path(one).resolve() == Path(other).resolve()


def progress_bar(shown, done, total):
    """A tqdm bar of evaluations on stderr, or a silent one."""
    from tqdm import tqdm
    return tqdm(total=total, initial=done, desc="training", unit="eval", disable=not shown, mininterval=0.2)
