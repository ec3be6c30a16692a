"""Is a gradient right? Compare it with finite differences, and name the block and the entries that differ."""
from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, NamedTuple

import numpy as np

from nn.arguments import Vector, as_flat, check_choice, check_layer_sizes, check_theta
from nn.numerical_gradient import central_difference, check_point, complex_step
from nn.parameters import blocks, entry_name
from nn.threads import measured_threads

#: method -> relative difference up to which a check passes
TOLERANCE = {"central": 1e-9, "complex": 1e-13}


class Entry(NamedTuple):
    """One entry of the gradient, as checked."""
    name: str                       # "Theta1[3, 0] (bias)"
    numerical: float
    analytic: float

    @property
    def difference(self) -> float:
        """|numerical − analytic|,  infinite where one of them is nan."""
        difference = abs(self.numerical - self.analytic)
        return np.inf if np.isnan(difference) else difference


class Block(NamedTuple):
    """One row of a verdict's table."""
    name: str                       # "Theta1 bias"
    compared: int                   # slopes compared in this block
    relative_error: float           # of this block alone
    ratio: float | None             # analytic / numerical where it is the same everywhere in the block
    per_theta: float | None         # (analytic − numerical) / Theta where that is: too large or too small a penalty
    faulty: bool                    # does this block's difference make the check fail?
    entries: Sequence[Entry] = ()   # those of its entries that were compared one by one


class GradientCheck(NamedTuple):
    """The verdict of check_gradient; str() of it is a table, and visualize.plot_gradient_check a picture."""
    relative_error: float
    passed: bool
    tolerance: float
    worst: list[Entry]              # the entries that differ most, the worst first; empty if passed
    blocks: list[Block]
    m: int | None

    def __str__(self):
        return as_text(self)

    def __repr__(self):
        return f"<GradientCheck {as_text(self).splitlines()[0]}>"     # not all its entries


def check_gradient(f: Callable[[Vector], float], gradient: Callable[[Vector], Vector] | Vector, theta: Vector,
                   layer_sizes: Sequence[int] | None = None, method: str = "central", epsilon: float = 1e-4,
                   tolerance: float | None = None, m: int | None = None, max_entries: int = 1000,
                   seed: int = 0) -> GradientCheck:
    """‖numerical − analytic‖ / ‖numerical + analytic‖:  PASS at 1e-9 or less (complex step: 1e-13).

    Up to max_entries parameters, every entry is compared. Beyond that, each block is compared along 3 random
    directions and in 40 of its entries, drawn at random (in all of them where it has fewer).

    f           : function of a (p,) array that returns the cost, a float
    gradient    : function of a (p,) array that returns the analytic gradient, or that gradient itself, (p,)
    theta       : (p,) array where the two are compared; left as it is. The more it is like random_init's, the better:
                  near a minimum the gradient is small and central differences drown in rounding (use "complex" there)
    layer_sizes : units of each layer without bias; gives entries and blocks their names (without it: theta[17])
    method      : "central" differences with epsilon, or "complex" steps where f accepts complex numbers
    tolerance   : float > 0, instead of the method's own
    m           : int, number of examples: lets the table say "5000.0 = m" where the division is missing
    max_entries : int, largest theta that is compared entry by entry
    seed        : int, chooses the directions and the sample
    Returns     : GradientCheck(relative_error, passed, tolerance, worst, blocks, m)
    Raises      : ValueError where shapes disagree or f does not return a number
    Source      : exercise 4, section 2.4

    >>> check_gradient(lambda theta: theta @ theta, lambda theta: 2 * theta, np.array([1.0, 2.0])).passed
    True
    >>> print(check_gradient(lambda theta: theta @ theta, lambda theta: 3 * theta, np.array([1.0, 2.0])))
    FAIL: the relative difference is 2.0e-01, above 1e-09
    <BLANKLINE>
    block            compared difference  analytic / numerical
    theta                   2    2.0e-01  1.5 everywhere
    <BLANKLINE>
    The entries that differ most:
    theta[1]  numerical +4.000000e+00  analytic +6.000000e+00
    theta[0]  numerical +2.000000e+00  analytic +3.000000e+00
    """
    check_choice(method, TOLERANCE, "method")
    theta = check_point(theta)
    places = {"theta": np.arange(theta.size)}
    if layer_sizes is not None:
        check_theta(theta, check_layer_sizes(layer_sizes))
        places = blocks(layer_sizes)
    analytic = check_analytic(gradient(theta.copy()) if callable(gradient) else gradient, theta)
    check_scalar(f(theta.copy()))

    rng = np.random.default_rng(seed)
    slope = complex_step if method == "complex" else partial(central_difference, epsilon=epsilon)
    directions = [direction for block, where in places.items()
                  for direction in choose_directions(block, where, theta.size, max_entries, rng,
                                                     known=where[~np.isfinite(analytic[where])])]
    with measured_threads() as clock:
        numerical = np.array([clock.timed(slope, f, theta, direction.vector(theta.size)) for direction in directions])
    projected, along_theta = (np.array([values[direction.where] @ direction.steps for direction in directions])
                              for values in (analytic, theta))
    return compare_slopes(directions, numerical, projected, along_theta, tolerance or TOLERANCE[method], layer_sizes, m)


class Direction(NamedTuple):
    """A direction in which slopes are compared: a single entry of theta, or many of one block at once."""
    block: str
    where: np.ndarray               # indices of the entries that move
    steps: np.ndarray               # how far each of them moves; together a step of length 1

    def vector(self, p: int) -> Vector:
        vector = np.zeros(p)
        vector[self.where] = self.steps
        return vector


def choose_directions(block: str, where: Vector, p: int, max_entries: int, rng: np.random.Generator, known: Vector,
                      random: int = 3, sample: int = 40) -> list[Direction]:
    """The directions of one block: each entry, or random ones and a sample of entries.

    where : the block's indices in theta; known: those of them where the analytic gradient is nan or infinite
    """
    directions = []
    if p > max_entries:
        for _ in range(random):
            directions.append(Direction(block, where, rng.choice([-1.0, 1.0], size=len(where)) / np.sqrt(len(where))))
        where = np.union1d(rng.permutation(where)[:sample], known[:5])
    return directions + [Direction(block, np.array([index]), np.ones(1)) for index in where]


def compare_slopes(directions: list[Direction], numerical: Vector, analytic: Vector, along_theta: Vector,
                   tolerance: float, layer_sizes: Sequence[int] | None, m: int | None) -> GradientCheck:
    """From the slopes by both ways to a GradientCheck."""
    error = relative_difference(numerical, analytic)
    finite = np.isfinite(numerical) & np.isfinite(analytic)
    allowed = tolerance * np.linalg.norm((numerical + analytic)[finite])     # a difference as long as this still passes
    rows, worst = [], []
    for block in dict.fromkeys(direction.block for direction in directions):
        mine = np.array([direction.block == block for direction in directions])
        n, a = numerical[mine], analytic[mine]
        faulty = not np.linalg.norm(n - a) <= allowed
        entries = [Entry(name_of_entry(directions[i].where[0], layer_sizes), numerical[i].item(), analytic[i].item())
                   for i in np.flatnonzero(mine) if len(directions[i].where) == 1]
        rows.append(Block(block, len(n), relative_difference(n, a), constant_ratio(n, a),
                          constant_ratio(along_theta[mine], a - n, rtol=1e-3, right=0.0) if faulty else None, faulty,
                          entries))
        worst += [one for one in entries if faulty and not one.difference <= allowed / len(directions)]
    worst.sort(key=lambda entry: -entry.difference)
    worst = [entry for entry in worst if entry.difference > 1e-3 * worst[0].difference or np.isinf(entry.difference)]
    return GradientCheck(error, bool(error <= tolerance), tolerance, worst[:5], rows, m)


def name_of_entry(index: int, layer_sizes: Sequence[int] | None) -> str:
    """theta[17] by its name in the matrices, where the layers are known."""
    return f"theta[{index}]" if layer_sizes is None else entry_name(index, layer_sizes)


def relative_difference(a: Vector, b: Vector) -> float:
    """‖a − b‖ / ‖a + b‖,  0 where both are 0."""
    difference = np.linalg.norm(a - b)
    return float(difference / np.linalg.norm(a + b)) if difference != 0 else 0.0


def constant_ratio(numerical: Vector, analytic: Vector, rtol: float = 1e-5, right: float = 1.0) -> float | None:
    """analytic / numerical where it is the same number, other than right, in at least two entries; else None."""
    large = np.abs(numerical) > 1e-3 * np.max(np.abs(numerical), initial=0)   # small ones are mostly rounding
    if large.sum() < 2 or not np.isfinite(analytic).all():
        return None
    ratio = float(np.median(analytic[large] / numerical[large]))
    same = np.allclose(analytic[large] / numerical[large], ratio, rtol=rtol, atol=1e-12)
    rest = np.abs(analytic - ratio * numerical) <= rtol * np.max(np.abs(analytic))
    return ratio if same and rest.all() and abs(ratio - right) > 1e-6 else None


def as_text(check: GradientCheck) -> str:
    """The verdict as a sentence, and where it failed the table of blocks and the worst entries."""
    if check.passed:
        return f"PASS: the relative difference is {check.relative_error:.1e}, below {check.tolerance:.0e}"
    lines = [f"FAIL: the relative difference is {check.relative_error:.1e}, above {check.tolerance:.0e}", "",
             block_rows(check)]
    if check.worst:
        lines += ["", "The entries that differ most:"]
        width = max(len(entry.name) for entry in check.worst)
        lines += [f"{entry.name:<{width}}  numerical {entry.numerical:+.6e}  analytic {entry.analytic:+.6e}"
                  for entry in check.worst]
    else:
        lines += ["", "No entry of the sample differs by much, only the random directions do. To find it, compare all: "
                      "max_entries=theta.size"]
    if check.tolerance > 1e-12 and looks_like_rounding(check):
        lines += ["", "So small a difference may be rounding: where the gradient is small, as near a minimum, central "
                      "differences drown in it. Compare at random weights, or with method=\"complex\""]
    return "\n".join(lines)


def block_rows(check: GradientCheck) -> str:
    """The blocks of a verdict, a line each; the difference in it is relative to the block alone."""
    lines = [f"{'block':<16} {'compared':>8} {'difference':>10}  analytic / numerical"]
    for block in check.blocks:
        lines.append(f"{block.name:<16} {block.compared:>8} {block.relative_error:>10.1e}  "
                     f"{what_differs(block, check.m) if block.faulty else what_is_right(block)}")
    if any(is_lost(block) for block in check.blocks):
        lines += ["", "Lost in rounding: the cost is so large that its differences do not show such small slopes."]
    return "\n".join(lines)


def what_is_right(block: Block) -> str:
    """What a check says of a block that does not make it fail.

    >>> what_is_right(Block("Theta1 bias", 4, 0.22, None, None, False))
    'lost in rounding'
    """
    return "lost in rounding" if is_lost(block) else "ok"


def is_lost(block: Block) -> bool:
    """Is a block so small beside the others that its difference, which is large, counts for nothing?"""
    return not block.faulty and block.relative_error > 1e-6


def looks_like_rounding(check: GradientCheck) -> bool:
    """Is the difference small, without a pattern, and in no block much larger than in those that are right?"""
    faulty = [block for block in check.blocks if block.faulty]
    noise = max((block.relative_error for block in check.blocks if not block.faulty), default=np.inf)
    without_pattern = all(block.ratio is None and block.per_theta is None for block in faulty)
    much_larger = any(block.relative_error > 100 * noise for block in faulty)
    return check.relative_error < 1e-4 and without_pattern and not much_larger


def what_differs(block: Block, m: int | None) -> str:
    """How a faulty block differs, with the name of the slip that a constant betrays: "5000.0 = m"."""
    ratio = block.ratio
    if block.per_theta is not None and ratio is None:
        return f"analytic - numerical = {block.per_theta:+.4g} Theta: " + (
            "a penalty on the bias?" if "bias" in block.name else
            f"the penalty is too {'small' if block.per_theta < 0 else 'large'}")
    if ratio is None:
        return "differs"
    if m is not None and np.isclose(ratio, m, rtol=1e-5):
        return f"{ratio:.1f} = m"
    if m is not None and np.isclose(ratio, 1 / m, rtol=1e-5):
        return f"{ratio:.3g} = 1/m"
    if abs(ratio) < 1e-9:
        return "0 everywhere: never filled in"
    return f"{ratio:.4g} everywhere"


def check_analytic(gradient: Any, theta: Vector) -> Vector:
    """The analytic gradient as a (p,) vector."""
    gradient = as_flat(gradient, "gradient", "gradients")
    if gradient.shape != theta.shape:
        raise ValueError(f"gradient.shape={gradient.shape}, expected {theta.shape}, one number for each entry of "
                         f"theta; flatten the list of matrices, without a second axis")
    return gradient


def check_scalar(value: Any) -> None:
    """Raises where f did not return one number."""
    if isinstance(value, tuple):
        raise ValueError("f(theta) returned a tuple, expected one number: the cost (of cost_and_gradient, take [0])")
    if np.ndim(value) != 0 or not isinstance(value, (int, float, complex, np.number)):
        raise ValueError(f"f(theta) returned {type(value).__name__} of shape {np.shape(value)}, expected one number: "
                         f"the cost")
