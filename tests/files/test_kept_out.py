"""Which examples were kept out of a training, as the files of its weights say it."""
import hashlib
import re

import numpy as np
import pytest
from scipy.io import loadmat, savemat

import nn
from nn.files.kept_out import SHIFT, KeptOut, sha256_of_examples
from nn.files.networks import load_kept_out, save_network

X = np.linspace(-0.5, 1, 60).reshape(12, 5)
ROWS = np.array([0, 3, 4, 11])
NETWORK = nn.Network(np.ones(12), (5, 2), [1, 2])
KEPT_OUT = KeptOut(ROWS, sha256_of_examples(X))


@pytest.fixture(params=["npz", "mat"])
def path(request, tmp_path):
    return tmp_path / f"net.{request.param}"


def entries(path):
    """What is in a file, to be written again by write."""
    return dict(np.load(path)) if path.suffix == ".npz" else {
        name: value for name, value in loadmat(path).items() if not name.startswith("__")}


def write(path, arrays):
    np.savez(path, **arrays) if path.suffix == ".npz" else savemat(path, arrays)


def test_the_rows_come_back_as_they_were_saved(path):
    save_network(path, NETWORK, kept_out=KEPT_OUT)
    assert load_kept_out(path, X).tolist() == ROWS.tolist()
    assert nn.load_network(path).theta.tolist() == NETWORK.theta.tolist() and nn.load_snapshots(path) == []


def test_one_row_is_a_vector_too(path):
    save_network(path, NETWORK, kept_out=KeptOut(np.array([7], dtype=np.uint16), KEPT_OUT.data))
    assert load_kept_out(path, X).tolist() == [7]


def test_a_file_that_does_not_say_it_or_says_it_of_other_examples_gives_none(path):
    save_network(path, NETWORK)
    assert load_kept_out(path, X) is None
    save_network(path, NETWORK, kept_out=KEPT_OUT)
    for other in (X[::-1], X[:-1], X.T, X + 1e-4):
        assert load_kept_out(path, np.ascontiguousarray(other)) is None


def test_the_sha256_is_that_of_the_shape_and_of_the_numbers_in_millionths():
    by_hand = hashlib.sha256(b"(2, 2)" + np.array([500_000.0, 0.0, 0.0, -333_333.0]).tobytes()).hexdigest()
    assert sha256_of_examples(np.array([[0.5, 0.0], [0.0, -1 / 3]])) == by_hand
    assert sha256_of_examples(np.array([[0.5, -0.0], [-1e-9, -1 / 3 + 1e-8]])) == by_hand


def test_examples_are_hashed_in_blocks_of_any_size():
    assert len({sha256_of_examples(X, block) for block in (1, 5, 12, 1000)}) == 1
    assert sha256_of_examples(X[:, ::-1]) == sha256_of_examples(X[:, ::-1].copy()) != sha256_of_examples(X)


@pytest.mark.parametrize("pixels", [400, 784])
def test_another_machine_s_last_bits_do_not_make_the_embedded_digits_other_ones(pixels):
    """Products of matrices differ by some 1e-16 from machine to machine; no pixel is so near to where it is rounded."""
    X = nn.load_ex4()[0] if pixels == 400 else nn.load_mnist5k()[0].reshape(5000, 784) / 255
    remainder = (1e6 * X + SHIFT) % 1
    assert min(remainder.min(), (1 - remainder).min()) > 1e-8
    assert sha256_of_examples(X) == sha256_of_examples(X * (1 + 4e-16)) == sha256_of_examples(X - 1e-16)


DAMAGED = {
    "not whole numbers": ({"kept_out": np.array([0.0, 3.0])}, "its kept_out is float64 of shape"),
    "a text": ({"kept_out": np.array("rows")}, "its kept_out is <U4 of shape"),
    "no rows": ({"kept_out": np.array([], dtype=int)}, r"its kept_out is int64 of shape \(0,"),
    "a matrix": ({"kept_out": np.arange(4).reshape(2, 2)}, r"its kept_out is int64 of shape \(2, 2\)"),
    "below 0": ({"kept_out": np.array([-1, 3])}, "its kept_out contains -1 where"),
    "twice the same": ({"kept_out": np.array([0, 3, 3])}, "its kept_out contains 3 where"),
    "not in order": ({"kept_out": np.array([4, 3, 7])}, "its kept_out contains 3 where"),
    "beyond the examples": ({"kept_out": np.array([0, 12])}, "2 row numbers up to 12, but there are 12 examples"),
    "all of them": ({"kept_out": np.arange(12)}, "12 row numbers up to 11, but there are 12 examples"),
    "not a sha256": ({"kept_out_data": np.array("a" * 63)}, "its kept_out_data is <U63"),
    "numbers for a sha256": ({"kept_out_data": np.arange(64)}, "its kept_out_data is int64"),
}


@pytest.mark.parametrize("changes, message", DAMAGED.values(), ids=DAMAGED.keys())
def test_what_cannot_have_been_kept_out_is_refused_with_the_path(path, changes, message):
    save_network(path, NETWORK, kept_out=KEPT_OUT)
    write(path, entries(path) | changes)
    with pytest.raises(ValueError, match=f"{re.escape(str(path))}: .*{message}.*; the file is damaged"):
        load_kept_out(path, X)


@pytest.mark.parametrize("missing", ["kept_out", "kept_out_data"])
def test_half_of_it_is_refused(path, missing):
    save_network(path, NETWORK, kept_out=KEPT_OUT)
    write(path, {name: value for name, value in entries(path).items() if name != missing})
    with pytest.raises(ValueError, match="alone, expected kept_out and kept_out_data"):
        load_kept_out(path, X)


@pytest.mark.parametrize("kept_out, message", [
    (KeptOut(np.array([3, 0]), KEPT_OUT.data), "contains 0 where"), (KeptOut([0.5], KEPT_OUT.data), "float64 of shape"),
    (KeptOut(ROWS, "abc"), "expected a sha256")])
def test_what_could_not_be_loaded_again_is_not_saved(path, kept_out, message):
    with pytest.raises(ValueError, match=message):
        save_network(path, NETWORK, kept_out=kept_out)
    assert not path.exists()


# checkpoints

@pytest.fixture
def training():
    """The training part of a small problem: X, Y, layer_sizes."""
    rest = np.delete(X, ROWS, axis=0)
    return rest, nn.one_hot(np.arange(len(rest)) % 2, [0, 1]), (5, 2)


def test_a_checkpoint_says_it_too_and_again_when_it_is_resumed(training, tmp_path):
    path = tmp_path / "run.npz"
    nn.train(*training, max_evaluations=2, watch=[nn.Checkpoint(path, *training, kept_out=KEPT_OUT)])
    assert load_kept_out(path, X).tolist() == ROWS.tolist()
    progress, _ = nn.load_checkpoint(path, *training)
    resumed = nn.Checkpoint(path, *training, kept_out=KEPT_OUT, overwrite=True)
    assert nn.train(*training, max_evaluations=4, watch=[resumed], resume=progress).evaluations == 4
    assert load_kept_out(path, X).tolist() == ROWS.tolist()


def test_a_checkpoint_that_says_it_wrongly_is_not_resumed(training, tmp_path):
    path = tmp_path / "run.npz"
    nn.train(*training, max_evaluations=2, watch=[nn.Checkpoint(path, *training, kept_out=KEPT_OUT)])
    write(path, entries(path) | {"kept_out": ROWS[::-1]})
    with pytest.raises(ValueError, match=r"run\.npz: its kept_out contains 4 where .*; the file is damaged"):
        nn.load_checkpoint(path, *training)
