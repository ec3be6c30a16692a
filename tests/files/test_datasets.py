"""nn.files.datasets: a file of any format, known by its content, as a matrix to train on and its labels."""
import gzip
import re

import numpy as np
import pytest
from formats import X, Y, idx, mat, npz, refused

from nn.files.datasets import load_dataset, load_parts
from nn.files.digits import load_ex4
from nn.files.mat import load_mat
from nn.files.readers import load_csv, load_idx, load_npz

FILES = {
    "npz": npz(X=X, y=Y),
    "npz of images": npz(True, images=X.reshape(2, 1, 3), labels=Y),
    "mat 4": mat({"X": X, "y": Y[:, None]}, format="4"),
    "mat 5": mat({"X": X, "y": Y[:, None]}),
    "csv": b"label,a,b,c\n3,0,128,255\n10,7,0,1\n",
    "csv.gz": gzip.compress(b"3,0,128,255\n10,7,0,1\n"),
}


@pytest.mark.parametrize("ending", ["npz", "mat", "csv", "gz", "txt"])
@pytest.mark.parametrize("kind", FILES)
def test_load_dataset_knows_a_file_by_its_content_whatever_it_is_called(write, kind, ending):
    features, y = load_dataset(write(f"digits.{ending}", FILES[kind]))
    assert features.dtype == np.float64 and np.array_equal(features, X / 255)
    assert np.array_equal(y, Y)


@pytest.mark.parametrize("pack_labels", [bytes, gzip.compress], ids=["labels plain", "labels gzipped"])
@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["images plain", "images gzipped"])
def test_load_dataset_finds_the_labels_beside_the_images(write, pack, pack_labels):
    path = write("t10k-images-idx3-ubyte" + ".gz" * (pack is not bytes), pack(idx(X.reshape(2, 1, 3))))
    write("t10k-labels-idx1-ubyte" + ".gz" * (pack_labels is not bytes), pack_labels(idx(Y.astype("u1"))))
    features, y = load_dataset(str(path))
    assert np.array_equal(features, X / 255) and np.array_equal(y, Y)


def test_load_dataset_takes_the_labels_from_the_file_that_is_named(write):
    labels = write("answers", idx(Y.astype("u1")))
    features, y = load_dataset(write("digits", idx(X)), labels)
    assert np.array_equal(features, X / 255) and np.array_equal(y, Y)


def test_load_dataset_says_where_it_looked_for_the_labels(write):
    path = write("train-images-idx3-ubyte.gz", gzip.compress(idx(X)))
    refused(load_dataset, path, "labels are not in train-labels-idx1-ubyte.gz beside it")


@pytest.mark.parametrize("dtype", ["f4", "f8", "i2", "i8", "?"])
def test_load_dataset_divides_bytes_by_255_and_nothing_else(write, dtype):
    numbers = np.array([[0, 1], [1, 0]], dtype=dtype)
    features, _ = load_dataset(write("a.npz", npz(X=numbers, y=Y)))
    assert features.dtype == np.float64 and np.array_equal(features, numbers)


@pytest.mark.parametrize("bits", ["0x7ff0000000000001", "0x7ff8000000000000"], ids=["signalling", "quiet"])
def test_load_dataset_passes_a_nan_on_without_a_warning(write, bits):
    """Those who train on it say at which row and column it is."""
    numbers = np.array([[0, int(bits, 16)]], dtype=np.uint64).view(np.float64)
    features, _ = load_dataset(write("a.npz", npz(X=numbers, y=Y[:1])))
    assert np.isnan(features).tolist() == [[False, True]]


KERAS = {"x_train": X.reshape(2, 1, 3), "y_train": Y.astype("u1"), "x_test": np.array([[[51, 0, 5]]], dtype="u1"),
         "y_test": np.array([7], dtype="u1")}


@pytest.mark.parametrize("names", [
    ("x_train", "y_train", "x_test", "y_test"), ("X_train", "y_train", "X_test", "y_test"),
    ("train_images", "train_labels", "test_images", "test_labels"), ("X", "y", "X_test", "y_test")])
def test_a_test_part_beside_the_training_part_is_found(write, names):
    path = write("mnist.npz", npz(**dict(zip(names, KERAS.values(), strict=True))))
    (features, y), (test_features, test_y) = load_parts(path)
    assert np.array_equal(features, X / 255) and y.tolist() == [3, 10]
    assert np.array_equal(test_features, [[0.2, 0, 5 / 255]]) and test_y.tolist() == [7]
    assert np.array_equal(load_dataset(path)[0], features) and load_dataset(path)[1].tolist() == [3, 10]


def test_both_parts_are_scaled_alike(write):
    """By the training part: a test part of dark images is not made brighter."""
    dark = KERAS | {"x_test": np.array([[[16, 0, 8]]], dtype=np.uint8)}
    _, (features, _) = load_parts(write("dark.npz", npz(**dark)))
    assert np.array_equal(features, [[16 / 255, 0, 8 / 255]])


@pytest.mark.parametrize("wrong, message", [
    ({"x_test": X[:, :2]}, r"\(2, 1, 3\) in its training part, \(2, 2\) in its test part"),
    ({"y_test": Y[:0]}, r"X\.shape=\(1, 1, 3\) and y\.shape=\(0,\)"),
])
def test_a_test_part_that_does_not_fit_is_refused(write, wrong, message):
    fitting = {"y_test": Y} if "x_test" in wrong else {}
    refused(load_dataset, write("a.npz", npz(**(KERAS | fitting | wrong))), message)


@pytest.mark.parametrize("pack", [lambda y: npz(X=X, y=y), lambda y: mat({"X": X, "y": y}),
                                  lambda y: mat({"X": X, "y": y[:, None]}, format="4")], ids=["npz", "mat 5", "mat 4"])
@pytest.mark.parametrize("label", [1.5, np.nan, np.inf, 1e300])
def test_labels_that_are_not_whole_are_refused(write, pack, label):
    path = write("a", pack(np.array([3.0, label])))
    refused(load_dataset, path, f"label of example 1 .* is {re.escape(str(label))}")


@pytest.mark.parametrize("dtype", ["f2", "f4", "f8"])
def test_whole_labels_are_int_however_they_are_stored(write, dtype):
    _, y = load_dataset(write("a.npz", npz(X=X, y=Y.astype(dtype))))
    assert y.dtype.kind == "i" and y.tolist() == Y.tolist()


@pytest.mark.parametrize(["content", "message"], [
    (npz(X=X, labels=Y[:1]), r"X\.shape=\(2, 3\) and y\.shape=\(1,\); expected one label for each row"),
    (npz(X=X, y=Y[:, None]), r"y\.shape=\(2, 1\)"),
    (npz(X=X[0], y=Y), r"X\.shape=\(3,\)"),
    (npz(X=X[:0], y=Y[:0]), r"X\.shape=\(0, 3\)"),
    (npz(X=X[:, :0], y=Y), r"X\.shape=\(2, 0\)"),
    (npz(X=X, z=Y), "it contains X, z; expected X and y, or images and labels, or x_train and y_train"),
    (npz(X=X.astype(str), y=Y), "X has dtype <U3 .* expected numbers"),
    (npz(X=X, y=Y * 1j), "y has dtype complex128"),
    (npz(X=X * 1j, y=Y), "X has dtype complex128"),
    (mat({"X": X}), "it contains X; expected X and y"),
    (mat({"X": np.array(["cat", "dog"]), "y": Y}), r"X\.shape=\(2,\)"),
    (bytes(300), "cannot be read|it contains no arrays; expected X and y"),       # by SciPy's version
    (gzip.compress(b"1,2\n")[:-5], "ended before"),
], ids=lambda value: value if isinstance(value, str) else "file")
def test_load_dataset_says_what_is_wrong_with_the_content(write, content, message):
    refused(load_dataset, write("a.npz", content), message)


@pytest.mark.parametrize("load", [load_npz, load_mat, load_idx, load_csv, load_dataset])
def test_a_missing_file_and_a_folder_are_the_system_s_own_errors(tmp_path, load):
    with pytest.raises(FileNotFoundError, match=re.escape(str(tmp_path / "none"))):
        load(tmp_path / "none")
    with pytest.raises(OSError, match=re.escape(str(tmp_path))) as caught:
        load(tmp_path)
    assert caught.value.errno is not None and caught.value.filename is not None


def test_features_of_zero_and_one_are_not_pixels_and_stay_as_they_are(tmp_path):
    path = tmp_path / "features.csv"
    path.write_text("1,0,1\n2,1,1\n")
    assert load_dataset(path)[0].tolist() == [[0, 1], [1, 1]]


@pytest.mark.parametrize("largest, scale", [(1, 1), (15, 15), (16, 16), (17, 255), (255, 255), (256, 1)])
@pytest.mark.parametrize("dtype", [np.int64, np.float64, np.uint16])
def test_whole_numbers_are_brought_to_0_1_whatever_their_type(tmp_path, largest, scale, dtype):
    pixels = np.array([[0, largest], [largest, 1]], dtype=dtype)
    np.savez(tmp_path / "digits.npz", X=pixels, y=[1, 2])
    np.testing.assert_allclose(load_dataset(tmp_path / "digits.npz")[0], pixels / scale, rtol=1e-15)


def test_what_is_scaled_already_stays(tmp_path):
    X, _ = load_ex4()
    np.savez(tmp_path / "ex4.npz", X=X[:50], y=np.arange(50))
    assert np.array_equal(load_dataset(tmp_path / "ex4.npz")[0], X[:50])
