"""Images are tested by the arrays that are drawn."""
import numpy as np
import pytest
from drawn import picture_of, pixels, titles

import nn
from nn import visualize


def numbered_units(n=400):
    """Theta1 of two units whose weights say where they belong: bias −1, then 0, 1, 2, …"""
    row = np.r_[-1.0, np.arange(n)]
    return np.array([row, row + 1000])


def test_hidden_units_drop_the_bias_and_stand_upright_in_exercise_4():
    first, second = pixels(visualize.plot_hidden_units(numbered_units()))
    assert first.shape == (20, 20)
    assert first[0, 0] == 0 and first[1, 0] == 1 and first[0, 1] == 20      # unrolled column by column
    assert second[0, 0] == 1000
    assert -1 not in first                                                   # the bias is nowhere


def test_hidden_units_of_mnist_are_unrolled_row_by_row():
    first, _ = pixels(visualize.plot_hidden_units(numbered_units(784)))
    assert first.shape == (28, 28) and first[0, 1] == 1 and first[1, 0] == 28


def test_an_image_shape_may_be_given():
    first, _ = pixels(visualize.plot_hidden_units(numbered_units(6), image_shape=(2, 3), order="F"), (2, 3))
    assert first.tolist() == [[0, 2, 4], [1, 3, 5]]


def test_all_units_share_one_grey_scale_with_zero_in_the_middle():
    Theta1 = np.random.default_rng(0).normal(size=(9, 401))
    figure = visualize.plot_hidden_units(Theta1)
    largest = np.abs(Theta1[:, 1:]).max()
    assert figure.axes[0].images[0].get_clim() == (-largest, largest)
    assert visualize.plot_hidden_units(Theta1, limits=(-1, 2)).axes[0].images[0].get_clim() == (-1, 2)


@pytest.mark.parametrize("columns, shape", [(400, None), (402, None), (402, (20, 20)), (401, (20, 21))])
def test_a_matrix_whose_columns_minus_one_do_not_make_an_image_is_refused(columns, shape):
    with pytest.raises(ValueError, match=rf"Theta1\.shape=\(3, {columns}\).*first of them the bias"):
        visualize.plot_hidden_units(np.ones((3, columns)), image_shape=shape)


@pytest.mark.parametrize("Theta1", [np.ones(401), np.ones((3, 1)), np.full((2, 401), np.nan), "Theta1"])
def test_what_is_not_a_matrix_of_weights_is_refused(Theta1):
    with pytest.raises(ValueError):
        visualize.plot_hidden_units(Theta1)


def test_equal_weights_are_drawn_grey_not_divided_by_zero():
    assert pixels(visualize.plot_hidden_units(np.zeros((1, 401))))[0].max() == 0


@pytest.mark.parametrize("units", [1, 2, 25])
def test_title_and_caption_of_few_hidden_units_fit(units):
    figure = visualize.plot_hidden_units(np.random.default_rng(0).normal(size=(units, 401)))
    figure.canvas.draw()
    for text in (figure._suptitle, figure._supxlabel):
        assert figure.bbox.x0 <= text.get_window_extent().x0 and text.get_window_extent().x1 <= figure.bbox.x1


def test_images_keep_their_order_and_empty_places_stay_empty():
    figure = visualize.plot_images(np.arange(7)[:, None] * np.ones((7, 4)), title="seven")
    assert [image[0, 0] for image in pixels(figure)] == list(range(7))
    assert np.isnan(picture_of(figure)[-20:, -20:]).all() and figure.get_suptitle() == "seven"


def test_titles_of_images_may_be_numbers():
    figure = visualize.plot_images(np.ones((2, 4)), titles=[7, "all"])
    assert titles(figure) == ["7", "all"]


def test_digits_of_exercise_4_come_back_upright():
    X, _ = nn.load_ex4()
    shown, = pixels(visualize.plot_images(X[700:701]))
    assert np.array_equal(shown, X[700].reshape(20, 20).T)
    images, _ = nn.load_mnist5k()
    assert np.array_equal(pixels(visualize.plot_images(images[:1]))[0], images[0])


def test_images_may_come_with_their_shape():
    shown = pixels(visualize.plot_images(np.arange(8.0).reshape(2, 2, 2), image_shape=(2, 2)), (2, 2))
    assert shown[1].tolist() == [[4, 5], [6, 7]]


def test_an_unknown_order_is_refused():
    with pytest.raises(ValueError, match="order is 'f', expected \"F\""):
        visualize.plot_images(np.ones((2, 400)), order="f")
