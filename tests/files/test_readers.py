"""nn.files.readers: IDX, .csv and .npz, from a whole file to a malicious one."""
import gzip
import io
import os
import pickle
import time
import tracemalloc
import zipfile

import numpy as np
import pytest
from formats import IDX_CODES, X, Y, idx, mat, npz, refused

from nn.files.datasets import load_dataset
from nn.files.readers import load_csv, load_idx, load_npz, read_at_most

# IDX

@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "gzipped"])
@pytest.mark.parametrize("code", IDX_CODES)
def test_load_idx_reads_every_type_in_this_machine_s_byte_order(write, pack, code):
    expected = np.array([[[1, 2, 3]], [[100, 5, 6]]], dtype=code)
    array = load_idx(write("a", pack(idx(expected))))
    assert np.array_equal(array, expected) and array.dtype == expected.dtype and array.flags.writeable


def test_load_idx_knows_big_endian_numbers_written_by_hand(write):
    path = write("a", bytes([0, 0, 0x0C, 1, 0, 0, 0, 2]) + bytes([0, 0, 1, 0]) + bytes([255, 255, 255, 254]))
    assert load_idx(path).tolist() == [256, -2]


@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "gzipped"])
@pytest.mark.parametrize(["content", "message"], [
    (idx(X)[:-1], r"promises 6 bytes of data for the shape \(2, 3\), but there are 5"),
    (idx(X) + b"x", r"promises 6 bytes .* but there are more"),
    (idx(X)[:10], "cut off in its header, which should give the sizes of 2 axes"),
    (b"\0\0\x08", "is not an IDX file"),
    (b"\0\1" + idx(X)[2:], "is not an IDX file"),
    (b"\0\0\x0a" + idx(X)[3:], "is not an IDX file"),
    (b"\0\0\x08\0", "is not an IDX file"),
    (b"", "is not an IDX file"),
], ids=["short", "long", "no sizes", "no axes", "magic", "type", "scalar", "empty"])
def test_load_idx_says_what_is_wrong_with_the_file(write, pack, content, message):
    refused(load_idx, write("a", pack(content)), message)


@pytest.mark.parametrize("keep", [0.3, 0.6, 0.99])
def test_a_gzipped_file_cut_short_is_refused(write, keep):
    packed = gzip.compress(idx(np.random.default_rng(0).integers(0, 256, (50, 50)).astype("u1")))
    refused(load_idx, write("a.gz", packed[:int(keep * len(packed))]), "ended before the end-of-stream")


@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "gzipped"])
@pytest.mark.parametrize("axes", [3, 255])
def test_a_header_that_promises_terabytes_takes_neither_time_nor_memory(write, pack, axes):
    path = write("a", pack(bytes([0, 0, 8, axes]) + b"\x00\x01\x00\x00" * axes + b"some data"))
    tracemalloc.start()
    start = time.perf_counter()
    refused(load_idx, path, "but there are 9")
    seconds, (_, peak) = time.perf_counter() - start, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert seconds < 2 and peak < 20e6                              # a reader's buffers, on a busy machine


def test_read_at_most_asks_for_no_more_than_a_piece_at_a_time():
    class Watched(io.BytesIO):
        def read(self, size):
            assert 0 <= size <= 4
            return super().read(size)

    assert read_at_most(Watched(b"0123456789"), 7, piece=4) == b"0123456"
    assert read_at_most(Watched(b"0123456789"), 10 ** 15, piece=4) == b"0123456789"


def test_load_idx_reads_mnist_s_own_test_digits(course_data):
    images = load_idx(course_data / "t10k-images-idx3-ubyte.gz")
    labels = load_idx(course_data / "t10k-labels-idx1-ubyte.gz")
    assert images.shape == (10000, 28, 28) and images.dtype == np.uint8
    assert labels.shape == (10000,) and labels[:10].tolist() == [7, 2, 1, 0, 4, 1, 4, 9, 5, 9]


# .csv

@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "gzipped"])
@pytest.mark.parametrize("content", [
    b"3,0,128,255\n10,7,0,1\n", b"label,1x1,1x2,1x3\n3,0,128,255\n10,7,0,1", b"3.0,0,128,255\r\n1e1,7,0,1\r\n",
    b"\xef\xbb\xbf3,0,128,255\n10,7,0,1\n", b"\xef\xbb\xbflabel,a,b,c\n3,0,128,255\n10,7,0,1\n",
], ids=["plain", "column names", "as Windows writes it", "byte order mark", "mark and names"])
def test_load_csv_reads_labels_and_pixels(write, pack, content):
    pixels, y = load_csv(write("a.csv", pack(content)))
    assert np.array_equal(pixels, X) and pixels.dtype == np.uint8
    assert np.array_equal(y, Y) and y.dtype.kind == "i"


@pytest.mark.parametrize("numbers", [[[0.5, 1.0]], [[0.0, 256.0]], [[-1.0, 3.0]]])
def test_load_csv_keeps_numbers_that_are_not_pixels_as_floats(write, numbers):
    features, y = load_csv(write("a.csv", "\n".join(f"1,{a},{b}" for a, b in numbers).encode()))
    assert features.dtype == np.float64 and np.array_equal(features, numbers) and y.tolist() == [1]


@pytest.mark.parametrize(["content", "message"], [
    (b"1,2,3\n4,5\n", "line 2 has 2 columns, but those above it have 3"),
    (b"label,a,b\n\n1,2,3\n4,5,6,7\n", "line 4 has 4 columns, but those above it have 3"),
    (b"1,2,3\n4,x,5\n", "line 2, column 2: 'x' is not a number"),
    (b"label,a\r\n1,2\r\n3,four\r\n", "line 3, column 2: 'four' is not a number"),
    (b"\xef\xbb\xbf1,2\n,3\n", "line 2, column 1: '' is not a number"),
    (b"1,1_0\n", "could not convert string '1_0'"),
    (b"1.5,2,3\n", "labels, must be whole numbers, and all entries finite; example 1 has 1.5 in column 1"),
    (b"1e300,2,3\n", r"labels, must be whole numbers, and all entries finite; example 1 has 1e\+300 in column 1"),
    (b"nan,2,3\n", "labels, must be whole numbers, and all entries finite; example 1 has nan in column 1"),
    (b"1,2,3\n1,2,inf\n", "all entries finite; example 2 has inf in column 3"),
    (b"1\n2\n", r"shape \(2, 1\); expected a label and at least one pixel"),
    (b"label,pixel\n", "no data"),
    (b"", "no data"),
    (b"\x89PNG\r\n\x1a\n\0\0", "cannot be read"),
])
def test_load_csv_says_what_is_wrong_with_the_file(write, content, message):
    refused(load_csv, write("a.csv", content), message)


# .npz

@pytest.mark.parametrize("compressed", [False, True])
def test_load_npz_reads_numbers_and_text_by_name(write, compressed):
    arrays = load_npz(write("a.npz", npz(compressed, X=X, y=Y, names=np.array(["cat", "dog"]))))
    assert sorted(arrays) == ["X", "names", "y"] and arrays["names"].tolist() == ["cat", "dog"]
    assert np.array_equal(arrays["X"], X) and arrays["X"].dtype == X.dtype


class Bomb:
    """Unpickled, it makes a folder."""

    def __init__(self, path):
        self.path = path

    def __reduce__(self):
        return os.mkdir, (str(self.path),)


@pytest.mark.parametrize("load", [load_npz, load_dataset])
@pytest.mark.parametrize("bare", [False, True], ids=["npz", "bare pickle"])
def test_a_pickle_is_never_opened(write, tmp_path, load, bare):
    bomb = Bomb(tmp_path / "crater")
    content = pickle.dumps(bomb) if bare else npz(X=np.array([bomb], dtype=object), y=np.array([1]))
    refused(load, write("a.npz", content), "cannot be read" if bare or load is load_dataset else "allow_pickle=False")
    assert not bomb.path.exists()
    if bare:
        pickle.loads(content)
        assert bomb.path.exists()                                   # it would have gone off


@pytest.mark.parametrize("content", [b"", b"PK", npz(X=X, y=Y)[:-30], mat({"X": X}), b"1,2,3\n"],
                         ids=["empty", "two bytes", "cut short", "mat", "csv"])
def test_load_npz_refuses_what_is_not_an_npz(write, content):
    refused(load_npz, write("a.npz", content), "not an .npz file, or it is cut short")


def test_load_npz_refuses_a_zip_of_something_else(write):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("X", "some text")
    refused(load_npz, write("a.npz", file.getvalue()), "it contains X, which is not an array")
