"""cost_and_gradient, train and check_gradient on exercise 4: 400-25-10, 5,000 digits, float64."""
from functools import partial

import numpy as np
import peers
import pytest
import side_by_side
from children import child, command
from machine import exp_is_vectorized
from side_by_side import Peer, Row, at_least, at_most
from threadpoolctl import threadpool_limits

import nn

SIZES = (400, 25, 10)
LAMBDA = 1.0


@pytest.fixture(scope="module")
def ours(ex4):
    """cost_and_gradient, ready to be called."""
    theta, X, Y = ex4
    return partial(nn.cost_and_gradient, theta, X, Y, SIZES, LAMBDA)


@pytest.mark.parametrize("threads", [1, None], ids=["one thread", "all threads"])
def test_cost_and_gradient_against_the_bare_matrix_products(record, ex4, ours, threads):
    """The five products that it cannot avoid, in the faster of two layouts."""
    theta, X, Y = ex4
    Theta1, Theta2 = (Theta[:, 1:] for Theta in nn.unflatten(theta, SIZES))
    A, A3 = map(np.ascontiguousarray, nn.feedforward(theta, X, SIZES)[0][1:])
    delta3 = A3 - Y
    delta2 = delta3 @ Theta2
    columns = [np.asfortranarray(array) for array in (A, delta2, delta3)]   # one example a column, as in the equations

    def by_rows():
        return X @ Theta1.T, A @ Theta2.T, delta3 @ Theta2, delta2.T @ X, delta3.T @ A

    def by_columns():
        A, delta2, delta3 = columns
        return (Theta1 @ X.T).T, (Theta2 @ A.T).T, (Theta2.T @ delta3.T).T, delta2.T @ X, delta3.T @ A
    for one, other in zip(by_rows(), by_columns(), strict=True):
        np.testing.assert_allclose(one, other, atol=1e-9)
    written_for_speed = partial(peers.numpy_evaluation(X, Y, SIZES[1], LAMBDA), theta)
    np.testing.assert_allclose(written_for_speed()[0], ours()[0], rtol=1e-12)
    np.testing.assert_allclose(written_for_speed()[1], ours()[1], rtol=1e-9, atol=1e-14)
    with threadpool_limits(threads):
        took = side_by_side.in_turn({"": ours, "Z = X Θᵀ": by_rows, "Zᵀ = Θ Xᵀ": by_columns,
                                     "speed": written_for_speed}, rounds=60)
    faster = min(("Z = X Θᵀ", "Zᵀ = Θ Xᵀ"), key=lambda layout: took[layout].wall)
    products = f"its five matrix products, and nothing else ({faster}, the faster of two layouts)", took[faster]
    which = "one thread" if threads else "all threads"
    record(Row(f"NumPy written for speed alone, instead of `cost_and_gradient`, {which}", took["speed"], *products),
           Row(f"`cost_and_gradient`, {which}", took[""], *products, at_most(1.2 if exp_is_vectorized() else 1.3)))


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


def test_cost_and_gradient_against_the_walk_through(compare, ex4, ours):
    (J, gradient), (their_J, their_gradient) = ours(), walkthrough(*ex4)
    assert their_J == pytest.approx(J, rel=1e-12)
    np.testing.assert_allclose(their_gradient, gradient, rtol=1e-9, atol=1e-14)
    compare("`cost_and_gradient`", ours, Peer("a walk-through's separate cost and gradient (np.insert, three passes)",
                                              partial(walkthrough, *ex4), at_least(3)), rounds=30)


def test_cost_and_gradient_against_scikit_learns_backprop(compare, ex4, ours):
    neural_network = pytest.importorskip("sklearn.neural_network", reason="pip install '.[bench]'")
    theta, X, Y = ex4
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
    J, gradient = ours()
    assert backprop()[0] == pytest.approx(J, rel=1e-9)
    np.testing.assert_allclose(coefs[0].T, nn.unflatten(gradient, SIZES)[0][:, 1:], rtol=1e-9, atol=1e-14)
    compare("`cost_and_gradient`", ours, Peer("scikit-learn's `_backprop`", backprop, at_least(1)), rounds=60)


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


@pytest.mark.parametrize("autograd, name", [(pytorch_as_the_exercise, "exercise 4 as it stands in the text"),
                                            (pytorch_at_its_best, "with its fused functions")])
def test_cost_and_gradient_against_pytorch(compare, ex4, ours, autograd, name):
    torch = pytest.importorskip("torch", reason="pip install '.[bench]'")
    theta, X, Y = ex4
    peer = partial(autograd, torch, theta, torch.from_numpy(X), torch.from_numpy(Y))
    (J, gradient), (their_J, their_gradient) = ours(), peer()
    assert their_J == pytest.approx(J, rel=1e-12)
    np.testing.assert_allclose(their_gradient, gradient, rtol=1e-9, atol=1e-14)
    compare("`cost_and_gradient`", ours, Peer(f"PyTorch autograd, {name}", peer, at_least(2)), rounds=60)


def test_tnc_against_as_many_calls_of_cost_and_gradient(compare):
    compare("`train`, TNC, 400 evaluations, one thread", partial(child, "train", 400, threads=1),
            Peer("400 calls of `cost_and_gradient`", partial(child, "evaluations", 400, threads=1), at_most(1.2)),
            rounds=3, warm=False)


def test_lbfgs_against_scipy_by_hand(compare):
    compare("`train`, L-BFGS-B, 100 evaluations", partial(child, "train", 100, "L-BFGS-B"),
            Peer("`scipy.optimize.minimize` with all threads", partial(child, "scipys_minimize", 100), at_least(0.9)),
            rounds=3, warm=False)                                           # 1 where the machine has one core


def test_checking_the_whole_gradient_against_the_full_loop(record, ex4):
    theta, X, Y = ex4
    gradient = nn.regularized_gradient(theta, X, Y, SIZES, LAMBDA)

    def f(theta):
        return nn.regularized_cost(theta, X, Y, SIZES, LAMBDA)

    def check():
        assert nn.check_gradient(f, gradient, theta, SIZES).passed

    def a_hundredth_of_the_loop():                                          # 103 of 10,285 entries, two calls each
        for _ in range(206):
            f(theta)
    took = side_by_side.in_turn({"": check, "loop": a_hundredth_of_the_loop}, rounds=3)
    record(Row("`check_gradient`, 10,285 parameters", took[""],
               "the loop over all entries (calculated from 1/100 of it)", took["loop"].times(100), at_least(50)))


def test_help_against_importing_numpy(compare):
    compare("`nn --help`", partial(command, "-m", "nn", "--help"),
            Peer('`python -c "import numpy"`', partial(command, "-c", "import numpy"), at_most(2)), rounds=10)
