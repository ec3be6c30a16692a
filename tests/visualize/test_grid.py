"""Many images in one Axes look like an Axes each: measured on the screen, where they and their titles are drawn."""
from contextlib import nullcontext
from itertools import combinations

import matplotlib.pyplot as plt
import numpy as np
import pytest
from drawn import boxes_on_screen, pixels

import nn
from nn import visualize
from nn.visualize.grid import mosaic

LONG = ["T-shirt/top\n(Ankle_boot)", "gypsum", "an extraordinarily long title", "1", "g\nq", "fifth"]
ONE_LINE = [text.replace("\n", " ") for text in LONG]


def random_images(count, height, width):
    return np.random.default_rng(0).random((count, height, width))


def on_half_a_figure():
    return plt.figure(figsize=(9, 5), layout="constrained").subfigures(1, 2)[1]


def test_a_hundred_digits_are_one_image_in_one_axes_and_few_artists():
    figure = visualize.plot_images(random_images(100, 20, 20), title="a hundred")
    assert len(figure.axes) == len(figure.axes[0].images) == 1
    assert len(figure.findobj()) < 150                              # with Axes for each, 7,000


@pytest.mark.parametrize("height, width", [(1, 1), (2, 3), (1, 400), (7, 7), (20, 20), (28, 28), (40, 15), (15, 40)])
@pytest.mark.parametrize("count, columns", [(1, None), (2, 5), (7, None), (7, 1), (30, 4)])
def test_tile_k_is_image_k(count, columns, height, width):
    images = random_images(count, height, width)
    shown = pixels(visualize.plot_images(images, columns=columns), (height, width))
    assert np.array_equal(shown, images)


def test_a_mosaic_has_its_gaps_between_the_images_only():
    picture = mosaic(np.ones((5, 2, 3)), columns=3, gaps=(4, 6))
    assert picture.shape == (2 + 4 + 2, 3 + 6 + 3 + 6 + 3)
    assert np.isfinite(picture).sum() == 5 * 2 * 3 and np.isnan(picture[-2:, -3:]).all()


@pytest.mark.parametrize("texts", [None, range(6), LONG])
def test_what_is_on_the_screen_is_the_image_upright_and_in_its_grey(texts):
    images = random_images(6, 4, 4)
    figure = visualize.plot_images(images, limits=(0, 1), titles=texts)
    boxes = boxes_on_screen(figure)
    figure.canvas.draw()
    screen = np.asarray(figure.canvas.buffer_rgba())[::-1, :, 0]                     # row 0 at the bottom
    for image, (left, right, bottom, top) in zip(images, boxes, strict=True):
        middles = (np.arange(4) + 0.5) / 4
        rows, columns = top - middles * (top - bottom), left + middles * (right - left)
        seen = screen[np.ix_(rows.astype(int), columns.astype(int))]
        assert np.abs(seen / 255 - image).max() < 0.01                               # 256 greys: 0.004 apart


@pytest.mark.parametrize("style", [nullcontext, visualize.slides])
@pytest.mark.parametrize("texts", [None, range(100), LONG])
@pytest.mark.parametrize("count, columns, shape", [(1, None, (20, 20)), (6, None, (20, 20)), (6, None, (2, 2)),
                                                   (6, 1, (20, 20)), (6, 6, (28, 28)), (6, None, (10, 30)),
                                                   (6, None, (30, 10)), (100, None, (20, 20))])
def test_tiles_are_equal_keep_their_shape_and_are_apart(count, columns, shape, texts, style):
    with style():
        boxes = np.array(boxes_on_screen(visualize.plot_images(random_images(count, *shape), titles=texts,
                                                               columns=columns)))
    widths, heights = boxes[:, 1] - boxes[:, 0], boxes[:, 3] - boxes[:, 2]
    assert np.ptp(widths) < 1e-6 and np.ptp(heights) < 1e-6
    assert widths[0] / heights[0] == pytest.approx(shape[1] / shape[0])
    assert max(widths[0], heights[0]) > 25                                           # a quarter of an inch
    for one, other in combinations(boxes, 2):
        across, down = max(one[0], other[0]) - min(one[1], other[1]), max(one[2], other[2]) - min(one[3], other[3])
        assert max(across, down) >= 1


@pytest.mark.parametrize("style", [nullcontext, visualize.slides])
@pytest.mark.parametrize("texts", [range(6), LONG, [f"digit {k}: how it was read" for k in range(6)]])
@pytest.mark.parametrize("given", [lambda: None, lambda: plt.figure(figsize=(9, 7)), on_half_a_figure,
                                   lambda: plt.figure(figsize=(9, 7), layout="constrained")])
@pytest.mark.parametrize("columns", [None, 2])
def test_each_title_is_right_above_its_tile_and_on_no_other(columns, given, texts, style):
    with style():
        figure = visualize.plot_images(random_images(6, 20, 20), titles=texts, title="of six", caption="captioned",
                                       figure=given(), columns=columns)
        boxes = boxes_on_screen(figure)
    written = [text.get_window_extent() for text in figure.axes[0].texts]
    line = plt.rcParams["font.size"] * figure.dpi / 72
    for text, (left, right, _, top) in zip(written, boxes, strict=True):
        assert (text.x0 + text.x1) / 2 == pytest.approx((left + right) / 2, abs=1)
        assert top <= text.y0 <= top + line / 2
    for text in written:
        for left, right, bottom, top in boxes:
            assert text.x1 <= left or right <= text.x0 or text.y1 <= bottom or top <= text.y0
    for heading in (figure._suptitle, figure._supxlabel):
        extent = heading.get_window_extent()
        assert not any(extent.overlaps(text) for text in written)
        assert not any(extent.x0 < right and left < extent.x1 and extent.y0 < top and bottom < extent.y1
                       for left, right, bottom, top in boxes)


@pytest.mark.parametrize("style", [nullcontext, visualize.slides])
@pytest.mark.parametrize("texts", [range(25), LONG, ONE_LINE, ["012345678901234"] * 25])
@pytest.mark.parametrize("count", [1, 2, 4, 6, 25])
def test_titles_on_a_figure_of_their_own_are_complete_and_apart(count, texts, style):
    with style():
        figure = visualize.plot_images(random_images(count, 20, 20), titles=texts)
        boxes = boxes_on_screen(figure)
    written, (ax,) = [text.get_window_extent() for text in figure.axes[0].texts], figure.axes
    assert all(0 <= box.x0 and box.x1 <= figure.bbox.x1 and box.y1 <= ax.bbox.y1 + 1 for box in written)
    assert not any(one.overlaps(other) for one, other in combinations(written, 2))
    assert all(ax.bbox.x0 - 1 <= left and right <= ax.bbox.x1 + 1 and ax.bbox.y0 - 1 <= bottom
               for left, right, bottom, top in boxes)


@pytest.mark.parametrize("texts", [range(25), ["two\nlines"] * 25])
def test_larger_letters_make_the_figure_larger_and_leave_the_tiles_as_they_are(texts):
    def draw():
        return visualize.plot_images(random_images(25, 20, 20), titles=texts, title="title", caption="caption")
    (left, right, *_), *_ = boxes_on_screen(draw())
    with visualize.slides():
        (start, end, *_), *_ = boxes_on_screen(draw())
    assert end - start == pytest.approx(right - left, rel=0.05)


def test_gaps_are_as_wide_between_images_of_few_pixels():
    few, many = (np.array(boxes_on_screen(visualize.plot_images(random_images(9, side, side)))) for side in (2, 60))
    assert few == pytest.approx(many, abs=5)


@pytest.mark.parametrize("style", [nullcontext, visualize.slides])
@pytest.mark.parametrize("title, caption", [("What each of the logistic units looks for", "captioned"),
                                            ("units", "bias left out; black −0.63, grey 0, white 0.63, or more of it")])
@pytest.mark.parametrize("given", [lambda: None, on_half_a_figure])
@pytest.mark.parametrize("count", [1, 2, 25])
def test_title_and_caption_fit_on_a_given_figure_and_on_their_own_in_one_line(count, given, title, caption, style):
    with style():
        figure = visualize.plot_images(random_images(count, 20, 20), title=title, caption=caption, figure=given())
        figure.canvas.draw()
    for text in (figure._suptitle, figure._supxlabel):
        box = text.get_window_extent()
        assert figure.bbox.x0 <= box.x0 and box.x1 <= figure.bbox.x1
        assert figure.bbox.y0 <= box.y0 and box.y1 <= figure.bbox.y1
        if given is not on_half_a_figure:
            assert box.height < 2 * text.get_size() * figure.dpi / 72


@pytest.mark.parametrize("style", [nullcontext, visualize.slides])
@pytest.mark.parametrize("units, most", [(1, 5), (2, 100), (9, 9), (25, 9)])
def test_weights_stand_to_the_left_of_their_digits_and_below_their_title(units, most, style):
    X, _ = nn.load_ex4()
    with style():
        figure = visualize.plot_most_activating_digits(np.random.default_rng(0).normal(size=(units, 401)), X, most=most)
        figure.draw_without_rendering()
    ax, = figure.axes
    extents = [image.get_window_extent() for image in ax.images]
    assert len(extents) == 2 * units and len(ax.texts) == units
    for weights, digits, title in zip(extents[::2], extents[1::2], ax.texts, strict=True):
        text = title.get_window_extent()
        assert weights.x1 < digits.x0 and weights.y0 == pytest.approx(digits.y0)
        assert weights.width == pytest.approx(weights.height) == pytest.approx(digits.width)
        assert weights.y1 <= text.y0 and (text.x0 + text.x1) / 2 == pytest.approx((weights.x0 + digits.x1) / 2, abs=1)
    assert not any(one.overlaps(other) for one, other in combinations(extents, 2))
    written = [title.get_window_extent() for title in ax.texts]
    assert not any(text.overlaps(extent) for text in written for extent in extents)
    assert not any(one.overlaps(other) for one, other in combinations(written, 2))
