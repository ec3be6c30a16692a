"""Pictures are tested by the data of their artists."""
import matplotlib.pyplot as plt
import numpy as np
import pytest

import nn
from nn import visualize


@pytest.fixture(autouse=True)
def no_figure_is_left_open():
    yield
    plt.close("all")


def pixels(figure):
    """The arrays of all images in a figure, in the order of the axes."""
    return [np.asarray(ax.images[0].get_array()) for ax in figure.axes if ax.images]


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


def test_an_image_shape_may_be_told():
    first, _ = pixels(visualize.plot_hidden_units(numbered_units(6), image_shape=(2, 3), order="F"))
    assert first.tolist() == [[0, 2, 4], [1, 3, 5]]


def test_all_units_share_one_scale_of_greys_with_zero_in_the_middle():
    Theta1 = np.random.default_rng(0).normal(size=(9, 401))
    figure = visualize.plot_hidden_units(Theta1)
    limits = {ax.images[0].get_clim() for ax in figure.axes}
    largest = np.abs(Theta1[:, 1:]).max()
    assert limits == {(-largest, largest)}
    assert {ax.images[0].get_clim() for ax in visualize.plot_hidden_units(Theta1, limits=(-1, 2)).axes} == {(-1, 2)}


@pytest.mark.parametrize("columns, shape", [(400, None), (402, None), (402, (20, 20)), (401, (20, 21))])
def test_a_matrix_whose_columns_minus_one_are_no_image_is_refused(columns, shape):
    with pytest.raises(ValueError, match=rf"Theta1\.shape=\(3, {columns}\).*first of them the bias"):
        visualize.plot_hidden_units(np.ones((3, columns)), image_shape=shape)


@pytest.mark.parametrize("Theta1", [np.ones(401), np.ones((3, 1)), np.full((2, 401), np.nan), "Theta1"])
def test_what_is_no_matrix_of_weights_is_refused(Theta1):
    with pytest.raises(ValueError):
        visualize.plot_hidden_units(Theta1)


def test_equal_weights_are_drawn_grey_not_divided_by_zero():
    assert pixels(visualize.plot_hidden_units(np.zeros((1, 401))))[0].max() == 0


def test_images_keep_their_order_and_empty_places_stay_empty():
    figure = visualize.plot_images(np.arange(7)[:, None] * np.ones((7, 4)), title="seven")
    assert [image[0, 0] for image in pixels(figure)] == list(range(7))
    assert len(figure.axes) == 9 and figure.get_suptitle() == "seven"


def test_digits_of_exercise_4_come_back_upright():
    X, _ = nn.load_ex4()
    shown, = pixels(visualize.plot_images(X[700:701]))
    assert np.array_equal(shown, X[700].reshape(20, 20).T)
    images, _ = nn.load_mnist5k()
    assert np.array_equal(pixels(visualize.plot_images(images[:1]))[0], images[0])


def test_a_figure_or_axes_that_is_given_is_drawn_on_and_returned():
    figure = plt.figure()
    assert visualize.plot_images(np.ones((1, 4)), figure=figure) is figure
    ax = plt.figure().subplots()
    assert visualize.plot_costs([2.0, 1.0], ax=ax) is ax
    other = plt.figure().subplots()
    assert visualize.plot_confusion_matrix([1], [1], [1], ax=other) is other


def test_costs_are_drawn_as_they_are_with_units():
    ax = visualize.plot_costs([7.0, 0.5, 0.25])
    assert ax.lines[0].get_ydata().tolist() == [7, 0.5, 0.25]
    assert "iteration" in ax.get_xlabel() and "nats" in ax.get_ylabel() and ax.get_title()
    assert ax.texts[0].get_text() == "0.2500"


@pytest.mark.parametrize("costs", [[], [[1.0, 2.0]], "costs"])
def test_no_costs_no_curve(costs):
    with pytest.raises(ValueError, match="costs"):
        visualize.plot_costs(costs)


def test_confusion_rows_are_shares_and_carry_the_names():
    ax = visualize.plot_confusion_matrix([1, 1, 1, 1, 10], [1, 1, 1, 10, 10], classes=[1, 10], names=["1", "0"])
    assert np.asarray(ax.images[0].get_array()).tolist() == [[0.75, 0.25], [0, 1]]
    assert [text.get_text() for text in ax.texts] == ["75.0", "25.0", "100.0"]
    assert [tick.get_text() for tick in ax.get_xticklabels()] == ["1", "0"]
    assert ax.get_xlabel() == "predicted" and ax.get_ylabel() == "true" and ax.get_title()


def test_misclassified_digits_show_the_predicted_label_and_the_true_one():
    X = np.arange(5)[:, None] * np.ones((5, 4))
    figure = visualize.plot_misclassified(X, [1, 2, 3, 10, 10], [1, 3, 3, 10, 2], names={10: "0"})
    assert [image[0, 0] for image in pixels(figure)] == [1, 4]
    assert [ax.get_title() for ax in figure.axes if ax.images] == ["3 (2)", "2 (0)"]
    assert figure.get_suptitle() == "Misclassified: 2 of 5"


def test_no_more_misclassified_digits_than_asked_for():
    figure = visualize.plot_misclassified(np.ones((40, 4)), np.zeros(40), np.ones(40), most=7)
    assert len(pixels(figure)) == 7


def test_those_shown_are_spread_over_all_that_are_wrong():
    figure = visualize.plot_misclassified(np.arange(40)[:, None] * np.ones((40, 4)), np.zeros(40), np.ones(40), most=4)
    assert [image[0, 0] for image in pixels(figure)] == [0, 13, 26, 39]
    assert figure.get_suptitle() == "Misclassified: 40 of 40 (4 of them shown)"


def test_long_names_are_turned_and_too_many_are_left_out():
    ax = visualize.plot_confusion_matrix(["sandal", "sneaker"], ["sandal", "sandal"], ["sandal", "sneaker"])
    assert {label.get_rotation() for label in ax.get_xticklabels()} == {45}
    many = visualize.plot_confusion_matrix(np.arange(200), np.arange(200), np.arange(200))
    assert not many.texts and max(many.figure.get_size_inches()) <= 12


@pytest.mark.parametrize("call, message", [
    (lambda: visualize.plot_images(np.ones((2, 400)), order="f"), "order is 'f'"),
    (lambda: visualize.plot_costs(nn.TrainingResult(*[None] * 9)), "result.costs"),
])
def test_the_likely_slip_is_told(call, message):
    with pytest.raises(ValueError, match=message):
        call()


def test_a_perfect_prediction_says_that_there_is_nothing_to_show():
    figure = visualize.plot_misclassified(np.ones((2, 4)), [1, 2], [1, 2])
    assert "0 of 2" in figure.get_suptitle() and not pixels(figure)


def test_lengths_that_disagree_are_named():
    with pytest.raises(ValueError, match="X has 2 rows, y 3 and predicted 3"):
        visualize.plot_misclassified(np.ones((2, 4)), [1, 2, 3], [1, 2, 3])


def test_nothing_calls_show(monkeypatch):
    shown = []
    monkeypatch.setattr(plt, "show", lambda *_, **__: shown.append(1))
    visualize.plot_images(np.ones((2, 4)))
    visualize.plot_hidden_units(np.ones((2, 5)))
    visualize.plot_costs([1.0])
    visualize.plot_confusion_matrix([1], [1], [1])
    assert not shown


def test_a_loss_curve_begins_after_epoch_1():
    assert visualize.plot_costs([2.0, 1.0], first=1).lines[0].get_xdata().tolist() == [1, 2]


def test_images_may_come_with_their_shape():
    shown = pixels(visualize.plot_images(np.arange(8.0).reshape(2, 2, 2), image_shape=(2, 2)))
    assert shown[1].tolist() == [[4, 5], [6, 7]]
