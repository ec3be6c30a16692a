"""nn.files.mat: MATLAB files of every version, from a whole file to a malicious one."""
import struct

import numpy as np
import pytest
from formats import X, Y, mat, refused
from scipy.sparse import csc_matrix

from nn.files.datasets import load_dataset
from nn.files.mat import load_mat, plain_mat


@pytest.mark.parametrize("options", [{"format": "4"}, {"format": "5"}, {"do_compression": True}],
                         ids=["v4", "v5", "v5 compressed"])
def test_load_mat_reads_the_arrays_and_y_as_a_vector_of_int(write, options):
    arrays = load_mat(write("ex.mat", mat({"X": X / 255, "y": Y[:, None].astype(float)}, **options)))
    assert sorted(arrays) == ["X", "y"]
    assert np.array_equal(arrays["X"], X / 255)
    assert arrays["y"].shape == (2,) and arrays["y"].dtype.kind == "i" and np.array_equal(arrays["y"], Y)


def test_load_mat_keeps_every_real_type_and_shape(write):
    types = ["i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f4", "f8"]
    expected = {dtype: np.arange(24, dtype=dtype).reshape(2, 3, 4) for dtype in types}
    arrays = load_mat(write("types.mat", mat(expected | {"t": np.array(["cat", "dog"]), "e": np.zeros((0, 3))})))
    assert {name: arrays[name].dtype.str[1:] for name in expected} == {name: name for name in expected}
    assert all(np.array_equal(arrays[name], expected[name]) for name in expected)
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
def test_load_mat_leaves_out_what_is_not_a_real_array(write, options):
    others = {"complex": np.ones(2) * 1j, "sparse": csc_matrix(np.eye(2))}
    if options.get("format") != "4":                                # which has no structs and cells
        others = {"struct": {"X": 7.0}, "cell": np.array([1.0, "x"], dtype=object)} | others
    assert list(load_mat(write("mixed.mat", mat(others | {"X": X}, **options)))) == ["X"]
    refused(load_mat, write("others.mat", mat(others, **options)), "contains no array")


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
