"""prepare_digit and a trained network: digits as people draw them are recognized nearly as well as MNIST's own."""
from functools import cache, partial

import numpy as np
import pytest
from scipy import ndimage

import nn

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
    "thin": (thin, 6.0),
    "thick": (thick, 4.0),
}


def accuracy(theta, images, digits):
    """In per cent, of images made into rows as nn predict and the page of nn demo make them."""
    rows = np.array([nn.prepare_digit(image) for image in images])
    return 100 * nn.accuracy(digits % 10, nn.predict(theta, rows, EX4, range(1, 11)) % 10)


@pytest.mark.parametrize("name", DRAWINGS)
def test_drawn_digits_are_recognized_nearly_as_well_as_mnists_own(held_out, name):
    theta, (images, digits) = trained(), held_out
    drawing, allowed = DRAWINGS[name]
    own = accuracy(theta, images, digits)
    assert own > 91
    assert accuracy(theta, map(drawing, images), digits) > own - allowed
