"""Exercises 10, 11 and 12: the entries of a gradient, and the image of one unit's."""
from typing import TYPE_CHECKING, Any

import numpy as np

from nn.exercises.pictures.experiments import GLUE
from nn.exercises.pictures.further import expected_further, further_calls
from nn.exercises.pictures.seen import Seen, as_drawn, differ, further_of, real_array
from nn.exercises.sandbox.calls import Call
from nn.exercises.verdict.describe import common_factor, names_of_ratio
from nn.exercises.verdict.observed import answer
from nn.gradient_check import constant_ratio
from nn.parameters import blocks

if TYPE_CHECKING:                                                   # slow to import, and only needed for a picture
    from nn.visualize.answers import Figure, Slope, Tile


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
    if yours is None or not np.isfinite(yours).any():
        return None
    layer_sizes = one.arguments[3]
    unit = float(np.max(np.abs(expected)))
    right_ones, your_ones = (as_drawn(values, unit, seen.passed) for values in (expected, yours))
    parts = [Entries(name, right_ones[where], your_ones[where]) for name, where in blocks(layer_sizes).items()]
    images = image_of_unit(seen)
    pair, number = images if images else (None, 0)
    differs = differ(yours, expected, unit) or pair is not None and differ(pair[0].pixels, pair[1].pixels, 1.0)
    same_images = pair is not None and not seen.passed and not differ(pair[1].pixels, pair[0].pixels, 1.0)
    caption = f"Hidden unit {number} on digits: " + "no difference shows here" if same_images else (
        f"The gradient of hidden unit {number}, on digits")
    epsilon = f" (ε = {one.arguments[4]:g})" if one.function in GLUE else ""
    note = seen.note(differs, f"Entries on the grey line are right{epsilon}.")
    return plot_gradient(parts, slopes_of(seen, one, yours, expected), pair, "Your gradient and the right one", note,
                         caption, seen.passed)


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
    ('11 = m', '2', 'm times')
    >>> label_of_ratio(2.0, "2", False)
    ''
    """
    if numbers:
        return " = ".join(dict.fromkeys(text for text in (f"{ratio:.4g}", name) if text))
    return f"{name} times" if any(letter.isalpha() for letter in name) else ""


def image_of_unit(seen: Seen) -> "tuple[tuple[Tile, Tile], int] | None":
    """((the right one, yours), number from 1) of the hidden unit with the largest gradient, on one scale."""
    from nn.visualize.answers import Tile
    (one,), _ = further_calls(seen.exercise)
    n, h, _ = layer_sizes = one.arguments[3]
    expected = expected_further(seen.exercise)
    yours = real_array(further_of(seen), expected.shape)
    if yours is None or not np.isfinite(yours).any():
        return None
    side, where = int(np.sqrt(n)), blocks(layer_sizes)["Theta1 weights"].reshape(h, n)
    number = int(np.argmax(np.sum(expected[where] ** 2, axis=1)))
    w = float(np.max(np.abs(expected[where[number]])))
    right_one, your_one = (Tile(as_drawn(values[where[number]], w, False).reshape(side, side).T, -1.0, 1.0)
                           for values in (expected, yours))
    return (right_one, your_one), number + 1
