"""What the command reads, and where it writes to: digits, a folder; and what it says where that failed."""
from __future__ import annotations

import tempfile
from os import PathLike
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

import nn
from nn.app.pixel_order import in_own_order
from nn.arguments import Matrix, Vector
from nn.files.datasets import load_parts
from nn.files.kept_out import KeptOut, sha256_of_examples
from nn.files.mnist import cache_folder
from nn.files.networks import load_kept_out


class Digits(NamedTuple):
    """What a network is trained on, and what its predictions are compared with."""
    X: Matrix                       # (m, n)
    y: Vector                       # (m,)
    classes: Vector                 # (K,)
    source: str                     # where they come from, for people: "embedded, 20×20"
    test: int = 0                   # how many of them, the last ones, are a test part that they come with
    kept_out: KeptOut | None = None     # of a training part: what was kept out of it

    def part(self, rows: Any) -> Digits:
        """Those in some rows, of a slice or of indices."""
        return self._replace(X=self.X[rows], y=self.y[rows], test=0)


def message_of(error: BaseException) -> str:
    """An exception as one line; of an OSError the file and the reason, without its number."""
    if isinstance(error, FileNotFoundError) and not error.filename:
        return "the current folder does not exist any more: cd to another one"       # os.getcwd names no file
    if isinstance(error, OSError) and error.filename and error.strerror:
        return f"{error.filename}: {error.strerror}"
    without_words = "there is not enough memory for it" if isinstance(error, MemoryError) else type(error).__name__
    return " ".join(str(error).split()) or without_words


def output_folder(path: str | PathLike) -> Path:
    """The folder to write to, created if necessary.

    Raises : ValueError where it is a file, or cannot be written to; OSError
    """
    folder = Path(path)
    if folder.exists() and not folder.is_dir():
        raise ValueError(f"{folder} is a file; expected a folder to write to")
    folder.mkdir(parents=True, exist_ok=True)
    check_writable(folder, "choose another with --out")
    return folder


def output_file(path: str | PathLike) -> Path:
    """The file to write to.

    Raises : ValueError where it is a folder, or its folder does not exist or cannot be written to; OSError
    """
    file = Path(path)
    if file.is_dir():
        raise ValueError(f"{file} is a folder; expected a file to write to")
    if file.parent.exists() and not file.parent.is_dir():
        raise ValueError(f"{file.parent} is a file; expected a folder to write to")
    if not file.parent.exists():
        raise ValueError(f"{file}: the folder {file.parent} does not exist; create it first")
    check_writable(file.parent, "choose another file")
    return file


def check_writable(folder: Path, advice: str) -> None:
    """Raises ValueError where a folder cannot be written to."""
    try:
        tempfile.TemporaryFile(dir=folder).close()
    except OSError as error:
        raise ValueError(f"{folder}: cannot be written to ({error.strerror}); {advice}") from None


def read_digits(data: str | None, labels: str | None, order: str | None = None) -> Digits:
    """The embedded digits, the full MNIST, or those in a file of the user's.

    data, labels, order : as the options --data, --labels and --order
    Raises              : ValueError with the file where nothing can be learned from it; OSError
    """
    if data is None:
        X, y = nn.load_ex4()
        return Digits(X, y, np.arange(1, 11), "embedded, 20×20")
    if data == "mnist5k":
        images, y = nn.load_mnist5k()
        return Digits(images.reshape(len(images), -1) / 255.0, y, np.arange(10), "embedded, 28×28")
    if data == "mnist":
        return full_mnist()
    parts = load_parts(data, labels)
    X, y = map(np.concatenate, zip(*parts, strict=True)) if len(parts) > 1 else parts[0]
    check_trainable(X, y, data)
    X, source = in_own_order(X, y, order, data)
    return Digits(X, y, np.unique(y), source, test=len(parts[1][1]) if len(parts) > 1 else 0)


def check_trainable(X: Matrix, y: Vector, path: str) -> None:
    """Raises ValueError with the path where X contains nan, or the labels cannot be classes."""
    if len(np.unique(y)) == len(y) > 20:
        raise ValueError(f"{path}: each of its {len(y)} labels occurs only once, so there is nothing to learn from; "
                         f"are these the labels? (In a .csv, they are the first column.)")
    if len(np.unique(y)) < 2:
        raise ValueError(f"{path}: all its labels are {y[0]!s}; a classifier needs at least two classes "
                         f"(in a .csv, the first column is the label)")
    if not np.isfinite(X).all():
        row, column = np.argwhere(~np.isfinite(X))[0]
        raise ValueError(f"{path}: example {row}, pixel {column} (both counted from 0) is {X[row, column]}; "
                         f"repair or drop it")


def full_mnist() -> Digits:
    """All 70,000 digits that nn data fetch downloads, the 10,000 test digits last."""
    paths = [cache_folder() / f"{part}-images-idx3-ubyte.gz" for part in ("train", "t10k")]
    if not all(path.exists() for path in paths):
        raise ValueError("the full MNIST has not been downloaded yet; get it with: nn data fetch mnist")
    X, y = zip(*(nn.load_dataset(path) for path in paths), strict=True)
    return Digits(np.vstack(X), np.concatenate(y), np.arange(10), "MNIST", test=len(y[-1]))


def training_and_test(digits: Digits, test_fraction: float | None, seed: int) -> tuple[Digits, Digits | None]:
    """(training, test), test None where nothing is kept out; without a fraction, the digits' own test part.

    The training part says in kept_out which of the digits the test part are.
    """
    if test_fraction is None and not digits.test:
        return digits, None
    m = len(digits.X)
    if test_fraction is None:
        training, test = digits.part(slice(-digits.test)), digits.part(slice(-digits.test, None))
        test_rows = np.arange(m - digits.test, m)
    else:
        rows, test_rows = nn.stratified_split(digits.y, test_fraction, np.random.default_rng(seed))
        training, test = digits.part(rows), digits.part(test_rows)
    return training._replace(kept_out=KeptOut(test_rows, sha256_of_examples(digits.X))), test


def as_trained(weights: str | PathLike, digits: Digits) -> tuple[Digits, Digits | None]:
    """(training, test) as the digits were split for the training of a saved network; test None where it is not known.

    weights : path of the network
    digits  : all of them
    Raises  : ValueError with the path where what it says about the split cannot be; OSError
    """
    test_rows = load_kept_out(weights, digits.X)
    if test_rows is None:
        return digits, None
    return digits.part(np.delete(np.arange(len(digits.X)), test_rows)), digits.part(test_rows)


def shown_classes(classes: Vector) -> list[str]:
    """The classes as people call them: with labels 1..10, as in exercise 4, label 10 is the digit 0.

    >>> shown_classes(np.arange(1, 11))[-2:], shown_classes(np.array([8, 9, 10]))
    (['9', '0'], ['8', '9', '10'])
    """
    ex4 = np.array_equal(classes, np.arange(1, 11))
    return ["0" if ex4 and label == 10 else str(label) for label in classes.tolist()]


def label_names(labels: Vector, classes: Vector) -> Vector:
    """The name of each label's class.

    >>> label_names(np.array([10, 3]), classes=np.arange(1, 11)).tolist()
    ['0', '3']
    """
    return nn.from_one_hot(nn.one_hot(labels, classes), shown_classes(classes))
