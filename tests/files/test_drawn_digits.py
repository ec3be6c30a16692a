"""prepare_digit and a trained network: digits as people draw them are recognized nearly as well as MNIST's own.

MNIST's digits drawn large, and drawings from scratch (drawings.py): of numbers 0 to 499 the preparation was developed
with, of 1000 to 1399 it is judged here.
"""
from functools import cache, partial
from typing import NamedTuple

import numpy as np
import pytest
from drawings import Drawing, draw
from scipy import ndimage

import nn
from nn.app.photo import read_image

EX4 = (400, 25, 10)
pytestmark = pytest.mark.slow
CANVAS = 140                        # pixels on a side, five for each of MNIST's


@cache
def trained():
    """Weights as nn train finds them."""
    X, y = nn.load_ex4()
    return nn.train(X, nn.one_hot(y, range(1, 11)), EX4).theta


@pytest.fixture
def held_out(course_data):
    """500 of MNIST's test digits, none of which is among the 5,000: images (500, 28, 28), digits (500,)."""
    return [nn.load_idx(course_data / f"t10k-{name}.gz")[:500] for name in ("images-idx3-ubyte", "labels-idx1-ubyte")]


def drawn(image, scale=1.0, right=0, down=0):
    """A digit on a large canvas, scaled, and moved by pixels of the canvas."""
    digit = ndimage.zoom(image.astype(float), 5 * scale, order=1)
    room = np.zeros((3 * CANVAS, 3 * CANVAS))
    start = (len(room) - len(digit)) // 2
    room[start + down:start + down + len(digit), start + right:start + right + len(digit)] = digit
    return room[CANVAS // 2:-CANVAS // 2, CANVAS // 2:-CANVAS // 2]


def thin(image):
    return ndimage.grey_erosion(drawn(image), size=(5, 5))          # strokes are some 10 to 15 pixels wide


def thick(image):
    return ndimage.grey_dilation(drawn(image), size=(7, 7))


#: how they are drawn -> (the drawing, by how many points of accuracy it may be worse than MNIST's own image)
DRAWINGS = {
    "centred": (drawn, 1.5),
    "off-centre": (partial(drawn, right=45, down=-40), 1.5),
    "tiny": (partial(drawn, scale=0.2), 1.5),
    "tiny, in a corner": (partial(drawn, scale=0.25, right=-60, down=50), 1.5),
    "huge": (partial(drawn, scale=1.7), 1.5),
    "thin": (thin, 3.0),
    "thick": (thick, 3.0),
}


def accuracy(theta, images, digits):
    """In per cent, of images made into rows as nn predict and the page of nn demo make them."""
    rows = np.array([nn.prepare_digit(image) for image in images])
    return 100 * nn.accuracy(digits % 10, nn.predict(theta, rows, EX4, range(1, 11)) % 10)


@pytest.mark.parametrize("name", [
    pytest.param(name, marks=[] if name in ("centred", "off-centre", "thin") else pytest.mark.nightly)
    for name in DRAWINGS])
def test_drawn_digits_are_recognized_nearly_as_well_as_mnists_own(held_out, name):
    theta, (images, digits) = trained(), held_out
    drawing, allowed = DRAWINGS[name]
    own = accuracy(theta, images, digits)
    assert own > 93
    assert accuracy(theta, map(drawing, images), digits) > own - allowed


class Reading(NamedTuple):
    """A drawing, without its image, and what the network reads in it."""
    drawing: Drawing
    digit: int
    activation: float

    @property
    def right(self):
        return self.digit == self.drawing.digit


@cache
def readings():
    """Drawings 1000 to 1399 as nn predict reads their files."""
    drawings = [draw(number) for number in range(1000, 1400)]
    rows = np.array([nn.prepare_digit(read_image(drawing.file())) for drawing in drawings])
    activations = nn.feedforward(trained(), rows, EX4)[0][-1]
    return [Reading(drawing._replace(image=None), (best + 1) % 10, most) for drawing, best, most in
            zip(drawings, activations.argmax(axis=1), activations.max(axis=1), strict=True)]


#: kind -> (is a drawing of this kind?, how many were read right, of how many)
KINDS = {
    "any": (lambda drawing: True, 379, 400),
    "one pixel wide": (lambda drawing: drawing.pen == "one pixel", 58, 63),
    "marker": (lambda drawing: drawing.pen == "marker", 48, 51),
    "slanted by more than 15°": (lambda drawing: abs(drawing.slant) > 15, 150, 158),
    "on ruled or squared paper": (lambda drawing: drawing.sheet in ("ruled", "squared"), 96, 101),
    "photographed": (lambda drawing: drawing.sheet in ("shadow", "grain", "photograph"), 154, 163),
    "7 with a bar": (lambda drawing: drawing.digit == 7 and "barred" in drawing.style, 24, 24),
    "1 with a short flag": (lambda drawing: drawing.digit == 1 and drawing.style.startswith("flagged"), 15, 16),
}


@pytest.mark.parametrize("kind", KINDS)
def test_drawings_from_scratch_are_read(kind):
    """Of the 21 that are misread, eight are a 1 whose flag reaches 40 % down and ten an 8 with a small head.

    No preparation helps there, as the training digits have hardly any of these: they are read as a 4 and as a 0.
    """
    of_kind, measured, count = KINDS[kind]
    right = [reading.right for reading in readings() if of_kind(reading.drawing)]
    assert len(right) == count
    # the sampling error, and one drawing, as weights trained with other rounding read one or another differently
    assert sum(right) >= measured - np.sqrt(measured * (1 - measured / count)) - 1


def test_what_is_misread_is_more_often_marked_as_unsure():
    """Below 0.5, nn predict calls it unsure: 9 of 21 that were misread (43 %), 21 of 379 that were right (6 %)."""
    unsure = {right: [reading.activation < 0.5 for reading in readings() if reading.right == right]
              for right in (False, True)}
    assert np.mean(unsure[False]) > 0.43 - np.sqrt(0.43 * 0.57 / 21)            # the sampling errors
    assert np.mean(unsure[True]) < 0.055 + np.sqrt(0.055 * 0.945 / 379)
