"""Labels as the data has them <-> one-hot rows as the network is trained on them."""
from collections.abc import Iterable
from typing import Any

import numpy as np

from nn.arguments import Matrix, Vector, check_rng, raveled


def one_hot(y: Vector, classes: Iterable, *, name: str = "y") -> Matrix:
    """Y[i, k] = 1 if y[i] is classes[k], else 0.

    y       : (m,) labels, any dtype; every one must occur in classes
    classes : (K,) the labels in the order of the output units; 1..10 in exercise 4, where 10 is the digit 0
    name    : str, how an error calls y
    Returns : (m, K) float64, one 1 a row
    Raises  : ValueError for a label that is not in classes, for labels that are not a vector, for repeated classes

    >>> one_hot([10, 1, 2], classes=range(1, 11))[:, [0, 1, 9]].tolist()
    [[0.0, 0.0, 1.0], [1.0, 0.0, 0.0], [0.0, 1.0, 0.0]]
    """
    y, classes = check_labels(y, name), check_classes(classes)
    Y = y[:, None] == classes                       # (m, 1) == (K,) -> (m, K)
    stray = ~Y.any(axis=1)
    if stray.any():
        i = int(np.argmax(stray))
        slip = ("; in exercise 4 the digit 0 has label 10" if y[i] == 0 else
                "; the labels of exercise 4 are range(1, 11), 10 is the digit 0" if y[i] == 10 else "")
        label = y.tolist()[i]
        raise ValueError(f"{name}[{i}] is {label!r}, which is not one of the classes {classes.tolist()}{slip}")
    return Y.astype(np.float64)


def from_one_hot(Y: Matrix, classes: Iterable) -> Vector:
    """yᵢ = classes[argmaxₖ Yᵢₖ],  the inverse of one_hot; of the activations of an output layer: the prediction.

    Y       : (m, K) one-hot rows, or any scores a class
    classes : (K,) the labels in the order of the columns
    Returns : (m,) labels

    >>> from_one_hot([[0, 1], [1, 0]], classes=["cat", "dog"]).tolist()
    ['dog', 'cat']
    """
    Y, classes = np.asarray(Y), check_classes(classes)
    if Y.ndim != 2 or Y.shape[1] != len(classes):
        raise ValueError(f"Y.shape={Y.shape}, expected (m, {len(classes)}): one column a class of {classes.tolist()}")
    return classes[Y.argmax(axis=1)]


def check_labels(y: Any, name: str = "y") -> Vector:
    """y as an (m,) array; the (m, 1) column of a MATLAB file is refused."""
    given, y = y, np.asarray(y)
    if y.ndim != 1:
        slip = f"; pass {raveled(given, name)}" if y.ndim == 2 and 1 in y.shape else ""
        raise ValueError(f"{name}.shape={y.shape}, expected (m,): one label an example{slip}")
    return y


def check_classes(classes: Any, layer_sizes: tuple[int, ...] | None = None) -> Vector:
    """classes as a (K,) array of different labels; where layer_sizes is given, one for each of its output units."""
    if not hasattr(classes, "__iter__") or isinstance(classes, str):
        raise ValueError(f"classes is {classes!r}, expected the labels themselves, such as range(1, 11)")
    classes = np.asarray(list(classes))
    if classes.ndim != 1 or len(classes) == 0 or len(np.unique(classes)) < len(classes):
        raise ValueError(f"classes is {classes.tolist()}, expected K different labels, such as range(1, 11)")
    if layer_sizes is not None and len(classes) != layer_sizes[-1]:
        raise ValueError(f"{len(classes)} classes {classes.tolist()} for {layer_sizes[-1]} output units; "
                         f"layer_sizes={layer_sizes} ends with the number of classes")
    return classes


def stratified_split(y: Vector, test_fraction: float, rng: np.random.Generator) -> tuple[Vector, Vector]:
    """Indices of a training and a test part in which every class keeps its share.

    y             : (m,) labels
    test_fraction : float in (0, 1), share of each class that goes to the test part (rounded, at least one example)
    rng           : numpy.random.Generator
    Returns       : (train, test), two sorted arrays of indices into y
    Raises        : ValueError where a class has a single example, or the fraction is not inside (0, 1)

    >>> train, test = stratified_split([1, 1, 1, 1, 2, 2, 2, 2], 0.25, np.random.default_rng(0))
    >>> len(train), len(test)
    (6, 2)
    """
    y = check_labels(y)
    check_rng(rng)
    if not 0 < test_fraction < 1:
        raise ValueError(f"test_fraction is {test_fraction}, expected a share between 0 and 1, such as 0.2")
    test = []
    for label in np.unique(y):
        members = np.flatnonzero(y == label)
        if len(members) < 2:
            raise ValueError(f"class {label!s} has one example; a stratified split needs two of each class")
        size = min(max(1, round(test_fraction * len(members))), len(members) - 1)
        test.append(rng.permutation(members)[:size])
    test = np.sort(np.concatenate(test)) if test else np.array([], dtype=int)
    return np.setdiff1d(np.arange(len(y)), test), test
