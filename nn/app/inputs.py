"""What the command reads, and where it writes to: digits, images, a folder; and how it says that this failed."""
import tempfile
from pathlib import Path
from typing import NamedTuple

import numpy as np

import nn
from nn.files.mnist import cache_folder


class Digits(NamedTuple):
    """What a network is trained and judged on."""
    X: np.ndarray                   # (m, n)
    y: np.ndarray                   # (m,)
    classes: np.ndarray             # (K,)
    source: str

    def part(self, rows):
        return self._replace(X=self.X[rows], y=self.y[rows])


def in_words(error):
    """What an error says, in one line; of the system's, the file and the reason without its number."""
    if isinstance(error, OSError) and error.filename and error.strerror:
        return f"{error.filename}: {error.strerror}"
    return " ".join(str(error).split())


def output_folder(path):
    """The folder to write to, made if need be, and found to be writable."""
    folder = Path(path)
    if folder.exists() and not folder.is_dir():
        raise ValueError(f"{folder} is a file; wanted a folder to write to")
    folder.mkdir(parents=True, exist_ok=True)
    try:
        tempfile.TemporaryFile(dir=folder).close()
    except OSError as error:
        raise ValueError(f"{folder}: cannot be written to ({error.strerror}); choose another with --out") from None
    return folder


def read_digits(data, labels):
    """The embedded digits, the full MNIST, or those in a file of the user's."""
    if data is None:
        return Digits(*nn.load_ex4(), np.arange(1, 11), "embedded, 20×20")
    if data == "mnist5k":
        images, y = nn.load_mnist5k()
        return Digits(images.reshape(len(images), -1) / 255.0, y, np.arange(10), "embedded, 28×28")
    if data == "mnist":
        return Digits(*full_mnist(), np.arange(10), "MNIST")
    X, y = nn.load_dataset(data, labels)
    if y.dtype.kind == "f" and np.isnan(y).any():
        raise ValueError(f"{data}: the label of example {np.argmax(np.isnan(y))} (counted from 0) is nan; repair or "
                         f"drop it")
    if len(np.unique(y)) == len(y) > 20:
        raise ValueError(f"{data}: each of its {len(y)} labels occurs once, so there is nothing to learn from; are "
                         f"these the labels? (In a .csv, they are the first column.)")
    if len(np.unique(y)) < 2:
        raise ValueError(f"{data}: all its labels are {y[0]!s}; a classifier needs at least two classes "
                         f"(in a .csv, the first column is the label)")
    if not np.isfinite(X).all():
        row, column = np.argwhere(~np.isfinite(X))[0]
        raise ValueError(f"{data}: example {row}, pixel {column} (both counted from 0) is {X[row, column]}; "
                         f"repair or drop it")
    return Digits(X, y, np.unique(y), str(data))


def full_mnist():
    """All 70,000 digits that nn data fetch downloads, the 10,000 test digits last: X (70000, 784), y (70000,)."""
    paths = [cache_folder() / f"{part}-images-idx3-ubyte.gz" for part in ("train", "t10k")]
    if not all(path.exists() for path in paths):
        raise ValueError("the full MNIST is not here yet; get it with: nn data fetch mnist")
    X, y = zip(*(nn.load_dataset(path) for path in paths), strict=True)
    return np.vstack(X), np.concatenate(y)


def split(digits, test_fraction, seed):
    """(training, test), test None where nothing is kept out; MNIST comes with its own test part, its last seventh."""
    if test_fraction is None and digits.source == "MNIST":
        border = len(digits.X) * 6 // 7
        return digits.part(slice(border)), digits.part(slice(border, None))
    if test_fraction is None:
        return digits, None
    rows, kept_out = nn.stratified_split(digits.y, test_fraction, np.random.default_rng(seed))
    return digits.part(rows), digits.part(kept_out)


def names(digits):
    """The classes as people call them: with labels 1..10, as in exercise 4, label 10 is the digit 0."""
    ex4 = np.array_equal(digits.classes, np.arange(1, 11))
    return ["0" if ex4 and label == 10 else str(label) for label in digits.classes.tolist()]


def named(labels, digits):
    """Labels as people call them."""
    return nn.from_one_hot(nn.one_hot(labels, digits.classes), names(digits)).tolist()
