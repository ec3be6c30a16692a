"""The scripts in notebooks/examples/, as a reader runs them: in a process of their own, in an empty directory."""
import gzip
import os
import re
import struct
import subprocess
import sys
import warnings
from functools import lru_cache
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

import nn
from nn.files.mnist import MNIST_SHA256

EXAMPLES = Path(__file__).parent.parent / "notebooks" / "examples"


@pytest.fixture
def run(tmp_path):
    """run("NAME.py", …) -> CompletedProcess, in an empty directory that is MNIST's cache folder, too."""
    return lambda script, *arguments: run_in(tmp_path, script, *arguments)


def run_in(folder, script, *arguments):
    """With one thread for the matrix products: these are small, and on a busy machine threads wait for one another."""
    environment = {**os.environ, "NN_CACHE": str(folder), "OPENBLAS_NUM_THREADS": "1"}
    return subprocess.run([sys.executable, "-W", "error", str(EXAMPLES / script), *arguments], capture_output=True,
                          text=True, cwd=folder, env=environment, timeout=900)


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    """plain("NAME.py") -> (CompletedProcess, its folder), without arguments; each script runs once for all tests."""
    @lru_cache
    def plain(script):
        folder = tmp_path_factory.mktemp("plain")
        return run_in(folder, script), folder
    return plain


def figures(process, text):
    """The numbers that the script printed after this text."""
    assert process.returncode == 0 and process.stderr == "", process.stderr
    return [float(number) for number in re.findall(rf"{text}:? ([\d.]+)", process.stdout)]


def is_picture(path):
    """A PNG that can be read to its end, large enough to look at, neither blank nor of two colours only."""
    with Image.open(path) as image:
        image.load()
        shades = len(np.unique(np.asarray(image.convert("L"))))
        return image.format == "PNG" and min(image.size) >= 400 and shades > 50


def peers_scores(training, test, hidden, **parameters):
    """Training and test score of scikit-learn's classifier."""
    peer = pytest.importorskip("sklearn.neural_network").MLPClassifier(hidden, alpha=1e-4, solver="sgd", random_state=1,
                                                                       **parameters)
    images, digits = nn.load_mnist5k()
    X = images.reshape(5000, 784) / 255
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=".*hasn't converged yet")
        peer.fit(X[training], digits[training])
    return [peer.score(X[part], digits[part]) for part in (training, test)]


def write_idx(path, array):
    """A gzipped IDX file as MNIST's: two zero bytes, type 8 (uint8), number of axes, their sizes big-endian, data."""
    header = struct.pack(f">4B{array.ndim}I", 0, 0, 8, array.ndim, *array.shape)
    path.write_bytes(gzip.compress(header + array.astype(np.uint8).tobytes(), 1))


def put_a_small_mnist(folder, training, test):
    """MNIST's four files, with the embedded digits of these indices in them."""
    images, digits = nn.load_mnist5k()
    arrays = images[training], digits[training], images[test], digits[test]
    for name, array in zip(MNIST_SHA256, arrays, strict=True):
        write_idx(folder / f"{name}.gz", array)


@pytest.mark.slow
def test_first_layer_weights_scores_what_scikit_learn_scores(plain):
    process, folder = plain("first_layer_weights.py")
    training, test = nn.stratified_split(nn.load_mnist5k()[1], 0.2, np.random.default_rng(0))
    expected = peers_scores(training, test, (50,), max_iter=10, learning_rate_init=.1)
    assert figures(process, "training score") + figures(process, "test score") == expected
    assert process.stdout.count("Iteration") == 10 and is_picture(folder / "first_layer_weights.png")


@pytest.mark.slow
def test_the_30_70_split_scores_what_scikit_learn_scores(plain):
    process, folder = plain("weights_of_a_30_70_split.py")
    training, test = nn.stratified_split(nn.load_mnist5k()[1], 0.7, np.random.default_rng(0))
    assert len(training) == 1500
    expected = peers_scores(training, test, (40,), max_iter=8, learning_rate_init=.2)
    assert figures(process, "training score") + figures(process, "test score") == expected
    assert is_picture(folder / "weights_of_a_30_70_split.png")


@pytest.mark.slow
def test_mnists_own_files_are_read_where_they_are(run, plain, tmp_path):
    """The same digits from the cache folder, hence the same figures: of script 1 for its split, of script 2 for any."""
    training, test = nn.stratified_split(nn.load_mnist5k()[1], 0.2, np.random.default_rng(0))
    for script, parts in (("first_layer_weights.py", (training, test)),
                          ("weights_of_a_30_70_split.py", (np.arange(4000), np.arange(4000, 5000)))):
        put_a_small_mnist(tmp_path, *parts)
        full = run(script, "--mnist", "--out", "other.png")
        assert full.returncode == 0 and full.stdout == plain(script)[0].stdout, full.stderr
        assert is_picture(tmp_path / "other.png")


@pytest.mark.parametrize("script", ["first_layer_weights.py", "weights_of_a_30_70_split.py"])
def test_without_mnists_files_one_line_says_how_to_get_them(run, script):
    process = run(script, "--mnist")
    assert process.returncode == 1 and process.stdout == "" and len(process.stderr.splitlines()) == 1
    assert "train-images-idx3-ubyte.gz was not found" in process.stderr and "nn data fetch mnist" in process.stderr


@pytest.mark.slow
def test_the_network_beats_the_linear_classifier_and_dropout_reaches_95_per_cent(run, tmp_path):
    process = run("linear_against_network.py")
    (linear,), (network,) = figures(process, "the linear classifier"), figures(process, "accuracy of the network")
    (best,) = figures(process, "4,000 steps at rate 0.03")
    assert linear < network and best >= 0.95
    rows = re.findall(r"^ +(\d+)   ((?: +\d\.\d{4}){4})$", process.stdout, flags=re.M)
    steps = [int(step) for step, _ in rows]
    assert steps == list(range(100, 1001, 100))
    losses = np.array([losses.split() for _, losses in rows], dtype=float)          # (10, 4)
    assert np.all(losses[0] < np.log(10))                   # better than 1/10 for each of the ten digits
    assert np.all(losses[-1] < 0.8 * losses[0])             # they fall, if not in each period: minibatches are noisy
    assert losses[-1, 2] < losses[-1, 0]                    # the network fits the training digits better
    assert is_picture(tmp_path / "linear_against_network.png")


@pytest.mark.slow
def test_exercise_4_ends_at_the_published_accuracies(run, tmp_path):
    """Published: scikit-learn's own, 0.9658 with relu and 0.9186 with logistic units."""
    process = run("exercise4_with_a_classifier.py")
    assert figures(process, "relu: training accuracy") == [0.9658]
    assert figures(process, "logistic: training accuracy") == [0.9186]
    assert is_picture(tmp_path / "exercise4_with_a_classifier.png")


def test_the_readme_names_every_script():
    readme = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    scripts = sorted(path.name for path in EXAMPLES.glob("*.py"))
    assert len(scripts) == 4 and all(f"[{script}]({script})" in readme for script in scripts)


@pytest.mark.parametrize("script", sorted(path.name for path in EXAMPLES.glob("*.py")))
def test_every_script_says_what_it_is_for(run, script):
    process = run(script, "--help")
    assert process.returncode == 0 and "--out" in process.stdout, process.stderr
