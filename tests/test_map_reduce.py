"""Map and reduce: the parts of the examples, added up, are the whole."""
import time
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

import nn
from nn.backprop import evaluate, evaluate_parts
from nn.cost import check_problem
from nn.map_reduce import LARGEST, equal_slices, in_parts


def problem(m, lambda_=3.0, output="sigmoid"):
    """A network of 6-4-3, and m examples."""
    rng = np.random.default_rng(m)
    Y = nn.one_hot(rng.integers(3, size=m), range(3))
    return check_problem(nn.random_init((6, 4, 3), rng), rng.normal(size=(m, 6)), Y, (6, 4, 3), lambda_, "tanh", output)


@pytest.mark.parametrize("output", ["sigmoid", "softmax"])
@pytest.mark.parametrize("largest", [1, 7, 33, 100, 1000])
def test_parts_added_up_are_cost_and_gradient_of_all_examples(largest, output):
    whole = problem(100, output=output)
    J, gradient = evaluate(*whole)
    part_J, part_gradient = evaluate_parts(whole.Thetas, in_parts(whole, largest), map)
    assert part_J == pytest.approx(J, rel=1e-14)
    np.testing.assert_allclose(part_gradient, gradient, rtol=1e-12, atol=1e-15)


def test_a_single_part_is_the_whole_digit_by_digit():
    whole = problem(50)
    J, gradient = evaluate_parts(whole.Thetas, in_parts(whole), map)
    assert J == evaluate(*whole)[0] and np.array_equal(gradient, evaluate(*whole)[1])


def test_cost_and_gradient_is_what_training_sees_digit_by_digit():
    """Of more than two parts, so that another order of the sum would give other digits."""
    whole, seen = problem(3000), []
    theta = nn.flatten(whole.Thetas)

    def see(progress):
        seen.append((progress.cost, progress.theta))
    nn.train(whole.X, whole.Y, (6, 4, 3), whole.lambda_, theta=theta, hidden="tanh", max_evaluations=1, watch=[see])
    J, gradient = nn.cost_and_gradient(theta, whole.X, whole.Y, (6, 4, 3), whole.lambda_, hidden="tanh")
    assert seen[0][0] == J and np.array_equal(seen[0][1], theta)
    assert np.array_equal(gradient, evaluate_parts(whole.Thetas, in_parts(whole))[1])
    assert J != evaluate(*whole)[0] or not np.array_equal(gradient, evaluate(*whole)[1])


@pytest.mark.parametrize("m", [1, LARGEST, LARGEST + 1, 5000, 60_001])
def test_every_example_is_in_one_part_and_no_part_is_much_smaller_than_another(m):
    slices = equal_slices(m, -(-m // LARGEST))
    assert [i for rows in slices for i in range(m)[rows]] == list(range(m))
    lengths = {rows.stop - rows.start for rows in slices}
    assert max(lengths) <= LARGEST and max(lengths) - min(lengths) <= 1


def test_the_examples_are_not_copied():
    whole = problem(100)
    assert all(np.shares_memory(part.X, whole.X) for part in in_parts(whole, 10))


@pytest.mark.parametrize("threads", [1, 2, 3, 8])
def test_the_result_is_the_same_digit_by_digit_whoever_is_first(threads):
    whole = problem(3000)
    parts = in_parts(whole, 100)
    rng = np.random.default_rng(threads)

    def in_any_order(function, parts):
        def call(part):
            time.sleep(rng.uniform(0, 0.003))
            return function(part)
        with ThreadPoolExecutor(threads) as pool:
            return list(pool.map(call, parts))
    J, gradient = evaluate_parts(whole.Thetas, parts, in_any_order)
    assert (J, gradient.tobytes()) == (evaluate_parts(whole.Thetas, parts)[0],
                                       evaluate_parts(whole.Thetas, parts)[1].tobytes())
