"""The workspace and the steps in place against the readable functions of the course, whose equations they repeat."""
import numpy as np
import pytest
import scipy.sparse

pytest.importorskip("sklearn")

from nn import one_hot, random_init, unflatten  # noqa: E402
from nn.activations import layers_of  # noqa: E402
from nn.backprop import evaluate  # noqa: E402
from nn.estimator.steps import IN_PLACE, copied, first_memory  # noqa: E402
from nn.estimator.workspace import Workspace  # noqa: E402
from nn.parameters import join  # noqa: E402
from nn.solvers import SOLVERS  # noqa: E402

SIZES = (11, 7, 5, 3)                                                           # no two alike


def problem(hidden, output, m=40, dtype=np.float64, sparse=False, rows=None):
    """A workspace and the course's Thetas with the same weights, X, and the targets of both."""
    rng = np.random.default_rng(0)
    Thetas = unflatten(random_init(SIZES, rng, epsilon=0.7), SIZES)
    workspace = Workspace(SIZES, hidden, output, rows or m, dtype, sparse)
    workspace.load([Theta[:, 1:].T for Theta in Thetas], [Theta[:, 0] for Theta in Thetas])
    X, y = rng.normal(size=(m, SIZES[0])) * (rng.uniform(size=(m, SIZES[0])) < 0.3), rng.integers(0, SIZES[-1], m)
    Y = one_hot(y, range(SIZES[-1]))
    return workspace, Thetas, X, Y, y if output == "softmax" else Y


def as_thetas(workspace):
    """The gradient in the workspace in the order of the course's theta."""
    return join([np.column_stack([b, W]) for W, b in
                 zip(workspace.weight_gradients, workspace.bias_gradients, strict=True)])


@pytest.mark.parametrize("hidden", ["relu", "sigmoid", "tanh", "identity"])
@pytest.mark.parametrize("output", ["softmax", "sigmoid"])
@pytest.mark.parametrize("sparse", [False, True], ids=["dense", "sparse"])
@pytest.mark.parametrize("rows", [40, 64], ids=["full", "a short last batch"])
def test_loss_and_gradient_are_those_of_the_course(hidden, output, sparse, rows):
    workspace, Thetas, X, Y, y = problem(hidden, output, sparse=sparse, rows=rows)
    for _ in range(2):                                                          # the second time over used buffers
        J = workspace.loss_and_gradient(scipy.sparse.csr_array(X) if sparse else X, y, 1 / 40, 0.3 / 40)
    expected_J, expected = evaluate(Thetas, X, Y, 0.3, layers_of(SIZES, hidden, output))
    # sums of 40 terms in another order; an entry of the gradient that is nearly 0 is a difference of larger ones
    assert pytest.approx(expected_J, rel=1e-15) == J
    np.testing.assert_allclose(as_thetas(workspace), expected, rtol=0, atol=1e-15)


@pytest.mark.parametrize("output", ["softmax", "sigmoid"])
def test_in_float32_all_is_float32_and_nearly_the_same(output):
    workspace, Thetas, X, Y, y = problem("relu", output, dtype=np.float32)
    J = workspace.loss_and_gradient(X.astype(np.float32), y, 1 / 40, 0.3 / 40)
    expected_J, expected = evaluate(Thetas, X, Y, 0.3, layers_of(SIZES, "relu", output))
    assert workspace.gradient.dtype == workspace.outputs(X.astype(np.float32)).dtype == np.float32
    assert pytest.approx(expected_J, rel=1e-6) == J                             # a few roundings of 6e-8
    np.testing.assert_allclose(as_thetas(workspace), expected, rtol=0, atol=1e-6)


def test_examples_of_weight_two_count_twice():
    workspace, _, X, _, y = problem("tanh", "softmax", rows=80)
    J = workspace.loss_and_gradient(X, y, np.where(np.arange(40) < 10, 2, 1)[:, None] / 50, 0.01)
    gradient = workspace.gradient.copy()
    doubled = np.append(np.arange(40), np.arange(10))
    assert pytest.approx(J, rel=1e-14) == workspace.loss_and_gradient(X[doubled], y[doubled], 1 / 50, 0.01)
    np.testing.assert_allclose(workspace.gradient, gradient, rtol=0, atol=1e-15)


def test_weights_come_out_as_they_went_in():
    for sparse in (False, True):
        workspace, Thetas, *_ = problem("relu", "softmax", sparse=sparse)
        coefs, intercepts = workspace.unload()
        for Theta, W, b in zip(Thetas, coefs, intercepts, strict=True):
            np.testing.assert_array_equal(W, Theta[:, 1:].T)
            np.testing.assert_array_equal(b, Theta[:, 0])
            assert W.flags.c_contiguous and not np.shares_memory(W, workspace.theta)


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@pytest.mark.parametrize("solver, parameters", [
    ("sgd", {"momentum": 0.9, "nesterov": True}), ("sgd", {"momentum": 0.5, "nesterov": False}),
    ("adam", {"beta_1": 0.8, "beta_2": 0.99, "epsilon": 1e-3}), ("adagrad", {})], ids=str)
def test_steps_in_place_are_the_pure_ones(solver, parameters, dtype):
    rng = np.random.default_rng(0)
    theta = rng.normal(size=50).astype(dtype)
    expected, memory = theta.astype(np.float64), SOLVERS[solver].memory(50)
    mine, scratch = first_memory(solver, theta), np.empty_like(theta)
    for _ in range(5):
        gradient = rng.normal(size=50).astype(dtype)
        step, memory = SOLVERS[solver].step(memory, gradient.astype(np.float64), learning_rate=0.1, **parameters)
        expected = expected + step
        mine = IN_PLACE[solver](theta, mine, gradient, scratch, 0.1, **parameters)
    assert theta.dtype == scratch.dtype == dtype
    np.testing.assert_allclose(theta, expected, rtol=0, atol=50 * np.finfo(dtype).eps)      # 5 steps of ten roundings
    assert solver != "adam" or mine.t == memory.t == 5


@pytest.mark.parametrize("solver", ["sgd", "adam", "adagrad"])
def test_a_copied_memory_is_not_moved_by_the_steps_of_the_other(solver):
    theta = np.ones(3)
    memory = first_memory(solver, theta)
    kept = copied(memory, theta.dtype)
    IN_PLACE[solver](theta, memory, np.ones(3), np.empty(3), 0.1)
    for before, after in zip(*(list(part) if solver == "adam" else [part]
                               for part in (kept, first_memory(solver, theta))), strict=True):
        np.testing.assert_array_equal(before, after)
