"""Which picture shows the answer to which exercise, beside the words of its verdict.

The rule: a picture never says more than the words beside it, and no number of the answer that they do not show.

- An axis on which the right answer lies has numbers only where the exercise is passed: then they are the student's own.
- Until then, what is drawn is divided by a unit that is not shown, and rounded to 1/PARTS of it: an eye sees no more.
  So the coordinates in an SVG, or the data of a Figure, contain no more than the picture does.
- How many times as large a gradient is as it should be is written beside its line where the words show such a number,
  that is for a mistake that is not known. Where a mistake is named, the line has at most the name of its slope: m.
- What belongs to the question can be seen: z, ε, max_evaluations, the images to be drawn.
"""
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from nn.exercises.exercise import Exercise
from nn.exercises.pictures.experiments import GLUE
from nn.exercises.pictures.further import Z, expected_further, further_calls
from nn.exercises.sandbox.calls import Call, Observation, bowl
from nn.exercises.verdict.compare import is_numeric, is_sequence
from nn.exercises.verdict.describe import common_factor, names_of_ratio
from nn.exercises.verdict.judge import Verdict, right
from nn.exercises.verdict.observed import answer
from nn.gradient_check import constant_ratio
from nn.parameters import blocks

if TYPE_CHECKING:                                                   # slow to import, and only needed for a picture
    from nn.visualize.answers import Figure, Slope, Tile, Walk

PARTS = 256                         # of the largest right number: about a pixel of a picture
DECADES = 5.0                       # powers of ten of a cost: the unit of costs on their logarithmic scale
COINCIDE = "They coincide."
UNSEEN = "What is wrong does not show in this picture."


class Seen(NamedTuple):
    """All that is known of an answer."""
    exercise: Exercise
    observations: Sequence[Observation]     # one for each of the exercise's calls
    further: Sequence[Observation]  # one for each of its further calls; () where they were not made
    passed: bool
    numbers: bool                   # do the words show by which factor numbers differ?

    def wrong(self) -> list[int]:
        """The calls to show: those whose answer is wrong, or all of them."""
        calls = range(len(self.observations))
        return [i for i in calls if not right(self.exercise, self.exercise.calls[i], self.observations[i])] or [*calls]

    def note(self, differs: bool, text: str = "") -> str:
        """What is written above the picture."""
        return text if differs else COINCIDE if self.passed else UNSEEN


def has_picture(exercise: Exercise) -> bool:
    """Is there a picture of this exercise's answers?"""
    return exercise.stem in PICTURES


def picture_of(exercise: Exercise, observations: Sequence[Observation], further: Sequence[Observation] = (),
               verdict: Verdict | None = None) -> "Figure | None":
    """The picture of an answer; None where there is none of this exercise, or nothing of this answer can be drawn.

    observations : one for each of the exercise's calls
    further      : one for each of further_calls(exercise); without them, pictures show less, or there is none
    verdict      : the words beside it; without it, as little is shown as beside any of them
    """
    if exercise.stem not in PICTURES or not observations or any(one.failure is not None for one in observations):
        return None
    passed = all(right(exercise, *pair) for pair in zip(exercise.calls, observations, strict=True))
    return PICTURES[exercise.stem](Seen(exercise, observations, further, passed, bool(verdict and verdict.numbers)))


def further_of(seen: Seen) -> Any:
    """What the student's function returned for the further call; None where it failed or was not made."""
    return seen.further[0].value if seen.further else None


# what may be drawn

def real_array(value: Any, shape: tuple[int, ...]) -> np.ndarray | None:
    """A value as an array of floats, where it is one of real numbers and of this shape."""
    if not is_numeric(value) or np.shape(value) != shape or np.asarray(value).dtype.kind not in "biuf":
        return None
    return np.asarray(value, float)


def second_of(value: Any) -> Sequence:
    """The sequence in ("figure", images) or ("asked", [theta, …]), as Figures and spies are observed; else []."""
    return value[1] if is_sequence(value) and len(value) == 2 and is_sequence(value[1]) else []


def as_drawn(values: Any, unit: float, passed: bool) -> np.ndarray:
    """Numbers as they are drawn: themselves where the exercise is passed, otherwise rounded, in a unit not shown."""
    values = np.asarray(values, float)
    return values if passed else np.round(np.clip(values / unit, -1e6, 1e6) * PARTS) / PARTS


def differ(got: Any, expected: Any, unit: float) -> bool:
    """Do numbers differ by so much that a picture shows it?"""
    return not np.all(np.abs(np.asarray(got) - expected) <= 4 * unit / PARTS)


# the pictures

def curves(title: str, name: str, seen: Seen) -> "Figure | None":
    """Exercises 3 and 8: the curve over z, and what the checked calls gave."""
    from nn.visualize.answers import plot_curves
    exercise, observations, *_ = seen
    pairs = [(np.ravel(one.arguments[0]), value.ravel(), np.ravel(answer(exercise, one).value))
             for one, got in zip(exercise.calls, observations, strict=True)
             if (value := real_array(got.value, np.shape(one.arguments[0]))) is not None]
    if len(pairs) < len(observations):
        return None
    z, dots, expected_dots = (np.concatenate(values) for values in zip(*pairs, strict=True))
    expected, yours = expected_further(exercise), real_array(further_of(seen), Z.shape)
    unit = float(np.max(expected))
    near = np.abs(z) <= Z[-1]
    differs = differ(dots, expected_dots, unit) or yours is not None and differ(yours, expected, unit)
    return plot_curves(Z, as_drawn(expected, unit, seen.passed),
                       None if yours is None else as_drawn(yours, unit, seen.passed),
                       (z[near], as_drawn(dots, unit, seen.passed)[near]), title, name, seen.note(differs), seen.passed)


def gradients(seen: Seen) -> "Figure | None":
    """Exercises 10 and 12: entries on the first network that is wrong; an image of digits on the course's network."""
    i = seen.wrong()[0]
    one = seen.exercise.calls[i]
    return gradient_of(seen, one, seen.observations[i].value, answer(seen.exercise, one).value)


def numerical_gradients(seen: Seen) -> "Figure | None":
    """Exercise 11: entries and image on a small network, as its own calls have no blocks and no image."""
    (one,), _ = further_calls(seen.exercise)
    calls, got = zip(*((seen.exercise.calls[i], seen.observations[i].value) for i in seen.wrong()), strict=True)
    expected = [answer(seen.exercise, checked).value for checked in calls]
    said = common_factor(seen.exercise, calls, got, expected) is not None
    return gradient_of(seen._replace(numbers=seen.numbers and said), one, further_of(seen),
                       expected_further(seen.exercise))


def gradient_of(seen: Seen, one: Call, value: Any, expected: np.ndarray) -> "Figure | None":
    """Entries of a gradient, and the image of one unit's."""
    from nn.visualize.answers import Entries, plot_gradient
    yours = real_array(value, expected.shape)
    if yours is None:
        return None
    layer_sizes = one.arguments[3]
    unit = float(np.max(np.abs(expected)))
    right_ones, your_ones = (as_drawn(values, unit, seen.passed) for values in (expected, yours))
    parts = [Entries(name, right_ones[where], your_ones[where]) for name, where in blocks(layer_sizes).items()]
    images = image_of_unit(seen)
    pair, number = images if images else (None, 0)
    differs = differ(yours, expected, unit) or pair is not None and differ(pair[0].pixels, pair[1].pixels, 1.0)
    epsilon = f" (ε = {one.arguments[4]:g})" if one.function in GLUE else ""
    note = seen.note(differs, f"On the grey line, an entry is right{epsilon}.")
    return plot_gradient(parts, slopes_of(seen, one, yours, expected), pair, "Your gradient and the right one", note,
                         f"The gradient of hidden unit {number}, on digits", seen.passed)


def slopes_of(seen: Seen, one: Call, yours: np.ndarray, expected: np.ndarray) -> "list[Slope]":
    """The lines on which blocks lie that are not on the diagonal, each once."""
    from nn.visualize.answers import Slope
    found: dict[float, Slope] = {}
    for block, where in blocks(one.arguments[3]).items():
        ratio = constant_ratio(expected[where], yours[where])
        if ratio and (rounded := float(f"{ratio:.2g}")) not in (*found, 1.0):
            found[rounded] = Slope(rounded, label_of_ratio(ratio, name_of_ratio(seen, block), seen.numbers))
    return list(found.values())


def name_of_ratio(seen: Seen, block: str) -> str:
    """What a block of the gradient is multiplied by, where the same name fits all wrong calls: "m"; "" elsewhere."""
    common = []
    for i in seen.wrong():
        one, value = seen.exercise.calls[i], seen.observations[i].value
        expected = answer(seen.exercise, one).value
        yours, ratio = real_array(value, expected.shape), None
        if yours is not None and len(one.arguments) > 3:            # exercise 11 knows no blocks
            where = blocks(one.arguments[3])[block]
            ratio = constant_ratio(expected[where], yours[where])
        common.append(set(names_of_ratio(ratio, one, seen.exercise) if ratio else ()))
    return min(set.intersection(*common), key=lambda name: (len(name), name), default="")


def label_of_ratio(ratio: float, name: str, numbers: bool) -> str:
    """ "11 = m" where the words show such numbers, otherwise the name of the factor where it has one.

    >>> label_of_ratio(11.0, "m", True), label_of_ratio(2.0, "2", True), label_of_ratio(11.0, "m", False)
    ('11 = m', '2', 'm')
    >>> label_of_ratio(2.0, "2", False)
    ''
    """
    if numbers:
        return " = ".join(dict.fromkeys(text for text in (f"{ratio:.4g}", name) if text))
    return name if any(letter.isalpha() for letter in name) else ""


def image_of_unit(seen: Seen) -> "tuple[tuple[Tile, Tile], int] | None":
    """((the right one, yours), number from 1) of the hidden unit with the largest gradient, on one scale."""
    from nn.visualize.answers import Tile
    (one,), _ = further_calls(seen.exercise)
    n, h, _ = layer_sizes = one.arguments[3]
    expected = expected_further(seen.exercise)
    yours = real_array(further_of(seen), expected.shape)
    if yours is None:
        return None
    side, where = int(np.sqrt(n)), blocks(layer_sizes)["Theta1 weights"].reshape(h, n)
    number = int(np.argmax(np.sum(expected[where] ** 2, axis=1)))
    w = float(np.max(np.abs(expected[where[number]])))
    right_one, your_one = (Tile(as_drawn(values[where[number]], w, False).reshape(side, side).T, -1.0, 1.0)
                           for values in (expected, yours))
    return (right_one, your_one), number + 1


def histogram(seen: Seen) -> "Figure | None":
    """Exercise 9: the most weights that are drawn wrongly."""
    from nn.visualize.answers import plot_weights
    i = max(seen.wrong(), key=lambda i: number_of_weights(seen.exercise.calls[i]))
    one = seen.exercise.calls[i]
    yours = real_array(seen.observations[i].value, (number_of_weights(one),))
    if yours is None or not np.isfinite(yours).all():
        return None
    epsilon = (*one.arguments, 0.12)[2]
    note = f"{len(yours)} weights, drawn with ε = {epsilon:g}"
    return plot_weights(yours / epsilon, "How your weights are distributed", note)


def number_of_weights(one: Call) -> int:
    n, h, K = one.arguments[0]
    return h * (n + 1) + K * (h + 1)


def costs_of_training(seen: Seen) -> "Figure | None":
    """Exercise 13: the cost at each evaluation, and at what is returned."""
    i = seen.wrong()[-1 if seen.passed else 0]
    one = seen.exercise.calls[i]
    expected, yours = walk_of(one, answer(seen.exercise, one)), walk_of(one, seen.observations[i])
    if expected is None or yours is None:
        return None
    return cost_curves(seen, expected, yours, "The cost at each evaluation of f", "evaluations of f", one.arguments[2])


def walk_of(one: Call, seen: Observation) -> "Walk | None":
    """The costs of the theta that were asked for, and of the one that was returned."""
    from nn.visualize.answers import Walk
    (_, _, target), start, _ = one.arguments
    asked, end = second_of(seen.arguments[0]), real_array(seen.value, start.shape)
    if not asked or any(real_array(theta, start.shape) is None for theta in asked):
        return None
    with np.errstate(all="ignore"):
        first, *costs = [bowl(theta, target)[0] for theta in (start, *asked, *([] if end is None else [end]))]
    shares = logarithms(costs, first)
    return Walk(shares) if end is None else Walk(shares[:-1], float(shares[-1]))


def costs_of_steps(seen: Seen) -> "Figure | None":
    """Exercises 17 and 18: the costs that one step after the other leads to."""
    from nn.visualize.answers import Walk
    expected = expected_further(seen.exercise)
    yours = real_array(further_of(seen), expected.shape)
    if yours is None:
        return None
    one, other = (Walk(logarithms(costs, expected[0])) for costs in (expected, yours))
    return cost_curves(seen, one, other, "60 steps downhill: the cost at each of them", "steps")


def cost_curves(seen: Seen, expected: "Walk", yours: "Walk", title: str, xlabel: str,
          limit: int | None = None) -> "Figure":
    """Two curves of costs."""
    from nn.visualize.answers import Walk, plot_walks
    all_of = [[*walk.costs, 0.0 if walk.end is None else walk.end] for walk in (expected, yours)]
    differs = len(all_of[0]) != len(all_of[1]) or differ(all_of[1], all_of[0], DECADES)
    one, other = (Walk(as_drawn(walk.costs, DECADES, seen.passed),
                       None if walk.end is None else float(as_drawn(walk.end, DECADES, seen.passed)))
                  for walk in (expected, yours))
    return plot_walks(one, other, title, seen.note(differs), xlabel, limit, seen.passed)


def logarithms(costs: ArrayLike, first: float) -> np.ndarray:
    """log10 of the costs as shares of the first one, from −30 to 30."""
    with np.errstate(all="ignore"):
        return np.clip(np.log10(np.asarray(costs, float) / first), -30, 30)


def tiles(seen: Seen) -> "Figure | None":
    """Exercise 14: digits as weights; without that call, the layer that is checked."""
    from nn.visualize.answers import plot_tiles
    images = [tile for tile in map(tile_of, second_of(further_of(seen))) if tile is not None]
    if not images:
        return None
    expected = [tile for tile in map(tile_of, second_of(expected_further(seen.exercise))) if tile is not None]
    differs = len(images) != len(expected) or any(map(look_different, images, expected))
    return plot_tiles(expected, images[:len(expected)], "Your images and the right ones",
                      seen.note(differs, "Three units whose weights are a 3, a 5 and an 8."))


def tile_of(image: Any) -> "Tile | None":
    """An image as a Tile, where it is one: (pixels, value of the first colour, of the last, name of the colours)."""
    from nn.visualize.answers import Tile
    if not is_sequence(image) or len(image) != 4 or not all(map(is_numeric, image[:3])):
        return None
    pixels, low, high = (real_array(one, np.shape(one)) for one in image[:3])
    if pixels is None or low is None or high is None or pixels.ndim != 2 or pixels.size == 0 or low.ndim or high.ndim:
        return None
    return Tile(pixels, float(low), float(high), "gray" if image[3] == "greys" else str(image[3]))


def look_different(one: "Tile", other: "Tile") -> bool:
    """Can one see that they are not the same?"""
    if one.pixels.shape != other.pixels.shape or one.colours != other.colours:
        return True
    a, b = ((tile.pixels - tile.low) / max(tile.high - tile.low, 1e-300) for tile in (one, other))
    return differ(np.clip(a, 0, 1), np.clip(b, 0, 1), 4.0)


PICTURES: dict[str, Callable[[Seen], "Figure | None"]] = {
    "ex03_sigmoid": partial(curves, "Your sigmoid and the right one", "g(z)"),
    "ex08_sigmoid_gradient": partial(curves, "Your slope and the right one", "g′(z)"),
    "ex09_random_init": histogram,
    "ex10_backpropagation": gradients,
    "ex11_numerical_gradient": numerical_gradients,
    "ex12_regularized_gradient": gradients,
    "ex13_train": costs_of_training,
    "ex14_draw_hidden_units": tiles,
    "ex17_momentum": costs_of_steps,
    "ex18_adagrad": costs_of_steps,
}
