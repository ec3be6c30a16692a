"""A file of digits in any format, known by its content: a matrix to train on, and its labels."""
import os
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from nn.arguments import Matrix, Vector
from nn.files.mat import load_mat, whole_as_int
from nn.files.octave import OCTAVE_TEXT
from nn.files.readers import are_whole, load_csv, load_idx, load_npz, open_maybe_gzipped, reading

#: what X and y may be called in an .npz or .mat, and those of a test part beside them, as in Keras' mnist.npz
FEATURES, LABELS = ("X", "images", "x_train", "X_train", "train_images"), ("y", "labels", "y_train", "train_labels")
TEST_FEATURES, TEST_LABELS = ("x_test", "X_test", "test_images"), ("y_test", "test_labels")


def load_dataset(path: str | os.PathLike, labels: str | os.PathLike | None = None) -> tuple[Matrix, Vector]:
    """X and y of an .npz, .mat, .csv or IDX file; its first bytes say which of these it is.

    path    : an .npz or .mat with X and y (or images and labels), a .csv, or an IDX file of images
    labels  : the IDX file of labels; by default the one beside the images, "images-idx3" replaced by "labels-idx1"
    Returns : X (m, n) float64, pixels scaled to 0..1, see pixel_scale; y (m,). Of a file with a test part beside the
              training part, such as Keras' mnist.npz, the training part: load_parts returns both
    Raises  : ValueError with the path where X or y is missing, or they do not fit together; OSError
    """
    return load_parts(path, labels)[0]


def load_parts(path: str | os.PathLike, labels: str | os.PathLike | None = None) -> list[tuple[Matrix, Vector]]:
    """[(X, y)] as load_dataset returns them, or [(X, y), (X_test, y_test)] where the file has both, scaled alike."""
    path = Path(path)
    parts = read_parts(path, labels)
    for X, y in parts:
        check_dataset(X, y, path)
    scale = pixel_scale(parts[0][0])
    if len({X[0].size for X, _ in parts}) > 1:
        raise ValueError(f"{path}: X.shape={parts[0][0].shape} in its training part, {parts[1][0].shape} in its test "
                         f"part; expected the same columns")
    with np.errstate(all="ignore"):                                 # a nan is for those who use X to complain about
        return [(np.divide(X.reshape(len(X), -1), scale, dtype=np.float64), as_labels(y)) for X, y in parts]


def read_parts(path: Path, labels: str | os.PathLike | None) -> list[tuple[NDArray, NDArray]]:
    """The arrays of a file as they are in it: [(X, y)], or [(X, y), (X_test, y_test)]."""
    kind = kind_of_file(path)
    if labels and kind != "idx":
        raise ValueError(f"{path}: it contains its own labels; a file of labels belongs to IDX images only")
    if kind == "idx":
        return [(load_idx(path), load_idx(labels or labels_beside(path)))]
    if kind == "csv":
        return [load_csv(path)]
    return parts_by_name(load_npz(path) if kind == "npz" else load_mat(path), path)


def kind_of_file(path: str | os.PathLike) -> str:
    """"npz", "mat", "idx" or "csv", by the first bytes, whatever the file is called."""
    with reading(path), open_maybe_gzipped(path) as file:
        head = file.read(20)
    if head[:2] == b"PK":
        return "npz"
    if head[:2] == b"\0\0" and head[2:3] >= b"\x08":
        return "idx"
    if head.startswith((b"MATLAB", *OCTAVE_TEXT, b"Octave-1-", b"\x89HDF")) or 0 in head[:4]:
        return "mat"                                                # a 0 early on is MATLAB's version 4
    return "csv"


def labels_beside(path: Path) -> Path:
    """The label file that belongs to an IDX file of images, gzipped or not."""
    name = path.name.replace("images", "labels").replace("idx3", "idx1")
    candidates = [path.with_name(name), path.with_name(name.removesuffix(".gz")), path.with_name(name + ".gz")]
    for candidate in candidates:
        if candidate != path and candidate.exists():
            return candidate
    raise ValueError(f"{path}: its labels are not in {candidates[0].name} beside it; pass labels "
                     f"(nn train: --labels)")


def parts_by_name(arrays: dict[str, NDArray], path: Path) -> list[tuple[NDArray, NDArray]]:
    """X and y among arrays by name, and the test part where there is one."""
    X, y, X_test, y_test = (next((arrays[name] for name in names if name in arrays), None)
                            for names in (FEATURES, LABELS, TEST_FEATURES, TEST_LABELS))
    if X is None or y is None:
        raise ValueError(f"{path}: it contains {', '.join(sorted(arrays)) or 'no arrays'}; expected X and y, or images "
                         f"and labels, or x_train and y_train")
    return [(X, y)] if X_test is None or y_test is None else [(X, y), (X_test, y_test)]


def check_dataset(X: NDArray, y: Vector, path: Path) -> None:
    """Raises where X and y are not numbers with one label for each example, or the labels cannot be classes."""
    if X.ndim < 2 or y.ndim != 1 or len(X) != len(y) or X.size == 0:
        raise ValueError(f"{path}: X.shape={X.shape} and y.shape={y.shape}; expected one label for each row of X")
    if X.dtype.kind not in "biuf" or y.dtype.kind not in "biufSU":
        raise ValueError(f"{path}: X has dtype {X.dtype} and y has dtype {y.dtype}; expected numbers, and their labels")
    if y.dtype.kind == "f" and not are_whole(y).all():
        stray = int(np.argmin(are_whole(y)))
        raise ValueError(f"{path}: the label of example {stray} (counted from 0) is {y[stray]:g}; labels are whole "
                         f"numbers or names, and each of them a class")


def as_labels(y: Vector) -> Vector:
    """Labels as int where they are numbers, as str where they are bytes."""
    return np.char.decode(y, "utf-8") if y.dtype.kind == "S" else whole_as_int(y)


def pixel_scale(X: NDArray) -> float:
    """What whole numbers >= 0 are divided by to lie in 0..1: 255, or their maximum up to 16 (as in small digit sets).

    All else, such as the course's own data, is taken to be scaled already, and stays: 1.

    >>> pixel_scale(np.array([0, 200])), pixel_scale(np.array([0, 1])), pixel_scale(np.array([-0.1, 1.2]))
    (255.0, 1.0, 1.0)
    """
    low, high = X.min(), X.max()
    if not (low >= 0 and 1 < high <= 255 and np.array_equal(X, np.round(X))):
        return 1.0
    return float(high) if high <= 16 else 255.0
