"""Files that are whole or not there, and networks that come back as they were saved."""
import errno
import os
import re

import numpy as np
import pytest
from scipy.io import loadmat, savemat

from nn.files.atomic import atomic_write
from nn.files.networks import load_network, save_network
from nn.network import Network
from nn.parameters import random_init, unflatten

SIZES = (4, 3, 2)


def weights(layer_sizes):
    """Weights for a network, all different."""
    return random_init(layer_sizes, np.random.default_rng(0))


NETWORK = Network(weights(SIZES), SIZES, np.array([1, 2]))


# atomic_write

def test_atomic_write_replaces_the_old_file_and_leaves_nothing_beside_it(tmp_path):
    path = tmp_path / "file"
    path.write_bytes(b"a long old content")
    with atomic_write(path) as file:
        file.write(b"new")
    assert path.read_bytes() == b"new" and os.listdir(tmp_path) == ["file"]


def test_the_old_file_stands_until_the_block_is_over(tmp_path):
    path = tmp_path / "file"
    path.write_bytes(b"old")
    with atomic_write(path) as file:
        file.write(b"half of the new")
        file.flush()
        assert path.read_bytes() == b"old"


@pytest.mark.parametrize("interruption", [ValueError, KeyboardInterrupt, SystemExit])
@pytest.mark.parametrize("before", [[], ["file"]], ids=["no file", "old file"])
def test_an_interrupted_write_leaves_everything_as_it_was(tmp_path, before, interruption):
    for name in before:
        (tmp_path / name).write_bytes(b"old")
    with pytest.raises(interruption), atomic_write(tmp_path / "file") as file:
        file.write(b"half of the new")
        raise interruption
    assert os.listdir(tmp_path) == before
    assert all((tmp_path / name).read_bytes() == b"old" for name in before)


def test_a_write_that_cannot_take_its_place_leaves_no_temporary_file(tmp_path):
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError, match="folder"), atomic_write(tmp_path / "folder") as file:
        file.write(b"new")
    assert os.listdir(tmp_path) == ["folder"]


def test_a_write_that_cannot_begin_names_the_file_that_was_asked_for(tmp_path):
    with pytest.raises(FileNotFoundError) as error, atomic_write(tmp_path / "missing" / "file"):
        pytest.fail("there is nothing to write to")
    assert error.value.filename == str(tmp_path / "missing" / "file")


@pytest.mark.skipif(os.name != "posix", reason="permission bits and umask are POSIX")
@pytest.mark.parametrize("umask", [0o022, 0o077, 0o002])
def test_permission_bits_follow_the_umask_as_those_of_any_new_file(tmp_path, umask):
    before = os.umask(umask)
    try:
        (tmp_path / "plain").write_bytes(b"")
        with atomic_write(tmp_path / "atomic") as file:
            file.write(b"")
        assert os.umask(umask) == umask                             # asking for it has not changed it
    finally:
        os.umask(before)
    assert (tmp_path / "atomic").stat().st_mode == (tmp_path / "plain").stat().st_mode


# save_network, load_network

@pytest.mark.parametrize("ending", ["npz", "mat"])
@pytest.mark.parametrize(["layer_sizes", "classes", "hidden", "output"], [
    ((4, 3, 2), [10, 1], "sigmoid", "sigmoid"),
    ((5, 4, 3, 2), ["cat", "dog"], "relu", "softmax"),
    ((5, 3), ["cat", "horse", "Käuzchen"], "tanh", "softmax"),
    ((5, 3), np.array(["cat", "horse", "owl"], dtype=object), "tanh", "softmax"),
    ((5, 3), range(3), "identity", "sigmoid"),
    ((5, 3), [0.5, 1.5, 2.5], "sigmoid", "sigmoid"),
    ((4, 2, 1), [7], "sigmoid", "sigmoid"),
    ((4, 1), ["yes"], "sigmoid", "sigmoid"),
    ((1, 1, 1), [7], "sigmoid", "sigmoid"),
], ids=["two matrices", "three matrices", "words", "objects", "range", "floats", "one output", "one word", "all ones"])
def test_a_network_comes_back_as_it_was_saved(tmp_path, ending, layer_sizes, classes, hidden, output):
    theta = weights(layer_sizes)
    save_network(tmp_path / f"net.{ending}", Network(theta, layer_sizes, classes, hidden, output))
    network = load_network(tmp_path / f"net.{ending}")
    assert np.array_equal(network.theta, theta) and network.layer_sizes == layer_sizes
    assert network.classes.tolist() == list(classes)
    assert (network.hidden, network.output) == (hidden, output)
    assert os.listdir(tmp_path) == [f"net.{ending}"]


def test_a_file_with_the_matrices_alone_is_a_network_of_the_course(tmp_path):
    Thetas = unflatten(weights(SIZES), SIZES)
    matrices = {"Theta1": Thetas[0], "Theta2": Thetas[1]}
    np.savez(tmp_path / "bare.npz", **matrices)
    savemat(tmp_path / "bare.mat", matrices)
    savemat(tmp_path / "version4.mat", matrices, format="4")
    for name in os.listdir(tmp_path):
        network = load_network(tmp_path / name)
        assert np.array_equal(network.theta, weights(SIZES)) and network.layer_sizes == SIZES
        assert network.classes.tolist() == [1, 2] and (network.hidden, network.output) == ("sigmoid", "sigmoid")


def test_the_course_s_scripts_can_read_the_mat_file(tmp_path):
    """data = loadmat('ex4weights.mat'); Theta1, Theta2 = data['Theta1'], data['Theta2']"""
    theta = weights(SIZES)
    save_network(tmp_path / "net.mat", NETWORK)
    data = loadmat(tmp_path / "net.mat")
    assert data["Theta1"].shape == (3, 5) and data["Theta2"].shape == (2, 4)
    assert np.array_equal(np.concatenate([data["Theta1"].ravel(), data["Theta2"].ravel()]), theta)


@pytest.mark.parametrize(["ending", "read"], [("npz", np.load), ("mat", loadmat)])
def test_extras_are_stored_beside_the_matrices(tmp_path, ending, read):
    path = tmp_path / f"net.{ending}"
    save_network(path, NETWORK, costs=np.array([3.0, 2.0]))
    assert read(path)["costs"].ravel().tolist() == [3, 2]
    assert np.array_equal(load_network(path).theta, weights(SIZES))


@pytest.mark.parametrize(["name", "arguments", "message"], [
    ("net.txt", {}, r"net\.txt: a network is saved as \.npz or \.mat"),
    ("net", {}, r"net: a network is saved as \.npz or \.mat"),
    ("net.npz", {"theta": np.zeros(22)}, r"theta\.shape=\(22,\), expected \(23,\)"),
    ("net.npz", {"layer_sizes": (4,)}, r"layer_sizes is \(4,\)"),
    ("net.npz", {"classes": [1, 2, 3]}, r"3 classes \[1, 2, 3\] for 2 output units"),
    ("net.mat", {"classes": [1, 1]}, "expected K different labels"),
])
def test_what_could_not_be_loaded_again_is_not_saved(tmp_path, name, arguments, message):
    with pytest.raises(ValueError, match=message):
        save_network(tmp_path / name, NETWORK._replace(**arguments))
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize(["ending", "writer"], [("npz", "numpy.savez"), ("mat", "scipy.io.savemat")])
def test_a_full_disk_leaves_the_old_network(tmp_path, monkeypatch, ending, writer):
    def write_half(file, *args, **kwargs):
        file.write(b"half")
        raise OSError(errno.ENOSPC, "No space left on device")

    path = tmp_path / f"net.{ending}"
    save_network(path, NETWORK)
    monkeypatch.setattr(writer, write_half)
    with pytest.raises(OSError, match="No space left"):
        save_network(path, NETWORK._replace(theta=np.zeros(23)))
    assert np.array_equal(load_network(path).theta, weights(SIZES)) and os.listdir(tmp_path) == [path.name]


@pytest.mark.parametrize("save", [lambda path, arrays: np.savez(path, **arrays), savemat], ids=["npz", "mat"])
@pytest.mark.parametrize(["arrays", "message"], [
    ({"Theta1": np.ones((3, 5)), "Theta2": np.ones((2, 3))}, r"Theta2\.shape=\(2, 3\), expected 3 \+ 1 columns"),
    ({"Theta1": np.ones((3, 5)).T, "Theta2": np.ones((2, 4)).T}, r"Theta2\.shape=\(4, 2\), expected 5 \+ 1 columns"),
    ({"Theta1": np.ones((3, 1))}, r"Theta1\.shape=\(3, 1\)"),
    ({"Theta2": np.ones((2, 4)), "classes": np.arange(2)}, "it contains Theta2, classes; expected the matrices Theta1"),
    ({"Theta1": np.ones((3, 5)), "Theta3": np.ones((2, 4))}, "it contains Theta1, Theta3; expected the matrices"),
    ({"X": np.ones((3, 5)), "y": np.ones(3)}, "it contains X, y; expected the matrices Theta1, Theta2, …"),
    ({"Theta1": np.ones((3, 5, 2))}, "expected the matrices Theta1, Theta2, …"),
    ({"Theta1": np.array(["cat", "dog"])}, "expected the matrices"),
    ({"Theta1": np.ones((3, 5)), "classes": np.arange(4)}, r"4 classes \[0, 1, 2, 3\] for 3 output units"),
])
def test_what_is_not_a_network_is_refused(tmp_path, save, arrays, message):
    save(tmp_path / "net.npz", arrays)                              # the content decides, not the name
    with pytest.raises(ValueError, match=re.escape(str(tmp_path / "net.npz")) + ": .*" + message):
        load_network(tmp_path / "net.npz")


@pytest.mark.parametrize("content", [b"", b"1,2,3\n", bytes([0, 0, 8, 1, 0, 0, 0, 1, 7])], ids=["empty", "csv", "idx"])
def test_a_file_of_another_kind_is_refused_as_such(tmp_path, content):
    (tmp_path / "net.npz").write_bytes(content)
    with pytest.raises(ValueError, match=re.escape(str(tmp_path / "net.npz")) + r": neither an \.npz nor a \.mat file"):
        load_network(tmp_path / "net.npz")


def test_a_missing_network_is_file_not_found(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"none\.mat"):
        load_network(tmp_path / "none.mat")


def test_the_course_s_weights_are_a_network(course_data):
    theta, layer_sizes, classes, hidden, output = load_network(course_data / "ex4weights.mat")
    data = loadmat(course_data / "ex4weights.mat")
    assert layer_sizes == (400, 25, 10) and classes.tolist() == list(range(1, 11)) and hidden == output == "sigmoid"
    assert np.array_equal(theta, np.concatenate([data["Theta1"].ravel(), data["Theta2"].ravel()]))


def test_weights_that_are_nan_are_refused_with_the_path(tmp_path):
    np.savez(tmp_path / "diverged.npz", Theta1=np.full((2, 3), np.nan))
    with pytest.raises(ValueError, match=r"diverged\.npz: theta contains nan or inf"):
        load_network(tmp_path / "diverged.npz")


@pytest.mark.parametrize("arrays, message", [
    ({"hidden": "foo"}, "hidden is 'foo', expected one of"), ({"output": "relu"}, "output is 'relu', expected one of"),
    ({"classes": [1, 1]}, "different labels"),
])
def test_a_network_with_unknown_parts_is_neither_read_nor_written(tmp_path, arrays, message):
    np.savez(tmp_path / "odd.npz", Theta1=np.ones((2, 3)), **arrays)
    with pytest.raises(ValueError, match=rf"odd\.npz: .*{message}"):
        load_network(tmp_path / "odd.npz")
    with pytest.raises(ValueError, match=message):
        save_network(tmp_path / "odd.mat", Network(np.ones(6), (2, 2), [1, 2])._replace(**arrays))
    assert not (tmp_path / "odd.mat").exists()


def test_weights_that_are_nan_are_not_written(tmp_path):
    with pytest.raises(ValueError, match="theta contains nan"):
        save_network(tmp_path / "nan.npz", Network(np.full(6, np.nan), (2, 2), [1, 2]))
    assert not os.listdir(tmp_path)
