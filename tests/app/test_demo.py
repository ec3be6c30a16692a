"""The page of nn demo, as it is written. How it behaves in a browser is in test_demo_browser.py."""
import base64
import gzip
import json
import re
import subprocess
import sys

import numpy as np
import pytest

import nn
from nn.app.cli import main
from nn.app.demo import page as demo
from nn.app.demo.assemble import template
from nn.network import Network, Snapshot


def network(layer_sizes=(400, 7, 10), classes=range(1, 11), **activations):
    """A network that was never trained."""
    theta = nn.random_init(layer_sizes, np.random.default_rng(3))
    return Network(theta, layer_sizes, np.array(classes), **activations)


def save(path, network, snapshots=()):
    nn.save_network(path, network, snapshots)
    return path


def data_of(page):
    """What the page carries."""
    return json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', page, flags=re.S)[1])


def bytes_of(text):
    return base64.b64decode(text)


@pytest.fixture
def page(tmp_path):
    """page(network, snapshots) -> the page of nn demo on that file, as text."""
    def page(network, snapshots=()):
        weights, out = save(tmp_path / "weights.npz", network, snapshots), tmp_path / "page.html"
        assert main(["demo", str(weights), "--no-open", "--out", str(out)]) == 0
        return out.read_text(encoding="utf-8")
    return page


def test_the_weights_in_the_page_are_those_in_the_file_to_the_last_bit(page):
    saved = network()
    packed, = data_of(page(saved))["networks"]
    assert np.array_equal(np.frombuffer(bytes_of(packed["theta"]), "<f8"), saved.theta)
    assert packed["layer_sizes"] == [400, 7, 10] and packed["classes"] == [*"1234567890"]
    assert (packed["hidden"], packed["output"]) == ("sigmoid", "sigmoid")


def test_the_page_carries_the_5000_digits(page):
    packed, (images, labels) = data_of(page(network()))["digits"], nn.load_mnist5k()
    assert gzip.decompress(bytes_of(packed["images"])) == images.tobytes()
    assert bytes_of(packed["labels"]) == bytes(labels.tolist())


@pytest.mark.parametrize("classes, inputs", [(range(1, 11), 400), (range(10), 784)])
def test_it_says_what_the_network_takes_each_digit_for(page, classes, inputs):
    saved = network((inputs, 7, 10), classes, hidden="tanh", output="softmax")
    packed, = data_of(page(saved))["networks"]
    images, digits = nn.load_mnist5k()
    X = nn.load_ex4()[0] if inputs == 400 else images.reshape(5000, 784) / 255
    predicted = nn.predict(saved.theta, X, saved.layer_sizes, classes, hidden="tanh", output="softmax")
    assert [int(packed["classes"][k]) for k in bytes_of(packed["predicted"])] == (predicted % 10).tolist()
    assert packed["accuracy"] == pytest.approx({"all": np.mean(predicted % 10 == digits)}, abs=1e-12)


def test_the_replay_is_the_training_of_the_file(page):
    saved = network()
    rng = np.random.default_rng(0)
    snapshots = [Snapshot(n, 7 / n, rng.normal(size=len(saved.theta))) for n in (1, 5, 20)]
    replay = data_of(page(saved, snapshots))["networks"][0]["replay"]
    assert [(one["evaluations"], one["J"]) for one in replay] == [(1, 7.0), (5, 1.4), (20, 0.35)]
    for one, snapshot in zip(replay, snapshots, strict=True):
        X, y = nn.load_ex4()
        shown = nn.accuracy(y, nn.predict(snapshot.theta.astype(np.float32), X, saved.layer_sizes, range(1, 11)))
        assert one["accuracy"] == pytest.approx({"all": shown}, abs=1e-12)


def test_nothing_is_loaded_from_anywhere(page):
    text = page(network())
    without_data = re.sub(r'<script type="application/json".*?</script>', "", text, flags=re.S)
    assert set(re.findall(r"https?://[^\"' ]+", without_data)) == {"http://www.w3.org/2000/svg"}   # a name
    assert not re.findall(r"<(?:script|img|iframe|link)[^>]+(?:src|href)=[\"'](?!data:,)", without_data)
    assert not re.findall(r"@import|url\(|fetch\(|XMLHttpRequest|WebSocket|sendBeacon|import\(", without_data)
    assert "default-src 'none'" in without_data


def test_a_long_training_is_thinned_so_that_the_page_stays_below_5_mb(page):
    large = network((784, 160, 10), range(10))
    snapshots = [Snapshot(n, 1.0, large.theta / n) for n in range(1, 30)]
    text = page(large, snapshots)
    replay = data_of(text)["networks"][0]["replay"]
    assert len(text.encode()) <= 5_000_000
    assert (replay[0]["evaluations"], replay[-1]["evaluations"]) == (1, 29) and 2 <= len(replay) < 29


def test_a_name_cannot_end_the_data(tmp_path):
    weights = save(tmp_path / "a<script>.npz", network())
    text = demo.page([demo.load_shown(weights)]).decode()
    assert data_of(text)["networks"][0]["name"] == str(weights) and "a<script>" not in text


def test_the_grid_it_trains_has_a_network_for_each_choice():
    grid = demo.train_shown((3, 4), (0.0, 1.0), max_evaluations=5, first=(4, 1.0), record=(1, 3))
    assert {(one.network.layer_sizes, one.lambda_) for one in grid} == {
        ((400, h, 10), lambda_) for h in (3, 4) for lambda_ in (0.0, 1.0)}
    assert (grid[0].network.layer_sizes, grid[0].lambda_) == ((400, 4, 10), 1.0)
    for one in grid:
        assert [snapshot.evaluations for snapshot in one.snapshots] == [1, 3, 5]
        assert np.array_equal(one.network.theta, one.snapshots[-1].theta)


def test_the_command_without_weights_trains_its_grid(tmp_path, monkeypatch, capsys):
    shown = demo.ShownNetwork(network(), "25 hidden units", [], 1.0)
    monkeypatch.setattr("nn.app.commands.train_shown", lambda record: [shown])
    monkeypatch.chdir(tmp_path)
    assert main(["demo", "--no-open"]) == 0
    assert "Written: nn-demo.html" in capsys.readouterr().out
    assert data_of((tmp_path / "nn-demo.html").read_text(encoding="utf-8"))["networks"][0]["lambda"] == 1.0


@pytest.mark.parametrize("browser_there", [True, False])
def test_the_page_is_opened_unless_told_otherwise(tmp_path, monkeypatch, capsys, browser_there):
    opened, weights = [], save(tmp_path / "weights.npz", network())
    monkeypatch.setattr("webbrowser.open", lambda address: opened.append(address) or browser_there)
    out = tmp_path / "my page.html"
    assert main(["demo", str(weights), "--out", str(out)]) == 0
    assert opened == [out.as_uri()]
    assert ("No browser" in capsys.readouterr().out) == (not browser_there)
    assert main(["demo", str(weights), "--out", str(out), "--no-open"]) == 0 and len(opened) == 1


def test_a_page_that_is_there_stays_whole_where_writing_fails(tmp_path, monkeypatch):
    weights, out = save(tmp_path / "weights.npz", network()), tmp_path / "page.html"
    assert main(["demo", str(weights), "--no-open", "--out", str(out)]) == 0
    before = out.read_bytes()

    def full(descriptor):
        raise OSError(28, "No space left on device")
    monkeypatch.setattr("os.fsync", full)
    assert main(["demo", str(weights), "--no-open", "--out", str(out)]) == 1
    assert out.read_bytes() == before and sorted(path.name for path in tmp_path.iterdir()) == [
        "page.html", "weights.npz"]


BAD = {
    "too few pixels": (network((6, 4, 3), range(3)), "6 inputs"),
    "no digits": (network((400, 4, 3), ["a", "b", "c"]), "a, b, c"),
    "too large": (network((784, 600, 10), range(10)), "larger than 5 MB"),
}


@pytest.mark.parametrize("bad, said", BAD.values(), ids=BAD.keys())
def test_a_network_that_cannot_be_shown_is_refused_in_one_line(tmp_path, capsys, bad, said):
    weights, out = save(tmp_path / "weights.npz", bad), tmp_path / "page.html"
    assert main(["demo", str(weights), "--no-open", "--out", str(out)]) == 1
    error, = capsys.readouterr().err.splitlines()
    assert error.startswith("nn: error: ") and said in error and not out.exists()


def test_bad_paths_are_refused_in_one_line(tmp_path, capsys):
    weights = save(tmp_path / "weights.npz", network())
    (tmp_path / "text.npz").write_text("no network")
    for arguments, said in [(["missing.npz"], "missing.npz"), ([str(tmp_path / "text.npz")], "text.npz"),
                            ([str(weights), "--out", str(tmp_path)], "is a folder"),
                            ([str(weights), "--out", str(weights / "page.html")], "is a file")]:
        assert main(["demo", *arguments, "--no-open"]) == 1
        error, = capsys.readouterr().err.splitlines()
        assert error.startswith("nn: error: ") and said in error
    assert main(["demo", "--hidden", "3"]) == 2


def test_the_course_s_own_weights_make_a_page(course_data):
    packed, = data_of(demo.page([demo.load_shown(course_data / "ex4weights.mat")]).decode())["networks"]
    assert packed["accuracy"] == {"all": 0.9752} and packed["replay"] == []      # the published figure


def test_writing_a_page_loads_no_matplotlib():
    code = "import sys, nn.app.commands; print('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"


def test_ctrl_c_while_the_grid_is_trained_leaves_the_old_page_as_it_was(tmp_path, monkeypatch, capsys):
    """train returns the best weights so far after Ctrl-C; a page of half-trained networks is of no use."""
    whole = nn.train

    def interrupted(*arguments, **options):
        return whole(*arguments[:4], 2, **options)._replace(ended="interrupted")
    monkeypatch.setattr(nn, "train", interrupted)
    monkeypatch.chdir(tmp_path)
    old = template()
    (tmp_path / "page.html").write_text(old, encoding="utf-8")
    assert main(["demo", "--no-open", "--out", str(tmp_path / "page.html")]) == 1
    assert "nn: interrupted" in capsys.readouterr().err
    assert (tmp_path / "page.html").read_text(encoding="utf-8") == old


def test_the_page_is_not_written_over_the_weights(tmp_path, capsys):
    weights = tmp_path / "weights.npz"
    nn.save_network(weights, nn.Network(np.zeros(400 * 10 + 10), (400, 10), range(1, 11)))
    before = weights.read_bytes()
    assert main(["demo", "--no-open", "--out", str(weights), str(weights)]) == 1
    assert "expected that ending" in capsys.readouterr().err and weights.read_bytes() == before


def test_the_network_that_nn_train_left_in_the_folder_comes_first(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("nn.app.commands.train_shown", lambda record: [demo.ShownNetwork(network(), "h", [], 1.0)])
    monkeypatch.chdir(tmp_path)
    (tmp_path / "nn-results").mkdir()
    mine = network((400, 5, 10))
    save(tmp_path / "nn-results" / "weights.npz", mine)
    assert main(["demo", "--no-open"]) == 0 and capsys.readouterr().err == ""
    first, second = data_of((tmp_path / "nn-demo.html").read_text(encoding="utf-8"))["networks"]
    assert first["layer_sizes"] == [400, 5, 10] and first["name"] == "nn-results/weights.npz"
    assert second["layer_sizes"] == [400, 7, 10]


@pytest.mark.parametrize("bad, said", [(network((6, 4, 3), range(3)), "6 inputs"),
                                       (network((784, 300, 10), range(10)), "too large to be shown beside others")])
def test_what_cannot_be_shown_beside_others_is_left_out_and_that_is_said(tmp_path, monkeypatch, capsys, bad, said):
    monkeypatch.setattr("nn.app.commands.train_shown", lambda record: [demo.ShownNetwork(network(), "h", [], 1.0)])
    monkeypatch.chdir(tmp_path)
    (tmp_path / "nn-results").mkdir()
    save(tmp_path / "nn-results" / "weights.npz", bad)
    assert main(["demo", "--no-open"]) == 0
    note, = capsys.readouterr().err.splitlines()
    assert note.startswith("nn: note: the page is without nn-results/weights.npz: ") and said in note
    assert len(data_of((tmp_path / "nn-demo.html").read_text(encoding="utf-8"))["networks"]) == 1


def test_a_page_replaces_a_page_but_no_other_file(tmp_path, capsys):
    weights, out = save(tmp_path / "weights.npz", network()), tmp_path / "page.html"
    arguments = ["demo", str(weights), "--no-open", "--out", str(out)]
    out.write_bytes(b"")
    for status in (0, 0):                                           # over an empty file, and over a page
        assert main(arguments) == status and len(out.read_bytes()) > 100_000
    for other in (b"<!DOCTYPE html><title>My notes</title>", b"%PDF-1.7", b"\x89PNG"):
        out.write_bytes(other)
        assert main(arguments) == 1 and out.read_bytes() == other
        assert "page.html exists and is not a page of nn demo" in capsys.readouterr().err
