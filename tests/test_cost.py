import numpy as np
import pytest
from scipy import special

import nn
from nn.activations import cross_entropy, softmax_cross_entropy
from nn.cost import penalty


def test_the_published_cost_comes_out(course_weights, ex4):
    published = 0.2876291651613189                                          # exercise 4: "about 0.287629"
    assert nn.cost(course_weights, *ex4, (400, 25, 10)) == pytest.approx(published, abs=1e-12)


def test_the_published_regularized_cost_comes_out(course_weights, ex4):
    published = 0.38376985909092354                                         # exercise 4: "about 0.383770"
    assert nn.regularized_cost(course_weights, *ex4, (400, 25, 10), 1) == pytest.approx(published, abs=1e-12)


def test_cost_is_the_double_sum_of_the_text(small):
    theta, X, Y, sizes = small
    A = nn.feedforward(theta, X, sizes)[0][-1]
    J = sum(-y * np.log(a) - (1 - y) * np.log(1 - a) for y, a in zip(Y.ravel(), A.ravel(), strict=True)) / len(X)
    assert nn.cost(theta, X, Y, sizes) == pytest.approx(J, rel=1e-13)       # 33 terms in another order


def test_log_loss_is_minus_the_log_of_the_true_class_probability(small):
    theta, X, Y, sizes = small
    P = nn.feedforward(theta, X, sizes, output="softmax")[0][-1]
    assert nn.cost(theta, X, Y, sizes, output="softmax") == pytest.approx(-np.log(P[Y == 1]).mean(), rel=1e-13)
    assert nn.log_loss(Y.argmax(axis=1), P, range(3)) == pytest.approx(-np.log(P[Y == 1]).mean(), rel=1e-13)


@pytest.mark.parametrize("z, y, J", [(1000, 1, 0), (1000, 0, 1000), (-1000, 0, 0), (-1000, 1, 1000), (0, 1, np.log(2))])
def test_cost_is_finite_where_the_sigmoid_is_saturated(z, y, J):
    assert cross_entropy(np.array([[float(z)]]), np.array([[float(y)]])).item() == J
    assert nn.cost([z, 0], [[1.0]], [[y]], (1, 1)) == J


def test_log_loss_is_finite_where_the_softmax_is_saturated():
    Z = np.array([[1000.0, -1000.0]])
    right, wrong = (softmax_cross_entropy(Z, np.array([Y])).sum() for Y in ([1.0, 0.0], [0.0, 1.0]))
    assert (right, wrong) == (0, 2000)


def test_cross_entropy_keeps_its_digits_where_the_answer_is_almost_right():
    assert cross_entropy(np.array([[40.0]]), np.array([[1.0]])).item() == pytest.approx(np.exp(-40), rel=1e-15)


def test_cross_entropy_agrees_with_scipy_also_for_soft_targets():
    rng = np.random.default_rng(0)
    Z, Y = rng.normal(scale=5, size=(7, 3)), rng.uniform(size=(7, 3))
    A = special.expit(Z)
    expected = -(special.xlogy(Y, A) + special.xlog1py(1 - Y, -A)).sum() / 7
    assert cross_entropy(Z, Y).sum() / 7 == pytest.approx(expected, rel=1e-12)  # 1 - A loses digits there, not here


def test_the_cost_does_not_change_if_every_example_appears_twice(small):
    theta, X, Y, sizes = small
    twice = nn.cost(theta, np.vstack([X, X]), np.vstack([Y, Y]), sizes)
    assert twice == pytest.approx(nn.cost(theta, X, Y, sizes), rel=1e-14)


def test_penalty_ignores_the_bias_columns():
    Theta = np.random.default_rng(0).normal(size=(3, 5))
    louder_bias = Theta + 100 * np.eye(5)[0]
    assert penalty([louder_bias], lambda_=1, m=4) == penalty([Theta], lambda_=1, m=4)


def test_penalty_grows_with_lambda_and_is_zero_without(small):
    theta, X, Y, sizes = small
    J = [nn.regularized_cost(theta, X, Y, sizes, lambda_) for lambda_ in (0, 2.7, 5.4)]
    assert J[0] == nn.cost(theta, X, Y, sizes)
    squares = sum((Theta[:, 1:] ** 2).sum() for Theta in nn.unflatten(theta, sizes))
    assert J[1] - J[0] == pytest.approx(2.7 / 22 * squares, rel=1e-13)
    assert J[2] - J[0] == pytest.approx(2 * (J[1] - J[0]), rel=1e-13)


def test_two_thousand_in_a_network_without_any_warning(small):
    theta, X, Y, sizes = small
    assert np.isfinite(nn.cost(1000 * theta, X, Y, sizes)) and np.isfinite(nn.cost(-1000 * theta, X, Y, sizes))
