import itertools

import numpy as np
import pytest

import nn
from nn.activations import HIDDEN, OUTPUT


@pytest.mark.parametrize("hidden, output", list(itertools.product(HIDDEN, OUTPUT)))
@pytest.mark.parametrize("layer_sizes", [(6, 3), (6, 4, 3), (6, 4, 5, 3), (6, 2, 7, 4, 3)])
def test_gradient_is_the_derivative_of_the_cost(layer_sizes, hidden, output):
    rng = np.random.default_rng(5)
    X, Y = rng.normal(size=(11, 6)), np.eye(3)[np.arange(11) % 3]
    theta = nn.random_init(layer_sizes, rng, epsilon=1.0)
    problem = {"X": X, "Y": Y, "layer_sizes": layer_sizes, "lambda_": 2.7, "hidden": hidden, "output": output}
    check = nn.check_gradient(lambda theta: nn.regularized_cost(theta, **problem),
                              lambda theta: nn.regularized_gradient(theta, **problem),
                              theta, layer_sizes, method="complex")
    assert check.passed, str(check)


def test_gradient_by_hand():
    # z2 = 0, a2 = 1/2; z3 = 1 - 2·(1/2) = 0, a3 = 1/2; delta3 = 1/2 - 1; delta2 = -1/2 · -2 · 1/4 = 1/4
    theta = nn.flatten([np.array([[-3.0, 1.0]]), np.array([[1.0, -2.0]])])
    assert nn.gradient(theta, [[3.0]], [[1.0]], (1, 1, 1)).tolist() == [0.25, 0.75, -0.5, -0.25]


def test_cost_and_gradient_are_those_of_the_separate_functions(small):
    theta, X, Y, sizes = small
    J, gradient = nn.cost_and_gradient(theta, X, Y, sizes, 2.7)
    assert J == nn.regularized_cost(theta, X, Y, sizes, 2.7)
    assert np.array_equal(gradient, nn.regularized_gradient(theta, X, Y, sizes, 2.7))
    assert np.array_equal(nn.gradient(theta, X, Y, sizes), nn.cost_and_gradient(theta, X, Y, sizes)[1])


def test_regularization_adds_lambda_over_m_theta_but_nothing_to_the_biases(small):
    theta, X, Y, sizes = small
    added = nn.regularized_gradient(theta, X, Y, sizes, 2.7) - nn.gradient(theta, X, Y, sizes)
    for Added, Theta in zip(nn.unflatten(added, sizes), nn.unflatten(theta, sizes), strict=True):
        assert not Added[:, 0].any()
        np.testing.assert_allclose(Added[:, 1:], 2.7 / 11 * Theta[:, 1:], rtol=1e-13, atol=1e-16)


def test_the_gradient_is_the_mean_over_examples_and_so_a_sum_over_chunks(small):
    theta, X, Y, sizes = small
    parts = [len(rows) / 11 * nn.gradient(theta, X[rows], Y[rows], sizes) for rows in np.array_split(np.arange(11), 3)]
    np.testing.assert_allclose(sum(parts), nn.gradient(theta, X, Y, sizes), rtol=1e-12, atol=1e-16)


def test_the_published_weights_have_a_gradient_that_complex_steps_confirm(course_weights, ex4):
    X, Y = (part[::25] for part in ex4)                                     # 200 examples, 20 of each class
    f = lambda theta: nn.regularized_cost(theta, X, Y, (400, 25, 10), 1)    # noqa: E731
    gradient = nn.regularized_gradient(course_weights, X, Y, (400, 25, 10), 1)
    assert nn.check_gradient(f, gradient, course_weights, (400, 25, 10), method="complex").passed


def test_nothing_is_changed_in_place_and_the_same_call_gives_the_same_answer(small):
    theta, X, Y, sizes = small
    before = [array.copy() for array in (theta, X, Y)]
    first, second = (nn.cost_and_gradient(theta, X, Y, sizes, 2.7) for _ in range(2))
    assert all(np.array_equal(*pair) for pair in zip(before, (theta, X, Y), strict=True))
    assert first[0] == second[0] and np.array_equal(first[1], second[1])
    assert not np.shares_memory(first[1], theta)


def test_an_array_in_matlab_order_gives_the_same_gradient(small):
    theta, X, Y, sizes = small
    np.testing.assert_allclose(nn.gradient(theta, np.asfortranarray(X), np.asfortranarray(Y), sizes),
                               nn.gradient(theta, X, Y, sizes), rtol=1e-12, atol=1e-16)


def test_memory_beyond_X_stays_below_ten_hidden_layers(ex4):
    import tracemalloc
    X, Y = ex4
    theta = nn.random_init((400, 25, 10), np.random.default_rng(0))
    tracemalloc.start()
    try:
        nn.cost_and_gradient(theta, X, Y, (400, 25, 10), 1.0)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 10 * len(X) * 25 * 8
