"""nn predict --figure, nn check-gradient --figure, and the cost of the test part in nn train's cost.png."""
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

import nn
from nn import visualize
from nn.app import commands, pictures
from nn.app.cli import main
from nn.app.inputs import Digits
from nn.visualize import style


@pytest.fixture
def network(tmp_path, monkeypatch):
    """weights.npz of a network with random weights, in an empty directory that becomes the current one."""
    monkeypatch.chdir(tmp_path)
    theta = nn.random_init((400, 25, 10), np.random.default_rng(0))
    network = nn.Network(theta, (400, 25, 10), np.arange(1, 11))
    nn.save_network("weights.npz", network)
    return network


def draw_one(path):
    picture = np.full((90, 60), 255, dtype=np.uint8)
    picture[15:75, 27:33] = 0
    Image.fromarray(picture).save(path)


def is_picture(path):
    with Image.open(path) as image:
        image.load()
        return image.format == "PNG" and min(image.size) > 200


def test_what_was_read_in_each_photograph_is_drawn(network, capsys, monkeypatch):
    draw_one("one.png")
    Path("new").mkdir()
    drawn = []
    draw = commands.draw_readings
    monkeypatch.setattr(commands, "draw_readings", lambda *arguments: [drawn.append(arguments), draw(*arguments)])
    assert main(["predict", "weights.npz", "one.png", "missing.png", "one.png", "--figure", "new/out.png"]) == 1
    assert is_picture("new/out.png") and "Written: new/out.png" in capsys.readouterr().out
    (readings, names, _), = drawn
    assert len(readings) == 2 and names == [*"1234567890"]          # the missing one has no row
    title, photograph, x, outputs = readings[0]
    assert title.startswith("one.png: ") and photograph.shape == (90, 60)
    assert np.array_equal(outputs, network.feedforward(x[None])[0][-1][0])


def drawn_title(monkeypatch, image):
    """The title above the picture of nn predict IMAGE --figure out.png."""
    drawn, draw = [], visualize.plot_readings
    monkeypatch.setattr(visualize, "plot_readings", lambda *given: drawn.append(given) or draw(*given))
    assert main(["predict", "weights.npz", image, "--figure", "out.png"]) == 0
    return drawn[0][0][0].title


def test_a_name_that_the_font_cannot_draw_is_drawn_without_a_warning(network, capsys, monkeypatch):
    """A warning, which would be two lines on stderr, fails."""
    draw_one("照片é\t.png")
    assert drawn_title(monkeypatch, "照片é\t.png").startswith("??é?.png: ")
    said = capsys.readouterr()
    assert said.err == "" and said.out.startswith("照片é\t.png: ")


def test_a_long_name_is_shortened_in_the_middle_and_fits(network, monkeypatch):
    name = "W" * 100 + ".png"
    draw_one(name)
    title = drawn_title(monkeypatch, name)
    assert title.startswith("W" * 20 + "…" + "W" * 15 + ".png: ")
    assert style.wrapped(title, 9, "medium") == title


def test_classes_that_the_font_cannot_draw_are_drawn_without_a_warning(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    np.savez("mine.npz", X=np.random.default_rng(0).uniform(size=(30, 9)), y=["猫", "dog", "鸟"] * 10)
    assert main(["train", "--data", "mine.npz", "--max-evaluations", "3"]) == 0
    assert "猫" in capsys.readouterr().out
    assert pictures.drawn_names(np.array(["猫", "dog"])) == ["?", "dog"]


@pytest.mark.parametrize("layer_sizes, unit", [((9, 3), "output unit"), ((9, 4, 3), "hidden unit"),
                                               ((9, 4, 5, 3), "unit of the first hidden layer")])
def test_the_picture_of_the_weights_says_which_units_they_are_of(tmp_path, monkeypatch, layer_sizes, unit):
    drawn, draw = [], visualize.plot_hidden_units
    monkeypatch.setattr(visualize, "plot_hidden_units",
                        lambda *given, **named: drawn.append(named["title"]) or draw(*given, **named))
    network = nn.Network(nn.random_init(layer_sizes, np.random.default_rng(0)), layer_sizes, np.arange(3))
    digits = Digits(np.random.default_rng(0).uniform(size=(30, 9)), np.arange(30) % 3, np.arange(3), "")
    pictures.draw(network, digits, digits, tmp_path, 0, print)
    assert drawn == [f"What each {unit} looks for"]


def test_with_json_only_json_is_on_stdout(network, capsys):
    draw_one("one.png")
    assert main(["predict", "weights.npz", "one.png", "--json", "--figure", "out.png"]) == 0
    said = capsys.readouterr()
    assert said.out.startswith('[{"image"') and said.out.count("\n") == 1 and "Written: out.png" in said.err


def test_a_gradient_check_is_drawn(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["check-gradient", "--figure", "check.png"]) == 0
    assert is_picture("check.png") and "Written: check.png" in capsys.readouterr().out


@pytest.mark.parametrize("command", [["predict", "weights.npz", "one.png"], ["check-gradient"]])
def test_a_figure_that_is_not_a_png_overwrites_nothing(command, network, tmp_path, capsys):
    before = (tmp_path / "weights.npz").read_bytes()
    assert main([*command, "--figure", "weights.npz"]) == 2
    assert "'weights.npz' does not end in .png" in capsys.readouterr().err
    assert (tmp_path / "weights.npz").read_bytes() == before


@pytest.mark.parametrize("by_minibatches, what", [(False, "evaluations of cost and gradient"), (True, "minibatches")])
def test_the_cost_of_the_test_part_is_drawn_beside_that_of_the_training_digits(network, by_minibatches, what):
    X, y = np.random.default_rng(0).uniform(size=(30, 400)), np.arange(30) % 10 + 1
    training, test = (Digits(X[rows], y[rows], np.arange(1, 11), "") for rows in (slice(20), slice(20, None)))
    snapshots = [nn.Snapshot(1, 7.0, network.theta), nn.Snapshot(5, 6.0, network.theta / 2)]
    ax, = pictures.draw_costs_of_both(network, snapshots, training, test, by_minibatches).axes
    assert ax.get_xlabel() == what
    for line, part in zip(ax.lines, (training, test), strict=True):
        Y = nn.one_hot(part.y, range(1, 11))
        costs = [nn.cost(shot.theta, part.X, Y, (400, 25, 10)) for shot in snapshots]
        assert line.get_xdata().tolist() == [1, 5] and line.get_ydata() == pytest.approx(costs, rel=1e-12)
