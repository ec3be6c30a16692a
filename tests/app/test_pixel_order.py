"""nn.app.pixel_order: files whose pixels are in MATLAB's order, or whose output units stand for other digits."""
import numpy as np
import pytest
from scipy.io import savemat

import nn
from nn.app.demo.page import load_shown
from nn.app.inputs import read_digits
from nn.app.pixel_order import CLASSES, embedded, in_own_order, load_for_images, turn, turn_weights
from nn.files.resize import unroll_columns

USUAL = {400: "F", 784: "C"}


def linear_network(n, order="C", classes="1..10"):
    """Theta1 (10, n + 1) of a network without hidden layer: each output unit looks for the mean image of its digit.

    Not trained, so that it is quick and the same everywhere; it reads some 80 % of the embedded digits.
    """
    X, digits = embedded(n)
    if order != USUAL[n]:
        X = turn(X)
    means = np.array([X[digits == label % 10].mean(axis=0) for label in CLASSES[classes]])
    means -= means.mean(axis=1, keepdims=True)
    means /= np.linalg.norm(means, axis=1, keepdims=True)
    return np.column_stack([np.zeros(10), means])


def accuracy(network):
    X, digits = embedded(network.layer_sizes[0])
    return nn.accuracy(digits, network.predict(X) % 10)


def test_turning_an_image_is_to_unroll_it_in_the_other_order_and_back():
    images, _ = nn.load_mnist5k()
    rows = images[:50].reshape(50, 784)
    assert np.array_equal(turn(rows), unroll_columns(images[:50])) and np.array_equal(turn(turn(rows)), rows)


@pytest.mark.parametrize("classes", CLASSES)
@pytest.mark.parametrize("order", ["C", "F"])
@pytest.mark.parametrize("n", USUAL)
def test_the_way_in_which_a_network_reads_the_embedded_digits_is_found(tmp_path, n, order, classes):
    path = tmp_path / "weights.mat"
    savemat(path, {"Theta1": linear_network(n, order, classes)})
    loaded = load_for_images(path)
    assert accuracy(loaded.network) > 0.7 and loaded.network.classes.tolist() == CLASSES[classes].tolist()
    assert loaded.turned == (order != USUAL[n])
    if usual := (order, classes) == (USUAL[n], "1..10"):
        assert loaded.note == ""
    else:
        assert {"C": "row by row", "F": "column by column"}[order] in loaded.note and classes in loaded.note
    assert usual or str(path) in loaded.note
    told = load_for_images(path, order, classes)
    assert told.note == "" and np.array_equal(told.network.theta, loaded.network.theta)


def test_what_is_said_is_done_but_it_is_told_that_it_does_not_fit(tmp_path):
    savemat(tmp_path / "weights.mat", {"Theta1": linear_network(784, "F")})
    by_rows = load_for_images(tmp_path / "weights.mat", "C", "1..10")
    assert accuracy(by_rows.network) < 0.4 and "taken row by row, classes 1..10, as the options say" in by_rows.note
    assert "column by column, classes 1..10, it would be " in by_rows.note
    others = load_for_images(tmp_path / "weights.mat", classes="0..9")
    assert others.network.classes.tolist() == list(range(10)) and "classes 1..10, it would be " in others.note


@pytest.mark.parametrize("labels, said, other", [
    (range(1, 11), "1, 2, 3, 4, 5, 6, 7, 8, 9, 10", "0..9"), (range(10), "0, 1, 2, 3, 4, 5, 6, 7, 8, 9", "1..10"),
    (list("abcdefghij"), "a, b, c, d, e, f, g, h, i, j", "0..9")])
def test_classes_other_than_those_in_the_file_are_refused_and_equal_ones_are_fine(tmp_path, labels, said, other):
    nn.save_network(tmp_path / "a.npz", nn.Network(np.ones(4010), (400, 10), labels))
    with pytest.raises(ValueError, match=rf"a\.npz says that its output units stand for {said}, not for {other}"):
        load_for_images(tmp_path / "a.npz", classes=other)
    for same in (name for name, its in CLASSES.items() if list(labels) == its.tolist()):
        assert load_for_images(tmp_path / "a.npz", classes=same).network.classes.tolist() == list(labels)


def test_an_order_of_digits_that_does_not_fit_is_told(tmp_path):
    X, y = nn.load_ex4()
    taken, source = in_own_order(X[::5], y[::5], "C", "digits.mat")
    assert np.array_equal(taken, turn(X[::5])) and source.startswith("digits.mat, pixels row by row: so ")
    turned, source = in_own_order(turn(X[::5]), y[::5], "F", "digits.mat")
    assert np.array_equal(turned, turn(X[::5])) and source.startswith("digits.mat, pixels column by column: so ")
    assert in_own_order(X[::5], y[::5], "F", "digits.mat")[1] == "digits.mat"


def test_a_file_that_says_its_classes_keeps_them_and_its_order_is_tried(tmp_path):
    theta = linear_network(784, "F", "0..9").ravel()
    nn.save_network(tmp_path / "a.npz", nn.Network(theta, (784, 10), range(10)))
    loaded = load_for_images(tmp_path / "a.npz")
    assert loaded.turned and accuracy(loaded.network) > 0.7 and "classes" not in loaded.note


def test_a_network_of_a_few_digits_is_tried_on_those(tmp_path):
    """Or it could read two tenths of the digits at the most, and no order would ever fit."""
    theta = linear_network(784, "F", "0..9")[[3, 8]].ravel()
    nn.save_network(tmp_path / "a.npz", nn.Network(theta, (784, 2), [3, 8]))
    assert load_for_images(tmp_path / "a.npz").turned


def test_an_order_that_is_only_better_than_chance_or_only_a_little_better_is_not_taken(tmp_path):
    four_digits, rows = linear_network(784, "F"), linear_network(784)
    four_digits[4:] = 0
    for theta in (four_digits, 0.9 * rows + linear_network(784, "F")):
        network = nn.Network(theta.ravel(), (784, 10), range(1, 11))
        turned = network._replace(theta=turn_weights(network.theta, network.layer_sizes))
        assert accuracy(turned) > accuracy(network) + 0.01
        nn.save_network(tmp_path / "a.npz", network)
        assert not load_for_images(tmp_path / "a.npz").turned


def test_where_nothing_fits_all_stays_as_it_is_and_the_options_are_asked_for(tmp_path):
    Theta = np.random.default_rng(0).normal(size=(10, 785))
    savemat(tmp_path / "foreign.mat", {"Theta1": Theta})
    loaded = load_for_images(tmp_path / "foreign.mat")
    assert np.array_equal(loaded.network.theta, Theta.ravel()) and loaded.network.classes.tolist() == list(range(1, 11))
    assert all(text in loaded.note for text in ("--order", "--classes", "row by row", "classes 1..10"))
    nn.save_network(tmp_path / "own.npz", nn.Network(Theta.ravel(), (784, 10), range(10)))
    assert load_for_images(tmp_path / "own.npz").note == ""         # it says its classes: nothing is to be asked for


@pytest.mark.parametrize("sizes, classes", [
    ((7, 3), range(3)), ((784, 3), ["cat", "dog", "cow"]), ((784, 3), range(20, 23)), ((400, 10), list("abcdefghij"))])
def test_networks_of_other_things_are_left_alone(tmp_path, sizes, classes):
    network = nn.Network(nn.random_init(sizes, np.random.default_rng(0)), sizes, classes)
    nn.save_network(tmp_path / "a.npz", network)
    loaded = load_for_images(tmp_path / "a.npz")
    assert np.array_equal(loaded.network.theta, network.theta) and (loaded.note, loaded.turned) == ("", False)


def test_options_that_do_not_belong_to_a_network_are_refused(tmp_path):
    nn.save_network(tmp_path / "a.npz", nn.Network(np.zeros(24), (7, 3), range(3)))
    with pytest.raises(ValueError, match=r"a\.npz takes 7 inputs; --order is for networks of 400 or 784"):
        load_for_images(tmp_path / "a.npz", order="F")
    with pytest.raises(ValueError, match=r"a\.npz has 3 output units; --classes"):
        load_for_images(tmp_path / "a.npz", classes="0..9")


def test_the_snapshots_and_the_page_of_a_turned_network_are_turned_too(tmp_path):
    theta = linear_network(784, "F", "0..9").ravel()
    nn.save_network(tmp_path / "a.npz", nn.Network(theta, (784, 10), range(10)), [nn.Snapshot(1, 0.5, theta)])
    shown = load_shown(tmp_path / "a.npz")
    assert accuracy(shown.network) > 0.7
    np.testing.assert_allclose(shown.snapshots[0].theta, shown.network.theta, atol=1e-7)        # stored as float32


# data

@pytest.mark.parametrize("scale", [lambda X: X, lambda X: 2 * X - 1, lambda X: X - X.mean(axis=0), lambda X: 1 - X,
                                   lambda X: X + 10], ids=["0..1", "-1..1", "centred", "dark on light", "shifted"])
@pytest.mark.parametrize("ten", [0, 10])
@pytest.mark.parametrize("order", ["C", "F"])
@pytest.mark.parametrize("n", USUAL)
def test_images_in_the_other_order_are_turned_whatever_their_scale(n, order, ten, scale):
    X, digits = embedded(n)
    X, y = scale(X), np.where(digits == 0, ten, digits)
    given = X if order == USUAL[n] else turn(X)
    turned, source = in_own_order(given, y, None, "digits.mat")
    assert np.array_equal(turned, X)
    assert (source == "digits.mat") == (order == USUAL[n]) and source.startswith("digits.mat")


def test_images_of_other_things_are_left_alone_unless_it_is_said():
    rng = np.random.default_rng(0)
    X, y = rng.random((200, 784)), np.arange(200) % 10
    for labels in (y, y + 20, y.astype(str)):
        assert in_own_order(X, labels, None, "a.mat")[0] is X
    assert in_own_order(X[:, :30], y, None, "a.mat")[0].shape == (200, 30)
    assert np.array_equal(in_own_order(X, y, "F", "a.mat")[0], turn(X))
    with pytest.raises(ValueError, match=r"a\.mat: its examples have 30 pixels; --order"):
        in_own_order(X[:, :30], y, "F", "a.mat")


def test_the_order_of_letters_is_what_is_said(tmp_path):
    rng = np.random.default_rng(0)
    X, y = rng.random((20, 784)), np.array(["a", "b"] * 10)
    assert np.array_equal(in_own_order(X, y, "F", "a.mat")[0], turn(X))
    theta = rng.normal(size=2 * 785)
    nn.save_network(tmp_path / "a.npz", nn.Network(theta, (784, 2), ["a", "b"]))
    zs, expected = (network.feedforward(images)[1][-1] for network, images in (
        (load_for_images(tmp_path / "a.npz", "F").network, X), (nn.load_network(tmp_path / "a.npz"), turn(X))))
    np.testing.assert_allclose(zs, expected, rtol=1e-9)             # sums of 784 numbers in another order


def test_a_mat_file_by_columns_gives_the_digits_as_the_embedded_ones(tmp_path):
    images, digits = nn.load_mnist5k()
    some = slice(None, None, 10)
    savemat(tmp_path / "digits.mat", {"X": unroll_columns(images[some]).astype(float), "y": digits[some, None]})
    found = read_digits(str(tmp_path / "digits.mat"), None)
    np.testing.assert_allclose(found.X, images[some].reshape(500, 784) / 255, rtol=1e-15)
    assert "column by column" in found.source and "row by row" in found.source
    told = read_digits(str(tmp_path / "digits.mat"), None, "F")
    assert np.array_equal(told.X, found.X)
