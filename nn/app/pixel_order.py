"""Files from elsewhere: are their pixels row by row or column by column, and what do ten output units stand for?

MATLAB unrolls an image column by column ("F", as in Fortran), NumPy row by row ("C"). Here 400 pixels are column by
column, as in exercise 4, and 784 row by row, as in MNIST. What a file does not say is tried on the embedded digits.
"""
from __future__ import annotations

import math
from functools import cache
from os import PathLike
from typing import NamedTuple

import numpy as np

import nn
from nn.arguments import Matrix, Vector
from nn.files.networks import read_arrays
from nn.network import Network, Snapshot
from nn.parameters import flatten, unflatten

#: the order in which this package takes so many pixels
OWN_ORDER = {400: "F", 784: "C"}
ORDERS = {"C": "row by row", "F": "column by column"}

#: the labels that ten output units may stand for
CLASSES = {"1..10": np.arange(1, 11), "0..9": np.arange(10)}

#: a share of right answers that is not chance, and a difference of two that is not either: chance gives 0.1
ENOUGH, CLEARLY = 0.5, 0.2


class Way(NamedTuple):
    """One way to take the pixels and the output units in a file, and the share of digits that are read right so."""
    order: str
    classes: str                        # a key of CLASSES, or "" where they are known
    share: float

    def __str__(self):
        return ORDERS[self.order] + (f", classes {self.classes}" if self.classes else "")

    @property
    def percent(self) -> str:
        return f"{100 * self.share:.0f} %"


class Loaded(NamedTuple):
    """A network whose inputs are in this package's order."""
    network: Network
    note: str = ""                      # what was assumed, or what should be given; "" where all is as usual
    turned: bool = False                # are the pixels in its file in the other order?

    def in_order(self, snapshots: list[Snapshot]) -> list[Snapshot]:
        """The snapshots of its training, from the same file, with their inputs in this package's order, too."""
        if not self.turned:
            return snapshots
        return [one._replace(theta=turn_weights(one.theta, self.network.layer_sizes)) for one in snapshots]


def load_for_images(path: str | PathLike, order: str | None = None, classes: str | None = None) -> Loaded:
    """The network in a file, to be given images whose pixels are in this package's order.

    order   : "C" or "F", that of its inputs; None: the one in which it reads the embedded digits
    classes : a key of CLASSES; None: those in the file, or else the ones with which it reads the embedded digits
    Raises  : ValueError with the path where it cannot be read, or order or classes do not belong to it, or the file
              says other classes; OSError
    """
    network = nn.load_network(path)
    n, K = network.layer_sizes[0], network.layer_sizes[-1]
    if order and n not in OWN_ORDER:
        raise ValueError(f"{path} takes {n} inputs; --order is for networks of 400 or 784 pixels")
    if classes and K != 10:
        raise ValueError(f"{path} has {K} output units; --classes is for networks of ten")
    known = K != 10 or "classes" in read_arrays(path)
    if known and classes and not np.array_equal(network.classes, CLASSES[classes]):
        raise ValueError(f"{path} says that its output units stand for {', '.join(map(str, network.classes))}, not for "
                         f"{classes}; leave --classes out")
    choices = {"": network.classes} if known else CLASSES
    if n not in OWN_ORDER or not all(map(are_digits, choices.values())):
        return taken(network._replace(classes=choices.get(classes or "", network.classes)), order or OWN_ORDER.get(n))
    ways = [Way(one, name, share_read(network._replace(classes=labels), one))
            for one in orders_to_try(n) for name, labels in choices.items()]
    left = [way for way in ways if order in (None, way.order) and (known or classes in (None, way.classes))]
    way = best(left)
    note = note_on_options(path, way, ways) if order or classes else ""
    return taken(network._replace(classes=choices[way.classes]), way.order, note or note_on_network(path, way, left))


def taken(network: Network, order: str | None, note: str = "") -> Loaded:
    """The network with its inputs in this package's order."""
    if turned := order != OWN_ORDER.get(network.layer_sizes[0]):
        network = network._replace(theta=turn_weights(network.theta, network.layer_sizes))
    return Loaded(network, note, turned)


def note_on_options(path: str | PathLike, way: Way, ways: list[Way]) -> str:
    """What to say where the options ask for a way in which the network reads clearly fewer digits than in another."""
    better = best([way, *ways])
    return "" if better == way else (f"{path}: its pixels are taken {way}, as the options say: so it reads only "
                                     f"{way.percent} of the embedded digits right; {better}, it would be "
                                     f"{better.percent}")


def note_on_network(path: str | PathLike, way: Way, ways: list[Way]) -> str:
    """What to say where a network was not taken in the usual way, or where its file leaves open which way is right."""
    usual = ways[0]
    options = "--order and --classes" if usual.classes else "--order"
    if way != usual:
        return (f"{path}: its pixels are taken {way}: so it reads {way.percent} of the embedded digits right; {usual}, "
                f"it would be {usual.percent}. To choose, give {options}")
    if usual.classes and usual.share < ENOUGH:
        return (f"{path}: its pixels are taken {usual}, but so it reads only {usual.percent} of the embedded digits "
                f"right, and not clearly more otherwise. If it is for images of digits, give {options}")
    return ""


def orders_to_try(n: int) -> list[str]:
    """The usual one first."""
    return sorted(ORDERS, key=lambda one: one != OWN_ORDER[n])


def best(ways: list[Way]) -> Way:
    """The first, which is the usual one, unless another gives right answers and clearly more of them."""
    most = max(ways, key=lambda way: way.share)
    return most if most.share >= ENOUGH and most.share > ways[0].share + CLEARLY else ways[0]


def share_read(network: Network, order: str) -> float:
    """The share of the embedded digits that a network reads right where its inputs are in this order."""
    X, digits = embedded(network.layer_sizes[0])
    known = np.isin(digits, network.classes % 10)
    X, digits = X[known], digits[known]
    return nn.accuracy(digits, network.predict(X if order == OWN_ORDER[X.shape[1]] else turn(X)) % 10)


def in_own_order(X: Matrix, y: Vector, order: str | None, path: str | PathLike) -> tuple[Matrix, str]:
    """(X with its pixels in this package's order, the words for where they come from).

    order  : "C" or "F", that of the pixels in X; None: the one in which they look like the embedded digits
    path   : of the file
    Raises : ValueError where order is given and X has another number of pixels
    """
    n = X.shape[1]
    if order and n not in OWN_ORDER:
        raise ValueError(f"{path}: its examples have {n} pixels; --order is for images of 400 or 784")
    if n not in OWN_ORDER or not are_digits(y):
        return (X, str(path)) if order in (None, OWN_ORDER.get(n)) else (turn(X), f"{path}, pixels {ORDERS[order]}")
    usual, other = (Way(one, "", share_alike(X if one == OWN_ORDER[n] else turn(X), y % 10))
                    for one in orders_to_try(n))
    likely = best([usual, other])
    way, rest = (usual, other) if (order or likely.order) == usual.order else (other, usual)
    if way == likely == usual:
        return X, str(path)
    source = f"{path}, pixels {way}: so {way.percent} look like their digit, {rest} {rest.percent}"
    return (X if way == usual else turn(X)), source


def share_alike(X: Matrix, digits: Vector, most: int = 1000) -> float:
    """The share of the images that correlate most with the mean image of their own digit, or least: dark on light.

    most : images that are looked at
    """
    rows = np.unique(np.linspace(0, len(X) - 1, most).astype(int))
    means = standardized(mean_images(X.shape[1]))                   # (10, n)
    correlations = standardized(X[rows]) @ means.T                  # (most, 10)
    return max(nn.accuracy(digits[rows], nearest) for nearest in (correlations.argmax(axis=1),
                                                                  correlations.argmin(axis=1)))


def standardized(A: Matrix) -> Matrix:
    """Each row with the mean 0 and the length 1, so that a product of two is their correlation; a flat row is 0."""
    A = A - A.mean(axis=1, keepdims=True)
    return A / np.maximum(np.linalg.norm(A, axis=1, keepdims=True), np.finfo(float).tiny)


def mean_images(n: int) -> Matrix:
    """(10, n): the mean of all embedded images of each digit."""
    X, digits = embedded(n)
    return np.array([X[digits == digit].mean(axis=0) for digit in range(10)])


@cache
def embedded(n: int) -> tuple[Matrix, Vector]:
    """The embedded digits at n pixels, X (5000, n) in this package's order, and (5000,) which they are, 0..9."""
    if n == 400:
        X, y = nn.load_ex4()
        return X, y % 10
    images, digits = nn.load_mnist5k()
    return images.reshape(len(images), n) / 255.0, digits


def are_digits(labels: Vector) -> bool:
    """Are these the digits 0..9, or 1..10 with 10 for 0, and at least two of them?"""
    seen = np.unique(labels)
    return seen.dtype.kind in "iu" and len(seen) > 1 and bool(seen[0] >= 0 and seen[-1] <= 10)


def turn(X: Matrix) -> Matrix:
    """Square images row by row -> column by column, and the other way round.

    >>> turn(np.array([[1, 2, 3, 4]])).tolist()
    [[1, 3, 2, 4]]
    """
    side = math.isqrt(X.shape[1])
    return X.reshape(len(X), side, side).transpose(0, 2, 1).reshape(X.shape)


def turn_weights(theta: Vector, layer_sizes: tuple[int, ...]) -> Vector:
    """theta of the network that does with turned images what this one does with the images as they are."""
    Theta1, *others = unflatten(theta, layer_sizes)
    return flatten([np.column_stack([Theta1[:, 0], turn(Theta1[:, 1:])]), *others])
