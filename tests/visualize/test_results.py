"""Cost, confusion matrix and misclassified digits are tested by the data of their artists."""
from itertools import combinations

import numpy as np
import pytest
from drawn import pixels, titles

import nn
from nn import visualize


def test_costs_are_drawn_as_they_are_with_units():
    ax, = visualize.plot_costs([7.0, 0.5, 0.25]).axes
    assert ax.lines[0].get_ydata().tolist() == [7, 0.5, 0.25]
    assert "iteration" in ax.get_xlabel() and "nats" in ax.get_ylabel() and ax.get_title()
    assert ax.texts[0].get_text() == "0.2500"


@pytest.mark.parametrize("costs", [[], [[1.0, 2.0]], "costs"])
def test_costs_that_are_not_a_vector_are_refused(costs):
    with pytest.raises(ValueError, match="costs"):
        visualize.plot_costs(costs)


def test_a_training_result_in_place_of_its_costs_is_named():
    with pytest.raises(ValueError, match=r"costs is a TrainingResult.*plot_costs\(result\.costs\)"):
        visualize.plot_costs(nn.train(np.eye(2), np.eye(2), (2, 2), max_evaluations=2))


@pytest.mark.parametrize("costs", [[0.3], [0.3, 0.2], [3.0, 1e-9], [0.0], np.exp(-np.arange(100.0) / 5)], ids=len)
def test_the_last_cost_is_written_inside_the_frame_and_iterations_are_whole(costs):
    ax, = visualize.plot_costs(costs).axes
    ax.figure.draw_without_rendering()
    number, frame = ax.texts[0].get_window_extent(), ax.bbox
    assert frame.x0 <= number.x0 and number.x1 <= frame.x1 and number.y1 <= frame.y1
    assert float(ax.texts[0].get_text()) == pytest.approx(costs[-1], rel=1e-3)
    assert all(tick == round(tick) for tick in ax.get_xticks())


@pytest.mark.parametrize("costs", [[1.77, 1.0, 0.67], [3.0, 0.2, 0.1], 1 + np.sin(np.arange(30)) / 3, [1, 2, 3],
                                   [0.1, 0.1, 5, 0.1]], ids=str)
def test_the_last_cost_does_not_lie_on_the_curve(costs):
    ax, = visualize.plot_costs(costs).axes
    ax.figure.draw_without_rendering()
    number, (curve,) = ax.texts[0].get_window_extent(), ax.lines
    assert not curve.get_path().transformed(curve.get_transform()).intersects_bbox(number, filled=False)


def test_of_a_single_cost_only_its_own_iteration_is_on_the_axis():
    ax, = visualize.plot_costs([3.0], first=1).axes
    assert ax.get_xticks().tolist() == [1] and ax.get_xlim() == (0.5, 1.5)


@pytest.mark.parametrize("most", [1, 2, 7, 14, 47, 499])
def test_the_largest_number_of_mistakes_is_on_the_scale(most):
    y, predicted = [1] * (most + 1) + [2], [1] + [2] * most + [2]
    bar = visualize.plot_confusion_matrix(y, predicted, [1, 2]).axes[1]
    ticks = bar.get_yticks()
    assert ticks[0] == 0 and ticks[-1] == most and np.all(np.diff(ticks) > 0) and len(ticks) <= 7


def test_misclassified_digits_come_in_the_order_of_the_confusion_matrix():
    figure = visualize.plot_misclassified(np.ones((4, 4)), [10, 2, 1, 2], [1, 1, 2, 10], names={10: "0"})
    assert titles(figure) == ["2 (1)", "1 (2)", "0 (2)", "1 (0)"]


def test_a_loss_curve_begins_after_epoch_1():
    assert visualize.plot_costs([2.0, 1.0], first=1).axes[0].lines[0].get_xdata().tolist() == [1, 2]


def test_a_curve_with_a_name_has_its_last_cost_in_the_legend_and_that_of_the_test_part_is_dashed():
    ax, = visualize.plot_costs([7.0, 0.5, 0.25], at=[1, 10, 100], test=[7.5, 0.75, 0.5]).axes
    training, test = ax.lines
    assert test.get_xydata().tolist() == [[1, 7.5], [10, 0.75], [100, 0.5]] and test.get_linestyle() == "--"
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["training: 0.2500",
                                                                         "kept out of training: 0.5000"]
    assert not ax.texts and training.get_color() != test.get_color()


@pytest.mark.parametrize("arguments, message", [({"at": [1]}, r"at\.shape=\(1,\), expected \(2,\)"),
                                                ({"test": [1, 2, 3]}, r"test\.shape=\(3,\), expected \(2,\)")])
def test_places_and_costs_of_the_test_part_are_as_many_as_the_costs(arguments, message):
    with pytest.raises(ValueError, match=message):
        visualize.plot_costs([2.0, 1.0], **arguments)


def test_no_mistakes_have_a_scale_too():
    figure = visualize.plot_confusion_matrix([1, 2], [1, 2], [1, 2])
    assert figure.axes[0].images[0].get_clim() == (0, 1)


def test_a_confusion_matrix_colours_the_mistakes_alone_and_carries_the_names():
    ax, _ = visualize.plot_confusion_matrix([1, 1, 1, 1, 10], [1, 1, 1, 10, 10], classes=[1, 10], names=["1", "0"]).axes
    assert ax.images[0].get_array().tolist() == [[None, 1], [0, None]] and ax.images[0].get_clim() == (0, 1)
    assert {ax.images[0].to_rgba(ax.images[0].get_array())[k, k].tolist()[0] for k in (0, 1)} == {0xd4 / 255}  # grey
    assert [text.get_text() for text in ax.texts] == ["3", "1", "1"]
    assert [tick.get_text() for tick in ax.get_xticklabels()] == ["1", "0"]
    assert ax.get_xlabel() == "predicted" and ax.get_ylabel() == "true" and ax.get_title()


def test_long_names_are_rotated_and_more_than_30_are_left_out():
    ax, _ = visualize.plot_confusion_matrix(["sandal", "sneaker"], ["sandal", "sandal"], ["sandal", "sneaker"]).axes
    assert {label.get_rotation() for label in ax.get_xticklabels()} == {45}
    many = visualize.plot_confusion_matrix(np.arange(200), np.arange(200), np.arange(200))
    assert not many.axes[0].texts and max(many.get_size_inches()) <= 12


def test_misclassified_digits_show_the_predicted_label_and_the_true_one():
    X = np.arange(5)[:, None] * np.ones((5, 4))
    figure = visualize.plot_misclassified(X, [1, 2, 3, 10, 10], [1, 3, 3, 10, 2], names={10: "0"})
    assert [image[0, 0] for image in pixels(figure)] == [1, 4]
    assert titles(figure) == ["3 (2)", "2 (0)"]
    assert figure.get_suptitle() == "Misclassified: 2 of 5"


@pytest.mark.parametrize("name", ["0", "class number {}", "${}", "$x_{{{}", "an extraordinarily long label {}"])
@pytest.mark.parametrize("count", [1, 2, 9, pytest.param(25, marks=pytest.mark.slow)])
def test_what_is_written_beside_misclassified_digits_fits_and_does_not_overlap(count, name):
    y = np.arange(count) % 9
    names = {label: name.format(label) for label in range(10)}
    figure = visualize.plot_misclassified(np.ones((count, 4)), y, y + 1, names=names)
    figure.canvas.draw()
    written = [figure._suptitle, figure._supxlabel, *figure.axes[0].texts]
    boxes = [text.get_window_extent() for text in written]
    assert all(figure.bbox.x0 <= box.x0 and box.x1 <= figure.bbox.x1 for box in boxes)
    assert not any(one.overlaps(other) for one, other in combinations(boxes, 2))
    assert not any("$" in text.get_text().replace(r"\$", "") for text in written)       # which begins a formula


def test_at_most_as_many_misclassified_digits_are_shown_as_asked_for():
    figure = visualize.plot_misclassified(np.ones((40, 4)), np.zeros(40), np.ones(40), most=7)
    assert len(pixels(figure)) == 7


def test_those_shown_are_spread_over_all_that_are_wrong():
    figure = visualize.plot_misclassified(np.arange(40)[:, None] * np.ones((40, 4)), np.zeros(40), np.ones(40), most=4)
    assert [image[0, 0] for image in pixels(figure)] == [0, 13, 26, 39]
    assert figure.get_suptitle() == "Misclassified: 40 of 40 (4 of them shown)"


def test_a_perfect_prediction_says_that_there_is_nothing_to_show():
    figure = visualize.plot_misclassified(np.ones((2, 4)), [1, 2], [1, 2])
    assert "0 of 2" in figure.get_suptitle() and not pixels(figure)


def test_lengths_that_disagree_are_named():
    with pytest.raises(ValueError, match="X has 2 rows, y 3 and predicted 3"):
        visualize.plot_misclassified(np.ones((2, 4)), [1, 2, 3], [1, 2, 3])
