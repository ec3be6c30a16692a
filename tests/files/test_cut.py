"""A large file, cut into chunks."""
import hashlib
import json

import numpy as np
import pytest

import nn
from nn.files.chunks import open_chunks, read_examples
from nn.files.cut import cut_into_chunks

RNG = np.random.default_rng(0)
X, y = RNG.integers(256, size=(2500, 6)).astype(np.uint8), RNG.integers(10, size=2500)


def write_csv(path):
    np.savetxt(path, np.column_stack([y, X]), "%d", ",")


FILES = {"digits.npz": lambda path: np.savez(path, X=X, y=y),
         "packed.npz": lambda path: np.savez_compressed(path, X=X, y=y),
         "digits.csv": write_csv, "images.npz": lambda path: np.savez(path, images=X.reshape(-1, 2, 3), labels=y),
         "keras.npz": lambda path: np.savez(path, x_train=X, y_train=y, x_test=X[:9], y_test=y[:9])}


@pytest.mark.parametrize("name", FILES)
def test_the_chunks_are_the_file(tmp_path, name):
    FILES[name](tmp_path / name)
    paths = cut_into_chunks(tmp_path / name, tmp_path / "chunks", examples=1100)
    assert [path.name for path in paths] == ["00000.npz", "00001.npz", "00002.npz"]
    stored = [np.load(path) for path in paths]
    assert [len(one["X"]) for one in stored] == [1100, 1100, 300] and stored[0]["X"].dtype == np.uint8
    rows, labels = (np.concatenate(parts) for parts in zip(*read_examples(paths[::-1]), strict=True))
    whole_X, whole_y = nn.load_dataset(tmp_path / name)
    assert np.array_equal(rows, whole_X) and np.array_equal(labels, whole_y)


@pytest.fixture
def chunks(tmp_path):
    """Three of them, of digits.npz."""
    np.savez(tmp_path / "digits.npz", X=X, y=y)
    return cut_into_chunks(tmp_path / "digits.npz", tmp_path / "chunks", examples=1000)


def test_the_manifest_has_counts_and_sha256(chunks, tmp_path):
    manifest = json.loads((tmp_path / "chunks/manifest.json").read_text())
    assert (manifest["examples"], manifest["columns"], manifest["dtype"]) == (2500, 6, "uint8")
    entries = manifest["chunks"]
    assert [(one["first"], one["examples"]) for one in entries.values()] == [(0, 1000), (1000, 1000), (2000, 500)]
    assert [entries[path.name]["sha256"] for path in chunks] == [hashlib.sha256(path.read_bytes()).hexdigest()
                                                                 for path in chunks]


def test_a_run_that_was_interrupted_continues(chunks, tmp_path):
    """One chunk is missing, one is damaged, one is untouched: two are written, and all is as it was."""
    before = [path.read_bytes() for path in chunks]
    chunks[0].unlink()
    chunks[2].write_bytes(before[2][:-1])
    touched = chunks[1].stat().st_mtime_ns
    written = {}
    again = cut_into_chunks(tmp_path / "digits.npz", tmp_path / "chunks", 1000, done=written.__setitem__)
    assert written == {"00000.npz": True, "00001.npz": False, "00002.npz": True} and again == chunks
    assert [path.read_bytes() for path in chunks] == before and chunks[1].stat().st_mtime_ns == touched


def test_a_file_of_another_kind_with_a_chunks_name_stays(tmp_path):
    np.savez(tmp_path / "digits.npz", X=X, y=y)
    np.savez(tmp_path / "00001.npz", mine=np.arange(3))
    before = (tmp_path / "00001.npz").read_bytes()
    with pytest.raises(ValueError, match="00001.npz exists and is not a chunk, so it stays as it is"):
        cut_into_chunks(tmp_path / "digits.npz", tmp_path, examples=1000)
    assert (tmp_path / "00001.npz").read_bytes() == before


def test_a_chunk_that_the_manifest_does_not_name_yet_is_written_again(chunks, tmp_path):
    """As after a kill between the two."""
    before = [path.read_bytes() for path in chunks]
    (tmp_path / "chunks/manifest.json").unlink()
    assert cut_into_chunks(tmp_path / "digits.npz", tmp_path / "chunks", 1000) == chunks
    assert [path.read_bytes() for path in chunks] == before


def test_killed_on_the_way_it_leaves_whole_chunks_and_a_manifest_of_them(tmp_path):
    np.savez(tmp_path / "digits.npz", X=X, y=y)

    def killed(name, new):
        if name == "00001.npz":
            raise KeyboardInterrupt
    with pytest.raises(KeyboardInterrupt):
        cut_into_chunks(tmp_path / "digits.npz", tmp_path / "chunks", 1000, done=killed)
    assert sorted(path.name for path in (tmp_path / "chunks").iterdir()) == ["00000.npz", "00001.npz", "manifest.json"]
    with pytest.raises(ValueError, match="chunks are missing"):
        open_chunks(str(tmp_path / "chunks/*.npz"))
    cut_into_chunks(tmp_path / "digits.npz", tmp_path / "chunks", 1000)
    assert open_chunks(str(tmp_path / "chunks/*.npz"))[-1].stop == 2500


def test_other_data_or_another_size_are_refused(chunks, tmp_path):
    with pytest.raises(ValueError, match=r"manifest\.json: .* examples_per_chunk was 1000, and now is 500"):
        cut_into_chunks(tmp_path / "digits.npz", tmp_path / "chunks", 500)
    np.savez(tmp_path / "others.npz", X=X[:2000], y=y[:2000])
    with pytest.raises(ValueError, match=r"source was 'digits\.npz', and now is 'others\.npz'"):
        cut_into_chunks(tmp_path / "others.npz", tmp_path / "chunks", 1000)
    (tmp_path / "chunks/manifest.json").write_text("[]")
    with pytest.raises(ValueError, match=r"manifest\.json: it is not a manifest of nn data chunk"):
        cut_into_chunks(tmp_path / "digits.npz", tmp_path / "chunks", 1000)
