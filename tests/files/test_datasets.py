"""nn.datasets: the embedded digits, and every file format from a whole file to a malicious one."""
import gzip
import hashlib
import io
import os
import pickle
import re
import struct
import time
import tracemalloc
import zipfile
from importlib import resources

import numpy as np
import pytest
from scipy.io import savemat
from scipy.sparse import csc_matrix

from nn.files.datasets import load_dataset
from nn.files.digits import load_ex4, load_mnist5k
from nn.files.mat import load_mat, plain_mat
from nn.files.readers import load_csv, load_idx, load_npz, read_at_most

IDX_CODES = {"u1": 0x08, "i1": 0x09, "i2": 0x0B, "i4": 0x0C, "f4": 0x0D, "f8": 0x0E}
X = np.array([[0, 128, 255], [7, 0, 1]], dtype=np.uint8)
Y = np.array([3, 10])


def idx(array):
    """The bytes of an IDX file, as its description on MNIST's page has it."""
    sizes = b"".join(size.to_bytes(4, "big") for size in array.shape)
    code = IDX_CODES[array.dtype.str[1:]]
    return bytes([0, 0, code, array.ndim]) + sizes + array.astype(array.dtype.newbyteorder(">")).tobytes()


def npz(compressed=False, **arrays):
    """The bytes of an .npz file."""
    file = io.BytesIO()
    (np.savez_compressed if compressed else np.savez)(file, **arrays)
    return file.getvalue()


def mat(arrays, **options):
    """The bytes of a .mat file."""
    file = io.BytesIO()
    savemat(file, arrays, **options)
    return file.getvalue()


@pytest.fixture
def write(tmp_path):
    """write(name, content) -> path of a new file."""
    def write(name, content):
        path = tmp_path / name
        path.write_bytes(content)
        return path
    return write


def refused(load, path, message):
    """load(path) raises a ValueError that starts with the path and then says the message."""
    with pytest.raises(ValueError, match=re.escape(f"{path}: ") + f".*{message}"):
        load(path)


# The embedded digits

def test_the_digits_are_those_whose_sha256_the_readme_gives():
    folder = resources.files("nn.data")
    promised = re.findall(r"\b[0-9a-f]{64}\b", (folder / "README.md").read_text(encoding="utf-8"))
    assert promised == [hashlib.sha256((folder / "mnist5k.npz").read_bytes()).hexdigest()]


def test_mnist5k_has_500_digits_of_each_class_in_order():
    images, digits = load_mnist5k()
    assert images.shape == (5000, 28, 28) and images.dtype == np.uint8
    assert images.min() == 0 and images.max() == 255
    assert np.array_equal(digits, np.repeat(np.arange(10), 500))


def test_no_two_embedded_images_are_the_same():
    images, _ = load_mnist5k()
    assert len(np.unique(images.reshape(5000, -1), axis=0)) == 5000


def test_ex4_is_the_course_s_matrix():
    X, y = load_ex4()
    assert X.shape == (5000, 400) and X.dtype == np.float64
    assert y.dtype.kind == "i" and np.array_equal(y, np.repeat([10, 1, 2, 3, 4, 5, 6, 7, 8, 9], 500))
    # the range of ex4data1.mat, given to ten places
    assert (X.min(), X.max()) == pytest.approx((-0.1319632302, 1.1276882992), abs=5e-11)


def test_ex4_images_are_unrolled_by_columns():
    """Put together again by columns, a 1 is taller than wide."""
    X, y = load_ex4()
    ones = X[y == 1].reshape(-1, 20, 20, order="F")
    height, width = np.mean([[np.ptp(indices) for indices in np.nonzero(one > 0.5)] for one in ones], axis=0)
    assert height > 1.5 * width


# .mat

@pytest.mark.parametrize("options", [{"format": "4"}, {"format": "5"}, {"do_compression": True}],
                         ids=["v4", "v5", "v5 compressed"])
def test_load_mat_reads_the_arrays_and_y_as_a_vector_of_int(write, options):
    arrays = load_mat(write("ex.mat", mat({"X": X / 255, "y": Y[:, None].astype(float)}, **options)))
    assert sorted(arrays) == ["X", "y"]
    assert np.array_equal(arrays["X"], X / 255)
    assert arrays["y"].shape == (2,) and arrays["y"].dtype.kind == "i" and np.array_equal(arrays["y"], Y)


def test_load_mat_keeps_every_real_type_and_shape(write):
    types = ["i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f4", "f8"]
    wanted = {dtype: np.arange(24, dtype=dtype).reshape(2, 3, 4) for dtype in types}
    arrays = load_mat(write("types.mat", mat(wanted | {"t": np.array(["cat", "dog"]), "e": np.zeros((0, 3))})))
    assert {name: arrays[name].dtype.str[1:] for name in wanted} == {name: name for name in wanted}
    assert all(np.array_equal(arrays[name], wanted[name]) for name in wanted)
    assert arrays["t"].tolist() == ["cat", "dog"] and arrays["e"].shape == (0, 3)


BIG_ENDIAN_5 = (b"MATLAB 5.0".ljust(124) + b"\x01\x00MI" + struct.pack(">2I", 14, 64)
                + struct.pack(">4I 2I2i 2H4s 2I2d", 6, 8, 6, 0, 5, 8, 1, 2, 1, 1, b"X", 9, 16, 1.5, -2.0)
                + struct.pack(">2I", 14, 56)
                + struct.pack(">4I 2I2i 2H4s 2Id", 6, 8, 6, 0, 5, 8, 1, 1, 1, 1, b"y", 9, 8, 3.0))
BIG_ENDIAN_4 = (struct.pack(">5i2s2d", 1000, 1, 2, 0, 2, b"X", 1.5, -2.0)
                + struct.pack(">5i2sd", 1000, 1, 1, 0, 2, b"y", 3.0))


@pytest.mark.parametrize("content", [BIG_ENDIAN_4, BIG_ENDIAN_5], ids=["v4", "v5"])
@pytest.mark.parametrize("load", [lambda path: load_mat(path).values(), load_dataset], ids=["load_mat", "load_dataset"])
def test_big_endian_mat_files_written_by_hand_are_read(write, load, content):
    """After MathWorks' description of the two formats; in version 5, a name of one byte is kept in its tag."""
    X, y = load(write("big.mat", content))
    assert X.tolist() == [[1.5, -2.0]] and y.tolist() == [3]


@pytest.mark.parametrize("options", [{"format": "4"}, {"format": "5"}, {"do_compression": True}],
                         ids=["v4", "v5", "v5 compressed"])
def test_load_mat_leaves_out_what_is_no_real_array(write, options):
    others = {"complex": np.ones(2) * 1j, "sparse": csc_matrix(np.eye(2))}
    if options.get("format") != "4":                                # which has no structs and cells
        others = {"struct": {"X": 7.0}, "cell": np.array([1.0, "x"], dtype=object)} | others
    assert list(load_mat(write("mixed.mat", mat(others | {"X": X}, **options)))) == ["X"]
    refused(load_mat, write("others.mat", mat(others, **options)), "holds no array")


@pytest.mark.parametrize("labels", [[1.5, 2.0], [np.nan, 1.0], [1e300, 1.0]])
def test_load_mat_leaves_y_alone_where_it_is_not_whole(write, labels):
    y = load_mat(write("y.mat", mat({"y": np.array(labels)})))["y"]
    assert y.dtype == np.float64 and np.array_equal(y, labels, equal_nan=True)


def test_load_mat_says_how_to_save_what_version_7_3_wrote(write):
    header = b"MATLAB 7.3 MAT-file".ljust(124) + b"\x00\x02IM"
    refused(load_mat, write("new.mat", header + b"\x89HDF\r\n\x1a\n" + bytes(500)), r"7\.3.*'-v7'")


def damaged_mat(numbers_type=9, shape=(1, 2), class_=6, size=16):
    """A MATLAB 5 file with one array X of 16 bytes, one of whose tags is wrong."""
    sizes = np.array(shape, "<i4").tobytes()
    array = struct.pack("<6I", 6, 8, class_, 0, 5, len(sizes)) + sizes.ljust(-(-len(sizes) // 8) * 8, b"\0")
    array += struct.pack("<2H4s 2I", 1, 1, b"X", numbers_type, size) + b"ab" * 8
    return b"MATLAB 5.0".ljust(124) + b"\x00\x01IM" + struct.pack("<2I", 14, len(array)) + array


@pytest.mark.parametrize("damage", [
    {"numbers_type": 0}, {"numbers_type": 8}, {"numbers_type": 14}, {"numbers_type": 60_000},   # not in SciPy's table
    {"shape": (2 ** 31 - 1, 2 ** 31 - 1)}, {"shape": (-1, 2)}, {"shape": ()}, {"shape": (16,)},
    {"class_": 4, "numbers_type": 16, "shape": (1, 2 ** 31 - 1), "size": 0},         # a text of 2³¹ spaces
    {"size": 17}, {"size": 2 ** 32 - 1},
], ids=str)
def test_a_tag_that_would_crash_scipy_is_found_before_scipy_sees_it(write, damage):
    assert load_mat(write("whole.mat", damaged_mat()))["X"].shape == (1, 2)
    with pytest.raises(ValueError, match="damaged"):
        plain_mat(damaged_mat(**damage))
    refused(load_mat, write("bad.mat", damaged_mat(**damage)), "damaged")


def test_load_mat_reads_the_course_s_weights(course_data):
    weights = load_mat(course_data / "ex4weights.mat")
    assert {name: weights[name].shape for name in weights} == {"Theta1": (25, 401), "Theta2": (10, 26)}


# IDX

@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "gzipped"])
@pytest.mark.parametrize("code", IDX_CODES)
def test_load_idx_reads_every_type_in_this_machine_s_byte_order(write, pack, code):
    wanted = np.array([[[1, 2, 3]], [[100, 5, 6]]], dtype=code)
    array = load_idx(write("a", pack(idx(wanted))))
    assert np.array_equal(array, wanted) and array.dtype == wanted.dtype and array.flags.writeable


def test_load_idx_knows_big_endian_numbers_written_by_hand(write):
    path = write("a", bytes([0, 0, 0x0C, 1, 0, 0, 0, 2]) + bytes([0, 0, 1, 0]) + bytes([255, 255, 255, 254]))
    assert load_idx(path).tolist() == [256, -2]


@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "gzipped"])
@pytest.mark.parametrize(["content", "message"], [
    (idx(X)[:-1], r"promises 6 bytes of data for the shape \(2, 3\), but there are 5"),
    (idx(X) + b"x", r"promises 6 bytes .* but there are more"),
    (idx(X)[:10], "cut off in its header, which should give the sizes of 2 axes"),
    (b"\0\0\x08", "no IDX file"),
    (b"\0\1" + idx(X)[2:], "no IDX file"),
    (b"\0\0\x0a" + idx(X)[3:], "no IDX file"),
    (b"\0\0\x08\0", "no IDX file"),
    (b"", "no IDX file"),
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
def test_load_csv_keeps_numbers_that_are_no_pixels_as_floats(write, numbers):
    features, y = load_csv(write("a.csv", "\n".join(f"1,{a},{b}" for a, b in numbers).encode()))
    assert features.dtype == np.float64 and np.array_equal(features, numbers) and y.tolist() == [1]


@pytest.mark.parametrize(["content", "message"], [
    (b"1,2,3\n4,5\n", "line 2 has 2 columns, but those above it have 3"),
    (b"label,a,b\n\n1,2,3\n4,5,6,7\n", "line 4 has 4 columns, but those above it have 3"),
    (b"1,2,3\n4,x,5\n", "line 2, column 2: 'x' is no number"),
    (b"label,a\r\n1,2\r\n3,four\r\n", "line 3, column 2: 'four' is no number"),
    (b"\xef\xbb\xbf1,2\n,3\n", "line 2, column 1: '' is no number"),
    (b"1,1_0\n", "could not convert string '1_0'"),
    (b"1.5,2,3\n", "labels, must be whole numbers, and all entries finite; example 1 has 1.5 in column 1"),
    (b"1e300,2,3\n", r"labels, must be whole numbers, and all entries finite; example 1 has 1e\+300 in column 1"),
    (b"nan,2,3\n", "labels, must be whole numbers, and all entries finite; example 1 has nan in column 1"),
    (b"1,2,3\n1,2,inf\n", "all entries finite; example 2 has inf in column 3"),
    (b"1\n2\n", r"shape \(2, 1\); wanted a label and at least one pixel"),
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
def test_load_npz_refuses_what_is_no_npz(write, content):
    refused(load_npz, write("a.npz", content), "no .npz file, or cut short")


def test_load_npz_refuses_a_zip_of_something_else(write):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("X", "some text")
    refused(load_npz, write("a.npz", file.getvalue()), "it holds X, which is no array")


# Any of them

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
    refused(load_dataset, path, "labels were looked for in train-labels-idx1-ubyte.gz beside it")


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


@pytest.mark.parametrize(["content", "message"], [
    (npz(X=X, labels=Y[:1]), r"X\.shape=\(2, 3\) and y\.shape=\(1,\); wanted one label for each row"),
    (npz(X=X, y=Y[:, None]), r"y\.shape=\(2, 1\)"),
    (npz(X=X[0], y=Y), r"X\.shape=\(3,\)"),
    (npz(X=X[:0], y=Y[:0]), r"X\.shape=\(0, 3\)"),
    (npz(X=X[:, :0], y=Y), r"X\.shape=\(2, 0\)"),
    (npz(X=X, z=Y), "it holds X, z; wanted X and y, or images and labels"),
    (npz(X=X.astype(str), y=Y), "X has dtype <U3 .* wanted numbers"),
    (npz(X=X, y=Y * 1j), "y has dtype complex128"),
    (npz(X=X * 1j, y=Y), "X has dtype complex128"),
    (mat({"X": X}), "it holds X; wanted X and y"),
    (mat({"X": np.array(["cat", "dog"]), "y": Y}), r"X\.shape=\(2,\)"),
    (bytes(300), "cannot be read|it holds ; wanted X and y"),       # by SciPy's version
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


def test_features_of_zero_and_one_are_no_pixels_and_stay_as_they_are(tmp_path):
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
