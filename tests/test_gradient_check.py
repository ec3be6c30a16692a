from functools import partial

import numpy as np
import pytest

import nn
from nn.gradient_check import constant_ratio

SMALL = (6, 4, 3)


@pytest.fixture
def problem(small):
    """(f, gradient, theta) of the small problem, lambda 2.7."""
    theta, X, Y, sizes = small
    return (lambda theta: nn.regularized_cost(theta, X, Y, sizes, 2.7),
            lambda theta: nn.regularized_gradient(theta, X, Y, sizes, 2.7), theta)


def spoiled(gradient, spoil):
    """A gradient function with one deliberate mistake: spoil changes the list of matrices."""
    def wrong(theta):
        Thetas = [Theta.copy() for Theta in nn.unflatten(gradient(theta), SMALL)]
        spoil(Thetas)
        return nn.flatten(Thetas)
    return wrong


def test_numerical_gradient_of_a_cubic_errs_by_epsilon_squared():
    # (θ + ε)³ − (θ − ε)³ over 2ε is exactly 3θ² + ε²
    assert nn.numerical_gradient(lambda theta: theta[0] ** 3, [2.0], epsilon=0.1)[0] == pytest.approx(12.01, rel=1e-13)


def test_complex_step_gradient_is_exact_to_rounding():
    theta = np.array([0.3, -1.7, 0.0])
    found = nn.complex_step_gradient(lambda theta: np.sum(np.exp(theta) * np.sin(theta)), theta)
    np.testing.assert_allclose(found, np.exp(theta) * (np.sin(theta) + np.cos(theta)), rtol=1e-15)


def test_f_sees_two_points_an_entry_one_entry_moved_at_a_time():
    calls = []
    theta = np.array([0.0, 5.0, -2.0])
    nn.numerical_gradient(lambda point: calls.append(point - theta) or 0.0, theta, epsilon=1e-3)
    moved = [(int(np.flatnonzero(step)[0]), np.count_nonzero(step)) for step in calls]
    assert moved == [(0, 1), (0, 1), (1, 1), (1, 1), (2, 1), (2, 1)]
    assert theta.tolist() == [0, 5, -2]


@pytest.mark.parametrize("method", ["central", "complex"])
def test_a_right_gradient_passes(problem, method):
    check = nn.check_gradient(*problem, SMALL, method=method)
    assert check.passed and check.relative_error <= check.tolerance == {"central": 1e-9, "complex": 1e-13}[method]
    assert str(check).startswith("PASS")
    assert not check.worst and not any(block.faulty for block in check.blocks)
    assert [block.name for block in check.blocks] == ["Theta1 bias", "Theta1 weights", "Theta2 bias", "Theta2 weights"]
    assert sum(block.compared for block in check.blocks) == 43


def test_a_wrong_entry_is_named_with_both_numbers(problem):
    f, gradient, theta = problem

    def wrong_bias(Thetas):
        Thetas[0][3, 0] += 1.0
    check = nn.check_gradient(f, spoiled(gradient, wrong_bias), theta, SMALL, method="complex")
    assert check.worst[0].name == "Theta1[3, 0] (bias)"
    assert check.worst[0].analytic - check.worst[0].numerical == pytest.approx(1.0, rel=1e-12)
    assert [block.name for block in check.blocks if block.faulty] == ["Theta1 bias"]
    assert f"Theta1[3, 0] (bias)  numerical {check.worst[0].numerical:+.6e}" in str(check)


def test_relative_error_is_the_ratio_of_norms_of_the_course():
    check = nn.check_gradient(lambda theta: theta @ theta, lambda theta: 2 * theta + [0, 1], np.array([3.0, 4.0]))
    assert check.relative_error == pytest.approx(1 / np.hypot(12, 17), rel=1e-9)     # ‖(6, 8) − (6, 9)‖ / ‖(12, 17)‖


FACTORS = {"no division by m": (11, "11.0 = m"), "divided twice": (1 / 11, "0.0909 = 1/m"),
           "sign": (-1, "-1 everywhere"), "doubled": (2, "2 everywhere"),
           "never filled in": (0, "0 everywhere: never filled in")}


@pytest.mark.parametrize("factor, text", FACTORS.values(), ids=FACTORS)
@pytest.mark.parametrize("layer", [0, 1])
def test_a_constant_factor_in_one_matrix_is_named_in_its_rows_only(problem, factor, text, layer):
    f, gradient, theta = problem

    def scale(Thetas):
        Thetas[layer] *= factor
    check = nn.check_gradient(f, spoiled(gradient, scale), theta, SMALL, m=11)
    faulty = {block.name for block in check.blocks if block.faulty}
    assert faulty == {f"Theta{layer + 1} bias", f"Theta{layer + 1} weights"}
    assert str(check).count(text) == 2 and str(check).count(" ok") == 2


def test_no_ratio_is_claimed_where_it_is_not_constant():
    numerical = np.array([1.0, 2.0, 3.0])
    assert constant_ratio(numerical, numerical * [2, 2, 2.1]) is None
    assert constant_ratio(numerical, numerical) is None
    assert constant_ratio(numerical[:1], 2 * numerical[:1]) is None
    assert constant_ratio(np.array([1.0, 2.0, 0.0]), np.array([2.0, 4.0, 0.5])) is None


def test_a_nan_in_the_gradient_fails_and_is_the_worst_entry(problem):
    f, gradient, theta = problem

    def a_nan(Thetas):
        Thetas[1][2, 4] = np.nan
    check = nn.check_gradient(f, spoiled(gradient, a_nan), theta, SMALL)
    assert not check.passed and check.worst[0].name == "Theta2[2, 4]"


def test_the_gradient_may_be_given_as_an_array_and_theta_stays_as_it_is(problem):
    f, gradient, theta = problem
    before = theta.copy()
    assert nn.check_gradient(f, gradient(theta), theta).passed
    assert np.array_equal(theta, before)


def test_a_zero_gradient_of_a_constant_passes():
    assert nn.check_gradient(lambda theta: 1.0, lambda theta: 0 * theta, np.ones(3)).relative_error == 0


# the whole problem of exercise 4: 10,285 parameters, 5,000 examples

@pytest.fixture(scope="module")
def whole(ex4):
    X, Y = ex4
    sizes = (400, 25, 10)
    calls = []

    def f(theta):
        calls.append(1)
        return nn.regularized_cost(theta, X, Y, sizes, 1.0)
    theta = nn.random_init(sizes, np.random.default_rng(1))
    return f, nn.regularized_gradient(theta, X, Y, sizes, 1.0), theta, sizes, calls


@pytest.mark.slow
def test_the_whole_problem_passes_with_less_than_a_fiftieth_of_the_calls(whole):
    f, gradient, theta, sizes, calls = whole
    calls.clear()
    check = nn.check_gradient(f, gradient, theta, sizes, m=5000)
    assert check.passed, str(check)
    assert len(calls) < 2 * len(theta) / 50                          # two calls an entry is the full loop's price


@pytest.mark.slow
@pytest.mark.parametrize("block", ["Theta1 bias", "Theta1 weights", "Theta2 bias", "Theta2 weights"])
def test_one_faulty_block_of_the_whole_problem_is_named(whole, block):
    f, gradient, theta, sizes, _ = whole
    wrong = gradient.copy()
    wrong[nn.parameters.blocks(sizes)[block]] *= 5000
    check = nn.check_gradient(f, wrong, theta, sizes, m=5000)
    assert [row.name for row in check.blocks if row.faulty] == [block]
    assert "5000.0 = m" in str(check) and str(check).count(" ok") == 3


@pytest.mark.slow
def test_one_wrong_entry_among_ten_thousand_is_noticed_by_the_random_directions(whole):
    f, gradient, theta, sizes, _ = whole
    wrong = gradient.copy()
    wrong[5000] += 0.01
    check = nn.check_gradient(f, wrong, theta, sizes)
    assert [row.name for row in check.blocks if row.faulty] == ["Theta1 weights"]


@pytest.mark.slow
def test_entries_that_agree_are_not_listed_beside_one_that_is_wrong(whole):
    f, gradient, theta, sizes, _ = whole
    wrong = nn.unflatten(gradient.copy(), sizes)
    wrong[0][7] *= 2                                                # one row: its bias is compared, few of its weights
    check = nn.check_gradient(f, nn.flatten(wrong), theta, sizes)
    assert not check.passed and check.worst
    assert all(entry.name.startswith("Theta1[7,") for entry in check.worst), check.worst


@pytest.mark.slow
def test_a_nan_among_ten_thousand_entries_is_named(whole):
    f, gradient, theta, sizes, _ = whole
    wrong = nn.unflatten(gradient.copy(), sizes)
    wrong[1][2, 3] = np.nan
    check = nn.check_gradient(f, nn.flatten(wrong), theta, sizes)
    assert not check.passed and [entry.name for entry in check.worst] == ["Theta2[2, 3]"]


@pytest.mark.slow
@pytest.mark.parametrize("spoil", [
    lambda Theta1, Theta2: Theta1.__setitem__((slice(None), 3), 2 * Theta1[:, 3]),
    lambda Theta1, Theta2: Theta2.__setitem__((0, 0), 1.0001 * Theta2[0, 0]),
], ids=["a column", "an entry"])
def test_a_small_mistake_beside_blocks_that_are_right_is_not_called_rounding(whole, spoil):
    f, gradient, theta, sizes, _ = whole
    wrong = nn.unflatten(gradient.copy(), sizes)
    spoil(*wrong)
    check = nn.check_gradient(f, nn.flatten(wrong), theta, sizes)
    assert not check.passed and "rounding" not in str(check)


def test_the_published_mistake_of_the_loaded_weights_is_found_at_another_theta(course_weights, ex4):
    """A widely copied walk-through takes the penalty of the LOADED weights: right at those, wrong elsewhere."""
    X, Y = (part[::50] for part in ex4)
    sizes = (400, 25, 10)

    def walkthrough(theta):
        loaded = nn.unflatten(course_weights, sizes)
        penalties = [np.c_[np.zeros(len(Theta)), Theta[:, 1:]] / len(X) for Theta in loaded]
        return nn.gradient(theta, X, Y, sizes) + nn.flatten(penalties)

    def f(theta):
        return nn.regularized_cost(theta, X, Y, sizes, 1.0)
    assert nn.check_gradient(f, walkthrough, course_weights, sizes, method="complex").passed
    elsewhere = nn.check_gradient(f, walkthrough, 0.9 * course_weights, sizes, method="complex")
    assert [block.name for block in elsewhere.blocks if block.faulty] == ["Theta1 weights", "Theta2 weights"]


WRONG = {
    "gradient of another length": ({"gradient": np.zeros(42)}, r"gradient\.shape=\(42,\), expected \(43,\)"),
    "gradient as a column": ({"gradient": np.zeros((43, 1))}, r"pass gradient\.ravel\(\)"),
    "theta as matrices": ({"theta": np.zeros((4, 7))}, "flatten"),
    "theta with nan": ({"theta": np.full(43, np.nan)}, "finite"),
    "a vector of costs": ({"f": lambda theta: theta}, r"f\(theta\) returned ndarray of shape \(43,\)"),
    "no cost": ({"f": lambda theta: None}, "NoneType"),
    "other layer sizes": ({"layer_sizes": (6, 4, 2)}, "theta.shape"),
    "unknown method": ({"method": "forward"}, "expected one of 'central', 'complex'"),
}


@pytest.mark.parametrize("change, message", WRONG.values(), ids=WRONG)
def test_a_wrong_argument_is_named(problem, change, message):
    f, gradient, theta = problem
    with pytest.raises(ValueError, match=message):
        nn.check_gradient(**({"f": f, "gradient": gradient, "theta": theta, "layer_sizes": SMALL} | change))


def test_a_penalty_on_the_bias_and_a_forgotten_penalty_are_named(small):
    theta, X, Y, sizes = small

    def f(theta):
        return nn.regularized_cost(theta, X, Y, sizes, 2.7)
    on_the_bias = nn.check_gradient(f, lambda theta: nn.gradient(theta, X, Y, sizes) + 2.7 / 11 * theta, theta, sizes)
    assert [block.name for block in on_the_bias.blocks if block.faulty] == ["Theta1 bias", "Theta2 bias"]
    assert str(on_the_bias).count("+0.2455 Theta: a penalty on the bias?") == 2             # 2.7 / 11
    forgotten = nn.check_gradient(f, lambda theta: nn.gradient(theta, X, Y, sizes), theta, sizes)
    assert str(forgotten).count("-0.2455 Theta: the penalty is too small") == 2


def test_only_entries_that_differ_are_listed(problem):
    f, gradient, theta = problem

    def one_entry(Thetas):
        Thetas[1][0, 2] += 0.5
    check = nn.check_gradient(f, spoiled(gradient, one_entry), theta, SMALL)
    assert [entry.name for entry in check.worst] == ["Theta2[0, 2]"]


def test_a_nan_accuses_its_own_block_only(problem):
    f, gradient, theta = problem

    def a_nan(Thetas):
        Thetas[1][2, 4] = np.nan
    check = nn.check_gradient(f, spoiled(gradient, a_nan), theta, SMALL)
    assert [block.name for block in check.blocks if block.faulty] == ["Theta2 weights"]


def test_a_cost_that_drops_the_imaginary_part_is_named(problem):
    f, gradient, theta = problem
    with pytest.raises(ValueError, match="drops the imaginary part"):
        nn.check_gradient(lambda theta: float(np.real(f(theta))), gradient, theta, method="complex")


def test_a_right_gradient_at_a_minimum_is_told_that_rounding_is_to_blame():
    check = nn.check_gradient(lambda theta: np.sum((theta - 1) ** 2) + 1e3, lambda theta: 2 * (theta - 1),
                              np.array([1.001, 0.999]))
    assert not check.passed and 'method="complex"' in str(check)


@pytest.mark.parametrize("change, message", [
    ({"theta": [np.zeros((4, 7)), np.zeros((3, 5))]}, "theta is a list of matrices"),
    ({"gradient": [np.zeros((4, 7)), np.zeros((3, 5))]}, "gradient is a list of matrices"),
    ({"f": lambda theta: (1.0, theta)}, "returned a tuple"),
])
def test_the_likely_slip_is_told(problem, change, message):
    f, gradient, theta = problem
    with pytest.raises(ValueError, match=message):
        nn.check_gradient(**({"f": f, "gradient": gradient, "theta": theta, "layer_sizes": SMALL} | change))


def test_a_penalty_of_exactly_theta_is_named_too(small):
    theta, X, Y, sizes = small
    check = nn.check_gradient(lambda theta: nn.cost(theta, X, Y, sizes),
                              lambda theta: nn.gradient(theta, X, Y, sizes) + theta, theta, sizes)
    assert str(check).count("+1 Theta: the penalty is too large") == 2


def test_each_block_has_the_entries_that_were_compared(small):
    theta, X, Y, sizes = small
    gradient = nn.gradient(theta, X, Y, sizes)
    check = nn.check_gradient(partial(nn.cost, X=X, Y=Y, layer_sizes=sizes), gradient, theta, sizes)
    assert [len(block.entries) for block in check.blocks] == [4, 24, 3, 12]
    name, _, analytic = check.blocks[0].entries[3]
    assert name == "Theta1[3, 0] (bias)" and analytic == gradient[21]


def test_the_repr_of_a_check_is_one_line():
    check = nn.check_gradient(lambda theta: theta @ theta, lambda theta: 3 * theta, np.ones(50))
    assert repr(check) == "<GradientCheck FAIL: the relative difference is 2.0e-01, above 1e-09>"
