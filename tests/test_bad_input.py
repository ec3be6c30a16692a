"""Every wrong argument is met at the public door, by the same words whichever function it was handed to."""
import timeit

import numpy as np
import pytest

import nn
from nn.arguments import warn_of_raw_pixels

SIZES = (6, 4, 3)
THETA = np.linspace(-1, 1, 43)
X = np.random.default_rng(0).normal(size=(11, 6))
Y = np.eye(3)[np.arange(11) % 3]

DOORS = {
    "feedforward": lambda theta=THETA, X=X, Y=Y: nn.feedforward(theta, X, SIZES),
    "predict": lambda theta=THETA, X=X, Y=Y: nn.predict(theta, X, SIZES, range(3)),
    "cost": lambda theta=THETA, X=X, Y=Y: nn.cost(theta, X, Y, SIZES),
    "regularized_cost": lambda theta=THETA, X=X, Y=Y: nn.regularized_cost(theta, X, Y, SIZES, 1),
    "gradient": lambda theta=THETA, X=X, Y=Y: nn.gradient(theta, X, Y, SIZES),
    "regularized_gradient": lambda theta=THETA, X=X, Y=Y: nn.regularized_gradient(theta, X, Y, SIZES, 1),
    "cost_and_gradient": lambda theta=THETA, X=X, Y=Y: nn.cost_and_gradient(theta, X, Y, SIZES),
    "train": lambda theta=THETA, X=X, Y=Y: nn.train(X, Y, SIZES, theta=theta, max_evaluations=1),
}
TAKES_Y = [name for name in DOORS if name not in ("feedforward", "predict")]


def with_entry(A, value):
    return np.where(np.arange(A.size).reshape(A.shape) == 8, value, A)


WRONG_X = {
    "a column of ones": (np.insert(X, 0, 1, axis=1), r"X\.shape=\(11, 7\), expected \(m, 6\).*column of ones away"),
    "transposed": (X.T, r"X\.shape=\(6, 11\), expected \(m, 6\).*transposed"),
    "one axis": (X[0], r"X\.shape=\(6,\).*reshape\(1, -1\)"),
    "images": (X.reshape(11, 2, 3), r"X\.shape=\(11, 2, 3\).*unroll the images"),
    "too few columns": (X[:, :5], r"X\.shape=\(11, 5\).*layer_sizes\[0\]"),
    "no example": (X[:0], r"X\.shape=\(0, 6\).*empty"),
    "an empty list": ([], "empty"),
    "nan": (with_entry(X, np.nan), r"X contains nan or inf, first at X\[1, 2\] = nan"),
    "inf": (with_entry(X, np.inf), r"first at X\[1, 2\] = inf"),
    "uint8 pixels": (np.full((11, 6), 255, dtype=np.uint8), r"dtype uint8.*pass X / 255\.0"),
    "rows of uint8": (list(np.full((11, 6), 3, dtype=np.uint8)), r"dtype uint8.*pass X / 255\.0"),
    "pixels as ints": (np.full((11, 6), 255), r"dtype int64.*pass X / 255\.0"),
    "pixels in lists": ([[0, 128, 255, 0, 1, 2]] * 11, r"dtype int64.*pass X / 255\.0"),
    "objects": (X.astype(object), r"X has dtype object.*astype\(float\)"),
    "text": (X.astype(str), "X has dtype <U"),
    "a ragged list": ([[1, 2], [3]], "X is a ragged list"),
    "complex": (X + 1j, "X is complex"),
    "nothing": (None, "X has dtype object"),
}


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("wrong, message", WRONG_X.values(), ids=WRONG_X)
def test_a_wrong_X_is_named(door, wrong, message):
    with pytest.raises(ValueError, match=message):
        DOORS[door](X=wrong)


WRONG_Y = {
    "labels": (np.arange(11), r"Y\.shape=\(11,\), expected \(11, 3\).*one_hot"),
    "labels in a column": (np.ones((11, 1)), "one_hot"),
    "transposed": (Y.T, r"Y\.shape=\(3, 11\).*transposed"),
    "another m": (Y[:10], "one row an example"),
    "another K": (np.eye(4)[np.arange(11) % 4], r"layer_sizes\[-1\]"),
    "values beyond 0..1": (2 * Y, "entries from 0.0 to 2.0"),
    "nan": (with_entry(Y, np.nan), "entries from nan"),
    "objects": (Y.astype(object), "Y has dtype object"),
}


@pytest.mark.parametrize("door", TAKES_Y)
@pytest.mark.parametrize("wrong, message", WRONG_Y.values(), ids=WRONG_Y)
def test_a_wrong_Y_is_named(door, wrong, message):
    with pytest.raises(ValueError, match=message):
        DOORS[door](Y=wrong)


WRONG_THETA = {
    "too short": (THETA[:-1], r"theta\.shape=\(42,\), expected \(43,\) for layer_sizes=\(6, 4, 3\)"),
    "without biases": (THETA[:36], "the bias columns are missing"),
    "a column": (THETA[:, None], r"theta\.shape=\(43, 1\), expected .*\(43,\): pass theta\.ravel\(\)"),
    "a row": (THETA[None], r"theta\.shape=\(1, 43\), .* pass theta\.ravel\(\)"),
    "a column as a list": (THETA[:, None].tolist(), r"pass np\.asarray\(theta\)\.ravel\(\)"),
    "an np.matrix": (THETA[None].view(np.matrix), r"pass np\.asarray\(theta\)\.ravel\(\)"),
    "one matrix": (THETA[:28].reshape(4, 7), r"theta\.shape=\(4, 7\).*flatten\(Thetas\)"),
    "a list of matrices": (nn.unflatten(THETA, SIZES), r"theta is a list of matrices.*flatten\(Thetas\)"),
    "nan": (with_entry(THETA, np.nan), "theta contains nan or inf in 1 of 43 entries"),
    "a result of training": (nn.Snapshot(1, 0.5, THETA), r"theta is a Snapshot, .* pass its \.theta"),
    "objects": (THETA.astype(object), "theta has dtype object"),
}


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("wrong, message", WRONG_THETA.values(), ids=WRONG_THETA)
def test_a_wrong_theta_is_named(door, wrong, message):
    with pytest.raises(ValueError, match=message):
        DOORS[door](theta=wrong)


@pytest.mark.parametrize("column", [THETA[:, None], THETA[None]], ids=["column", "row"])
def test_every_other_function_of_theta_advises_ravel_too(column):
    def square(theta):
        return float(np.sum(theta ** 2))
    for function in (lambda: nn.unflatten(column, SIZES),
                     lambda: nn.numerical_gradient(square, column), lambda: nn.complex_step_gradient(square, column),
                     lambda: nn.check_gradient(square, lambda theta: 2 * theta, column),
                     lambda: nn.Network(column, SIZES, range(3)).predict(X),
                     lambda: nn.save_network("never.npz", nn.Network(column, SIZES, range(3)))):
        with pytest.raises(ValueError, match=r"pass theta\.ravel\(\)"):
            function()
    with pytest.raises(ValueError, match=r"pass gradient\.ravel\(\)"):
        nn.check_gradient(square, lambda theta: 2 * column, THETA)


def test_what_the_advice_on_theta_makes_is_accepted():
    """An np.matrix stays one under .ravel(): it is not told to call that."""
    for given in (THETA[:, None], THETA[None], THETA[None].view(np.matrix), THETA[:, None].tolist()):
        with pytest.raises(ValueError, match="pass ") as caught:
            nn.cost(given, X, Y, SIZES)
        advised = eval(str(caught.value).split("pass ")[1], {"np": np, "theta": given})
        assert nn.cost(advised, X, Y, SIZES) == nn.cost(THETA, X, Y, SIZES)


@pytest.mark.parametrize("lambda_", [-1, np.nan, np.inf, "1", b"1", np.complex64(1), None, [1]])
@pytest.mark.parametrize("function", [nn.regularized_cost, nn.regularized_gradient, nn.cost_and_gradient])
def test_a_wrong_lambda_is_named(function, lambda_):
    with pytest.raises(ValueError, match="lambda_ is"):
        function(THETA, X, Y, SIZES, lambda_)


@pytest.mark.parametrize("choice", [{"hidden": "sigmoidal"}, {"output": "relu"}])
def test_an_unknown_function_is_answered_with_the_known_ones(choice):
    with pytest.raises(ValueError, match="expected one of 'sigmoid'"):
        nn.cost(THETA, X, Y, SIZES, **choice)


@pytest.mark.parametrize("kind", [np.float32, list, np.int64])
def test_float32_integers_and_lists_are_taken_as_float64(kind):
    whole = np.round(3 * X)
    given = whole.tolist() if kind is list else whole.astype(kind)
    J, gradient = nn.cost_and_gradient(THETA.tolist(), given, Y.astype(np.uint8), SIZES)
    assert J == nn.cost(THETA, whole, Y, SIZES) and gradient.dtype == np.float64


def test_one_example_and_one_class_are_a_problem_like_any_other():
    assert nn.cost_and_gradient([0.0, 0.0], [[1.0]], [[1.0]], (1, 1))[1].tolist() == [-0.5, -0.5]
    assert nn.predict([0.0, 0.0], [[1.0]], (1, 1), ["only"]).tolist() == ["only"]


def test_huge_but_finite_pixels_are_not_an_error():
    assert np.isfinite(nn.cost(THETA, 1e200 * np.ones((11, 6)), Y, SIZES))


# pixels 0..255 as floats

DIGITS = nn.load_mnist5k()[0].reshape(5000, 784).astype(float)
MANY = {"theta": np.zeros(3 * 785), "Y": np.eye(3)[np.arange(5000) % 3], "layer_sizes": (784, 3)}
LOOKS = "X looks like raw pixels 0..255"


@pytest.mark.parametrize("function", [
    lambda X: nn.train(X, MANY["Y"], (784, 3), max_evaluations=1), lambda X: nn.cost(X=X, **MANY),
    lambda X: nn.regularized_gradient(X=X, lambda_=1, **MANY),
    lambda X: nn.feedforward(MANY["theta"], X, (784, 3))], ids=["train", "cost", "gradient", "feedforward"])
def test_raw_pixels_as_floats_are_warned_about_at_the_line_of_the_user(function):
    with pytest.warns(UserWarning, match=rf"{LOOKS}.*pass X / 255\.0") as caught:
        function(DIGITS)
    assert [one.filename for one in caught] == [__file__]           # once, and not at a line inside nn


def test_float32_and_a_single_class_of_thin_digits_are_warned_about_too():
    for some in (DIGITS.astype(np.float32), DIGITS[500:1000], 255 - DIGITS):
        with pytest.warns(UserWarning, match=LOOKS):
            nn.feedforward(MANY["theta"], some, (784, 3))


rng = np.random.default_rng(0)
NOT_PIXELS = {
    "scaled": DIGITS / 255,
    "centred": DIGITS - DIGITS.mean(axis=0),
    "whole and centred": DIGITS - 128,
    "black and white": np.round(DIGITS / 255),
    "counts of words": rng.poisson(rng.exponential(0.5, 784), (5000, 784)) + 150.0 * (rng.random((5000, 784)) < 1e-3),
    "real numbers": rng.uniform(0, 255, (100, 784)),
    "whole numbers of both signs": rng.integers(-200, 200, (100, 784)) + 0.0,
    "16 bits": 257 * DIGITS,
    "ages and pressures among answers yes and no": np.hstack([
        rng.integers(0, 2, (5000, 760)), rng.integers(1, 90, (5000, 12)), rng.integers(90, 190, (5000, 12))]) + 0.0,
}


@pytest.mark.parametrize("name", NOT_PIXELS)
def test_other_numbers_are_not_taken_for_pixels(name):
    nn.feedforward(MANY["theta"], NOT_PIXELS[name], (784, 3))       # a warning would be an error


def test_a_few_columns_of_large_whole_numbers_are_not_taken_for_pixels():
    nn.feedforward(np.zeros(3 * 11), DIGITS[:, 400:410], (10, 3))


def test_looking_for_pixels_costs_next_to_nothing():
    """Of the time of one evaluation on all digits, of which a training needs hundreds."""
    X = DIGITS / 255
    look = min(timeit.repeat(lambda: warn_of_raw_pixels(X), number=10, repeat=5)) / 10
    evaluation = min(timeit.repeat(lambda: nn.cost_and_gradient(X=X, **MANY), number=1, repeat=5))
    assert look < 0.01 * evaluation
