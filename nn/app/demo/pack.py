"""Networks and digits as the data of the page: what data.js unpacks."""
import base64
import gzip
from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np

import nn
from nn.app.inputs import shown_classes
from nn.arguments import Matrix, Vector
from nn.network import Network, Snapshot


def as_digits() -> dict[str, str]:
    """The 5,000 embedded digits: 28×28 pixels 0..255, and what they are."""
    images, labels = nn.load_mnist5k()
    return {"images": base64_of(gzip.compress(images.tobytes(), 6, mtime=0)),
            "labels": base64_of(labels.astype(np.uint8).tobytes())}


def as_network(network: Network, name: str, lambda_: float | None) -> dict[str, Any]:
    """All that the page needs to run a network, and what it takes each of the 5,000 digits for.

    theta is stored in float64: the page computes the same activations as feedforward does.
    """
    X, digits = inputs(network.layer_sizes[0])
    activations, _ = network.feedforward(X)
    best = activations[-1].argmax(axis=1)
    right = np.array(shown_classes(network.classes))[best] == digits.astype(str)
    return {"name": name, "lambda": lambda_, "layer_sizes": network.layer_sizes,
            "classes": shown_classes(network.classes), "hidden": network.hidden, "output": network.output,
            "theta": base64_of(network.theta.astype("<f8").tobytes()),
            "predicted": base64_of(best.astype(np.uint8).tobytes()), "accuracy": right.mean()}


def as_replay(snapshots: Sequence[Snapshot], network: Network, room: int) -> list[dict[str, Any]]:
    """Evaluations, cost, accuracy and weights of the snapshots of a training; as many as room bytes hold, or none.

    The weights are q · scale with whole numbers q of 16 bits, right to 1/65000 of the largest: enough to look at.
    """
    bytes_each = 4 * (2 * len(network.theta) + 200) // 3            # base64 takes 4 bytes for 3
    return [as_frame(one, network) for one in thinned(snapshots, most=room // bytes_each)]


def as_frame(snapshot: Snapshot, network: Network) -> dict[str, Any]:
    """One snapshot of the replay."""
    scale = np.abs(snapshot.theta).max() / 32767 or 1.0
    q = np.round(snapshot.theta / scale).astype("<i2")
    return {"evaluations": snapshot.evaluations, "cost": snapshot.cost, "scale": scale, "q": base64_of(q.tobytes()),
            "accuracy": accuracy_of(network._replace(theta=snapshot.theta))}


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


def accuracy_of(network: Network) -> float:
    """Share of the 5,000 digits that a network reads right."""
    X, digits = inputs(network.layer_sizes[0])
    names = np.array(shown_classes(network.classes))
    return nn.accuracy(digits.astype(str), network._replace(classes=names).predict(X))


def base64_of(data: bytes) -> str:
    """Bytes as text."""
    return base64.b64encode(data).decode()
