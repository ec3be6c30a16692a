"""Training: θ* = argmin J(θ). An optimizer walks theta downhill, on all examples at once or on minibatches.

SciPy's optimizers ask an objective, θ → (J, ∂J/∂θ), whoever computes it: the threads of this process, or the workers of
a cluster (nn.distributed). Progress bars, checkpoints and records are watchers that the caller hands in; train itself
knows no files, no screens.
"""
from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from functools import partial
from typing import Any, NamedTuple

import numpy as np

from nn.arguments import (
    Matrix,
    Vector,
    all_finite,
    check_choice,
    check_finite_X,
    check_layer_sizes,
    check_positive,
    check_weights,
    check_whole,
)
from nn.backprop import evaluate, evaluate_parts
from nn.cost import Problem, check_problem
from nn.map_reduce import in_parts
from nn.parameters import join, random_init, split
from nn.solvers import SOLVERS, Solver, minibatches, run_epoch
from nn.threads import measured_threads, one_blas_thread, parallel_map

#: SciPy's method -> which of its options limits the evaluations (not "maxiter" for TNC: SciPy ignores it)
METHODS = {"TNC": ("maxfun",), "L-BFGS-B": ("maxfun", "maxiter"), "CG": ("maxiter",)}

#: theta -> (J, ∂J/∂θ), a float and a (p,) array
Objective = Callable[[Vector], tuple[float, Vector]]

REMEDY = "scale X to about 0..1, start from smaller weights, or choose another lambda_ or learning rate"


class Progress(NamedTuple):
    """A training so far, as its watchers see it: after each evaluation, or epoch of minibatches, and at the end."""
    theta: Any                          # (p,) the best so far; of minibatches the latest
    cost: float                         # its cost, regularized, nats per example; of minibatches the epoch's mean
    costs: tuple[float, ...]            # the lowest cost at the start and after each iteration; or each epoch's mean
    evaluations: int                    # of cost and gradient
    seconds: float
    done: bool = False                  # is this the last look, after the training has ended?


class Stop(Exception):
    """Raised by a watcher to end the training with what it has; its text becomes the result's message."""


class TrainingResult(NamedTuple):
    """What train returns."""
    theta: Vector                       # (p,) the weights of the lowest cost; of minibatches the last
    cost: float                         # their cost, regularized, nats per example; of minibatches the epoch's mean
    costs: Vector                       # the lowest at the start and after each iteration; or each epoch's mean
    ended: str                          # "converged", "limit", "stalled", "interrupted", "diverged" or "stopped"
    message: str                        # the same as a sentence, the optimizer's own where it has one
    evaluations: int                    # of cost and gradient; those before a resume included, as in all that follow
    iterations: int                     # of the optimizer; of minibatches: epochs
    seconds: float
    layer_sizes: tuple[int, ...]

    @property
    def interrupted(self) -> bool:
        """Was it stopped by Ctrl-C?"""
        return self.ended == "interrupted"


def train(X: Matrix, Y: Matrix, layer_sizes: Sequence[int], lambda_: float = 1.0, max_evaluations: int = 400,
          seed: int = 0, *, method: str = "TNC", theta: Vector | None = None, hidden: str = "sigmoid",
          output: str = "sigmoid", batch_size: int = 200, epochs: int = 10, learning_rate: float = 0.01,
          watch: Sequence[Callable[[Progress], Any]] = (), resume: Progress | None = None) -> TrainingResult:
    """θ* = argmin J(θ) + λ/(2m) Σ Θ²,  from small random weights, with the exact gradient.

    X, Y, layer_sizes, lambda_, hidden, output : as in cost_and_gradient
    max_evaluations : int >= 1, of cost and gradient, for SciPy's methods; those before a resume count
    seed            : int, chooses the first theta, random_init(layer_sizes, default_rng(seed)), for minibatches with
                      epsilon=None, and the minibatches
    method          : "TNC" (truncated Newton), "L-BFGS-B" or "CG" (conjugate gradients), all of scipy.optimize on all
                      examples at once; "sgd" (with Nesterov's momentum 0.9), "adam" or "adagrad" on minibatches
    theta           : (p,) array to start from instead
    batch_size, epochs : int >= 1, examples a minibatch, and passes over all of them
    learning_rate   : η > 0 of the minibatches
    watch           : functions that are called with a Progress after each evaluation, or each epoch of minibatches; one
                      that raises Stop ends the training. See progress_bar, Recorder and Checkpoint
    resume          : the Progress to continue from, of a run by SciPy's methods on the same problem
    Returns         : TrainingResult, with the best theta so far also after Ctrl-C, a Stop, or where cost or gradient
                      became nan or infinite
    Raises          : ValueError for arguments, as cost_and_gradient; FloatingPointError where the first evaluation is
                      not finite; KeyboardInterrupt before it

    >>> X, Y = np.array([[0.0], [1.0]]), np.array([[1.0, 0.0], [0.0, 1.0]])
    >>> result = train(X, Y, layer_sizes=(1, 2), lambda_=0.1, max_evaluations=50)
    >>> result.ended, result.message
    ('converged', 'Converged (|f_n-f_(n-1)| ~= 0)')
    """
    check_choice(method, [*METHODS, *SOLVERS], "method")
    for name, value in (("batch_size", batch_size), ("epochs", epochs)):
        check_whole(value, name)
    check_positive(learning_rate, "learning_rate")
    check_run(method, theta, max_evaluations, watch, resume)
    rng = np.random.default_rng(seed)
    if theta is None:
        theta = resume.theta if resume else random_init(layer_sizes, rng, epsilon=0.12 if method in METHODS else None)
    problem = check_problem(theta, X, Y, layer_sizes, lambda_, hidden, output)
    check_finite_X(problem.X)                       # now all is checked, and not again in an evaluation

    if method in METHODS:
        with in_this_process(problem) as objective:
            return minimize(objective, join(problem.Thetas), layer_sizes, max_evaluations, method=method, watch=watch,
                            resume=resume)
    run = Run(watch, None)
    return run.to_the_end(partial(by_minibatches, run, problem, SOLVERS[method], float(learning_rate), rng,
                                  int(batch_size), int(epochs)), check_layer_sizes(layer_sizes), start=0)


def minimize(objective: Objective, theta: Vector, layer_sizes: Sequence[int], max_evaluations: int = 400, *,
             method: str = "TNC", watch: Sequence[Callable[[Progress], Any]] = (),
             resume: Progress | None = None) -> TrainingResult:
    """θ* = argmin of an objective, by SciPy's optimizers: what train does as soon as X and Y are behind a function.

    objective   : function of theta, (p,), that returns (J, ∂J/∂θ): a float and a (p,) array
    theta       : (p,) array to start from, also where a Progress is resumed
    the others, Returns, Raises : as in train

    >>> result = minimize(lambda theta: (float(theta @ theta), 2 * theta), np.array([3.0, 4.0]), layer_sizes=(1, 1))
    >>> result.costs[0].item(), round(result.cost, 9)
    (25.0, 0.0)
    """
    check_choice(method, METHODS, "method")
    check_run(method, None, max_evaluations, watch, resume)
    run, layer_sizes = Run(watch, resume), check_layer_sizes(layer_sizes)
    theta = check_weights(theta, layer_sizes)
    return run.to_the_end(partial(by_optimizer, run, objective, theta, method, max_evaluations), layer_sizes, start=1)


def check_run(method: str, theta: Any, max_evaluations: Any, watch: Any, resume: Any) -> None:
    """Raises where a training cannot start, end or be watched in this way."""
    check_whole(max_evaluations, "max_evaluations")
    check_watchers(watch)
    if resume is not None and not isinstance(resume, Progress):
        raise ValueError(f"resume is a {type(resume).__name__}, expected a Progress: load_checkpoint(…)[0]")
    if resume is not None and (theta is not None or method in SOLVERS):
        raise ValueError("resume says where to start, and goes with SciPy's methods only; pass it without theta, and "
                         f"with one of {', '.join(METHODS)}")


def check_watchers(watch: Any) -> None:
    """Raises where watch is not a list of functions of a Progress."""
    if callable(watch) or isinstance(watch, str):
        raise ValueError(f"watch is {watch!r}, expected a list of watchers: watch=[…]")
    for watcher in watch:
        if not callable(watcher) or isinstance(watcher, type):
            raise ValueError(f"watch contains {watcher!r}, expected functions of a Progress, such as "
                             f"progress_bar(400), Recorder((1, 10)) or Checkpoint(…)")


class Run:
    """What a training has found so far, and its watchers."""

    def __init__(self, watch: Sequence[Callable], resume: Progress | None):
        self.watch = watch
        self.theta, self.cost, costs, self.evaluations, seconds, _ = resume or Progress(None, np.inf, (), 0, 0.0)
        self.costs = list(costs)
        self.started = time.perf_counter() - seconds

    def found(self, theta: Vector, cost: float) -> None:
        """Keeps what is the best so far; of minibatches the latest."""
        self.theta, self.cost = theta.copy(), cost

    def end_iteration(self) -> None:
        """Adds the cost to the costs."""
        self.costs.append(self.cost)

    def call_watchers(self, done: bool = False) -> None:
        """Shows all watchers the Progress; one of them may raise Stop."""
        seconds = time.perf_counter() - self.started
        for watcher in self.watch:
            with suppress(Stop) if done else nullcontext():         # at the end nothing is left to stop
                watcher(Progress(self.theta, self.cost, tuple(self.costs), self.evaluations, seconds, done))

    def to_the_end(self, optimizer: Callable[[], tuple[str, str]], layer_sizes: tuple[int, ...],
                   start: int) -> TrainingResult:
        """The TrainingResult of an optimizer, however it ends, after the watchers' last look.

        optimizer : function that returns (ended, message) of TrainingResult, or is ended by an exception
        start     : 1 where the first of the costs is that of the start, before any iteration, otherwise 0
        Raises    : FloatingPointError or KeyboardInterrupt where there is nothing to return
        """
        try:
            ended, message = optimizer()
        except Stop as stop:
            ended, message = "stopped", str(stop) or "Stopped by a watcher"
        except KeyboardInterrupt:
            ended, message = "interrupted", "Interrupted: the result is what was found so far"
        except FloatingPointError as error:
            ended, message = "diverged", str(error)
        if self.theta is None:                      # it ended before the first evaluation
            raise FloatingPointError(message) if ended == "diverged" else KeyboardInterrupt
        if not self.costs or self.cost < self.costs[-1]:
            self.end_iteration()                    # the one in which it was stopped
        self.call_watchers(done=True)
        return TrainingResult(self.theta, self.cost, np.array(self.costs), ended, message, self.evaluations,
                              len(self.costs) - start, time.perf_counter() - self.started, layer_sizes)


@contextmanager
def in_this_process(problem: Problem) -> Iterator[Objective]:
    """The objective of all examples, part by part, in as many threads as BLAS had."""
    shapes, parts = [Theta.shape for Theta in problem.Thetas], in_parts(problem)
    with parallel_map() as pmap:
        yield lambda theta: evaluate_parts(split(theta, shapes), parts, pmap)


class Limit(Exception):
    """Ends an optimizer at max_evaluations: CG cannot be limited, the others may exceed their limit."""


def by_optimizer(run: Run, objective: Objective, theta: Vector, method: str, max_evaluations: int) -> tuple[str, str]:
    """SciPy's optimizer asks the objective, with one BLAS thread for its own vectors of p numbers.

    Returns : (ended, message) of TrainingResult
    """
    from scipy import optimize  # slow to import, and needed for training only

    def cost_and_gradient(theta):
        if run.evaluations >= max_evaluations:
            raise Limit
        if not all_finite(theta):
            raise FloatingPointError(f"training diverged: after evaluation {run.evaluations} the optimizer stepped to "
                                     f"a theta with nan or inf; {REMEDY}")
        J, gradient = objective(theta)
        run.evaluations += 1
        if not (np.isfinite(J) and all_finite(gradient)):
            raise FloatingPointError(f"training diverged: at evaluation {run.evaluations} the cost is {J} and "
                                     f"{np.sum(~np.isfinite(gradient))} entries of its gradient are not finite; "
                                     f"{REMEDY}")
        if J < run.cost:
            run.found(theta, J)
        if not run.costs:
            run.end_iteration()                     # number 0: the start
        run.call_watchers()
        return J, gradient

    if run.evaluations >= max_evaluations:
        return "limit", f"Nothing left to do: {run.evaluations} evaluations are done already; allow more to continue"
    options = {name: max_evaluations - run.evaluations for name in METHODS[method]}
    try:
        with one_blas_thread():
            found = optimize.minimize(cost_and_gradient, theta, jac=True, method=method, options=options,
                                      callback=lambda _: run.end_iteration())
    except Limit:
        return "limit", "Max. number of function evaluations reached"
    limit = run.evaluations >= max_evaluations
    return "converged" if found.success else "limit" if limit else "stalled", found.message


def by_minibatches(run: Run, problem: Problem, solver: Solver, learning_rate: float, rng: np.random.Generator,
                   batch_size: int, epochs: int) -> tuple[str, str]:
    """The solver steps after each minibatch, epoch after epoch.

    rng     : draws the minibatches of each epoch
    Returns : (ended, message) of TrainingResult
    """
    Thetas, X, Y, lambda_, layers = problem
    m, theta = len(X), join(Thetas)
    Thetas = split(theta, [Theta.shape for Theta in Thetas])        # views: they change with theta

    def evaluate_batch(batch):
        run.evaluations += 1
        return evaluate(Thetas, X[batch], Y[batch], lambda_ * len(batch) / m, layers)   # λ/(2m) Σ Θ² in every batch

    memory, step = solver.memory(len(theta)), partial(solver.step, learning_rate=learning_rate)
    with measured_threads(batch_size * max(Theta.size for Theta in Thetas)) as clock:
        for epoch in range(1, epochs + 1):
            batches = minibatches(rng.permutation(m), batch_size)
            cost, memory = run_epoch(theta, memory, batches, partial(clock.timed, evaluate_batch), step)
            if not (np.isfinite(cost) and all_finite(theta)):
                raise FloatingPointError(f"training diverged in epoch {epoch}: the cost is {cost}; {REMEDY}")
            run.found(theta, cost)
            run.end_iteration()
            run.call_watchers()
    return "limit", f"{epochs} epochs done"
