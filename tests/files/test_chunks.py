"""Chunks: where they lie in the whole data, what is in them, and their rows leaf by leaf."""
import gzip
import struct
import tracemalloc
from pathlib import Path

import numpy as np
import pytest

import nn
from nn.files.chunks import chunks_of_arrays, open_chunks, part_of, place, read_examples, read_leaves, summary, survey

RNG = np.random.default_rng(0)
X, y = RNG.normal(size=(3500, 4)), RNG.integers(1, 4, size=3500)
CUTS = [0, 300, 1999, 2001, 3500]


def write(folder, X=X, y=y, cuts=CUTS, **more):
    """Files 8.npz, 9.npz, 10.npz, …: the order of their numbers, not of their letters."""
    for number, (start, stop) in enumerate(zip(cuts[:-1], cuts[1:], strict=True), start=8):
        np.savez(folder / f"{number}.npz", X=X[start:stop], y=y[start:stop], **more)
    return str(folder / "*.npz")


def test_each_chunk_knows_its_first_row(tmp_path):
    chunks = open_chunks(write(tmp_path))
    assert [Path(chunk.name).name for chunk in chunks] == ["8.npz", "9.npz", "10.npz", "11.npz"]
    assert [chunk.first for chunk in chunks] == CUTS[:-1] and chunks[-1].stop == 3500


def test_files_that_say_where_they_belong_may_be_listed_in_any_order(tmp_path):
    for name, first in (("b", 0), ("a", 1000), ("c", 3000)):
        rows = slice(first, {0: 1000, 1000: 3000, 3000: 3500}[first])
        np.savez(tmp_path / f"{name}.npz", X=X[rows], y=y[rows], first=first, m=3500)
    chunks = open_chunks([tmp_path / "c.npz", tmp_path / "a.npz", tmp_path / "b.npz"])
    assert [(chunk.name[-5:], chunk.first) for chunk in chunks] == [("b.npz", 0), ("a.npz", 1000), ("c.npz", 3000)]
    with pytest.raises(ValueError, match=r"c\.npz: it begins with example 3000 .* end with example 999: .* missing"):
        open_chunks([tmp_path / "c.npz", tmp_path / "b.npz"])
    with pytest.raises(ValueError, match=r"a\.npz: the chunks end with example 2999, .* has 3500 examples"):
        open_chunks([tmp_path / "a.npz", tmp_path / "b.npz"])
    with pytest.raises(ValueError, match=r"b\.npz: it begins with example 0 .* are there twice"):
        open_chunks([tmp_path / "b.npz", *tmp_path.glob("*.npz")])
    np.savez(tmp_path / "d.npz", X=X, y=y)
    with pytest.raises(ValueError, match=r"d\.npz: it does not know its place"):
        open_chunks(str(tmp_path / "*.npz"))


@pytest.mark.parametrize("start, stop", [(0, 3500), (0, 1000), (1000, 3000), (3000, 3500)])
def test_leaves_are_the_rows_of_the_whole_data_whatever_the_files(tmp_path, start, stop):
    leaves = list(read_leaves(open_chunks(write(tmp_path)), start, stop))
    assert [first for first, _, _ in leaves] == list(range(start, stop, 1000))
    assert np.array_equal(np.concatenate([rows for _, rows, _ in leaves]), X[start:stop])
    assert np.array_equal(np.concatenate([labels for _, _, labels in leaves]), y[start:stop])
    assert all(rows.flags.c_contiguous and rows.dtype == np.float64 for _, rows, _ in leaves)


@pytest.mark.parametrize("as_kind", [np.asfortranarray, lambda X: X.astype(np.float32), lambda X: X.reshape(-1, 2, 2)])
def test_a_leaf_is_float64_row_by_row_whatever_the_array(as_kind):
    rows = [rows for _, rows, _ in read_leaves(chunks_of_arrays(as_kind(X), y), 0, 3500)]
    assert np.array_equal(np.concatenate(rows), as_kind(X).reshape(-1, 4).astype(float))
    assert all(one.flags.c_contiguous and one.dtype == np.float64 for one in rows)


def test_images_and_labels_in_npy_and_idx_files_are_found_beside_each_other(tmp_path):
    images, labels = RNG.integers(256, size=(70, 2, 3)).astype(np.uint8), RNG.integers(10, size=70).astype(np.uint8)
    np.save(tmp_path / "X_0.npy", images)
    np.save(tmp_path / "y_0.npy", labels)
    np.save(tmp_path / "images.npy", images)
    np.save(tmp_path / "labels.npy", labels)
    (tmp_path / "a-images-idx3-ubyte.gz").write_bytes(
        gzip.compress(struct.pack(">BBBB3I", 0, 0, 8, 3, *images.shape) + images.tobytes()))
    (tmp_path / "a-labels-idx1-ubyte").write_bytes(struct.pack(">BBBBI", 0, 0, 8, 1, 70) + labels.tobytes())
    chunks = open_chunks([tmp_path / name for name in ("X_0.npy", "images.npy", "a-images-idx3-ubyte.gz")])
    (_, rows, found), = read_leaves(chunks, 0, 210, scale=255.0)
    assert np.array_equal(rows, np.tile(images.reshape(70, 6) / 255.0, (3, 1)))
    assert np.array_equal(found, np.tile(labels, 3))
    assert open_chunks(tmp_path / "X_0.npy", tmp_path / "labels.npy")[0].y.path.endswith("labels.npy")


@pytest.mark.parametrize("X, scale", [
    (np.array([[0, 1], [1, 0], [200, 0], [0, 1]], np.uint8), 255.0),
    (np.array([[0, 1.0], [1, 0], [16, 3], [2, 2]]), 16.0), (np.array([[0, 1], [1, 0], [1, 1], [0, 0]], np.uint8), 1.0),
    (np.array([[0.0, 200], [0.5, 1], [0, 0], [1, 1]]), 1.0),
    (np.array([[0.0, 200], [-1, 1], [0, 0], [1, 1]]), 1.0), (np.array([[0.0, 300], [1, 1], [0, 0], [1, 1]]), 1.0)])
def test_the_scale_is_that_of_all_chunks_together_as_in_load_dataset(tmp_path, X, scale):
    y = np.array([1, 2, 1, 3])
    classes, found = summary(map(survey, open_chunks(write(tmp_path, X, y, [0, 1, 2, 3, 4]))))
    assert found == scale and classes.tolist() == [1, 2, 3]
    np.savez(tmp_path / "whole.npz", X=X, y=y)
    whole = nn.load_dataset(tmp_path / "whole.npz")[0]
    (_, rows, _), = read_leaves(open_chunks([tmp_path / f"{n}.npz" for n in (8, 9, 10, 11)]), 0, 4, found)
    assert np.array_equal(rows, whole)


def test_a_stream_of_examples_is_the_whole_data(tmp_path):
    pieces = list(read_examples(write(tmp_path), size=400))
    assert [len(labels) for _, labels in pieces] == [400] * 8 + [300]
    assert np.array_equal(np.concatenate([rows for rows, _ in pieces]), X)
    assert np.array_equal(np.concatenate([labels for _, labels in pieces]), y)


@pytest.mark.parametrize("save", [np.savez, np.savez_compressed])
def test_a_stream_of_examples_needs_the_memory_of_a_few_leaves(tmp_path, save):
    """Of a file of 16 MB, at most six times one leaf of 0.8 MB is in memory at a time."""
    save(tmp_path / "large.npz", X=np.tile(X, (6, 25))[:20_000], y=np.tile(y, 6)[:20_000])
    tracemalloc.start()
    count = sum(len(labels) for _, labels in read_examples(tmp_path / "large.npz"))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 20_000 and peak < 6 * 1000 * 100 * 8


def test_a_part_of_a_chunk_knows_the_rows_of_the_whole_data_and_of_its_file(tmp_path):
    np.save(tmp_path / "X.npy", X)
    for rows in (X, np.load(tmp_path / "X.npy", mmap_mode="r")):
        part = part_of(part_of(chunks_of_arrays(rows, y, rows=5000)[0], 1200, 3000), 1300, 1400)
        assert (part.first, part.stop) == (1300, 1400) and place([part], 1350) == ("X", 1350)
        (_, found, labels), = read_leaves([part], 1300, 1400)
        assert np.array_equal(found, X[1300:1400]) and np.array_equal(labels, y[1300:1400])


# errors

def test_nan_is_named_with_its_file_and_its_row_there(tmp_path):
    bad = X.copy()
    bad[2005, 2] = np.nan
    chunks = open_chunks(write(tmp_path, bad))
    with pytest.raises(ValueError, match=r"11\.npz: example 4, pixel 2 \(both counted from 0\) is nan"):
        list(read_leaves(chunks, 0, 3500))
    _, scale = summary(map(survey, chunks))
    assert scale == 1.0


def test_a_label_between_two_numbers_is_named_with_its_file_and_its_row_there(tmp_path):
    bad = y.astype(float)
    bad[305] = 1.5
    with pytest.raises(ValueError, match=r"9\.npz: the label of example 5 \(counted from 0\) is 1\.5"):
        summary(map(survey, open_chunks(write(tmp_path, y=bad))))


def test_a_chunk_of_another_width_is_named(tmp_path):
    write(tmp_path)
    np.savez(tmp_path / "12.npz", X=X[:, 1:], y=y)
    with pytest.raises(ValueError, match=r"12\.npz: its examples have 3 numbers, those of .*8\.npz have 4"):
        open_chunks(str(tmp_path / "*.npz"))


@pytest.mark.parametrize("arrays, message", [
    ({"X": X, "y": y[1:]}, r"X\.shape=\(3500, 4\) and y\.shape=\(3499,\)"),
    ({"X": X[0], "y": y[:4]}, r"X\.shape=\(4,\)"),
    ({"X": X[:0], "y": y[:0]}, r"X\.shape=\(0, 4\)"), ({"X": X.astype(complex), "y": y}, "X has dtype complex128"),
    ({"X": X}, "it contains X; expected X and y"), ({"images": X, "labels": y * 1j}, ".*y has dtype complex128")])
def test_a_chunk_without_a_label_for_each_example_is_named(tmp_path, arrays, message):
    np.savez(tmp_path / "bad.npz", **arrays)
    with pytest.raises(ValueError, match=rf"bad\.npz: {message}"):
        open_chunks(tmp_path / "bad.npz")


@pytest.mark.parametrize("files, labels, message", [
    ("nothing*.npz", None, r"nothing\*\.npz: no file has such a name"),
    (["8.npz"], ["a", "b"], "1 files of examples and 2"),
    (["8.npz"], ["9.npz"], r"8\.npz: it contains its own labels"),
    (["alone.npy"], None, r"alone\.npy: its labels are not")])
def test_files_that_are_not_there_are_named(tmp_path, monkeypatch, files, labels, message):
    write(tmp_path)
    monkeypatch.chdir(tmp_path)
    np.save("alone.npy", X)
    with pytest.raises(ValueError, match=message):
        open_chunks(files, labels)
