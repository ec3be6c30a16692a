"""Networks and digits as the data of the page: what data.js unpacks."""
import base64
import gzip
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

import nn
from nn.activations import OUTPUT
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
            "keptOut": None if kept_out is None else numbers(kept_out), "accuracy": means(right, kept_out)}


def as_replay(snapshots: Sequence[Snapshot], network: Network, room: int,
              kept_out: Vector | None = None) -> list[dict[str, Any]]:
    """The snapshots of a training without those that changed nothing: as many as room bytes hold, or none.

    Their weights have 16 bits where room bytes hold all of them, else 8.
    """
    changes = (after for before, after in pairwise(snapshots) if not np.array_equal(before.theta, after.theta))
    frames = [*snapshots[:1], *changes]
    bits = 16 if len(frames) * bytes_of_frame(network, 16) <= room else 8
    most = room // bytes_of_frame(network, bits)
    return [as_frame(one, network, bits, kept_out) for one in thinned(frames, most)]


def bytes_of_frame(network: Network, bits: int) -> int:
    """How much of the page a snapshot takes; base64 takes 4 bytes for 3."""
    return 4 * (len(network.theta) * bits // 8 + 4 * sum(network.layer_sizes[1:])) // 3 + 400


def as_frame(snapshot: Snapshot, network: Network, bits: int, kept_out: Vector | None = None) -> dict[str, Any]:
    """One snapshot of the replay: its J, cost and accuracy, and its weights.

    J is that of the training; cost is without regularization, of the digits trained on and of new ones as accuracy is.
    Each unit's weights are q · scale, q whole numbers of so many bits: right to half a scale, enough to look at.
    """
    then = network._replace(theta=snapshot.theta)
    rows = [row for Theta in nn.unflatten(snapshot.theta, network.layer_sizes) for row in Theta]
    scales = [np.float32(np.abs(row).max() / (2 ** (bits - 1) - 1) or 1) for row in rows]
    q = np.concatenate([np.round(row / scale) for row, scale in zip(rows, scales, strict=True)])
    return {"evaluations": snapshot.evaluations, "J": snapshot.cost, "cost": means(costs(then), kept_out),
            "accuracy": means(read_right(then), kept_out), "bits": bits,
            "scales": base64_of(np.array(scales, "<f4").tobytes()),
            "q": base64_of(q.astype(f"<i{bits // 8}").tobytes())}


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


def costs(network: Network) -> Vector:
    """(5000,) what each digit costs, in nats; regularization is not part of it."""
    X, digits = inputs(network.layer_sizes[0])
    Y = np.array(shown_classes(network.classes)) == digits.astype(str)[:, np.newaxis]
    _, zs = network.feedforward(X)
    return OUTPUT[network.output].cost(zs[-1], Y).sum(axis=1)


def means(values: NDArray, kept_out: Vector | None) -> dict[str, float]:
    """The mean of (5000,) values over the digits that were trained on, and over new ones; where not known, over all.

    >>> means(np.array([True, True, False, True, False]), np.array([3, 4]))["new"]
    0.5
    """
    if kept_out is None:
        return {"all": float(values.mean())}
    return {"training": float(np.delete(values, kept_out).mean()), "new": float(values[kept_out].mean())}


def numbers(indices: Vector) -> str:
    """Numbers of digits as text: 16 bits each."""
    return base64_of(indices.astype("<u2").tobytes())


def base64_of(data: bytes) -> str:
    """Bytes as text."""
    return base64.b64encode(data).decode()
