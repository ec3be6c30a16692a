"""How fast? Every figure is a ratio to a peer that ran in turn with us, in the same process, on the same digits.

    pytest tests/benchmarks/bench_ex4.py

runs them all; README.md beside this file holds the table of one run. The tests assert that both compute the same, and
that the ratio keeps the bound that README.md states.
"""
import subprocess
import sys
import time
from contextlib import nullcontext

import numpy as np
import pytest

import nn
from nn import training

SIZES = (400, 25, 10)
LAMBDA = 1.0


@pytest.fixture(scope="module")
def problem():
    """theta, X, Y of exercise 4."""
    X, y = nn.load_ex4()
    return nn.random_init(SIZES, np.random.default_rng(0)), X, nn.one_hot(y, range(1, 11))


def in_turn(benchmark, ours, peer, rounds, pause=0.05):
    """Median time of the peer / median time of ours, the two called alternately; both into the benchmark's table.

    Threads of one library go on spinning for some 25 ms after their work and would slow the other's next call: so each
    turn begins with a pause, and then, since a pause cools the caches, with a call that is not timed.
    """
    theirs = []

    def time_the_peer():
        time.sleep(pause)
        peer()
        started = time.perf_counter()
        peer()
        theirs.append(time.perf_counter() - started)
        time.sleep(pause)
        ours()
    benchmark.pedantic(ours, setup=time_the_peer, rounds=rounds, warmup_rounds=2)
    mine, yours = 1e3 * benchmark.stats.stats.median, 1e3 * np.median(theirs[2:])
    benchmark.extra_info |= {"peer_ms": yours, "peer_over_ours": yours / mine}
    print(f"\n{benchmark.name}: ours {mine:.2f} ms, peer {yours:.2f} ms, peer / ours = {yours / mine:.2f}")
    return yours / mine


def test_cost_and_gradient_against_the_bare_matrix_products(benchmark, problem):
    theta, X, Y = problem
    Theta1, Theta2 = (Theta[:, 1:] for Theta in nn.unflatten(theta, SIZES))
    _, A, A3 = nn.feedforward(theta, X, SIZES)[0]
    A, delta3 = np.ascontiguousarray(A), np.ascontiguousarray(A3 - Y)
    delta2 = delta3 @ Theta2

    def products():
        return X @ Theta1.T, A @ Theta2.T, delta3 @ Theta2, delta2.T @ X, delta3.T @ A
    ratio = in_turn(benchmark, lambda: nn.cost_and_gradient(theta, X, Y, SIZES, LAMBDA), products, rounds=60)
    assert 1 / ratio <= 1.35


def walkthrough(theta, X, Y):
    """As the published walk-through computes them: separate functions, a column of ones inserted at every pass."""
    def sigmoid(z):
        return 1 / (1 + np.exp(-z))

    def feedforward(theta, X):
        Theta1, Theta2 = theta[:25 * 401].reshape(25, 401), theta[25 * 401:].reshape(10, 26)
        a1 = np.insert(X, 0, values=np.ones(len(X)), axis=1)
        z2 = a1 @ Theta1.T
        a2 = np.insert(sigmoid(z2), 0, values=np.ones(len(X)), axis=1)
        return Theta1, Theta2, a1, z2, a2, sigmoid(a2 @ Theta2.T)

    def cost(theta, X, Y):
        h = feedforward(theta, X)[-1]
        return np.sum(-Y * np.log(h) - (1 - Y) * np.log(1 - h)) / len(X)

    def regularized_cost(theta, X, Y):
        Theta1, Theta2, *_ = feedforward(theta, X)
        return cost(theta, X, Y) + LAMBDA / (2 * len(X)) * (np.sum(Theta1[:, 1:] ** 2) + np.sum(Theta2[:, 1:] ** 2))

    def regularized_gradient(theta, X, Y):
        Theta1, Theta2, a1, z2, a2, h = feedforward(theta, X)
        d3 = h - Y
        d2 = (d3 @ Theta2)[:, 1:] * sigmoid(z2) * (1 - sigmoid(z2))
        D1, D2 = d2.T @ a1 / len(X), d3.T @ a2 / len(X)
        D1[:, 1:] += LAMBDA / len(X) * Theta1[:, 1:]
        D2[:, 1:] += LAMBDA / len(X) * Theta2[:, 1:]
        return np.concatenate([D1.ravel(), D2.ravel()])
    return regularized_cost(theta, X, Y), regularized_gradient(theta, X, Y)


def test_cost_and_gradient_against_the_walk_through(benchmark, problem):
    theta, X, Y = problem
    J, gradient = nn.cost_and_gradient(theta, X, Y, SIZES, LAMBDA)
    their_J, their_gradient = walkthrough(theta, X, Y)
    assert their_J == pytest.approx(J, rel=1e-12)
    np.testing.assert_allclose(their_gradient, gradient, rtol=1e-9, atol=1e-14)
    assert in_turn(benchmark, lambda: nn.cost_and_gradient(theta, X, Y, SIZES, LAMBDA),
                   lambda: walkthrough(theta, X, Y), rounds=30) >= 3


def test_cost_and_gradient_against_scikit_learns_backprop(benchmark, problem):
    neural_network = pytest.importorskip("sklearn.neural_network", reason="pip install '.[bench]'")
    theta, X, Y = problem
    peer = neural_network.MLPClassifier((25,), activation="logistic", alpha=LAMBDA, max_iter=1, random_state=0)
    peer.partial_fit(X[:10], Y[:10].astype(int), classes=range(10))        # one-hot rows: sigmoid and cross-entropy
    Thetas = nn.unflatten(theta, SIZES)
    peer.coefs_ = [np.ascontiguousarray(Theta[:, 1:].T) for Theta in Thetas]
    peer.intercepts_ = [Theta[:, 0].copy() for Theta in Thetas]
    layers = [X, np.empty((5000, 25)), np.empty((5000, 10))]
    deltas = [np.empty((5000, 25)), np.empty((5000, 10))]
    coefs, intercepts = [np.empty_like(c) for c in peer.coefs_], [np.empty_like(b) for b in peer.intercepts_]

    def backprop():
        return peer._backprop(X, Y, None, layers, deltas, coefs, intercepts)
    J, gradient = nn.cost_and_gradient(theta, X, Y, SIZES, LAMBDA)
    assert backprop()[0] == pytest.approx(J, rel=1e-9)
    np.testing.assert_allclose(coefs[0].T, nn.unflatten(gradient, SIZES)[0][:, 1:], rtol=1e-9, atol=1e-14)
    assert in_turn(benchmark, lambda: nn.cost_and_gradient(theta, X, Y, SIZES, LAMBDA), backprop, rounds=60) > 1


def pytorch_as_the_exercise(torch, theta, X, Y):
    """Exercise 4 written down in PyTorch as it stands in the text: flat theta, a column of ones, the cost's formula."""
    theta = torch.from_numpy(theta).requires_grad_()
    Theta1, Theta2 = theta[:25 * 401].view(25, 401), theta[25 * 401:].view(10, 26)
    ones = torch.ones(len(X), 1, dtype=torch.float64)
    a2 = torch.sigmoid(torch.cat([ones, X], 1) @ Theta1.T)
    h = torch.sigmoid(torch.cat([ones, a2], 1) @ Theta2.T)
    J = torch.sum(-Y * torch.log(h) - (1 - Y) * torch.log(1 - h)) / len(X)
    J = J + LAMBDA / (2 * len(X)) * (torch.sum(Theta1[:, 1:] ** 2) + torch.sum(Theta2[:, 1:] ** 2))
    J.backward()
    return J.item(), theta.grad.numpy()


def pytorch_at_its_best(torch, theta, X, Y):
    """The same by PyTorch's fused functions: linear (no column of ones) and the cross-entropy from z."""
    theta = torch.from_numpy(theta).requires_grad_()
    Theta1, Theta2 = theta[:25 * 401].view(25, 401), theta[25 * 401:].view(10, 26)
    a2 = torch.sigmoid(torch.nn.functional.linear(X, Theta1[:, 1:], Theta1[:, 0]))
    z3 = torch.nn.functional.linear(a2, Theta2[:, 1:], Theta2[:, 0])
    J = torch.nn.functional.binary_cross_entropy_with_logits(z3, Y, reduction="sum") / len(X)
    J = J + LAMBDA / (2 * len(X)) * (torch.sum(Theta1[:, 1:] ** 2) + torch.sum(Theta2[:, 1:] ** 2))
    J.backward()
    return J.item(), theta.grad.numpy()


@pytest.mark.parametrize("autograd", [pytorch_as_the_exercise, pytorch_at_its_best])
def test_cost_and_gradient_against_pytorch(benchmark, problem, autograd):
    torch = pytest.importorskip("torch", reason="pip install '.[bench]'")
    theta, X, Y = problem
    x, y = torch.from_numpy(X), torch.from_numpy(Y)
    J, gradient = nn.cost_and_gradient(theta, X, Y, SIZES, LAMBDA)
    their_J, their_gradient = autograd(torch, theta, x, y)
    assert their_J == pytest.approx(J, rel=1e-12)
    np.testing.assert_allclose(their_gradient, gradient, rtol=1e-9, atol=1e-14)
    assert in_turn(benchmark, lambda: nn.cost_and_gradient(theta, X, Y, SIZES, LAMBDA),
                   lambda: autograd(torch, theta, x, y), rounds=60) >= 2


def test_tnc_against_as_many_calls_of_cost_and_gradient(benchmark, problem):
    theta, X, Y = problem
    evaluations = []

    def train():
        evaluations.append(nn.train(X, Y, SIZES, LAMBDA, max_evaluations=400).evaluations)

    def calls():
        for _ in range(400):
            nn.cost_and_gradient(theta, X, Y, SIZES, LAMBDA)
    ratio = in_turn(benchmark, train, calls, rounds=3)
    assert set(evaluations) == {400} and 1 / ratio <= 1.2


def test_lbfgs_with_scipys_threads_held_against_without(benchmark, problem, monkeypatch):
    _, X, Y = problem

    def train():
        assert nn.train(X, Y, SIZES, LAMBDA, max_evaluations=100, method="L-BFGS-B").evaluations == 100

    def train_with_all_threads():
        with monkeypatch.context() as patch:
            patch.setattr(training, "one_thread_for_scipy", nullcontext)
            train()
    assert in_turn(benchmark, train, train_with_all_threads, rounds=3) > 0.9    # 1 where the machine has one core


def test_checking_the_whole_gradient_against_the_full_loop(benchmark, problem):
    theta, X, Y = problem
    gradient = nn.regularized_gradient(theta, X, Y, SIZES, LAMBDA)

    def f(theta):
        return nn.regularized_cost(theta, X, Y, SIZES, LAMBDA)

    def check():
        assert nn.check_gradient(f, gradient, theta, SIZES).passed

    def a_hundredth_of_the_loop():                                          # 103 of 10,285 entries, two calls each
        for _ in range(206):
            f(theta)
    ratio = 100 * in_turn(benchmark, check, a_hundredth_of_the_loop, rounds=3)
    print(f"the full loop would take {ratio:.0f} times as long")
    assert ratio > 50


def test_help_against_importing_numpy(benchmark):
    def start(*arguments):
        subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
    ratio = in_turn(benchmark, lambda: start("-m", "nn", "--help"), lambda: start("-c", "import numpy"), rounds=10)
    assert 1 / ratio < 2
