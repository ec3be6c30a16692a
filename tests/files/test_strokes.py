"""nn.files.strokes: slant and width of strokes whose slant and width are known."""
import numpy as np
import pytest
from scipy import ndimage

from nn.files.digits import load_mnist5k
from nn.files.prepare import SLANT, WIDTHS, fit_box, ink
from nn.files.strokes import even, shear, slant, stroke_width, widen


def bar(width, length=120, angle=0.0):
    """A bar with soft edges, turned clockwise by an angle in degrees."""
    y, x = np.indices((length + 60, length + 60)) - (length + 59) / 2
    turn = np.deg2rad(angle)
    across, along = np.cos(turn) * x + np.sin(turn) * y, np.cos(turn) * y - np.sin(turn) * x
    return np.clip(width / 2 + 0.5 - np.abs(across), 0, 1) * np.clip(length / 2 + 0.5 - np.abs(along), 0, 1)


def ring(radius, width):
    y, x = np.indices((121, 121)) - 60
    return np.clip(width / 2 + 0.5 - np.abs(np.hypot(x, y) - radius), 0, 1)


# slant

@pytest.mark.parametrize("angle", [-30, -10, 0, 10, 25])
def test_the_slant_of_a_thin_bar_is_the_tangent_of_its_angle(angle):
    assert slant(bar(2, angle=angle)) == pytest.approx(np.tan(np.deg2rad(angle)), abs=1e-3)     # (2/120)² of its width


def test_the_slant_does_not_depend_on_the_place_nor_on_the_darkness_of_the_ink():
    image = bar(5, angle=20)
    assert slant(0.3 * np.pad(image, ((7, 90), (40, 3)))) == pytest.approx(slant(image), abs=1e-12)


def test_ink_in_one_row_has_no_slant():
    assert slant(np.pad(np.ones((1, 9)), 3)) == 0


@pytest.mark.parametrize("by", [-0.7, 0.0, 0.14, 1.3])
def test_shearing_adds_to_the_slant_and_keeps_the_ink_of_each_row(by):
    for image in (ring(40, 6), bar(8, angle=15)):
        sheared = shear(image, by)
        assert slant(sheared) == pytest.approx(slant(image) + by, abs=1e-9)     # linear interpolation keeps the means
        np.testing.assert_allclose(sheared.sum(axis=1), image.sum(axis=1), atol=1e-12)


# width

@pytest.mark.parametrize("angle", [0, 15, 45])
@pytest.mark.parametrize("width", [4, 9, 14])
def test_the_width_of_a_bar_is_twice_its_area_over_its_perimeter(width, angle):
    exact = 2 * width * 120 / (2 * width + 2 * 120)
    assert stroke_width(bar(width, angle=angle)) == pytest.approx(exact, rel=0.04)      # edges that are steps of pixels


@pytest.mark.parametrize("width", [3, 6, 12])
def test_the_width_of_a_ring_is_what_its_pen_was(width):
    # no ends: 2 · 2πrw / (2 · 2πr); differences of neighbours make edges across the grid up to √2 steeper
    assert stroke_width(ring(40, width)) == pytest.approx(width, rel=0.08)


@pytest.mark.parametrize("by", [-6, -2, -0.5, 0.5, 1.3, 2, 4, 8])
def test_a_ring_is_wider_or_thinner_by_what_is_asked(by):
    widened = widen(ring(40, 10), by)
    assert widened.sum() / (2 * np.pi * 40) == pytest.approx(10 + by, abs=0.5)      # the soft edges of two discs


def test_widening_by_nothing_changes_nothing():
    assert np.array_equal(widen(ring(40, 6), 0.0), ring(40, 6))


@pytest.mark.parametrize("by", [2, 6, -2, -4])
def test_whole_pixels_along_the_grid_are_those_of_scipy_s_dilation_and_erosion(by):
    bars = np.tile(np.repeat(np.random.default_rng(0).random(30) < 0.5, 3) * 1.0, (31, 1))     # the same in each row
    reach = abs(by) // 2
    scipy = (ndimage.grey_dilation if by > 0 else ndimage.grey_erosion)(bars[15], size=2 * reach + 1)
    found = widen(bars, by)[reach + 15, reach:-reach]
    assert np.array_equal(found[reach:-reach], scipy[reach:-reach])             # SciPy mirrors at the ends


def test_widened_ink_is_not_cut_off_at_the_edge_of_the_image():
    soft = 2 - np.sqrt(2)                                           # 1 + 1 − |d| at the corners
    assert np.allclose(widen(np.ones((1, 1)), 2), [[soft, 1, soft], [1, 1, 1], [soft, 1, soft]])


# darkness

def test_a_crossing_of_faint_lines_is_as_dark_as_the_lines():
    lines = np.zeros((41, 41))
    lines[20], lines[:, 20] = 0.2, 0.2
    lines[20, 20] = 1
    dark = even(lines)
    assert dark[20, 20] == 1 and dark[20, 0] == pytest.approx(0.2 * (80 * 0.2 + 1) / (80 * 0.04 + 1))


# what is typical

def test_slant_and_widths_are_those_of_the_embedded_digits():
    """The mean slant, and the tenth and the ninetieth percentile of the widths, of every tenth digit."""
    fine = [even(fit_box(ink(image.astype(float)))) for image in load_mnist5k()[0][::10]]
    slants = [slant(image) for image in fine]
    assert np.mean(slants) == pytest.approx(SLANT, abs=3 * np.std(slants) / np.sqrt(500))
    upright = [fit_box(shear(image, SLANT - before)) for image, before in zip(fine, slants, strict=True)]
    outside = [np.mean([stroke_width(image) < WIDTHS[0] for image in upright]),
               np.mean([stroke_width(image) > WIDTHS[1] for image in upright])]
    np.testing.assert_allclose(outside, 0.1, atol=3 * np.sqrt(0.1 * 0.9 / 500))
