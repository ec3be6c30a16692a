"""nn.files.octave: what Octave's `save file.mat` writes, which is a text."""
import gzip

import numpy as np
import pytest
from formats import X, Y, refused

from nn.files.datasets import kind_of_file, load_dataset
from nn.files.mat import load_mat
from nn.files.networks import load_network

CREATED = b"# Created by Octave 6.4.0, Mon Jan 01 12:00:00 2024 UTC <student@laptop>\n"
# as Octave's own `save` lays them out: see its libinterp/octave-value/ov-*.cc, functions save_ascii
KINDS = {
    "matrix": (b"# type: matrix\n# rows: 2\n# columns: 3\n 1 -2.5 3e-17\n NaN Inf -Inf\n\n\n",
               [[1, -2.5, 3e-17], [np.nan, np.inf, -np.inf]], "f8"),
    "scalar": (b"# type: scalar\n5.25\n\n\n", [[5.25]], "f8"),
    "empty": (b"# type: matrix\n# rows: 0\n# columns: 3\n\n\n", np.empty((0, 3)), "f8"),
    "three axes": (b"# type: matrix\n# ndims: 3\n 2 1 2\n 1\n 2\n 3\n 4\n\n\n", [[[1, 3]], [[2, 4]]], "f8"),
    "float matrix": (b"# type: float matrix\n# rows: 1\n# columns: 2\n 1.5 2\n\n\n", [[1.5, 2]], "f4"),
    "float scalar": (b"# type: float scalar\n1.5\n\n\n", [[1.5]], "f4"),
    "int32 matrix": (b"# type: int32 matrix\n# ndims: 2\n 2 2\n  1\n  3\n  2\n  4\n\n\n", [[1, 2], [3, 4]], "i4"),
    "uint8 scalar": (b"# type: uint8 scalar\n255\n\n\n", [[255]], "u1"),
    "int64 matrix": (b"# type: int64 matrix\n# ndims: 2\n 1 1\n  9007199254740993\n\n\n", [[2 ** 53 + 1]], "i8"),
    "bool": (b"# type: bool\n1\n\n\n", [[True]], "b1"),
    "bool matrix": (b"# type: bool matrix\n# ndims: 2\n 1 2\n 1\n 0\n\n\n", [[True, False]], "b1"),
    "string": (b"# type: string\n# elements: 2\n# length: 3\ncat\n# length: 3\ndog\n\n\n", ["cat", "dog"], "U3"),
    "sq_string": (b"# type: sq_string\n# elements: 1\n# length: 4\nrelu\n\n\n", ["relu"], "U4"),
}


def octave(**arrays):
    """The bytes of a file with these matrices, as Octave writes them."""
    parts = [f"# name: {name}\n# type: matrix\n# rows: {len(A)}\n# columns: {A.shape[1]}\n"
             + "".join(" " + " ".join(map(repr, row)) + "\n" for row in A.astype(float).tolist()) + "\n\n"
             for name, A in arrays.items()]
    return CREATED + "".join(parts).encode()


@pytest.mark.parametrize("line_end", [b"\n", b"\r\n"], ids=["unix", "windows"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_array_is_read(write, kind, line_end):
    content, expected, dtype = KINDS[kind]
    content = CREATED + b"# name: a\n" + content + b"# name: after\n# type: scalar\n7\n\n\n"
    arrays = load_mat(write("a.mat", content.replace(b"\n", line_end)))
    assert sorted(arrays) == ["a", "after"] and arrays["after"].tolist() == [[7]]
    assert arrays["a"].dtype == np.dtype(dtype)
    np.testing.assert_array_equal(arrays["a"], expected)


@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "zipped"])
def test_a_data_set_and_a_network_are_read_from_such_a_text(write, pack):
    path = write("data.mat", pack(octave(X=X, y=Y[:, None])))
    assert kind_of_file(path) == "mat"
    features, y = load_dataset(path)
    assert np.array_equal(features, X / 255) and y.tolist() == Y.tolist() and y.dtype.kind == "i"
    Thetas = {"Theta1": np.linspace(-1, 1, 15).reshape(3, 5), "Theta2": np.linspace(0, 1, 8).reshape(2, 4)}
    network = load_network(write("weights.mat", pack(octave(**Thetas))))
    assert network.layer_sizes == (4, 3, 2)
    assert np.array_equal(network.theta, np.concatenate([Theta.ravel() for Theta in Thetas.values()]))


def test_a_text_whose_first_line_was_removed_is_read_too(write):
    assert load_mat(write("a.mat", octave(X=X).removeprefix(CREATED)))["X"].shape == X.shape


@pytest.mark.parametrize("size", range(20, len(octave(Theta1=np.eye(3))) - 3))
def test_a_text_that_is_cut_short_is_refused_with_its_path(write, size):
    """Anywhere: the last two lines are empty, and nothing is missing without them."""
    refused(load_mat, write("a.mat", octave(Theta1=np.eye(3))[:size]), "cannot be read")


@pytest.mark.parametrize("content, message", [
    (b"# name: s\n# type: scalar struct\n# ndims: 2\n 1 1\n# length: 1\n# name: X\n# type: scalar\n7\n\n\n",
     "contains s, of type scalar struct.*save -v7"),
    (b"# name: c\n# type: cell\n# rows: 1\n# columns: 1\n# name: <cell-element>\n# type: scalar\n7\n", "of type cell"),
    (b"# name: z\n# type: complex scalar\n(1,2)\n", "of type complex scalar.*save -v7"),
    (b"# name: X\n# type: matrix\n# rows: 1000000000000\n# columns: 1000000\n 1 2\n", "has 2 numbers for the shape"),
    (b"# name: X\n# type: matrix\n# rows: 1\n# columns: 2\n 1 x\n", "could not convert string 'x'"),
    (b"# name: X\n# type: matrix\n# rows: one\n# columns: 2\n 1 2\n", "invalid literal"),
    (b"", "contains no array"),
])
def test_what_is_not_an_array_of_real_numbers_is_named(write, content, message):
    refused(load_mat, write("a.mat", CREATED + content), message)


@pytest.mark.parametrize("content", [b"Octave-1-L" + bytes(100), b"\x89HDF\r\n\x1a\n" + bytes(100)],
                         ids=["binary", "HDF5"])
def test_octaves_other_formats_are_told_how_to_save(write, content):
    for load in (load_mat, load_dataset, load_network):
        refused(load, write("a.mat", content), "Octave's own binary format.*save -v7")
