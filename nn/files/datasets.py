"""A file of digits in any format, known by its content: a matrix to train on, and its labels."""
import os
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from nn.arguments import Matrix, Vector
from nn.files.mat import load_mat
from nn.files.octave import OCTAVE_TEXT
from nn.files.readers import load_csv, load_idx, load_npz, open_maybe_gzipped, reading


def load_dataset(path: str | os.PathLike, labels: str | os.PathLike | None = None) -> tuple[Matrix, Vector]:
    """X and y of an .npz, .mat, .csv or IDX file; its first bytes say which of these it is.

    path    : an .npz or .mat with X and y (or images and labels), a .csv, or an IDX file of images
    labels  : the IDX file of labels; by default the one beside the images, "images-idx3" replaced by "labels-idx1"
    Returns : X (m, n) float64, pixels scaled to 0..1, see pixel_scale; y (m,)
    Raises  : ValueError with the path where X or y is missing, or they do not fit together; OSError
    """
    path = Path(path)
    kind = kind_of_file(path)
    if labels and kind != "idx":
        raise ValueError(f"{path}: it contains its own labels; a file of labels belongs to IDX images only")
    if kind == "idx":
        X, y = load_idx(path), load_idx(labels or labels_beside(path))
    elif kind == "csv":
        X, y = load_csv(path)
    else:
        X, y = features_and_labels(load_npz(path) if kind == "npz" else load_mat(path), path)
    check_dataset(X, y, path)
    if y.dtype.kind == "S":
        y = np.char.decode(y, "utf-8")
    with np.errstate(all="ignore"):                                 # a nan is for those who use X to complain about
        return np.divide(X.reshape(len(X), -1), pixel_scale(X), dtype=np.float64), y


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


def features_and_labels(arrays: dict[str, NDArray], path: Path) -> tuple[Matrix, Vector]:
    """X and y among arrays by name; they may be called images and labels."""
    X, y = arrays.get("X", arrays.get("images")), arrays.get("y", arrays.get("labels"))
    if X is None or y is None:
        raise ValueError(f"{path}: it contains {', '.join(sorted(arrays)) or 'no arrays'}; expected X and y, or images "
                         f"and labels")
    return X, y


def check_dataset(X: NDArray, y: Vector, path: Path) -> None:
    """Raises where X and y are not numbers with one label for each example."""
    if X.ndim < 2 or y.ndim != 1 or len(X) != len(y) or X.size == 0:
        raise ValueError(f"{path}: X.shape={X.shape} and y.shape={y.shape}; expected one label for each row of X")
    if X.dtype.kind not in "biuf" or y.dtype.kind not in "biufSU":
        raise ValueError(f"{path}: X has dtype {X.dtype} and y has dtype {y.dtype}; expected numbers, and their labels")


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
