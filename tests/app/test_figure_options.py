"""nn predict --figure, nn check-gradient --figure, and the cost of the test part in nn train's cost.png."""
import numpy as np
import pytest
from PIL import Image

import nn
from nn.app import commands, pictures
from nn.app.cli import main
from nn.app.inputs import Digits


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
