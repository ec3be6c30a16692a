"""The page on which one draws a digit: networks and digits, put into demo.html, which needs nothing else to run."""
import base64
import gzip
import json
from functools import cache
from importlib import resources
from itertools import product
from typing import NamedTuple

import numpy as np

import nn
from nn.app.inputs import names
from nn.network import Network

#: the page in bytes, at most: it goes by e-mail, and opens on a phone
LARGEST = 5_000_000

HIDDEN_SIZES, LAMBDAS = (10, 25, 50), (0.0, 1.0, 10.0)


class Exhibit(NamedTuple):
    """One network to show."""
    network: Network
    name: str
    snapshots: list = []            # of nn.storage.Snapshot: its training, to be replayed
    lambda_: float | None = None    # None where it is not known: a saved network does not tell


def saved(path):
    """The network in a file, and the training that it carries.

    Raises : ValueError where it reads no digits of 400 or 784 pixels, or cannot be read; OSError
    """
    network = nn.load_network(path)
    if network.layer_sizes[0] not in (400, 784):
        raise ValueError(f"{path} takes {network.layer_sizes[0]} inputs; the page shows networks of 400 (20×20) or "
                         f"784 (28×28) pixels")
    if not set(names(network)) <= set("0123456789"):
        raise ValueError(f"{path} knows the classes {', '.join(names(network))}; the page shows networks that read "
                         f"the digits 0 to 9")
    return Exhibit(network, str(path), nn.load_snapshots(path))


def trained(hidden_sizes=HIDDEN_SIZES, lambdas=LAMBDAS, max_evaluations=200, replayed=(25, 1.0), record=()):
    """A network of exercise 4 for each number of hidden units and each λ.

    replayed : (hidden units, λ) of the one whose training is kept, at the evaluations in record
    Returns  : list of Exhibit, that one first in sight
    """
    from threadpoolctl import threadpool_limits
    from tqdm import tqdm  # slow to import, and needed here only
    X, y = nn.load_ex4()
    Y, classes = nn.one_hot(y, range(1, 11)), np.arange(1, 11)
    exhibits = []
    with threadpool_limits(1, user_api="blas"):                     # on a busy laptop, two threads wait for each other
        for h, lambda_ in tqdm(list(product(hidden_sizes, lambdas)), "training", unit="network"):
            moments = record if (h, lambda_) == replayed else ()
            result = nn.train(X, Y, (400, h, 10), lambda_, max_evaluations, record=moments)
            if result.interrupted:
                raise KeyboardInterrupt                             # a page of half-trained networks is no use
            exhibits.append(Exhibit(Network(result.theta, result.layer_sizes, classes),
                                    f"{h} hidden units, λ = {lambda_:g}", list(result.snapshots), lambda_))
    return sorted(exhibits, key=lambda one: not one.snapshots)


def page(exhibits):
    """The whole page, as bytes of UTF-8.

    exhibits : list of Exhibit, the first of them shown at first
    Raises   : ValueError where the networks are too large for a page
    """
    template = (resources.files("nn.app.demo") / "page.html").read_text(encoding="utf-8")
    digits, networks = as_digits(), [as_network(one) for one in exhibits]
    room = LARGEST - len(template.encode()) - size(digits) - size(networks)
    if room < 0:
        raise ValueError(f"{sum(len(one.network.theta) for one in exhibits)} weights make the page larger than "
                         f"{LARGEST / 1e6:g} MB; show fewer or smaller networks")
    shares = max(1, sum(bool(one.snapshots) for one in exhibits))
    for network, one in zip(networks, exhibits, strict=True):
        network["replay"] = as_replay(one, room // shares)
    data = json.dumps({"digits": digits, "networks": networks}, ensure_ascii=False)
    return template.replace("{{data}}", data.replace("<", "\\u003c")).encode()


def as_digits():
    """The 5,000 embedded digits: 28×28 pixels 0..255, and what they are."""
    images, labels = nn.load_mnist5k()
    return {"count": len(images), "images": base64_of(gzip.compress(images.tobytes(), 6, mtime=0)),
            "labels": base64_of(labels.astype(np.uint8))}


def as_network(exhibit):
    """All that the page must know to run a network, and what it takes each of the 5,000 digits for.

    theta is stored in float64: the page computes the same activations as feedforward does.
    """
    network = exhibit.network
    X, digits = inputs(network.layer_sizes[0])
    activations, _ = nn.feedforward(network.theta, X, network.layer_sizes, hidden=network.hidden,
                                    output=network.output)
    best = activations[-1].argmax(axis=1)
    right = np.array(names(network))[best] == digits.astype(str)
    return {"name": exhibit.name, "lambda": exhibit.lambda_, "layer_sizes": network.layer_sizes,
            "classes": names(network), "hidden": network.hidden, "output": network.output,
            "theta": base64_of(network.theta.astype("<f8")), "predicted": base64_of(best.astype(np.uint8)),
            "accuracy": right.mean()}


def as_replay(exhibit, room):
    """The moments of the training: evaluations, cost, accuracy, weights; as many as room bytes hold, [] without any.

    The weights are q · scale with whole numbers q of 16 bits, right to 1/65000 of the largest: enough to look at.
    """
    p = len(exhibit.network.theta)
    moments = thinned(exhibit.snapshots, most=room // (4 * (2 * p + 200) // 3))
    replay = []
    for moment in moments:
        scale = np.abs(moment.theta).max() / 32767 or 1.0
        q = np.round(moment.theta / scale).astype("<i2")
        replay.append({"evaluations": moment.evaluations, "cost": moment.cost, "scale": scale, "q": base64_of(q),
                       "accuracy": accuracy(exhibit.network._replace(theta=moment.theta))})
    return replay


def thinned(items, most):
    """At most so many of them, the first and the last always, the others evenly spread; [] where most is below 2.

    >>> thinned([0, 1, 2, 3, 4, 5, 6], most=4), thinned([0, 1], most=4), thinned([0, 1, 2], most=1)
    ([0, 2, 4, 6], [0, 1], [])
    """
    if most < 2:
        return []
    rows = np.linspace(0, len(items) - 1, min(most, len(items))).round().astype(int)
    return [items[row] for row in rows]


@cache
def inputs(pixels):
    """The 5,000 digits as a network of so many inputs reads them: X (5000, pixels), digits (5000,) in 0..9."""
    images, digits = nn.load_mnist5k()
    return (nn.load_ex4()[0] if pixels == 400 else images.reshape(len(images), -1) / 255.0), digits


def accuracy(network):
    """Share of the 5,000 digits that a network reads right."""
    X, digits = inputs(network.layer_sizes[0])
    return nn.accuracy(digits.astype(str), nn.predict(network.theta, X, network.layer_sizes, names(network),
                                                      hidden=network.hidden, output=network.output))


def base64_of(array):
    """The bytes of an array as text."""
    return base64.b64encode(np.frombuffer(array, np.uint8) if isinstance(array, bytes) else array.tobytes()).decode()


def size(data):
    """How many bytes data takes in the page."""
    return len(json.dumps(data, ensure_ascii=False).encode())
