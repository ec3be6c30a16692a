"""Arguments are checked once, in the public functions; an error names the array, its shape, the expected one, why."""
import sys
import warnings
from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[Any]                   # (m,) or (p,)
Matrix = NDArray[Any]                   # (m, n)


def as_floats(A: Any, name: str) -> Matrix:
    """A as a float64 array (complex128 where it is complex), or a ValueError that says what is wrong with it.

    A       : array-like of numbers, any shape
    name    : str, how the message calls it
    Raises  : ValueError for ragged lists, text and dtype object
    """
    try:
        A = np.asarray(A)
    except ValueError:
        raise ValueError(f"{name} is a ragged list: all its rows need the same length") from None
    if A.dtype.kind not in "biufc":
        raise ValueError(f"{name} has dtype {A.dtype}, expected numbers; if they are numbers, pass "
                         f"{name}.astype(float)")
    return A.astype(np.complex128 if A.dtype.kind == "c" else np.float64, copy=False)


def as_flat(vector: Any, name: str, matrices: str) -> Any:
    """vector as as_floats returns it.

    Raises : ValueError for a list of matrices, called `matrices`, for what has such a field, for a row and a column
    """
    if hasattr(vector, name):
        raise ValueError(f"{name} is a {type(vector).__name__}, expected one flat vector: pass its .{name}")
    if isinstance(vector, (list, tuple)) and any(np.ndim(part) == 2 for part in vector):
        raise ValueError(f"{name} is a list of matrices, expected one flat vector: flatten({matrices})")
    flat = as_floats(vector, name)
    if flat.ndim > 1 and flat.size == max(flat.shape):
        raise ValueError(f"{name}.shape={flat.shape}, expected one flat vector, ({flat.size},): pass "
                         f"{raveled(vector, name)}")
    return flat


def raveled(A: Any, name: str) -> str:
    """What makes A, a row or a column, flat: of a list and of an np.matrix, which is never flat, np.asarray first."""
    plain = isinstance(A, np.ndarray) and not isinstance(A, np.matrix)
    return f"{name}.ravel()" if plain else f"np.asarray({name}).ravel()"


def all_finite(A: Matrix) -> bool:
    """True where no entry is nan or infinite. One pass without a temporary: a finite sum of squares is proof."""
    flat = A.ravel(order="K")
    with np.errstate(over="ignore", invalid="ignore"):              # a sum that overflows proves nothing: look closer
        return bool(np.isfinite(np.dot(flat, flat)) or np.isfinite(flat).all())


def check_layer_sizes(layer_sizes: Any) -> tuple[int, ...]:
    """layer_sizes as a tuple of ints, input first: at least two layers of at least one unit each."""
    sizes = tuple(np.atleast_1d(np.asarray(layer_sizes)).tolist())
    if len(sizes) < 2 or not all(isinstance(size, int) and size >= 1 for size in sizes):
        raise ValueError(f"layer_sizes is {layer_sizes!r}; expected the units of each layer without bias, input first, "
                         f"output last, such as (400, 25, 10)")
    return sizes


def check_theta(theta: Any, layer_sizes: tuple[int, ...]) -> Vector:
    """theta as a flat float64 (or complex128) vector with one number for each weight of layer_sizes."""
    theta = as_flat(theta, "theta", "Thetas")
    needed = sum(n_out * (n_in + 1) for n_in, n_out in zip(layer_sizes[:-1], layer_sizes[1:], strict=True))
    if theta.shape != (needed,):
        without_bias = sum(a * b for a, b in zip(layer_sizes[:-1], layer_sizes[1:], strict=True))
        slip = ("is it one matrix of several? flatten(Thetas) joins them all" if theta.ndim != 1 else
                "the bias columns are missing" if theta.size == without_bias else
                "were these weights made for other layer_sizes?")
        raise ValueError(f"theta.shape={theta.shape}, expected ({needed},) for layer_sizes={layer_sizes}; {slip}")
    return theta


def check_weights(theta: Any, layer_sizes: tuple[int, ...]) -> Vector:
    """theta as check_theta returns it, and without nan or infinity: a network that can answer."""
    theta = check_theta(theta, layer_sizes)
    if not all_finite(theta):
        raise ValueError(f"theta contains nan or inf in {np.sum(~np.isfinite(theta))} of {theta.size} entries; "
                         f"did training diverge?")
    return theta


def check_X(X: Any, n: int) -> Matrix:
    """X as a finite (m, n) float64 matrix, one example a row, m >= 1."""
    X = check_form_of_X(X, n)
    check_finite_X(X)
    return X


def check_finite_X(X: Matrix) -> None:
    """Raises where X contains nan or inf, and says where."""
    if not all_finite(X):
        row, column = np.argwhere(~np.isfinite(X))[0]
        raise ValueError(f"X contains nan or inf, first at X[{row}, {column}] = {X[row, column]}; "
                         f"repair or drop such examples. X.shape={X.shape}")


def check_form_of_X(X: Any, n: int) -> Matrix:
    """X as an (m, n) float64 matrix; whether it is finite is not checked."""
    given, X = X, as_floats(X, "X")
    dtype = np.asarray(given).dtype                 # of lists and data frames, too
    if dtype == np.uint8 or dtype.kind in "iu" and X.size and X.min() >= 0 and 127 < X.max() < 256:
        raise ValueError(f"X has dtype {dtype}: these look like raw pixels 0..255, which saturate every sigmoid; "
                         f"pass X / 255.0 (or X.astype(float), if they are something else). X.shape={X.shape}")
    if X.dtype.kind == "c":
        raise ValueError("X is complex; only theta may be (for the complex-step gradient)")
    if X.ndim != 2 or X.shape[1] != n or len(X) == 0:
        raise ValueError(f"X.shape={X.shape}, expected (m, {n}): one example a row, m >= 1; {_slip_of_X(X, n)}")
    warn_of_raw_pixels(X)
    return X


def warn_of_raw_pixels(X: Matrix) -> None:
    """Warns where the numbers of X look like pixels 0..255. It looks at 16 rows at the most: a few microseconds."""
    if X.shape[1] >= 64 and look_like_raw_pixels(X[::-(-len(X) // 16)]):
        warnings.warn(f"X looks like raw pixels 0..255, which saturate the units; pass X / 255.0. X.shape={X.shape}. "
                      f"(If it is something else: warnings.filterwarnings('ignore', 'X looks like raw pixels'))",
                      stacklevel=levels_to_the_caller())


def look_like_raw_pixels(X: Matrix) -> bool:
    """Are they whole numbers 0..255, above 127 in at least a tenth of the columns?

    A few columns of ages, sizes or pressures among many others, and the counts of words, are not.

    >>> look_like_raw_pixels(np.array([[0.0, 200.0]])), look_like_raw_pixels(np.array([[0.0, 200.0]]) / 255)
    (True, False)
    """
    return bool(127 < X.max() < 256 and X.min() >= 0 and np.mean(X.max(axis=0) > 127) >= 0.1
                and np.array_equal(X, np.rint(X)))


def levels_to_the_caller() -> int:
    """The stacklevel at which a warning of the function that asks shows the line of the user's, not one of nn's."""
    frame, level = sys._getframe(1), 1
    while frame.f_back and frame.f_globals.get("__name__", "").split(".")[0] in ("nn", "sklearn"):
        frame, level = frame.f_back, level + 1
    return level


def _slip_of_X(X: Matrix, n: int) -> str:
    if X.size == 0:
        return "X is empty"
    if X.ndim == 1:
        return "a single example still needs two axes: X.reshape(1, -1)"
    if X.ndim > 2:
        return "unroll the images: X.reshape(len(X), -1)"
    if X.shape[1] == n + 1:
        return "leave the column of ones away: column 0 of each Theta is the bias"
    if X.shape[0] == n:
        return "is it transposed?"
    return "layer_sizes[0] is the number of columns of X"


def check_Y(Y: Any, m: int, K: int) -> Matrix:
    """Y as an (m, K) float64 matrix of targets between 0 and 1, one row an example."""
    Y = as_floats(Y, "Y")
    if Y.shape != (m, K):
        slip = ("labels become one-hot rows by one_hot(y, classes)" if Y.ndim == 1 or Y.shape[1:] == (1,) else
                "is it transposed?" if Y.shape == (K, m) else
                "X and Y need one row an example" if Y.shape[0] != m else
                "layer_sizes[-1] is the number of classes")
        raise ValueError(f"Y.shape={Y.shape}, expected ({m}, {K}): m rows as in X, K columns as the last of "
                         f"layer_sizes; {slip}")
    if not (Y.min() >= 0 and Y.max() <= 1):
        raise ValueError(f"Y has entries from {Y.min()} to {Y.max()}, expected 0 and 1; "
                         f"labels become one-hot rows by one_hot(y, classes)")
    return Y


def check_lambda(lambda_: Any) -> float:
    """lambda_ as a float >= 0."""
    if not is_real(lambda_) or not 0 <= lambda_ < np.inf:
        raise ValueError(f"lambda_ is {lambda_!r}, expected a finite number >= 0: the strength of regularization")
    return float(lambda_)


def check_positive(number: Any, name: str) -> None:
    """Raises where number is not a finite number > 0."""
    if isinstance(number, bool) or not is_real(number) or not 0 < number < np.inf:
        raise ValueError(f"{name} is {number!r}, expected a finite number > 0")


def check_rng(rng: Any) -> None:
    """Raises where rng is not a NumPy Generator."""
    if not isinstance(rng, np.random.Generator):
        raise ValueError(f"rng is {rng!r}, expected a numpy.random.Generator, such as numpy.random.default_rng(0)")


def check_choice(value: Any, choices: Iterable, name: str) -> Any:
    """value where it is one of choices; otherwise a ValueError that lists them."""
    if value not in list(choices):
        raise ValueError(f"{name} is {value!r}, expected one of {', '.join(map(repr, choices))}")
    return value


def is_real(x: Any) -> bool:
    """Is x one real number, not an array of them?"""
    return bool(np.isscalar(x)) and not isinstance(x, (str, bytes, complex, np.complexfloating))


def is_whole(x: Any, least: float = -np.inf) -> bool:
    """Is x a whole number >= least?"""
    return isinstance(x, (int, np.integer)) and not isinstance(x, bool) and bool(x >= least)


def check_whole(number: Any, name: str) -> None:
    """Raises where number is not a whole number >= 1."""
    if not is_whole(number, 1):
        raise ValueError(f"{name} is {number!r}, expected a whole number >= 1")
