"""Pictures are tested by the data of their artists."""
import re
from itertools import combinations

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.animation import AbstractMovieWriter
from PIL import Image

import nn
from nn import visualize
from nn.visualize import animation, style


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


def test_titles_of_images_may_be_numbers():
    figure = visualize.plot_images(np.ones((2, 4)), titles=[7, "all"])
    assert [ax.get_title() for ax in figure.axes] == ["7", "all"]


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


@pytest.mark.parametrize("name", ["0", "class number {}", "${}", "$x_{{{}", "an extraordinarily long label {}"])
@pytest.mark.parametrize("count", [1, 2, 9, 25])
def test_what_is_written_beside_misclassified_digits_fits_and_does_not_overlap(count, name):
    y = np.arange(count) % 9
    names = {label: name.format(label) for label in range(10)}
    figure = visualize.plot_misclassified(np.ones((count, 4)), y, y + 1, names=names)
    figure.canvas.draw()
    written = [figure._suptitle, figure._supxlabel, *[ax.title for ax in figure.axes if ax.get_title()]]
    boxes = [text.get_window_extent() for text in written]
    assert all(figure.bbox.x0 <= box.x0 and box.x1 <= figure.bbox.x1 for box in boxes)
    assert not any(one.overlaps(other) for one, other in combinations(boxes, 2))
    assert not any("$" in text.get_text().replace(r"\$", "") for text in written)       # which begins mathematics


@pytest.mark.parametrize("units", [1, 2, 25])
def test_title_and_caption_of_few_hidden_units_fit(units):
    figure = visualize.plot_hidden_units(np.random.default_rng(0).normal(size=(units, 401)))
    figure.canvas.draw()
    for text in (figure._suptitle, figure._supxlabel):
        assert figure.bbox.x0 <= text.get_window_extent().x0 and text.get_window_extent().x1 <= figure.bbox.x1


@pytest.mark.parametrize("costs", [[0.3], [0.3, 0.2], [3.0, 1e-9], [0.0], np.exp(-np.arange(100.0) / 5)], ids=len)
def test_the_last_cost_is_written_inside_the_frame_and_iterations_are_whole(costs):
    ax = visualize.plot_costs(costs)
    ax.figure.canvas.draw()
    number, frame = ax.texts[0].get_window_extent(), ax.bbox
    assert frame.x0 <= number.x0 and number.x1 <= frame.x1 and number.y1 <= frame.y1
    assert float(ax.texts[0].get_text()) == pytest.approx(costs[-1], rel=1e-3)
    assert all(tick == round(tick) for tick in ax.get_xticks())


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


@pytest.mark.parametrize("place", ["figure.titlesize", "font.size", "lines.linewidth", "axes.prop_cycle"])
def test_the_style_for_slides_ends_with_its_block(place):
    before = plt.rcParams[place]
    with visualize.slides():
        assert plt.rcParams[place] != before
    assert plt.rcParams[place] == before


def test_pictures_made_for_slides_have_larger_letters_and_thicker_lines():
    def sizes():
        ax = visualize.plot_costs([2.0, 1.0], caption="small print")
        return [ax.title.get_size(), ax.xaxis.label.get_size(), ax.figure._supxlabel.get_size(),
                ax.lines[0].get_linewidth()]
    usual = sizes()
    with visualize.slides():
        assert all(np.array(sizes()) > 1.5 * np.array(usual))


#: layers 2×2, 2, 2: unit 0 looks at pixel 0, unit 1 at pixel 3; class "b" likes unit 0 and not unit 1, "a" the contrary
SIZES = (4, 2, 2)
THETA = nn.flatten([np.array([[0, 9, 0, 0, 0], [0, 0, 0, 0, 1]]), np.array([[0, -3, 1], [0, 3, -1]])])


def test_the_diagram_shows_the_digit_the_weights_and_what_speaks_for_the_winner():
    ax = visualize.plot_activations(THETA, [1.0, 0, 0, 0], SIZES, ["a", "b"], order="C")
    digit, *tiles = [image.get_array().tolist() for image in ax.images]
    assert digit == [[1, 0], [0, 0]]
    assert tiles == [[[9, 0], [0, 0]], [[0, 0], [0, 1]]]             # without the bias; the one in favour stands first
    lines = {line.get_color(): line for line in ax.lines if line.get_color() in (style.FOR, style.AGAINST)}
    thick, thin = lines[style.FOR], lines[style.AGAINST]     # shares 3 g(9) = 3 and −1 g(0) = −0.5
    assert (thick.get_linewidth() - 0.5) / (thin.get_linewidth() - 0.5) == pytest.approx(6, rel=1e-3)    # g(9) ≈ 1
    a, b = [bar.get_width() / 3 for bar in ax.containers[0]]
    assert [a, b] == pytest.approx([nn.sigmoid(-2.5), nn.sigmoid(2.5)], rel=1e-3)
    written = [text.get_text() for text in ax.texts]
    assert ax.get_title() == "The network says b" and {"a", "b", "0.92", "0.08", "speaks for b"} <= set(written)


def test_circles_are_as_dark_as_their_units_are_active():
    ax = visualize.plot_activations(THETA, [1.0, 0, 0, 0], SIZES, ["a", "b"])
    lit, half = [patch.get_facecolor()[0] for patch in ax.patches if isinstance(patch, plt.Circle)]
    assert lit == pytest.approx(0, abs=1e-3) and half == pytest.approx(0.5)       # 1 − g(9), 1 − g(0)


def test_only_the_units_that_say_most_are_drawn():
    ax = visualize.plot_activations(THETA, [1.0, 0, 0, 0], SIZES, ["a", "b"], most=1, names=["A", "B"])
    digit, tile = ax.images
    assert tile.get_array().max() == 9 and ax.get_title() == "The network says B"     # unit 0 adds 3, unit 1 takes 0.5
    assert "1 of 2 hidden units" in [text.get_text() for text in ax.texts]


@pytest.mark.parametrize("hidden, output", [("relu", "softmax"), ("tanh", "sigmoid"), ("identity", "softmax")])
def test_a_deep_network_shows_its_last_hidden_layer(hidden, output):
    sizes = (4, 3, 5, 2)
    theta, x = np.random.default_rng(0).normal(size=3 * 5 + 5 * 4 + 2 * 6), [1.0, 0, 2, 0]
    ax = visualize.plot_activations(theta, x, sizes, [1, 2], hidden=hidden, output=output)
    activations, _ = nn.feedforward(theta, [x], sizes, hidden=hidden, output=output)
    assert [bar.get_width() / 3 for bar in ax.containers[0]] == pytest.approx(activations[-1][0])
    assert len(ax.images) == 1 and sum(isinstance(patch, plt.Circle) for patch in ax.patches) == 5


def test_each_unit_is_shown_with_the_digits_that_excite_it_most():
    Theta1 = np.array([[-50.0, 1, 0, 0, 0], [0, 0, 0, 0, -1]])       # likes a bright first pixel; a dark last one
    X = np.array([[3, 1, 1, 9], [9, 1, 1, 5], [5, 1, 1, 1]])
    figure = visualize.plot_exciting_digits(Theta1, X, most=2, order="C")
    (first, his), (second, hers) = [[np.asarray(image.get_array()) for image in ax.images] for ax in figure.axes]
    assert first.tolist() == [[1, 0], [0, 0]] and second.tolist() == [[0, 0], [0, -1]]
    assert [his[0, 0], his[0, 3]] == [9, 5] and [hers[1, 1], hers[1, 4]] == [1, 5]
    assert figure.axes[0].get_title() == "unit 0: z = -41.0 … -45.0"


def test_chosen_units_come_in_the_order_asked_for():
    Theta1 = np.arange(15.0).reshape(3, 5)
    figure = visualize.plot_exciting_digits(Theta1, np.eye(4), units=[2, 0], order="C")
    assert [ax.images[0].get_array()[0, 0] for ax in figure.axes] == [11, 1]
    assert len(visualize.plot_exciting_digits(np.ones((30, 5)), np.eye(4)).axes) == 25


def test_regions_are_coloured_by_the_predicted_class_and_points_by_the_true_one():
    theta = nn.flatten([np.array([[0, -1, -3], [0, 1, 3]])])         # "left" where x1 + 3 x2 < 0
    X, y = [[-1.0, 0], [1.0, 0], [2.0, 1.0]], ["left", "right", "left"]
    ax = visualize.plot_decision_regions(theta, X, y, (2, 2), ["left", "right"], resolution=50)
    region, (left, right, bottom, top) = np.asarray(ax.images[0].get_array()), ax.images[0].get_extent()
    assert left < -1 and right > 2 and bottom < 0 and top > 1
    x1, x2 = np.linspace(left, right, 50), np.linspace(bottom, top, 50)
    assert np.array_equal(region, x1 + 3 * x2[:, None] > 0) and ax.images[0].origin == "lower"
    assert [line.get_xydata().tolist() for line in ax.lines] == [[[-1, 0], [2, 1]], [[1, 0]]]
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["left", "right"]


@pytest.mark.parametrize("classes", [range(3), range(9)])
def test_every_class_has_its_own_colour_and_sign(classes):
    X = np.random.default_rng(0).normal(size=(len(classes), 2))
    theta = np.zeros(3 * len(classes))
    ax = visualize.plot_decision_regions(theta, X, classes, (2, len(classes)), classes, resolution=2)
    assert len({(line.get_color() if isinstance(line.get_color(), str) else tuple(line.get_color()), line.get_marker())
                for line in ax.lines}) == len(classes)


@pytest.mark.parametrize("call, message", [
    (lambda: visualize.plot_activations(THETA, np.eye(4), SIZES, [1, 2]), r"x\.shape=\(4, 4\), wanted \(4,\)"),
    (lambda: visualize.plot_activations(np.zeros(10), [0, 0, 0, 0.0], (4, 2), [1, 2]), "no hidden layer"),
    (lambda: visualize.plot_activations(THETA, [0, 0, 0, 0.0], SIZES, [1, 2, 3]), "3 classes"),
    (lambda: visualize.plot_activations(THETA, [0, 0, 0, 0.0], SIZES, [1, 2], names=["one"]), "1 names"),
    (lambda: visualize.plot_activations(THETA, [0, 0, 0, 0.0], SIZES, [1, 2], most=0), "most is 0"),
    (lambda: visualize.plot_exciting_digits(np.ones((2, 4)), np.eye(4)), "X.shape"),
    (lambda: visualize.plot_exciting_digits(np.ones(4), np.eye(4)), "Theta1.shape"),
    (lambda: visualize.plot_exciting_digits(np.ones((2, 5)), np.eye(4), units=[2]), "from 0 to 1"),
    (lambda: visualize.plot_exciting_digits(np.ones((2, 5)), np.eye(4), units=[-1]), "from 0 to 1"),
    (lambda: visualize.plot_exciting_digits(np.ones((2, 5)), np.eye(4), most=2.5), "most is 2.5"),
    (lambda: visualize.plot_decision_regions(THETA, np.eye(4), [1, 2, 1, 2], SIZES, [1, 2]), "4 inputs; .*two inputs"),
    (lambda: visualize.plot_decision_regions(np.zeros(6), np.eye(2), [1], (2, 2), [1, 2]), "2 rows but y has 1"),
    (lambda: visualize.plot_decision_regions(np.zeros(6), np.eye(2), [1, 3], (2, 2), [1, 2]), r"y\[1\] is 3"),
    (lambda: visualize.animate_training(THETA), "of type ndarray, wanted what train"),
    (lambda: visualize.animate_training(trained(record=())), "no snapshots.*record="),
    (lambda: visualize.animate_training(trained(), X=np.eye(4)), "X, y and classes belong together"),
    (lambda: visualize.animate_training(trained(), classes=[1, 2]), "X, y and classes belong together"),
    (lambda: visualize.animate_training(trained(), interval=0), "interval is 0"),
    (lambda: visualize.save_animation(None, "training.avi"), r"training\.avi.*\.html, \.gif or \.mp4"),
])
def test_pictures_of_what_is_not_there_are_refused(call, message):
    with pytest.raises(ValueError, match=message):
        call()


EXAMPLES, LABELS = np.eye(4), [5, 6, 5, 6]


def trained(record=(1, 2, 4)):
    """A small network after up to 9 evaluations on four images."""
    return nn.train(EXAMPLES, nn.one_hot(LABELS, [5, 6]), (4, 3, 2), 0.01, 9, record=record)


class Watch(AbstractMovieWriter):
    """In place of a file: what the frames show."""

    def setup(self, fig, outfile, dpi=None):
        super().setup(fig, outfile, dpi)
        self.frames = []

    def grab_frame(self, **_):
        self.frames.append(([np.array(ax.images[0].get_array()) if ax.images else ax.lines[1].get_xydata()[0].tolist()
                             for ax in self.fig.axes[:3]], [ax.get_title() for ax in self.fig.axes[:3]],
                            [ax.images[0].get_clim() for ax in self.fig.axes[:3] if ax.images]))

    def finish(self):
        pass


def watch(animation):
    watch = Watch()
    animation.save("nowhere", writer=watch)
    return watch.frames


def test_each_frame_shows_the_weights_the_cost_and_the_confusion_of_its_moment():
    result = trained()
    frames = watch(visualize.animate_training(result, EXAMPLES, LABELS, [5, 6]))
    assert len(frames) == len(result.snapshots) > 2
    for ((units, point, shares), titles, _), moment in zip(frames, result.snapshots, strict=True):
        Theta1 = nn.unflatten(moment.theta, (4, 3, 2))[0]
        assert [units[0, 0], units[0, 3], units[3, 0]] == Theta1[:, 1].tolist()      # three 2×2 tiles, one apart
        assert point == [moment.evaluations, moment.cost]
        predicted = nn.predict(moment.theta, EXAMPLES, (4, 3, 2), [5, 6])
        assert np.array_equal(shares, nn.confusion_matrix(LABELS, predicted, [5, 6], normalize=True))
        right = sum(guess == label for guess, label in zip(predicted, LABELS, strict=True))
        assert titles[2] == f"accuracy {25 * right:.1f} %" and str(moment.evaluations) in titles[1]


def test_all_frames_share_their_scales_and_zero_is_grey():
    result = trained()
    frames = watch(visualize.animate_training(result, EXAMPLES, LABELS, [5, 6]))
    w = np.abs(nn.unflatten(result.snapshots[-1].theta, (4, 3, 2))[0][:, 1:]).max() / 2
    assert {tuple(clim) for _, _, clim in frames} == {((-w, w), (0, 1))}


def test_without_digits_there_is_no_confusion_matrix():
    animation = visualize.animate_training(trained(), names=None)
    assert len(plt.gcf().axes) == 2 and len(watch(animation)) > 2


def test_the_curve_is_drawn_over_the_evaluations_from_the_first_frame_on():
    result = trained()
    animation = visualize.animate_training(result)
    curve = plt.gcf().axes[1].lines[0]
    assert curve.get_xydata().tolist() == [[one.evaluations, one.cost] for one in result.snapshots]
    assert plt.gcf().axes[1].get_xscale() == "log"
    watch(animation)


def test_an_animation_is_written_as_a_page_that_needs_no_network(tmp_path):
    result = trained()
    visualize.save_animation(visualize.animate_training(result), tmp_path / "training.html", dpi=40)
    page = (tmp_path / "training.html").read_text(encoding="utf-8")
    assert page.count("data:image/png;base64") == len(result.snapshots)
    assert "http" not in page and "<link" not in page and 'class="fa' not in page
    assert 'aria-label="Play"' in page and "▶" in page
    assert re.search(r'value="once"[^>]*checked>', page)             # it stops at the trained network
    assert [path.name for path in tmp_path.iterdir()] == ["training.html"]


def test_a_gif_has_a_frame_for_each_snapshot_at_the_pace_asked_for(tmp_path):
    result = trained()
    visualize.save_animation(visualize.animate_training(result, interval=500), tmp_path / "slow.gif", dpi=40)
    visualize.save_animation(visualize.animate_training(result), tmp_path / "quick.gif", fps=10, dpi=40)
    for name, milliseconds in (("slow.gif", 500), ("quick.gif", 100)):
        with Image.open(tmp_path / name) as image:
            assert image.n_frames == len(result.snapshots) and image.info["duration"] == milliseconds


def test_mp4_without_ffmpeg_names_what_works(tmp_path, monkeypatch):
    monkeypatch.setattr(animation.movies.FFMpegWriter, "isAvailable", lambda: False)
    with pytest.raises(ValueError, match=r"ffmpeg, which is not installed; take \.html or \.gif"):
        visualize.save_animation(None, tmp_path / "training.mp4")


def test_an_animation_that_fails_leaves_the_old_file(tmp_path):
    (tmp_path / "training.gif").write_text("old")
    animation = visualize.animate_training(trained())

    def interrupted(*_, **__):
        raise KeyboardInterrupt
    save, animation.save = animation.save, interrupted
    with pytest.raises(KeyboardInterrupt):
        visualize.save_animation(animation, tmp_path / "training.gif")
    assert [path.read_text() for path in tmp_path.iterdir()] == ["old"]
    save("nowhere", writer=Watch())


def test_an_animation_shows_its_progress_where_it_is_asked_to(tmp_path, capsys):
    visualize.save_animation(visualize.animate_training(trained()), tmp_path / "a.gif", dpi=20)
    assert capsys.readouterr().err == ""
    visualize.save_animation(visualize.animate_training(trained()), tmp_path / "a.gif", dpi=20, progress=True)
    assert "animation: 100%" in capsys.readouterr().err
