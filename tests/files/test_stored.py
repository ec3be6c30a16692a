"""Rows of an array in a file, without the others; against NumPy's own readers."""
import gzip
import struct

import numpy as np
import pytest

from nn.files.stored import open_rows, stored_arrays, stored_memmap

X = np.random.default_rng(0).normal(size=(50, 3, 4))


def as_idx(array):
    return struct.pack(">BBBB3I", 0, 0, 0x0E, 3, *array.shape) + array.astype(">f8").tobytes()


FILES = {
    "X.npy": lambda path: np.save(path, X),
    "columns.npy": lambda path: np.save(path, np.asfortranarray(X)),
    "plain.npz": lambda path: np.savez(path, before=np.ones(3), X=X, y=np.arange(50)),
    "packed.npz": lambda path: np.savez_compressed(path, before=np.ones(3), X=X, y=np.arange(50)),
    "columns.npz": lambda path: np.savez_compressed(path, X=np.asfortranarray(X)),
    "images-idx3": lambda path: path.write_bytes(as_idx(X)),
    "images-idx3.gz": lambda path: path.write_bytes(gzip.compress(as_idx(X))),
}


@pytest.fixture(params=FILES)
def stored(request, tmp_path):
    """X in each kind of file."""
    path = tmp_path / request.param
    FILES[request.param](path)
    arrays = stored_arrays(path)
    return arrays.get("X", arrays.get(""))


def test_any_rows_can_be_read_and_are_the_arrays(stored):
    assert stored.shape == X.shape
    with open_rows(stored) as rows:
        for start, stop in ((0, 50), (0, 1), (1, 17), (17, 17), (49, 50)):
            assert np.array_equal(rows(start, stop), X[start:stop])


def test_some_rows_of_a_stored_array_are_stored_too(stored):
    if not stored.fortran:
        with open_rows(stored.rows(10, 30)) as rows:
            assert np.array_equal(rows(5, 20), X[15:30])


@pytest.mark.parametrize("part", [slice(None), slice(7, 20), slice(7, 8), slice(49, 50)])
def test_a_memmap_is_found_in_its_file_also_where_it_is_some_rows_of_another(tmp_path, part):
    np.save(tmp_path / "X.npy", X)
    array = np.load(tmp_path / "X.npy", mmap_mode="r")[part]
    with open_rows(stored_memmap(array)) as rows:
        assert np.array_equal(rows(0, len(array)), X[part])
    raw = np.memmap(tmp_path / "raw", float, "w+", shape=(50, 12), offset=24)
    raw[:] = X.reshape(50, 12)
    raw.flush()
    with open_rows(stored_memmap(raw[part][0:])) as rows:
        assert np.array_equal(rows(0, len(array)), X[part].reshape(-1, 12))


@pytest.mark.parametrize("part", [np.s_[::2], np.s_[:, 1:], np.s_[::-1]])
def test_rows_of_a_memmap_that_do_not_follow_each_other_are_refused(tmp_path, part):
    np.save(tmp_path / "X.npy", X)
    with pytest.raises(ValueError, match=r"a memmap of shape .* is neither a whole one nor some rows of it"):
        stored_memmap(np.load(tmp_path / "X.npy", mmap_mode="r")[part])


def test_only_headers_are_read(tmp_path):
    """A file of 4 TB, nearly all of which is a hole."""
    path = tmp_path / "X.npy"
    np.save(path, X)
    with open(path, "r+b") as file:
        header = np.lib.format.header_data_from_array_1_0(np.empty((0, 1000)))
        np.lib.format.write_array_header_1_0(file, header | {"shape": (500_000_000, 1000)})
        file.truncate(file.tell() + 4_000_000_000_000)
    with open_rows(stored_arrays(path)[""]) as rows:
        assert np.array_equal(rows(400_000_000, 400_000_001), np.zeros((1, 1000)))


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_cut_short_is_named(tmp_path, name):
    path = tmp_path / name
    FILES[name](path)
    path.write_bytes(path.read_bytes()[:-200])
    with pytest.raises(ValueError, match=f"{name}: cannot be read: "):
        arrays = stored_arrays(path)
        with open_rows(arrays.get("X", arrays.get(""))) as rows:
            rows(0, 50)


def test_rows_that_vanish_later_are_counted(tmp_path):
    path = tmp_path / "X.npy"
    np.save(path, X)
    array = stored_arrays(path)[""]
    path.write_bytes(path.read_bytes()[:-8 * 12 * 10])
    with open_rows(array) as rows, pytest.raises(ValueError, match=r"X\.npy: .* cut short in row 40 .* of 50"):
        rows(30, 45)


@pytest.mark.parametrize("content, message", [
    (b"label,pixel\n1,2\n", "not an .npz, .npy or IDX file; nn data chunk makes"), (b"", "not an .npz"),
    (b"\x93NUMPY\x01\x00", "cannot be read"), (b"PK\x03\x04 and nothing", "cannot be read"), (b"\0\0\x99\1", "IDX")])
def test_another_file_is_named(tmp_path, content, message):
    (tmp_path / "strange").write_bytes(content)
    with pytest.raises(ValueError, match=f"strange: .*{message}"):
        stored_arrays(tmp_path / "strange")


def test_python_objects_are_never_loaded(tmp_path):
    np.save(tmp_path / "X.npy", np.array([{}, []], dtype=object), allow_pickle=True)
    with pytest.raises(ValueError, match=r"X\.npy: .*Python objects"):
        stored_arrays(tmp_path / "X.npy")


def test_a_file_that_is_not_there_is_the_systems_error(tmp_path):
    with pytest.raises(OSError, match="nowhere"):
        stored_arrays(tmp_path / "nowhere.npy")
