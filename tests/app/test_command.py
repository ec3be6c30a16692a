"""The command, as a user runs it in an empty directory: in this process, and in one of its own where that matters."""
import gzip
import json
import os
import re
import signal
import struct
import subprocess
import sys
import time
import warnings
from pathlib import Path
from typing import NamedTuple

import click
import numpy as np
import pytest
from click.shell_completion import ShellComplete
from PIL import Image
from scipy.io import savemat

import nn
from nn.app.cli import cli, main
from nn.app.photo import read_image
from nn.files.networks import load_kept_out

QUICK = ("train", "--max-evaluations", "12", "--no-figures")
PICTURES = ["digits.png", "hidden_units.png", "misclassified.png", "cost.png", "confusion.png"]
NN = (sys.executable, "-W", "error", "-m", "nn")


class Outcome(NamedTuple):
    """What a command left behind."""
    status: int
    stdout: str
    stderr: str


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """run("train", …) -> Outcome, in an empty directory; a warning, which would be another line on stderr, fails."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments):
        capsys.readouterr()
        status = main([str(argument) for argument in arguments])
        return Outcome(status, *capsys.readouterr())
    return run


class Training(NamedTuple):
    """A training with pictures."""
    folder: Path
    summary: dict                       # what --json printed
    stderr: str


@pytest.fixture(scope="session")
def training(tmp_path_factory):
    """nn train with pictures, once, for all tests that look at what it has written and said."""
    folder = tmp_path_factory.mktemp("training")
    process = subprocess.run([*NN, "train", "--max-evaluations", "100", "--json"], capture_output=True, text=True,
                             cwd=folder, timeout=120)
    assert process.returncode == 0, process.stderr
    return Training(folder / "nn-results", json.loads(process.stdout), process.stderr)


@pytest.fixture
def few_digits(tmp_path):
    """A file of 200 of the embedded digits: enough where only the command matters, and quick."""
    X, y = nn.load_ex4()
    np.savez(tmp_path / "few.npz", X=X[::25], y=y[::25])
    return tmp_path / "few.npz"


def failed(outcome, status, *said):
    """One line on stderr, nothing of a traceback."""
    assert outcome.status == status, outcome.stderr
    *_, last = outcome.stderr.splitlines()
    assert "Traceback" not in outcome.stderr and "error:" in last
    assert all(text in last for text in said), last
    return True


# nn train

@pytest.mark.slow
def test_train_reaches_the_published_figures(run, tmp_path):
    summary = json.loads(run("train", "--json", "--out", "out", "--no-figures").stdout)
    assert summary["cost"] <= 0.32 and summary["accuracy"] >= 0.99 and summary["evaluations"] <= 400
    X, y = nn.load_ex4()
    for file in ("weights.npz", "weights.mat"):
        network = nn.load_network(tmp_path / "out" / file)
        predicted = nn.predict(network.theta, X, network.layer_sizes, network.classes)
        assert nn.accuracy(y, predicted) == summary["accuracy"]


def test_train_writes_weights_and_pictures_and_says_how_it_went(training):
    assert {path.name for path in training.folder.iterdir()} == {*PICTURES, "weights.mat", "weights.npz"}
    assert [Path(file).name for file in training.summary["files"]] == ["weights.npz", "weights.mat", *PICTURES]
    assert {"cost", "accuracy", "iterations", "seconds", "message", "gradient_check"} <= set(training.summary)
    for text in ("Gradient check on a small network: PASS", "training accuracy", "precision  recall", "cost 0."):
        assert text in training.stderr
    assert f"cost {training.summary['cost']:.6f} with the penalty, training accuracy" in training.stderr


@pytest.mark.parametrize("name", PICTURES)
def test_every_written_picture_is_a_picture(training, name):
    with Image.open(training.folder / name) as image:
        assert min(image.size) > 200 and len(image.convert("L").getcolors()) > 2


def test_train_stores_snapshots_of_the_whole_training(training):
    snapshots = nn.load_snapshots(training.folder / "weights.npz")
    evaluations = [one.evaluations for one in snapshots]
    assert evaluations[0] == 1 and evaluations[-1] == training.summary["evaluations"] and len(evaluations) > 20
    assert snapshots[-1].cost == training.summary["cost"] < snapshots[0].cost
    assert not nn.load_snapshots(training.folder / "weights.mat")


def test_the_report_goes_to_stdout_and_the_bar_to_stderr(run):
    outcome = run(*QUICK)
    assert "PASS" in outcome.stdout and "support" in outcome.stdout and "weights.mat" in outcome.stdout
    assert "training:" in outcome.stderr and "cost" in outcome.stderr


def test_running_twice_gives_the_same_result_in_the_same_folder(run):
    first, second = (json.loads(run(*QUICK, "--json").stdout) for _ in range(2))
    assert first | {"seconds": 0} == second | {"seconds": 0}


def test_a_stratified_test_part_is_kept_out_and_scored(run):
    outcome = run(*QUICK, "--json", "--test-fraction", 0.2)
    assert 0 < json.loads(outcome.stdout)["test_accuracy"] < 1
    assert "on 4000 digits" in outcome.stderr and "test accuracy" not in outcome.stderr
    assert re.search(r"^accuracy [\d.]+ % on 1000 digits kept out of training$", outcome.stderr, re.MULTILINE)
    assert outcome.stderr.count("      100\n") == 10                 # the report's support of each class


@pytest.mark.parametrize("options, layers", [
    (["--hidden", 0], [400, 10]), (["--hidden", 9, "--hidden", 7], [400, 9, 7, 10]), ([], [400, 25, 10])])
def test_hidden_layers_are_chosen(run, few_digits, options, layers):
    assert json.loads(run(*QUICK, "--json", "--data", few_digits, *options).stdout)["layer_sizes"] == layers


def test_the_embedded_digits_are_there_at_28_by_28_too(run):
    assert json.loads(run(*QUICK, "--json", "--data", "mnist5k", "--hidden", 5).stdout)["layer_sizes"] == [784, 5, 10]


@pytest.mark.parametrize("method", ["L-BFGS-B", "CG"])
def test_other_methods_and_lambda_are_chosen(run, few_digits, method):
    summary = json.loads(run(*QUICK, "--json", "--method", method, "--lambda", 0.1, "--data", few_digits).stdout)
    assert summary["method"] == method and summary["lambda"] == 0.1 and summary["evaluations"] == 12


def test_a_users_own_file_without_square_images_gets_all_but_pixels(run, tmp_path):
    rng = np.random.default_rng(0)
    rows = np.c_[np.arange(40) % 3, rng.integers(0, 256, size=(40, 7))]
    np.savetxt(tmp_path / "mine.csv", rows, delimiter=",", fmt="%d")
    outcome = run("train", "--data", "mine.csv", "--max-evaluations", 3)
    assert outcome.status == 0 and "7 inputs do not form a square image" in outcome.stdout
    assert {path.suffix for path in (tmp_path / "nn-results").iterdir()} == {".png", ".npz", ".mat"}
    assert {path.name for path in (tmp_path / "nn-results").glob("*.png")} == {"cost.png", "confusion.png"}


def test_the_real_mnist_files_train(run, course_data):
    outcome = run("train", "--max-evaluations", 3, "--no-figures", "--json", "--data",
                  course_data / "t10k-images-idx3-ubyte.gz")
    assert json.loads(outcome.stdout)["layer_sizes"] == [784, 25, 10]


def test_resume_continues_where_a_checkpoint_stopped(run, few_digits):
    """In two parts it ends where the second part of one training would: all evaluations, costs and snapshots count."""
    first = json.loads(run(*QUICK, "--json", "--data", few_digits, "--checkpoint", "run.npz").stdout)
    outcome = run("train", "--no-figures", "--json", "--data", few_digits, "--max-evaluations", 30, "--resume",
                  "run.npz")
    second = json.loads(outcome.stdout)
    assert second["evaluations"] == 30 and second["cost"] < first["cost"]
    evaluations = [one.evaluations for one in nn.load_snapshots("nn-results/weights.npz")]
    assert evaluations[0] == 1 and 12 in evaluations and evaluations[-1] == 30
    assert evaluations == [one.evaluations for one in nn.load_snapshots("run.npz")]
    assert nn.load_network("run.npz").theta.tolist() == nn.load_network("nn-results/weights.npz").theta.tolist()


def test_a_resumed_training_may_write_another_checkpoint_but_not_over_a_third(run, few_digits, tmp_path):
    arguments = ("train", "--no-figures", "--data", few_digits, "--max-evaluations", 5)
    assert run(*arguments, "--checkpoint", "a.npz").status == 0
    before = (tmp_path / "a.npz").read_bytes()
    assert run(*arguments, "--resume", "a.npz", "--checkpoint", "b.npz").status == 0
    assert (tmp_path / "a.npz").read_bytes() == before and (tmp_path / "b.npz").exists()
    assert failed(run(*arguments, "--resume", "a.npz", "--checkpoint", "b.npz"), 1, "b.npz exists already")
    assert failed(run(*arguments, "--checkpoint", "a.npz"), 1, "a.npz exists already", "--resume")


def test_weights_are_saved_even_if_the_reader_of_the_report_leaves(tmp_path):
    command = subprocess.Popen([sys.executable, "-m", "nn", *QUICK], cwd=tmp_path, stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE, text=True)
    command.stdout.readline()
    command.stdout.close()                                           # as "nn train | head -1" does
    err = command.stderr.read()
    command.stderr.close()
    command.wait(timeout=60)
    assert "Traceback" not in err
    assert nn.load_network(tmp_path / "nn-results" / "weights.npz").layer_sizes == (400, 25, 10)


@pytest.mark.skipif(os.name == "nt", reason="Windows delivers Ctrl-C to a console, not to one process")
def test_ctrl_c_keeps_the_best_weights_so_far(tmp_path, interruptible):
    process = subprocess.Popen([*NN, "train", "--max-evaluations", "100000", "--lambda", "0", "--no-figures",
                                "--checkpoint", "run.npz", "--json"], cwd=tmp_path, stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE, text=True)
    while not (tmp_path / "run.npz").exists():                       # however busy the machine is
        assert process.poll() is None, process.communicate()
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=600)                      # a guard only
    assert process.returncode == 0, err
    summary = json.loads(out)
    assert summary["interrupted"] and "Interrupted" in summary["message"]
    assert nn.load_network(tmp_path / "nn-results" / "weights.npz").layer_sizes == (400, 25, 10)


def test_a_training_that_diverges_is_an_error_and_nothing_is_written(run, few_digits, tmp_path):
    for options in (("--method", "sgd", "--learning-rate", "1e9", "--batch-size", 10),
                    ("--method", "CG", "--data", "huge.npz")):
        np.savez(tmp_path / "huge.npz", X=1e200 * np.random.default_rng(0).normal(size=(40, 7)), y=np.arange(40) % 3)
        outcome = run("train", "--data", few_digits, "--activation", "relu", "--no-figures", *options)
        assert failed(outcome, 1, "nn: error: training diverged", "scale X to about 0..1")
        assert not list((tmp_path / "nn-results").iterdir())


# nn predict and nn figures

def draw_one(path, size=(90, 120), ink=0, paper=255):
    """A picture of a 1: a vertical bar."""
    picture = np.full(size, paper, dtype=np.uint8)
    picture[15:75, 56:63] = ink
    Image.fromarray(picture).save(path)


def test_predict_recognizes_a_drawn_one_dark_on_light_and_light_on_dark(run, training, tmp_path):
    draw_one(tmp_path / "dark.png")
    draw_one(tmp_path / "light.png", ink=230, paper=20)
    outcome = run("predict", training.folder / "weights.npz", "dark.png", "light.png")
    assert outcome.status == 0 and outcome.stderr == ""
    assert outcome.stdout.startswith("dark.png: 1 ") and "\nlight.png: 1 " in outcome.stdout
    found = json.loads(run("predict", training.folder / "weights.mat", "dark.png", "--json").stdout)
    assert found[0]["image"] == "dark.png" and found[0]["predicted"] == "1" and 0 < found[0]["activation"] <= 1


def test_several_digits_in_one_picture_are_noticed(run, training, tmp_path):
    images, _ = nn.load_mnist5k()
    Image.fromarray(255 - np.kron(np.hstack(images[[600, 1100, 1600]]), np.ones((5, 5), np.uint8))).save("three.png")
    Image.fromarray(255 - np.kron(images[1100], np.ones((5, 5), np.uint8))).save("one.png")
    outcome = run("predict", training.folder / "weights.npz", "three.png", "one.png")
    three, one = outcome.stdout.splitlines()
    assert outcome.status == 0 and three.startswith(
        "three.png: it seems to show 3 digits: crop it to one; read as one: ") and "seems" not in one
    found = json.loads(run("predict", training.folder / "weights.npz", "three.png", "one.png", "--json").stdout)
    assert [one["digits"] for one in found] == [3, 1]


@pytest.fixture
def by_columns(tmp_path):
    """weights.mat as MATLAB users have it: 784 inputs column by column, nothing about classes; digits.mat likewise."""
    images, digits = nn.load_mnist5k()
    X = images[::5].transpose(0, 2, 1).reshape(1000, 784) / 255.0
    y = np.where(digits[::5] == 0, 10, digits[::5])
    result = nn.train(X, nn.one_hot(y, range(1, 11)), (784, 10), max_evaluations=30)
    savemat(tmp_path / "weights.mat", {"Theta1": nn.unflatten(result.theta, (784, 10))[0]})
    savemat(tmp_path / "digits.mat", {"X": X, "y": y[:, None]})
    for digit in (1, 4, 6):
        Image.fromarray(images[500 * digit + 200]).save(tmp_path / f"{digit}.png")


def answers(outcome):
    return [line.split(": ")[1][0] for line in outcome.stdout.splitlines()]


def test_a_network_from_matlab_gets_its_pixels_as_it_was_trained(run, by_columns):
    """As rows, it reads about a fifth of them."""
    outcome = run("predict", "weights.mat", "1.png", "4.png", "6.png")
    assert answers(outcome) == ["1", "4", "6"]
    note, = outcome.stderr.splitlines()
    assert note.startswith("nn: note: weights.mat: its pixels are taken column by column, classes 1..10: so it reads")
    told = run("predict", "weights.mat", "1.png", "4.png", "6.png", "--order", "F", "--classes", "1..10")
    assert told.stderr == "" and told.stdout == outcome.stdout
    assert answers(run("predict", "weights.mat", "1.png", "4.png", "6.png", "--order", "C")) != ["1", "4", "6"]
    assert len(json.loads(run("predict", "weights.mat", "1.png", "--json").stdout)) == 1


def test_a_training_on_pixels_by_columns_gives_a_network_that_reads_pictures(run, by_columns):
    outcome = run("train", "--data", "digits.mat", "--hidden", 0, "--max-evaluations", 30, "--no-figures")
    assert "(digits.mat, pixels column by column: " in outcome.stdout
    outcome = run("predict", "nn-results/weights.npz", "1.png", "4.png", "6.png")
    assert answers(outcome) == ["1", "4", "6"] and outcome.stderr == ""


@pytest.mark.slow
def test_figures_of_pixels_by_columns_score_what_the_network_scores(run, by_columns):
    found = [run("figures", "weights.mat", *options) for options in (
        ["--data", "digits.mat"], ["--data", "digits.mat", "--order", "F"], [], ["--order", "F"])]
    scores = [float(re.search(r"accuracy ([\d.]+) %", outcome.stdout)[1]) for outcome in found]
    assert scores[0] == scores[1] > 85 and scores[2] == scores[3] > 80


@pytest.mark.slow
def test_the_course_weights_recognize_a_real_digit_and_get_their_figures(run, tmp_path, course_data):
    images = nn.load_idx(course_data / "t10k-images-idx3-ubyte.gz")
    Image.fromarray(images[0]).resize((112, 112)).save(tmp_path / "seven.png")      # the first test digit is a 7
    weights = course_data / "ex4weights.mat"
    assert run("predict", weights, "seven.png").stdout.startswith("seven.png: 7 ")
    outcome = run("figures", weights)
    assert "accuracy 97.52 %" in outcome.stdout                                     # the published figure
    assert all((tmp_path / "nn-results" / name).exists() for name in PICTURES if name != "cost.png")


@pytest.fixture
def three_snapshots(tmp_path, few_digits):
    """weights.npz of a network that was trained for three evaluations of few.npz."""
    X, y = nn.load_dataset(few_digits)
    recorder = nn.Recorder([1, 2])
    result = nn.train(X, nn.one_hot(y, range(1, 11)), (400, 25, 10), max_evaluations=3, watch=[recorder])
    nn.save_network(tmp_path / "weights.npz", nn.Network(result.theta, (400, 25, 10), np.arange(1, 11)),
                    recorder.snapshots)
    return tmp_path / "weights.npz"


@pytest.mark.slow
def test_the_training_that_a_file_contains_is_animated(run, tmp_path, three_snapshots):
    outcome = run("figures", "weights.npz", "--animate", "--data", "few.npz")
    assert outcome.status == 0 and "nn-results/training.html" in outcome.stdout.replace(os.sep, "/")
    page = (tmp_path / "nn-results" / "training.html").read_text(encoding="utf-8")
    assert page.count("data:image/png;base64") == 3 * page.count("<img") == 9 and "http" not in page
    assert "3/3" in outcome.stderr and (tmp_path / "nn-results" / "confusion.png").exists()


@pytest.mark.parametrize("options, animate_to", [
    ([], None), (["--animate"], ""), (["--animate", "--seed", "3"], ""), (["--animate", "a.gif"], "a.gif"),
    (["--animate=a.gif"], "a.gif")])
def test_animate_is_an_option_with_or_without_a_path(options, animate_to):
    assert cli.commands["figures"].make_context("figures", ["weights.npz", *options]).params["animate_to"] == animate_to


@pytest.mark.slow
def test_an_animation_is_written_where_it_is_told(run, tmp_path, three_snapshots):
    (tmp_path / "mine").mkdir()
    outcome = run("figures", "weights.npz", "--animate", "mine/training.gif", "--data", "few.npz", "--out", "out")
    assert outcome.status == 0, outcome.stderr
    assert not (tmp_path / "out" / "training.html").exists()
    with Image.open(tmp_path / "mine" / "training.gif") as image:
        assert image.n_frames == 3


def test_inputs_that_are_not_an_image_are_animated_as_stripes(run, tmp_path):
    rng = np.random.default_rng(0)
    np.savez(tmp_path / "mine.npz", X=rng.normal(size=(40, 7)), y=np.arange(40) % 3)
    assert run("train", "--data", "mine.npz", "--max-evaluations", 3, "--no-figures").status == 0
    outcome = run("figures", "nn-results/weights.npz", "--data", "mine.npz", "--animate", "training.gif")
    assert outcome.status == 0 and (tmp_path / "training.gif").exists(), outcome.stderr


def test_where_there_is_nothing_to_animate_it_is_said_before_anything_is_drawn(run, tmp_path, few_digits):
    assert run("train", "--method", "sgd", "--epochs", 1, "--no-figures", "--data", few_digits).status == 0
    outcome = run("figures", "nn-results/weights.mat", "--animate", "--out", "out", "--data", few_digits)
    assert failed(outcome, 1, "nn train stores them", "not in a .mat") and outcome.stdout == ""
    assert not list((tmp_path / "out").iterdir())


def test_a_training_by_minibatches_has_a_snapshot_after_an_epoch_with_the_cost_of_all_its_digits(
        run, tmp_path, few_digits):
    options = ("--method", "sgd", "--epochs", 3, "--batch-size", 30, "--test-fraction", 0.2, "--no-figures")
    assert run("train", *options, "--data", few_digits).status == 0
    weights = tmp_path / "nn-results" / "weights.npz"
    network, snapshots, data = nn.load_network(weights), nn.load_snapshots(weights), np.load(few_digits)
    seen = np.setdiff1d(np.arange(200), load_kept_out(weights, data["X"]))
    assert [shot.evaluations for shot in snapshots] == [-(-len(seen) // 30) * epoch for epoch in (1, 2, 3)]
    np.testing.assert_allclose(snapshots[-1].theta, network.theta, rtol=1e-7)       # the file contains float32
    for shot in snapshots:
        J = nn.regularized_cost(shot.theta, data["X"][seen], nn.one_hot(data["y"][seen], network.classes),
                                network.layer_sizes, 1.0, output="softmax")
        assert shot.cost == pytest.approx(J, rel=1e-6)


def test_one_bad_image_does_not_keep_the_others_from_their_answer(run, tmp_path):
    nn.save_network(tmp_path / "weights.npz", nn.Network(np.zeros(10285), (400, 25, 10), range(1, 11)))
    draw_one(tmp_path / "good.png")
    (tmp_path / "bad.png").write_bytes((tmp_path / "good.png").read_bytes()[:80])
    outcome = run("predict", "weights.npz", "good.png", "bad.png", "good.png")
    assert outcome.status == 1 and outcome.stdout.count("good.png: 1 ") == 2
    error, = outcome.stderr.splitlines()
    assert error.startswith("nn: error: bad.png: is not an image that can be read")


def test_an_answer_without_conviction_is_called_unsure(run, tmp_path):
    nn.save_network(tmp_path / "weights.npz", nn.Network(np.zeros(10285) - 0.01, (400, 25, 10), range(1, 11)))
    draw_one(tmp_path / "one.png")
    assert "unsure" in run("predict", "weights.npz", "one.png").stdout


def test_a_photograph_is_read_as_it_was_held(tmp_path):
    upright = np.zeros((60, 40), dtype=np.uint8)
    upright[5:20, 10:30] = 255
    exif = Image.Exif()
    exif[0x0112] = 6                                                 # "turn it by 90 degrees to see it upright"
    Image.fromarray(np.rot90(upright)).save(tmp_path / "turned.png", exif=exif)
    assert np.array_equal(read_image(tmp_path / "turned.png"), upright)


@pytest.mark.parametrize("name, to_depth", [("a.png", lambda grey: (257 * grey.astype(int)).astype(np.uint16)),
                                            ("a.tif", lambda grey: (grey / 255).astype(np.float32)),
                                            ("b.tif", lambda grey: 257 * grey.astype(np.int32))],
                         ids=["16 bits", "float", "32 bits"])
def test_an_image_of_more_than_8_bits_is_the_same_digit(tmp_path, name, to_depth):
    paper = 200 - nn.load_mnist5k()[0][1500] // 2                   # a 3, grey ink on paper that is not white
    Image.fromarray(paper).save(tmp_path / "plain.png")
    Image.fromarray(to_depth(paper)).save(tmp_path / name)
    one, other = (nn.prepare_digit(read_image(tmp_path / file)) for file in ("plain.png", name))
    np.testing.assert_allclose(one, other, atol=1e-6)               # float32 has seven digits


@pytest.mark.parametrize("mode", ["1", "P", "L", "RGB", "RGBA"])
def test_a_thin_pen_survives_the_shrinking_of_a_large_image(tmp_path, mode):
    image = Image.new("L", (4000, 4000), 255)
    image.paste(0, (1000, 500, 1002, 3500))                         # two pixels wide, and four become one
    image.convert(mode).save(tmp_path / "scan.png")
    grey = read_image(tmp_path / "scan.png")
    assert grey.shape == (1000, 1000) and grey[500].min() < 200 and (grey[500] < 250).sum() <= 4


@pytest.mark.slow
def test_a_photograph_of_100_megapixels_is_shrunk_silently(tmp_path):
    image = Image.new("L", (10_000, 9_000), 255)
    image.paste(0, (4000, 2000, 5000, 7000))
    image.save(tmp_path / "large.png")
    grey = read_image(tmp_path / "large.png")
    assert grey.shape == (900, 1000) and grey[450, 450] == 0 and grey[0, 0] == 255


@pytest.mark.parametrize("ink", ["black", "white"])
def test_ink_on_transparent_paper_is_seen_whatever_its_colour(tmp_path, ink):
    image = Image.new("RGBA", (40, 40), (0, 0, 0, 0))
    image.paste(Image.new("RGBA", (6, 30), ink), (17, 5))
    image.save(tmp_path / "digit.png")
    assert np.ptp(read_image(tmp_path / "digit.png")) == 255


def test_a_folder_that_cannot_be_written_to_is_found_before_training(run, monkeypatch):
    def refuses(dir):
        raise PermissionError(13, "Permission denied")
    monkeypatch.setattr("nn.app.inputs.tempfile.TemporaryFile", refuses)
    outcome = run("train", "--out", "locked")
    assert failed(outcome, 1, "locked: cannot be written to (Permission denied); choose another with --out")
    assert outcome.stdout == ""


# the full MNIST, and minibatches

@pytest.fixture
def small_mnist(tmp_path, monkeypatch):
    """NN_CACHE names a folder with files like MNIST's: 700 digits of the embedded ones."""
    images, digits = nn.load_mnist5k()
    chosen = np.random.default_rng(0).permutation(5000)[:700]
    for part, rows in (("train", chosen[:600]), ("t10k", chosen[600:])):
        header = struct.pack(">iiii", 0x803, len(rows), 28, 28)
        (tmp_path / f"{part}-images-idx3-ubyte.gz").write_bytes(gzip.compress(header + images[rows].tobytes()))
        header = struct.pack(">ii", 0x801, len(rows))
        labels = digits[rows].astype(np.uint8).tobytes()
        (tmp_path / f"{part}-labels-idx1-ubyte.gz").write_bytes(gzip.compress(header + labels))
    monkeypatch.setenv("NN_CACHE", str(tmp_path))


def test_mnist_comes_with_its_own_test_digits(run, small_mnist):
    outcome = run(*QUICK, "--data", "mnist")
    assert "on 600 digits (MNIST)" in outcome.stdout and "on 100 digits kept out of training" in outcome.stdout
    assert "on 210 digits (MNIST)" in run(*QUICK, "--data", "mnist", "--test-fraction", 0.7).stdout


def test_keras_mnist_trains_on_its_training_part_and_is_scored_on_its_test_part(run, tmp_path):
    images, digits = nn.load_mnist5k()
    np.savez_compressed(tmp_path / "mnist.npz", x_train=images[::10], y_train=digits[::10].astype(np.uint8),
                        x_test=images[3::50], y_test=digits[3::50].astype(np.uint8))
    outcome = run(*QUICK, "--data", "mnist.npz")
    assert "on 500 digits (mnist.npz)" in outcome.stdout and "on 100 digits kept out of training" in outcome.stdout
    assert "on 180 digits (mnist.npz)" in run(*QUICK, "--data", "mnist.npz", "--test-fraction", 0.7).stdout


def test_a_file_called_MNIST_is_a_file_as_any_other(run, few_digits):
    few_digits.rename(few_digits.with_name("MNIST"))
    assert "kept out of training" not in run(*QUICK, "--data", "MNIST").stdout


def test_mnist_that_was_not_fetched_is_asked_for(run, tmp_path, monkeypatch):
    monkeypatch.setenv("NN_CACHE", str(tmp_path / "nothing"))
    assert failed(run(*QUICK, "--data", "mnist"), 1, "nn data fetch mnist")


@pytest.mark.slow
def test_sgd_trains_as_well_as_scikit_learns_classifier(run, small_mnist, tmp_path):
    neural_network = pytest.importorskip("sklearn.neural_network")
    outcome = run("train", "--data", "mnist", "--method", "sgd", "--activation", "relu", "--hidden", 50, "--epochs", 10,
                  "--learning-rate", 0.1, "--lambda", 1e-4 * 600 / 200, "--seed", 1, "--json")
    summary = json.loads(outcome.stdout)
    X, y = nn.load_dataset(tmp_path / "train-images-idx3-ubyte.gz")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")                             # ten epochs are not enough to converge
        peer = neural_network.MLPClassifier((50,), solver="sgd", max_iter=10, alpha=1e-4, learning_rate_init=0.1,
                                            random_state=1).fit(X, y)
    assert summary["accuracy"] == pytest.approx(peer.score(X, y), abs=0.03)     # other first weights, other batches
    network = nn.load_network(tmp_path / "nn-results" / "weights.npz")
    assert (network.hidden, network.output, network.layer_sizes) == ("relu", "softmax", (784, 50, 10))
    assert summary["accuracy"] == nn.accuracy(y, network.predict(X))
    assert summary["evaluations"] == 30 and summary["iterations"] == 10 and "10/10" in outcome.stderr
    J = nn.regularized_cost(network.theta, X, nn.one_hot(y, range(10)), (784, 50, 10), 3e-4, hidden="relu",
                            output="softmax")
    assert summary["cost"] == pytest.approx(J, rel=1e-12)


@pytest.mark.skipif(os.name == "nt", reason="Windows delivers Ctrl-C to a console, not to one process")
def test_ctrl_c_between_minibatches_keeps_the_weights(tmp_path, interruptible):
    process = subprocess.Popen([*NN, "train", "--method", "sgd", "--epochs", "99999", "--no-figures", "--json"],
                               cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    said = ""
    while not re.search(r"\b[3-9]/99999|\b[1-9]\d+/99999", said):
        assert (letter := process.stderr.read(1)), said
        said += letter
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=600)                      # a guard only
    assert process.returncode == 0, err
    summary = json.loads(out)
    assert summary["interrupted"] and 3 <= summary["iterations"] < 99999
    assert nn.load_network(tmp_path / "nn-results" / "weights.npz").output == "softmax"


def test_ctrl_c_in_the_first_epoch_leaves_nothing(run, few_digits, tmp_path, monkeypatch):
    def interrupt(*arguments):
        raise KeyboardInterrupt
    monkeypatch.setattr("nn.training.run_epoch", interrupt)
    outcome = run("train", "--method", "adam", "--data", few_digits)
    assert outcome.status == 1 and outcome.stderr.endswith("nn: interrupted\n")
    assert not list((tmp_path / "nn-results").iterdir())


@pytest.mark.slow
def test_two_classes_train_by_minibatches_too(run, tmp_path):
    rng = np.random.default_rng(0)
    X = rng.normal(size=(60, 4)) + np.repeat([[0], [4]], 30, axis=0)
    np.savez(tmp_path / "two.npz", X=X, y=np.repeat([3, 8], 30))
    outcome = run("train", "--data", "two.npz", "--method", "adam", "--epochs", 60, "--learning-rate", 0.05, "--json")
    summary = json.loads(outcome.stdout)
    assert summary["accuracy"] == 1 and summary["iterations"] == summary["evaluations"] == 60   # one batch an epoch
    assert nn.load_network(tmp_path / "nn-results" / "weights.npz").classes.tolist() == [3, 8]
    assert (tmp_path / "nn-results" / "cost.png").exists()


# digits that were kept out of training

@pytest.fixture
def split_training(run, few_digits):
    """nn-results/weights.npz and .mat of a short training that kept a fifth of few.npz out."""
    outcome = run("train", "--data", few_digits, "--test-fraction", 0.2, "--max-evaluations", 8, "--no-figures",
                  "--json", "--checkpoint", "run.npz")
    return json.loads(outcome.stdout)


def parts_said(outcome):
    """The accuracies in the first line of nn figures, in percent, and of how many digits they are."""
    found = re.search(r"training accuracy ([\d.]+) % on (\d+) digits, accuracy ([\d.]+) % on (\d+) digits kept",
                      outcome.stdout)
    return found and [float(number) for number in found.groups()]


@pytest.mark.parametrize("weights", ["nn-results/weights.npz", "nn-results/weights.mat", "run.npz"])
def test_figures_report_both_parts_of_the_digits_as_the_training_did(run, few_digits, split_training, weights):
    outcome = run("figures", weights, "--data", few_digits)
    assert parts_said(outcome) == [round(100 * split_training["accuracy"], 2), 160,
                                   round(100 * split_training["test_accuracy"], 2), 40]
    X, y = nn.load_dataset(few_digits)
    rows, test_rows = nn.stratified_split(y, 0.2, np.random.default_rng(0))
    right = nn.load_network(weights).predict(X) == y
    assert parts_said(outcome)[::2] == [round(100 * right[part].mean(), 2) for part in (rows, test_rows)]


def test_figures_of_other_digits_are_of_all_of_them(run, tmp_path, few_digits, split_training):
    X, y = nn.load_dataset(few_digits)
    np.savez(tmp_path / "other.npz", X=X[::-1], y=y[::-1])
    outcome = run("figures", "nn-results/weights.npz", "--data", "other.npz")
    assert "% on all 200 digits (other.npz)" in outcome.stdout and parts_said(outcome) is None


def test_mnist_s_own_test_digits_are_kept_out_too(run, small_mnist):
    summary = json.loads(run(*QUICK, "--data", "mnist", "--json").stdout)
    said = parts_said(run("figures", "nn-results/weights.npz", "--data", "mnist"))
    assert said == [round(100 * summary["accuracy"], 2), 600, round(100 * summary["test_accuracy"], 2), 100]


def test_a_resumed_training_says_it_again(run, few_digits, split_training):
    again = run("train", "--data", few_digits, "--test-fraction", 0.2, "--max-evaluations", 12, "--no-figures",
                "--json", "--resume", "run.npz", "--out", "out")
    assert json.loads(again.stdout)["evaluations"] == 12
    X, _ = nn.load_dataset(few_digits)
    rows = [load_kept_out(path, X).tolist() for path in ("nn-results/weights.npz", "run.npz", "out/weights.npz")]
    assert rows[0] == rows[1] == rows[2] and len(rows[0]) == 40


def test_figures_take_the_weights_of_nn_train_where_none_are_given(run, tmp_path, few_digits, split_training):
    outcome = run("figures", "--data", few_digits)
    assert outcome.status == 0 and outcome.stdout.startswith("nn-results/weights.npz: training accuracy")
    os.remove(tmp_path / "nn-results" / "weights.npz")
    for options in ((), ("--animate",)):
        assert failed(run("figures", *options), 1, "nn-results/weights.npz does not exist yet; nn train writes it")


@pytest.mark.slow
def test_the_training_is_animated_and_both_parts_are_told(run, tmp_path, few_digits, split_training, monkeypatch):
    from nn import visualize
    told, animate = [], visualize.animate_training

    def spy(*arguments, **options):
        told.append((len(arguments[2]), len(options["test"][0])))
        return animate(arguments[0], arguments[1][-1:], *arguments[2:], **options)      # one frame is enough
    monkeypatch.setattr(visualize, "animate_training", spy)
    outcome = run("figures", "--animate", "--data", few_digits)
    assert outcome.status == 0 and told == [(160, 40)], outcome.stderr
    assert (tmp_path / "nn-results" / "training.html").exists()
    assert run("figures", "--animate", "--data", few_digits).status == 0            # over the one before


@pytest.mark.parametrize("name, options", [
    ("digits.png", ()), ("confusion.png", ()), ("training.html", ("--animate",)),
    ("training.gif", ("--animate", "nn-results/training.gif"))])
def test_figures_do_not_replace_a_file_of_another_kind(run, tmp_path, few_digits, split_training, name, options):
    other = tmp_path / "nn-results" / name
    other.write_bytes(b"years of work")
    before = sorted(path.name for path in other.parent.iterdir())
    outcome = run("figures", "--data", few_digits, *options)
    assert failed(outcome, 1, f"{name} exists and is not a", "choose another name, or delete it first")
    assert other.read_bytes() == b"years of work" and sorted(path.name for path in other.parent.iterdir()) == before


# nn check-gradient, and what every command does

@pytest.mark.parametrize("options", [
    (), ("--method", "complex"), ("--lambda", 0), pytest.param(("--full",), marks=pytest.mark.slow),
    pytest.param(("--full", "--method", "complex"), marks=pytest.mark.slow)])
def test_check_gradient_passes(run, options):
    outcome = run("check-gradient", *options)
    assert outcome.status == 0 and outcome.stdout.startswith("PASS: the relative difference is ")
    assert len(re.findall(r"^Theta[12] (?:bias|weights) .* ok$", outcome.stdout, re.MULTILINE)) == 4


def test_blocks_that_rounding_hides_are_not_called_ok(run):
    outcome = run("check-gradient", "--lambda", 1e12)
    assert outcome.status == 0
    rows = re.findall(r"^Theta[12] (\w+) .* (ok|lost in rounding)$", outcome.stdout, re.MULTILINE)
    assert rows == [("bias", "lost in rounding"), ("weights", "ok")] * 2
    assert "\n\nLost in rounding: " in outcome.stdout and "rounding" not in run("check-gradient").stdout


def test_an_interruption_while_drawing_leaves_the_weights_and_the_summary(run, monkeypatch):
    def interrupt(*arguments):
        raise KeyboardInterrupt
    monkeypatch.setattr("nn.app.commands.draw", interrupt)
    outcome = run("train", "--max-evaluations", 2, "--json")
    assert outcome.status == 0 and len(json.loads(outcome.stdout)["files"]) == 2
    assert f"nn figures {Path('nn-results') / 'weights.npz'}" in outcome.stderr


def test_an_interruption_elsewhere_is_one_line_and_status_1(run, monkeypatch):
    def interrupt(progress):
        raise KeyboardInterrupt
    monkeypatch.setattr("nn.fetch_mnist", interrupt)
    assert run("data", "fetch", "mnist") == (1, "", "\nnn: interrupted\n")      # after the ^C that a terminal shows


@pytest.mark.skipif(os.name == "nt", reason="there is no head on Windows")
def test_a_reader_that_stops_reading_is_not_an_error(tmp_path):
    subprocess.run([sys.executable, "-m", "nn", "start", "course"], cwd=tmp_path, check=True, capture_output=True)
    process = subprocess.run(f"{sys.executable} -m nn check | head -n 1", shell=True, cwd=tmp_path / "course",
                             capture_output=True, text=True, encoding="utf-8")
    assert process.stdout.count("\n") == 1 and process.stderr == ""


WRONG_USAGE = {
    (): "nn start my-course",
    ("trian",): "nn: error: no such command 'trian'",
    ("train", "--lamda", "1"): "--lambda",
    ("train", "--hidden", "-3"): "--hidden",
    ("train", "--lambda", "-1"): "--lambda",
    ("train", "--lambda", "nan"): "'nan' is not a number >= 0",
    ("train", "--lambda", "inf"): "--lambda",
    ("train", "--out"): "nn train: error: option '--out' requires an argument",
    ("train", "--method", "Adam"): "--method",
    ("train", "--learning-rate", "0"): "--learning-rate",
    ("train", "--activation", "step"): "--activation",
    ("train", "--test-fraction", "0"): "'0' is not a number greater than 0 and less than 1",
    ("train", "--test-fraction", "1"): "--test-fraction",
    ("train", "--max-evaluations", "0"): "--max-evaluations",
    ("train", "--seed", "x"): "nn train: error: invalid value for '--seed': 'x' is not a whole number >= 0",
    ("predict", "weights.npz"): "IMAGE",
    ("data",): "nn data: error: missing command",
    ("data", "fetch", "cifar"): "nn data fetch: error: invalid value for 'NAME': 'cifar' is not 'mnist'",
    ("start",): "nn start: error: missing argument 'FOLDER'",
    ("check", "3", "4"): "nn check: error: got unexpected extra argument",
    ("figures", "weights.npz", "--animate", "training.avi"): "'training.avi' does not end in .html, .gif or .mp4",
    ("figures", "--animate", "weights.npz"): "put WEIGHTS before --animate",
    ("train", "--hidden", "0", "--hidden", "3"): "--hidden 0",
    ("train", "--checkpoint", "run.txt"): ".npz",
    ("train", "--method", "sgd", "--checkpoint", "run.npz"): "--checkpoint and --resume do not go with",
    ("train", "--method", "adam", "--resume", "run.npz"): "--checkpoint and --resume do not go with",
    ("train", "--labels", "labels"): "--labels belongs to --data FILE",
    ("train", "--order", "F"): "--order belongs to --data FILE",
    ("train", "--data", "mnist5k", "--order", "C"): "--order belongs to --data FILE",
    ("predict", "weights.npz", "a.png", "--order", "f"): "'f' is not one of 'C', 'F'",
    ("figures", "weights.npz", "--labels", "labels"): "--labels belongs to --data FILE",
}


@pytest.mark.parametrize("arguments", WRONG_USAGE)
def test_wrong_usage_is_one_line_and_status_2(run, arguments):
    outcome = run(*arguments)
    assert failed(outcome, 2, WRONG_USAGE[arguments], "--help)") and outcome.stderr.count("\n") == 1
    assert outcome.stdout == ""


FAILURES = {
    ("train", "--data", "missing.csv"): "missing.csv",
    ("train", "--data", "junk.csv"): "junk.csv",
    ("train", "--data", "one.csv"): "two classes",
    ("train", "--resume", "missing.npz"): "missing.npz",
    ("train", "--resume", "junk.csv"): "junk.csv",
    ("train", "--out", "junk.csv"): "junk.csv is a file",
    ("train", "--data", "nan.csv"): "nan.csv",
    ("train", "--data", "empty.csv"): "no data",
    ("train", "--data", "once.csv"): "each of its 30 labels occurs only once",
    ("train", "--data", "half.mat"): "half.mat: the label of example 1 (counted from 0) is 1.5; labels are whole",
    ("train", "--data", "nan.npz"): "label of example 1 (counted from 0) is nan",
    ("train", "--data", "one.csv", "--labels", "junk.csv"): "belongs to IDX images only",
    ("figures", "weights.npz", "--data", "strangers.npz"): "strangers.npz: y[1] is 0, which is not one of the classes",
    ("figures", "weights.npz", "--data", "texts.npz"): "texts.npz: y[0] is '1', which is not one of the classes",
    ("predict", "missing.npz", "digit.png"): "missing.npz",
    ("predict", "junk.csv", "digit.png"): "junk.csv",
    ("predict", "weights.npz", "missing.png"): "nn: error: missing.png: No such file or directory",
    ("predict", "weights.npz", "junk.csv"): "junk.csv",
    ("predict", "weights.npz", "."): "nn: error: .: Is a directory",
    ("predict", "weights.npz", "blank.png"): "blank",
    ("train", "--data", "nan.npz", "--order", "F"): "nan",
    ("train", "--data", "seven.npz", "--order", "F"): "seven.npz: its examples have 7 pixels; --order is for images of",
    ("figures", "weights.npz", "--data", "mnist5k"): "784 pixels",
    ("figures", "weights.npz", "--data", "junk.csv"): "junk.csv",
    ("figures", "weights.npz", "--animate"): "weights.npz contains no snapshots of its training",
    ("predict", "weights.npz", "digit.png", "--classes", "0..9"): "stand for 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, not",
    ("figures", "weights.npz", "--classes", "0..9"): "stand for 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, not for 0..9",
}


@pytest.mark.parametrize("arguments", FAILURES)
def test_a_failure_is_one_line_and_status_1(run, tmp_path, arguments):
    (tmp_path / "empty.csv").write_text("label,a,b\n\n")
    (tmp_path / "once.csv").write_text("".join(f"{i},{i % 3},{i % 7}\n" for i in range(30)))
    np.savez(tmp_path / "nan.npz", X=np.eye(3), y=[1.0, np.nan, 2.0])
    savemat(tmp_path / "half.mat", {"X": np.eye(3), "y": [[1.0], [1.5], [2.0]]})
    np.savez(tmp_path / "seven.npz", X=np.ones((4, 7)), y=[1, 2, 1, 2])
    np.savez(tmp_path / "texts.npz", X=np.zeros((4, 400)), y=["1", "2", "1", "2"])
    np.savez(tmp_path / "strangers.npz", X=np.zeros((4, 400)), y=[1, 0, 11, 2])
    (tmp_path / "junk.csv").write_text("this,is\nno,data\n")
    (tmp_path / "one.csv").write_text("1,2,3\n1,4,5\n")
    (tmp_path / "nan.csv").write_text("1,2,3\n2,nan,5\n")
    Image.fromarray(np.zeros((30, 30), dtype=np.uint8)).save(tmp_path / "blank.png")
    theta = nn.random_init((400, 25, 10), np.random.default_rng(0))
    nn.save_network(tmp_path / "weights.npz", nn.Network(theta, (400, 25, 10), range(1, 11)))
    outcome = run(*arguments)
    assert failed(outcome, 1, FAILURES[arguments]) and outcome.stderr.count("\n") == 1


def test_a_process_ends_with_the_status_and_the_one_line(tmp_path):
    for arguments, status in ((["trian"], 2), (["predict", "missing.npz", "digit.png"], 1), (["--version"], 0)):
        process = subprocess.run([*NN, *arguments], cwd=tmp_path, capture_output=True, text=True)
        assert process.returncode == status and (process.stdout + process.stderr).count("\n") == 1


def test_fetch_tells_where_the_files_are(run, tmp_path, monkeypatch):
    monkeypatch.setenv("NN_CACHE", str(tmp_path))
    monkeypatch.setattr("nn.fetch_mnist", lambda progress: [tmp_path / "train-images-idx3-ubyte.gz"])
    outcome = run("data", "fetch", "mnist")
    assert outcome.status == 0
    assert f"nn train --data {tmp_path / 'train-images-idx3-ubyte.gz'}" in outcome.stdout


def every_command(command=cli, path=()):
    """(path, command) of nn and of all commands below it."""
    yield path, command
    for name, one in getattr(command, "commands", {}).items():
        yield from every_command(one, (*path, name))


@pytest.mark.parametrize("path, command", [pytest.param(*one, id="-".join(["nn", *one[0]])) for one in every_command()])
def test_every_command_explains_itself_and_its_options(run, path, command):
    outcome = run(*path, "--help")
    assert outcome.status == 0 and outcome.stdout.startswith(" ".join(["Usage: nn", *path]))
    assert command.help and (command.short_help or not path)
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.opts[0] in outcome.stdout and parameter.help.endswith(".")
        elif parameter.name != "folder":
            assert all(re.search(rf"\b{name}\b", command.help) for name in re.findall(r"\w+", parameter.metavar))


def completed(*words):
    """What the Tab key offers for the last of these words."""
    *before, incomplete = words
    found = ShellComplete(cli, {}, "nn", "_NN_COMPLETE").get_completions(before, incomplete)
    return [item.value if item.type == "plain" else item.type for item in found]


def test_the_tab_key_completes_commands_options_exercises_and_files():
    assert completed("ch") == ["check", "check-gradient"] and completed("train", "--te") == ["--test-fraction"]
    assert completed("check", "2") == ["2", "20", "21", "22"] and "ex12_regularized_gradient" in completed("hint", "ex")
    assert completed("train", "--method", "a") == ["adam", "adagrad"]
    assert completed("train", "--data", "mn") == ["mnist5k", "mnist"] and completed("train", "--data", "x") == ["file"]
    assert completed("predict", "w") == completed("predict", "weights.npz", "i") == ["file"]
    assert completed("check", "exercises.i") == completed("reset", "mine.ipynb") == ["file"]
    assert completed("start", "m") == completed("train", "--out", "") == ["dir"]


def test_the_help_tells_how_to_switch_completion_on(run, tmp_path):
    line = re.search(r'^ *zsh +eval "\$\((_NN_COMPLETE)=(zsh_source) nn\)"$', run("--help").stdout, re.MULTILINE)
    variable, shell = line.groups()
    process = subprocess.run([*NN], env=os.environ | {variable: shell}, capture_output=True, text=True, cwd=tmp_path)
    assert process.returncode == 0 and process.stdout.startswith("#compdef nn") and process.stderr == ""


def test_help_loads_nothing_heavy():
    code = ("import sys; from nn.app.cli import main; main(['--help']); main(['train', '--help']); "
            "print([name for name in ('matplotlib', 'scipy', 'PIL', 'tqdm', 'sklearn', 'pytest', 'nn.app.commands') "
            "if name in sys.modules])")
    process = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert process.stdout.endswith("\n[]\n")
