"""Networks and digits as the data of the page: what data.js unpacks."""
import base64
import gzip
from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

import nn
from nn.app.inputs import shown_classes
from nn.arguments import Matrix, Vector
from nn.network import Network, Snapshot


def as_digits() -> dict[str, str]:
    """The 5,000 embedded digits: 28×28 pixels 0..255, what they are, and which of them are new_digits."""
    images, labels = nn.load_mnist5k()
    return {"images": base64_of(gzip.compress(images.tobytes(), 6, mtime=0)),
            "labels": base64_of(labels.astype(np.uint8).tobytes()), "new": numbers(new_digits())}


def as_network(network: Network, name: str, lambda_: float | None, kept_out: Vector | None = None) -> dict[str, Any]:
    """All that the page needs to run a network, and what it takes each of the 5,000 digits for.

    theta is stored in float64: the page computes the same activations as feedforward does.

    kept_out : (k,) which of the 5,000 digits were kept out of its training, ascending; None where that is not known
    """
    X, digits = inputs(network.layer_sizes[0])
    activations, _ = network.feedforward(X)
    best = activations[-1].argmax(axis=1)
    right = np.array(shown_classes(network.classes))[best] == digits.astype(str)
    return {"name": name, "lambda": lambda_, "layer_sizes": network.layer_sizes,
            "classes": shown_classes(network.classes), "hidden": network.hidden, "output": network.output,
            "theta": base64_of(network.theta.astype("<f8").tobytes()),
            "predicted": base64_of(best.astype(np.uint8).tobytes()),
            "keptOut": None if kept_out is None else numbers(kept_out), "accuracy": accuracies(right, kept_out)}


def as_replay(snapshots: Sequence[Snapshot], network: Network, room: int,
              kept_out: Vector | None = None) -> list[dict[str, Any]]:
    """Evaluations, cost, accuracy and weights of the snapshots of a training; as many as room bytes hold, or none.

    The weights are q · scale with whole numbers q of 16 bits, right to 1/65000 of the largest: enough to look at.
    """
    bytes_each = 4 * (2 * len(network.theta) + 200) // 3            # base64 takes 4 bytes for 3
    return [as_frame(one, network, kept_out) for one in thinned(snapshots, most=room // bytes_each)]


def as_frame(snapshot: Snapshot, network: Network, kept_out: Vector | None = None) -> dict[str, Any]:
    """One snapshot of the replay."""
    scale = np.abs(snapshot.theta).max() / 32767 or 1.0
    q = np.round(snapshot.theta / scale).astype("<i2")
    return {"evaluations": snapshot.evaluations, "cost": snapshot.cost, "scale": scale, "q": base64_of(q.tobytes()),
            "accuracy": accuracies(read_right(network._replace(theta=snapshot.theta)), kept_out)}


def thinned(items: Sequence, most: int) -> list:
    """At most so many of them, the first and the last always, the others evenly spread; [] where most is below 2.

    >>> thinned([0, 1, 2, 3, 4, 5, 6], most=4), thinned([0, 1], most=4), thinned([0, 1, 2], most=1)
    ([0, 2, 4, 6], [0, 1], [])
    """
    if most < 2:
        return []
    rows = np.linspace(0, len(items) - 1, min(most, len(items))).round().astype(int)
    return [items[row] for row in rows]


@cache
def inputs(pixels: int) -> tuple[Matrix, Vector]:
    """The 5,000 digits as a network of so many inputs reads them: X (5000, pixels), digits (5000,) in 0..9."""
    images, digits = nn.load_mnist5k()
    return (nn.load_ex4()[0] if pixels == 400 else images.reshape(len(images), -1) / 255.0), digits


@cache
def new_digits() -> Vector:
    """(1000,) digits that no network of the page is trained on, ascending: nn train --test-fraction 0.2 --seed 0."""
    _, y = nn.load_ex4()
    return nn.stratified_split(y, 0.2, np.random.default_rng(0))[1]


def read_right(network: Network) -> NDArray:
    """(5000,) bool: which of the digits a network reads right."""
    X, digits = inputs(network.layer_sizes[0])
    names = np.array(shown_classes(network.classes))
    return network._replace(classes=names).predict(X) == digits.astype(str)


def accuracies(right: NDArray, kept_out: Vector | None) -> dict[str, float]:
    """The share of the digits that are read right: of those trained on, and of new ones; where not known, of all.

    >>> accuracies(np.array([True, True, False, True, False]), np.array([3, 4]))["new"]
    0.5
    """
    if kept_out is None:
        return {"all": float(right.mean())}
    return {"training": float(np.delete(right, kept_out).mean()), "new": float(right[kept_out].mean())}


def numbers(indices: Vector) -> str:
    """Numbers of digits as text: 16 bits each."""
    return base64_of(indices.astype("<u2").tobytes())


def base64_of(data: bytes) -> str:
    """Bytes as text."""
    return base64.b64encode(data).decode()
