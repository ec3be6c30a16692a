"""Exercises 9 and 14: weights as a histogram, and as images."""
from typing import TYPE_CHECKING, Any

import numpy as np

from nn.exercises.pictures.further import expected_further
from nn.exercises.pictures.seen import Seen, differ, further_of, real_array, second_of
from nn.exercises.sandbox.calls import Call
from nn.exercises.verdict.compare import is_numeric, is_sequence

if TYPE_CHECKING:                                                   # slow to import, and only needed for a picture
    from nn.visualize.answers import Figure, Tile


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
