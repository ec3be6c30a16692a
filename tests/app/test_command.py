"""The command, as a user runs it: in a process of its own, in an empty directory."""
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

import numpy as np
import pytest
from PIL import Image

import nn

QUICK = ("train", "--max-evaluations", "12", "--no-figures")
PICTURES = ["digits.png", "hidden_units.png", "misclassified.png", "cost.png", "confusion.png"]


@pytest.fixture
def run(tmp_path):
    """run("train", …) -> CompletedProcess, in an empty directory."""
    def run(*arguments, warn="error", **options):
        return subprocess.run([sys.executable, "-W", warn, "-m", "nn", *map(str, arguments)], capture_output=True,
                              text=True, cwd=tmp_path, timeout=120, **options)
    return run


def failed(process, status, *said):
    """One line on stderr, nothing of a traceback, nothing on stdout but what was said before."""
    assert process.returncode == status, process.stderr
    *_, last = process.stderr.splitlines()
    assert "Traceback" not in process.stderr and "error:" in last
    assert all(text in last for text in said), last
    return True


def test_train_reaches_the_published_figures_and_writes_everything(run, tmp_path):
    process = run("train", "--json", "--out", "out")
    assert process.returncode == 0, process.stderr
    summary = json.loads(process.stdout)
    assert summary["cost"] <= 0.32 and summary["accuracy"] >= 0.99 and summary["evaluations"] <= 400
    assert {"iterations", "seconds", "message", "files"} <= set(summary)
    written = {path.name for path in (tmp_path / "out").iterdir()}
    assert written == {*PICTURES, "weights.mat", "weights.npz"}
    assert all((tmp_path / file).exists() for file in summary["files"]) and len(summary["files"]) == 7
    for text in ("Gradient check on a small network: PASS", "training accuracy", "precision  recall", "cost 0.3"):
        assert text in process.stderr
    X, y = nn.load_ex4()
    for file in ("weights.npz", "weights.mat"):
        network = nn.load_network(tmp_path / "out" / file)
        predicted = nn.predict(network.theta, X, network.layer_sizes, network.classes)
        assert nn.accuracy(y, predicted) == summary["accuracy"]


def test_every_written_picture_is_a_picture(run, tmp_path):
    assert run("train", "--max-evaluations", 3).returncode == 0
    for name in PICTURES:
        with Image.open(tmp_path / "nn-results" / name) as image:
            assert min(image.size) > 200 and len(image.convert("L").getcolors()) > 2


def test_the_report_goes_to_stdout_and_the_bar_to_stderr(run):
    process = run(*QUICK)
    assert "PASS" in process.stdout and "support" in process.stdout and "weights.mat" in process.stdout
    assert "training:" in process.stderr and "cost" in process.stderr


def test_running_twice_gives_the_same_result_in_the_same_folder(run):
    first, second = (json.loads(run(*QUICK, "--json").stdout) for _ in range(2))
    assert first | {"seconds": 0} == second | {"seconds": 0}


def test_a_stratified_test_part_is_kept_out_and_scored(run):
    summary = json.loads(run(*QUICK, "--json", "--test-fraction", 0.2).stdout)
    assert 0 < summary["test_accuracy"] < 1
    assert "800" not in run(*QUICK, "--test-fraction", 0.2).stdout.split("support")[1]
    assert run(*QUICK, "--test-fraction", 0.2).stdout.count("      100\n") == 10


@pytest.mark.parametrize("options, layers", [
    (["--hidden", 0], [400, 10]), (["--hidden", 9, "--hidden", 7], [400, 9, 7, 10]),
    (["--data", "mnist5k", "--hidden", 5], [784, 5, 10])])
def test_hidden_layers_are_chosen(run, options, layers):
    assert json.loads(run(*QUICK, "--json", *options).stdout)["layer_sizes"] == layers


@pytest.mark.parametrize("method", ["L-BFGS-B", "CG"])
def test_other_methods_and_lambda_are_chosen(run, method):
    summary = json.loads(run(*QUICK, "--json", "--method", method, "--lambda", 0.1).stdout)
    assert summary["method"] == method and summary["lambda"] == 0.1 and summary["evaluations"] == 12


def test_a_users_own_file_without_square_images_gets_all_but_pixels(run, tmp_path):
    rng = np.random.default_rng(0)
    rows = np.c_[np.arange(40) % 3, rng.integers(0, 256, size=(40, 7))]
    np.savetxt(tmp_path / "mine.csv", rows, delimiter=",", fmt="%d")
    process = run("train", "--data", "mine.csv", "--max-evaluations", 3)
    assert process.returncode == 0 and "7 inputs are no square image" in process.stdout
    assert (tmp_path / "nn-results" / "confusion.png").exists()
    assert not (tmp_path / "nn-results" / "digits.png").exists()


def test_the_real_mnist_files_train(run, course_data):
    process = run(*QUICK, "--json", "--data", course_data / "t10k-images-idx3-ubyte.gz")
    assert json.loads(process.stdout)["layer_sizes"] == [784, 25, 10]


def test_resume_goes_on_where_a_checkpoint_stopped(run):
    first = json.loads(run(*QUICK, "--json", "--checkpoint", "run.npz").stdout)
    process = run("train", "--no-figures", "--json", "--max-evaluations", 30, "--resume", "run.npz")
    second = json.loads(process.stdout)
    assert second["evaluations"] == 30 and second["cost"] < first["cost"]


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
def test_ctrl_c_keeps_the_best_weights_so_far(tmp_path):
    process = subprocess.Popen([sys.executable, "-m", "nn", "train", "--max-evaluations", "100000", "--lambda", "0",
                                "--no-figures", "--checkpoint", "run.npz", "--json"], cwd=tmp_path,
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    for _ in range(600):
        if (tmp_path / "run.npz").exists():
            break
        time.sleep(0.05)
    time.sleep(0.5)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 0, err
    summary = json.loads(out)
    assert summary["interrupted"] and "Interrupted" in summary["message"]
    assert nn.load_network(tmp_path / "nn-results" / "weights.npz").layer_sizes == (400, 25, 10)


def draw_one(path, size=(90, 120), ink=0, paper=255):
    """A picture of a 1: a vertical bar."""
    picture = np.full(size, paper, dtype=np.uint8)
    picture[15:75, 56:63] = ink
    Image.fromarray(picture).save(path)


def test_predict_recognises_a_drawn_one_dark_on_light_and_light_on_dark(run, tmp_path):
    assert run("train", "--max-evaluations", 150, "--no-figures").returncode == 0
    draw_one(tmp_path / "dark.png")
    draw_one(tmp_path / "light.png", ink=230, paper=20)
    process = run("predict", "nn-results/weights.npz", "dark.png", "light.png")
    assert process.stdout.startswith("dark.png: 1 ") and "\nlight.png: 1 " in process.stdout
    found = json.loads(run("predict", "nn-results/weights.mat", "dark.png", "--json").stdout)
    assert found[0]["image"] == "dark.png" and found[0]["predicted"] == "1" and 0 < found[0]["activation"] <= 1


def test_the_course_weights_recognise_a_real_digit_and_get_their_figures(run, tmp_path, course_data):
    images = nn.load_idx(course_data / "t10k-images-idx3-ubyte.gz")
    Image.fromarray(images[0]).resize((112, 112)).save(tmp_path / "seven.png")      # the first test digit is a 7
    weights = course_data / "ex4weights.mat"
    assert run("predict", weights, "seven.png").stdout.startswith("seven.png: 7 ")
    process = run("figures", weights)
    assert "accuracy 97.52 %" in process.stdout                                     # the published figure
    assert all((tmp_path / "nn-results" / name).exists() for name in PICTURES if name != "cost.png")


def test_the_training_that_a_file_remembers_is_animated(run, tmp_path):
    assert run("train", "--max-evaluations", 3, "--no-figures").returncode == 0
    process = run("figures", "nn-results/weights.npz", "--animate")
    assert process.returncode == 0 and "nn-results/training.html" in process.stdout.replace(os.sep, "/")
    page = (tmp_path / "nn-results" / "training.html").read_text(encoding="utf-8")
    assert page.count("data:image/png;base64") == 3 and "http" not in page
    assert "3/3" in process.stderr and (tmp_path / "nn-results" / "confusion.png").exists()
    process = run("figures", "nn-results/weights.npz", "--animate", "mine/film.gif", "--out", "out")
    assert process.returncode == 0 and not (tmp_path / "out" / "training.html").exists()
    with Image.open(tmp_path / "mine" / "film.gif") as image:
        assert image.n_frames == 3


def test_inputs_that_are_no_image_are_animated_as_stripes(run, tmp_path):
    rng = np.random.default_rng(0)
    np.savez(tmp_path / "mine.npz", X=rng.normal(size=(40, 7)), y=np.arange(40) % 3)
    assert run("train", "--data", "mine.npz", "--max-evaluations", 3, "--no-figures").returncode == 0
    process = run("figures", "nn-results/weights.npz", "--data", "mine.npz", "--animate", "film.gif")
    assert process.returncode == 0 and (tmp_path / "film.gif").exists(), process.stderr


def test_minibatches_leave_nothing_to_animate_and_say_so_before_anything_is_drawn(run, tmp_path):
    assert run("train", "--method", "sgd", "--epochs", 1, "--no-figures").returncode == 0
    process = run("figures", "nn-results/weights.npz", "--animate", "--out", "out")
    assert failed(process, 1, "nn train keeps them", "sgd") and process.stdout == ""
    assert not list((tmp_path / "out").iterdir())


def test_one_bad_image_does_not_keep_the_others_from_their_answer(run, tmp_path):
    nn.save_network(tmp_path / "weights.npz", np.zeros(10285), (400, 25, 10))
    draw_one(tmp_path / "good.png")
    (tmp_path / "bad.png").write_bytes((tmp_path / "good.png").read_bytes()[:80])
    process = run("predict", "weights.npz", "good.png", "bad.png", "good.png")
    assert process.returncode == 1 and process.stdout.count("good.png: 1 ") == 2
    error, = process.stderr.splitlines()
    assert error.startswith("nn: error: bad.png: is no image that can be read")


def test_an_answer_without_conviction_is_called_unsure(run, tmp_path):
    nn.save_network(tmp_path / "weights.npz", np.zeros(10285) - 0.01, (400, 25, 10))
    draw_one(tmp_path / "one.png")
    assert "unsure" in run("predict", "weights.npz", "one.png").stdout


def test_a_photograph_is_read_as_it_was_held(tmp_path):
    from nn.app.photo import read_image
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
    from nn.app.photo import read_image
    paper = 200 - nn.load_mnist5k()[0][1500] // 2                   # a 3, grey ink on paper that is not white
    Image.fromarray(paper).save(tmp_path / "plain.png")
    Image.fromarray(to_depth(paper)).save(tmp_path / name)
    one, other = (nn.prepare_digit(read_image(tmp_path / file)) for file in ("plain.png", name))
    np.testing.assert_allclose(one, other, atol=1e-6)               # float32 has seven digits


@pytest.mark.parametrize("mode", ["1", "P", "L", "RGB", "RGBA"])
def test_a_thin_pen_survives_the_shrinking_of_a_large_image(tmp_path, mode):
    from nn.app.photo import read_image
    image = Image.new("L", (4000, 4000), 255)
    image.paste(0, (1000, 500, 1002, 3500))                         # two pixels wide, and four become one
    image.convert(mode).save(tmp_path / "scan.png")
    grey = read_image(tmp_path / "scan.png")
    assert grey.shape == (1000, 1000) and grey[500].min() < 200 and (grey[500] < 250).sum() <= 4


def test_a_photograph_of_100_megapixels_is_shrunk_without_a_word(tmp_path):
    from nn.app.photo import read_image
    image = Image.new("L", (10_000, 9_000), 255)
    image.paste(0, (4000, 2000, 5000, 7000))
    image.save(tmp_path / "large.png")
    grey = read_image(tmp_path / "large.png")
    assert grey.shape == (900, 1000) and grey[450, 450] == 0 and grey[0, 0] == 255


@pytest.mark.parametrize("ink", ["black", "white"])
def test_ink_on_transparent_paper_is_seen_whatever_its_colour(tmp_path, ink):
    from nn.app.photo import read_image
    image = Image.new("RGBA", (40, 40), (0, 0, 0, 0))
    image.paste(Image.new("RGBA", (6, 30), ink), (17, 5))
    image.save(tmp_path / "digit.png")
    assert np.ptp(read_image(tmp_path / "digit.png")) == 255


def test_a_folder_that_cannot_be_written_to_is_found_before_training(run, tmp_path, monkeypatch, capsys):
    from nn.app import inputs
    from nn.app.cli import main

    def refuses(dir):
        raise PermissionError(13, "Permission denied")
    monkeypatch.setattr(inputs.tempfile, "TemporaryFile", refuses)
    assert main(["train", "--out", str(tmp_path / "locked")]) == 1
    out, err = capsys.readouterr()
    assert out == "" and "locked: cannot be written to (Permission denied); choose another with --out" in err


@pytest.fixture
def small_mnist(tmp_path):
    """A cache folder with files like MNIST's, 700 digits of the embedded ones; the environment that names it."""
    images, digits = nn.load_mnist5k()
    chosen = np.random.default_rng(0).permutation(5000)[:700]
    for part, rows in (("train", chosen[:600]), ("t10k", chosen[600:])):
        header = struct.pack(">iiii", 0x803, len(rows), 28, 28)
        (tmp_path / f"{part}-images-idx3-ubyte.gz").write_bytes(gzip.compress(header + images[rows].tobytes()))
        header = struct.pack(">ii", 0x801, len(rows))
        labels = digits[rows].astype(np.uint8).tobytes()
        (tmp_path / f"{part}-labels-idx1-ubyte.gz").write_bytes(gzip.compress(header + labels))
    return os.environ | {"NN_CACHE": str(tmp_path)}


def test_mnist_comes_with_its_own_test_digits(run, small_mnist):
    process = run(*QUICK, "--data", "mnist", env=small_mnist)
    assert "on 600 digits (MNIST)" in process.stdout and "on 100 digits kept out of training" in process.stdout
    process = run(*QUICK, "--data", "mnist", "--test-fraction", 0.7, env=small_mnist)
    assert "on 210 digits (MNIST)" in process.stdout


def test_mnist_that_was_not_fetched_is_asked_for(run, tmp_path):
    environment = os.environ | {"NN_CACHE": str(tmp_path / "nothing")}
    assert failed(run(*QUICK, "--data", "mnist", env=environment), 1, "nn data fetch mnist")


def test_sgd_trains_as_scikit_learns_classifier_does(run, small_mnist, tmp_path):
    neural_network = pytest.importorskip("sklearn.neural_network")
    process = run("train", "--data", "mnist", "--method", "sgd", "--activation", "relu", "--hidden", 50, "--epochs", 10,
                  "--learning-rate", 0.1, "--lambda", 1e-4 * 600 / 200, "--seed", 1, "--json", env=small_mnist)
    summary = json.loads(process.stdout)
    X, y = nn.load_dataset(tmp_path / "train-images-idx3-ubyte.gz")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")                             # ten epochs are not enough to converge
        peer = neural_network.MLPClassifier((50,), solver="sgd", max_iter=10, alpha=1e-4, learning_rate_init=0.1,
                                            random_state=1).fit(X, y)
    assert f"Iteration 10, loss = {peer.loss_:.8f}" in process.stderr and summary["accuracy"] == peer.score(X, y)
    network = nn.load_network(tmp_path / "nn-results" / "weights.npz")
    assert (network.hidden, network.output, network.layer_sizes) == ("relu", "softmax", (784, 50, 10))
    assert summary["evaluations"] == 30 and summary["iterations"] == 10
    J = nn.regularized_cost(network.theta, X, nn.one_hot(y, range(10)), (784, 50, 10), 3e-4, hidden="relu",
                            output="softmax")
    assert summary["cost"] == pytest.approx(J, rel=1e-12)


@pytest.mark.skipif(os.name == "nt", reason="Windows delivers Ctrl-C to a console, not to one process")
def test_ctrl_c_between_minibatches_keeps_the_weights(tmp_path):
    command = [sys.executable, "-m", "nn", "train", "--method", "sgd", "--epochs", "99999", "--no-figures", "--json"]
    process = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    for line in process.stderr:
        if line.startswith("Iteration 3,"):
            break
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    summary = json.loads(out)
    assert process.returncode == 0 and summary["interrupted"] and summary["iterations"] >= 3, err
    assert nn.load_network(tmp_path / "nn-results" / "weights.npz").output == "softmax"


def test_two_classes_train_by_minibatches_too(run, tmp_path):
    rng = np.random.default_rng(0)
    X = rng.normal(size=(60, 4)) + np.repeat([[0], [4]], 30, axis=0)
    np.savez(tmp_path / "two.npz", X=X, y=np.repeat([3, 8], 30))
    process = run("train", "--data", "two.npz", "--method", "adam", "--epochs", 60, "--learning-rate", 0.05, "--json")
    assert json.loads(process.stdout)["accuracy"] == 1
    assert nn.load_network(tmp_path / "nn-results" / "weights.npz").classes.tolist() == [3, 8]


@pytest.mark.parametrize("options", [(), ("--method", "complex"), ("--full",), ("--full", "--method", "complex"),
                                     ("--lambda", 0)])
def test_check_gradient_passes(run, options):
    process = run("check-gradient", *options)
    assert process.returncode == 0 and process.stdout.startswith("PASS: the relative difference is ")
    assert len(re.findall(r"^Theta[12] (?:bias|weights) .* ok$", process.stdout, re.MULTILINE)) == 4


def test_an_interruption_while_drawing_leaves_the_weights_and_the_summary(tmp_path, monkeypatch, capsys):
    from nn.app import commands
    from nn.app.cli import main

    def interrupt(*arguments):
        raise KeyboardInterrupt
    monkeypatch.setattr(commands, "draw", interrupt)
    assert main(["train", "--max-evaluations", "2", "--out", str(tmp_path), "--json"]) == 0
    out, err = capsys.readouterr()
    assert len(json.loads(out)["files"]) == 2 and f"nn figures {tmp_path / 'weights.npz'}" in err


@pytest.mark.skipif(os.name == "nt", reason="there is no head on Windows")
def test_a_reader_that_stops_reading_is_no_error(tmp_path):
    subprocess.run([sys.executable, "-m", "nn", "start", "course"], cwd=tmp_path, check=True, capture_output=True)
    process = subprocess.run(f"{sys.executable} -m nn check | head -n 1", shell=True, cwd=tmp_path / "course",
                             capture_output=True, text=True, encoding="utf-8")
    assert process.stdout.count("\n") == 1 and process.stderr == ""


WRONG_USAGE = {
    (): "nn start my-course", ("trian",): "trian",
    ("train", "--hidden", "-3"): "--hidden", ("train", "--lambda", "-1"): "--lambda",
    ("train", "--lambda", "nan"): "--lambda", ("train", "--method", "Adam"): "--method",
    ("train", "--learning-rate", "0"): "--learning-rate", ("train", "--activation", "step"): "--activation",
    ("train", "--test-fraction", "1"): "--test-fraction", ("train", "--max-evaluations", "0"): "--max-evaluations",
    ("train", "--seed", "x"): "--seed", ("predict", "weights.npz"): "IMAGE", ("data", "fetch", "cifar"): "cifar",
    ("figures", "weights.npz", "--animate", "training.avi"): "'training.avi' is no .html, .gif or .mp4",
    ("figures", "--animate", "weights.npz"): "WEIGHTS goes before --animate",
    ("train", "--hidden", "0", "--hidden", "3"): "--hidden 0", ("train", "--checkpoint", "run.txt"): ".npz",
    ("train", "--method", "sgd", "--checkpoint", "run.npz"): "--checkpoint and --resume do not go with",
    ("train", "--method", "adam", "--resume", "run.npz"): "--checkpoint and --resume do not go with",
    ("train", "--labels", "labels"): "--labels belongs to --data FILE",
    ("figures", "weights.npz", "--labels", "labels"): "--labels belongs to --data FILE",
}


@pytest.mark.parametrize("arguments", WRONG_USAGE)
def test_wrong_usage_is_one_line_and_status_2(run, arguments):
    process = run(*arguments)
    assert failed(process, 2, WRONG_USAGE[arguments], "--help") and process.stderr.count("\n") == 1


FAILURES = {
    ("train", "--data", "missing.csv"): "missing.csv",
    ("train", "--data", "junk.csv"): "junk.csv",
    ("train", "--data", "one.csv"): "two classes",
    ("train", "--resume", "missing.npz"): "missing.npz",
    ("train", "--resume", "junk.csv"): "junk.csv",
    ("train", "--out", "junk.csv"): "junk.csv is a file",
    ("train", "--data", "nan.csv"): "nan.csv",
    ("train", "--data", "empty.csv"): "no data",
    ("train", "--data", "once.csv"): "each of its 30 labels occurs once",
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
    ("figures", "weights.npz", "--data", "mnist5k"): "784 pixels",
    ("figures", "weights.npz", "--data", "junk.csv"): "junk.csv",
    ("figures", "weights.npz", "--animate"): "weights.npz holds no moments of its training",
}


@pytest.mark.parametrize("arguments", FAILURES)
def test_a_failure_is_one_line_and_status_1(run, tmp_path, arguments):
    (tmp_path / "empty.csv").write_text("label,a,b\n\n")
    (tmp_path / "once.csv").write_text("".join(f"{i},{i % 3},{i % 7}\n" for i in range(30)))
    np.savez(tmp_path / "nan.npz", X=np.eye(3), y=[1.0, np.nan, 2.0])
    np.savez(tmp_path / "texts.npz", X=np.zeros((4, 400)), y=["1", "2", "1", "2"])
    np.savez(tmp_path / "strangers.npz", X=np.zeros((4, 400)), y=[1, 0, 11, 2])
    (tmp_path / "junk.csv").write_text("this,is\nno,data\n")
    (tmp_path / "one.csv").write_text("1,2,3\n1,4,5\n")
    (tmp_path / "nan.csv").write_text("1,2,3\n2,nan,5\n")
    Image.fromarray(np.zeros((30, 30), dtype=np.uint8)).save(tmp_path / "blank.png")
    nn.save_network(tmp_path / "weights.npz", nn.random_init((400, 25, 10), np.random.default_rng(0)), (400, 25, 10))
    process = run(*arguments, warn="default")                       # as a user has it: a warning would be a second line
    assert failed(process, 1, FAILURES[arguments]) and process.stderr.count("\n") == 1


def test_fetch_tells_where_the_files_are(tmp_path, monkeypatch, capsys):
    from nn.app import commands
    from nn.app.cli import main
    monkeypatch.setenv("NN_CACHE", str(tmp_path))
    monkeypatch.setattr(commands.nn, "fetch_mnist", lambda progress: [tmp_path / "train-images-idx3-ubyte.gz"])
    assert main(["data", "fetch", "mnist"]) == 0
    assert f"nn train --data {tmp_path / 'train-images-idx3-ubyte.gz'}" in capsys.readouterr().out


def test_every_command_explains_itself(run):
    for command in ([], ["train"], ["predict"], ["check-gradient"], ["figures"], ["data"], ["data", "fetch"]):
        process = run(*command, "--help")
        assert process.returncode == 0 and process.stdout.startswith("usage: nn") and len(process.stdout) > 250


def test_help_loads_nothing_heavy():
    code = ("import sys; from nn.app.cli import build_parser; build_parser().format_help(); "
            "print([name for name in ('matplotlib', 'scipy', 'PIL', 'tqdm') if name in sys.modules])")
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
