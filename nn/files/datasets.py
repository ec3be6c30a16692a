"""Any file of digits: a matrix to train on, and its labels."""
from pathlib import Path

import numpy as np

from nn.files.mat import load_mat
from nn.files.readers import guarded, load_csv, load_idx, load_npz, open_maybe_gzipped


def load_dataset(path, labels=None):
    """Any of the formats above, known by its content: a matrix to train on, and its labels.

    path    : an .npz or .mat with X and y (or images and labels), a .csv, or an IDX file of images
    labels  : the IDX file of labels; by default the one beside the images, "images-idx3" replaced by "labels-idx1"
    Returns : X (m, n) float64, pixels brought to 0..1, see pixel_scale; y (m,)
    Raises  : ValueError, OSError
    """
    path = Path(path)
    kind = kind_of_file(path)
    if labels and kind != "idx":
        raise ValueError(f"{path}: it holds its labels itself; a file of labels belongs to IDX images only")
    if kind == "idx":
        X, y = load_idx(path), load_idx(labels or labels_beside(path))
    elif kind == "csv":
        X, y = load_csv(path)
    else:
        arrays = load_npz(path) if kind == "npz" else load_mat(path)
        X, y = arrays.get("X", arrays.get("images")), arrays.get("y", arrays.get("labels"))
        if X is None or y is None:
            raise ValueError(f"{path}: it holds {', '.join(sorted(arrays))}; wanted X and y, or images and labels")
    if X.ndim < 2 or y.ndim != 1 or len(X) != len(y) or X.size == 0:
        raise ValueError(f"{path}: X.shape={X.shape} and y.shape={y.shape}; wanted one label for each row of X")
    if X.dtype.kind not in "biuf" or y.dtype.kind not in "biufSU":
        raise ValueError(f"{path}: X has dtype {X.dtype} and y has dtype {y.dtype}; wanted numbers, and their labels")
    if y.dtype.kind == "S":
        y = np.char.decode(y, "utf-8")
    with np.errstate(all="ignore"):                                 # a nan is for those who use X to complain about
        return np.divide(X.reshape(len(X), -1), pixel_scale(X), dtype=np.float64), y


def pixel_scale(X):
    """What whole numbers >= 0 are divided by to lie in 0..1: 255, or their maximum up to 16 (as in small digit sets).

    All else, such as the course's own data, is taken to be scaled already, and stays: 1.

    >>> pixel_scale(np.array([0, 200])), pixel_scale(np.array([0, 1])), pixel_scale(np.array([-0.1, 1.2]))
    (255.0, 1.0, 1.0)
    """
    low, high = X.min(), X.max()
    if not (low >= 0 and 1 < high <= 255 and np.array_equal(X, np.round(X))):
        return 1.0
    return float(high) if high <= 16 else 255.0


def kind_of_file(path):
    """"npz", "mat", "idx" or "csv", by the first bytes, whatever the file is called."""
    with open_maybe_gzipped(path) as file:
        head = guarded(lambda: file.read(6), path)
    if head[:2] == b"PK":
        return "npz"
    if head[:2] == b"\0\0" and head[2:3] >= b"\x08":
        return "idx"
    return "mat" if head == b"MATLAB" or 0 in head[:4] else "csv"   # a 0 early on is MATLAB's version 4


def labels_beside(path):
    """The label file that belongs to an IDX file of images, gzipped or not."""
    name = path.name.replace("images", "labels").replace("idx3", "idx1")
    candidates = [path.with_name(name), path.with_name(name.removesuffix(".gz")), path.with_name(name + ".gz")]
    for candidate in candidates:
        if candidate != path and candidate.exists():
            return candidate
    raise ValueError(f"{path}: its labels were looked for in {candidates[0].name} beside it; pass labels "
                     f"(nn train: --labels)")
