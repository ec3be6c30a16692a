"""Damaged files of every format: what reads them returns something sound, or says ValueError with the path.

NN_FUZZ_EXAMPLES=20000 looks longer than the few seconds that the tests allow.
"""
import gzip
import io
import os
import struct
import zipfile
import zlib

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy.io import savemat

from nn.files.datasets import load_dataset
from nn.files.mat import load_mat
from nn.files.networks import load_network
from nn.files.readers import load_csv, load_idx, load_npz

EXAMPLES = int(os.environ.get("NN_FUZZ_EXAMPLES", 250))
MAT_HEADER = b"MATLAB 5.0 MAT-file".ljust(124) + b"\x00\x01IM"      # savemat writes the time into it

X = np.arange(0, 240, 10, dtype=np.uint8).reshape(4, 6)
DATA = {"X": X, "y": np.array([[1], [2], [10], [1]])}
NETWORK = {"Theta1": np.linspace(-1, 1, 15).reshape(3, 5), "Theta2": np.ones((2, 4)),
           "classes": np.array(["cat", "horse"]), "hidden": np.array("relu"), "output": np.array("softmax")}
OTHERS = {"s": {"a": np.ones(2)}, "c": np.array([np.ones(2), "x"], dtype=object), "z": np.ones(2) * 1j}
CSV = b"label,p1,p2,p3\n1,0,128,255\n2,7,0,1\n10,3,4,5\n"
IDX = bytes([0, 0, 8, 2]) + struct.pack(">2I", 4, 6) + X.tobytes()


def npz(arrays, save=np.savez):
    file = io.BytesIO()
    save(file, **arrays)
    return file.getvalue()


def mat(arrays, **options):
    file = io.BytesIO()
    savemat(file, arrays, **options)
    content = file.getvalue()
    return content if options.get("format") == "4" else MAT_HEADER + content[128:]


def npy(array):
    file = io.BytesIO()
    np.save(file, array)
    return file.getvalue()


def zipped(content):
    """A whole .npz whose X is this content: its checksum is right."""
    file = io.BytesIO(npz({"y": DATA["y"].ravel(), "Theta1": np.ones((3, 5))}))
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr(zipfile.ZipInfo("X.npy"), content)
    return file.getvalue()


def octave(arrays):
    """As Octave's save writes matrices: a text."""
    return b"# Created by Octave 6.4.0\n" + "".join(
        f"# name: {name}\n# type: matrix\n# rows: {len(A)}\n# columns: {A.shape[1]}\n"
        + "\n".join(" " + " ".join(map(str, row)) for row in A.tolist()) + "\n\n\n"
        for name, A in arrays.items()).encode()


def deflated(content):
    """A whole MATLAB file with one compressed element, this content."""
    packed = zlib.compress(content)
    return MAT_HEADER + struct.pack("<2I", 15, len(packed)) + packed


def gzipped(content):
    return gzip.compress(content, mtime=0)


#: what is damaged -> its loader, the bytes to damage, what is done to them afterwards
FORMATS = {
    "npz": (load_npz, npz(DATA), bytes),
    "npz compressed": (load_npz, npz(DATA, np.savez_compressed), bytes),
    "npy inside an npz": (load_npz, npy(X), zipped),
    "mat 4": (load_mat, mat(DATA, format="4"), bytes),
    "mat 5": (load_mat, mat(DATA), bytes),
    "mat 5 compressed": (load_mat, mat(DATA, do_compression=True), bytes),
    "mat 5 with structs": (load_mat, mat(OTHERS | DATA), bytes),
    "array inside a compressed mat": (load_mat, mat({"X": X})[128:], deflated),
    "octave": (load_mat, octave(DATA), bytes),
    "octave.gz": (load_mat, octave(DATA), gzipped),
    "idx": (load_idx, IDX, bytes),
    "idx.gz": (load_idx, gzipped(IDX), bytes),
    "idx inside gzip": (load_idx, IDX, gzipped),
    "csv": (load_csv, CSV, bytes),
    "csv.gz": (load_csv, gzipped(CSV), bytes),
    "csv inside gzip": (load_csv, CSV, gzipped),
    "network npz": (load_npz, npz(NETWORK), bytes),
    "network mat": (load_mat, mat(NETWORK), bytes),
}

DAMAGES = {
    "flip a bit": lambda before, after, junk: before + bytes([after[0] ^ 1 << junk[0] % 8]) + after[1:],
    "overwrite": lambda before, after, junk: before + junk + after[len(junk):],
    "insert": lambda before, after, junk: before + junk + after,
    "leave out": lambda before, after, junk: before + after[len(junk):],
    "cut off": lambda before, after, junk: before,
}

junk = st.binary(min_size=1, max_size=8) | st.sampled_from([b"\xff" * 4, b"\xff\xff\xff\x7f", b"\0\0\0\x80", b"\0" * 4])
damage = st.tuples(st.sampled_from(list(DAMAGES)), st.integers(0, 2 ** 16), junk)
fuzz = settings(max_examples=EXAMPLES, derandomize=True, deadline=None, database=None)


def damaged(content, damages):
    """The content after one damage and another; the place of each counts around."""
    for name, place, junk in damages:
        place %= len(content) or 1
        content = DAMAGES[name](content[:place], content[place:] or b"\0", junk)
    return content


def read_or_refused(load, path):
    """What load returns, or None where it raises ValueError or OSError with the path; anything else passes through."""
    try:
        return load(path)
    except (ValueError, OSError) as error:
        assert str(path) in str(error)


def check(load, path):
    """Every loader that this file may meet gives what it promises."""
    arrays = read_or_refused(load, path)
    if load in (load_npz, load_mat) and arrays is not None:
        assert all(isinstance(array, np.ndarray) and array.dtype != object for array in arrays.values())
    dataset = read_or_refused(lambda path: load_dataset(path, labels=path), path)
    if dataset is not None:
        features, y = dataset
        assert features.dtype == np.float64 and features.ndim == 2 and y.shape == (len(features),)
    network = read_or_refused(load_network, path)
    if network is not None:
        sizes = network.layer_sizes
        assert network.theta.shape == (sum(b * (a + 1) for a, b in zip(sizes[:-1], sizes[1:], strict=True)),)
        assert network.theta.dtype == np.float64 and network.classes.shape == (sizes[-1],)


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return tmp_path_factory.mktemp("fuzz") / "file"


@pytest.mark.parametrize("kind", FORMATS)
def test_the_whole_file_is_read(path, kind):
    load, content, pack = FORMATS[kind]
    path.write_bytes(pack(content))
    assert load(path) is not None
    assert "network" not in kind or load_network(path).layer_sizes == (4, 3, 2)


@pytest.mark.slow
@pytest.mark.parametrize("kind", FORMATS)
@fuzz
@given(damages=st.lists(damage, min_size=1, max_size=4))
def test_a_damaged_file_is_read_or_refused_with_its_path(path, kind, damages):
    load, content, pack = FORMATS[kind]
    path.write_bytes(pack(damaged(content, damages)))
    check(load, path)


@pytest.mark.parametrize("kind", FORMATS)
def test_a_file_cut_short_anywhere_is_read_or_refused_with_its_path(path, kind):
    load, content, pack = FORMATS[kind]
    for size in range(0, len(content), 3):
        path.write_bytes(pack(content[:size]))
        check(load, path)


@pytest.mark.parametrize("start", [b"", b"PK\3\4", MAT_HEADER, b"\0\0\0\0", b"\0\0\x08\1", b"\x1f\x8b\x08\0", b"1,2",
                                   b"# Created by Octave\n# name: X\n# type: "])
@fuzz
@given(noise=st.binary(max_size=300))
@example(noise=b"")
def test_noise_is_read_or_refused_with_its_path(path, start, noise):
    path.write_bytes(start + noise)
    for load in (load_npz, load_mat, load_idx, load_csv):
        check(load, path)
