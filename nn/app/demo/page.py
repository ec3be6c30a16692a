"""The page on which one draws a digit: networks and digits in one HTML file, which needs nothing else to run."""
import json
from collections.abc import Sequence
from itertools import product
from os import PathLike
from typing import Any, NamedTuple

import numpy as np

import nn
from nn.app.demo.assemble import template
from nn.app.demo.pack import as_digits, as_network, as_replay, inputs, new_digits
from nn.app.inputs import shown_classes
from nn.app.pixel_order import load_for_images
from nn.arguments import Vector
from nn.files.networks import load_kept_out
from nn.network import Network

#: the page in bytes, at most: it goes by e-mail, and opens on a phone
LARGEST = 5_000_000

HIDDEN_SIZES, LAMBDAS = (10, 25, 50), (0.0, 1.0, 10.0)


class ShownNetwork(NamedTuple):
    """One network of the page."""
    network: Network
    name: str
    snapshots: list = []            # of Snapshot: its training, to be replayed
    lambda_: float | None = None    # None where it is not known: a saved network does not contain it
    kept_out: Vector | None = None  # (k,) which of the 5,000 digits were kept out of its training; None: not known


def load_shown(path: str | PathLike) -> ShownNetwork:
    """The network in a file, and the training that it carries, as a ShownNetwork.

    Raises : ValueError where it reads no digits of 400 or 784 pixels, or cannot be read; OSError
    """
    loaded = load_for_images(path)
    network = loaded.network
    if network.layer_sizes[0] not in (400, 784):
        raise ValueError(f"{path} takes {network.layer_sizes[0]} inputs; the page shows networks of 400 (20×20) or "
                         f"784 (28×28) pixels")
    names = shown_classes(network.classes)
    if not set(names) <= set("0123456789"):
        raise ValueError(f"{path} knows the classes {', '.join(names)}; the page shows networks that read the digits "
                         f"0 to 9")
    return ShownNetwork(network, str(path), loaded.in_order(nn.load_snapshots(path)),
                        kept_out=load_kept_out(path, inputs(network.layer_sizes[0])[0]))


def train_shown(hidden_sizes: Sequence[int] = HIDDEN_SIZES, lambdas: Sequence[float] = LAMBDAS,
                max_evaluations: int = 200, first: tuple[int, float] = (25, 1.0),
                record: Sequence[int] = ()) -> list[ShownNetwork]:
    """A network of exercise 4 for each number of hidden units and each λ, trained on all digits but new_digits.

    first   : (hidden units, λ) of the one that comes first
    record  : evaluations at which the training of each is kept
    Returns : list of ShownNetwork
    """
    from tqdm import tqdm  # slow to import, and needed here only
    X, y = (np.delete(array, new_digits(), axis=0) for array in nn.load_ex4())
    Y, classes = nn.one_hot(y, range(1, 11)), np.arange(1, 11)
    networks = []
    for h, lambda_ in tqdm(list(product(hidden_sizes, lambdas)), "training", unit="network"):
        recorder = nn.Recorder(record)
        result = nn.train(X, Y, (400, h, 10), lambda_, max_evaluations, watch=[recorder] if record else [])
        if result.interrupted:
            raise KeyboardInterrupt                                 # a page of half-trained networks is of no use
        networks.append(ShownNetwork(Network(result.theta, result.layer_sizes, classes),
                                     f"{h} hidden units, λ = {lambda_:g}", recorder.snapshots, lambda_, new_digits()))
    return sorted(networks, key=lambda one: (one.network.layer_sizes[1], one.lambda_) != first)


def page(networks: Sequence[ShownNetwork]) -> bytes:
    """The whole page, as bytes of UTF-8.

    networks : list of ShownNetwork; the page opens with the first
    Raises   : ValueError where the networks are too large for a page
    """
    frame = template()
    data: dict[str, Any] = {"digits": as_digits(),
                            "networks": [as_network(one.network, one.name, one.lambda_, one.kept_out)
                                         for one in networks]}
    room = LARGEST - len(frame.encode()) - len(as_json(data))
    if room < 0:
        raise ValueError(f"{sum(len(one.network.theta) for one in networks)} weights make the page larger than "
                         f"{LARGEST / 1e6:g} MB; show fewer or smaller networks")
    weights = sum(len(one.network.theta) for one in networks if one.snapshots)
    for packed, one in zip(data["networks"], networks, strict=True):
        share = room * len(one.network.theta) // max(weights, 1)    # so that all are thinned alike
        packed["replay"] = as_replay(one.snapshots, one.network, share, one.kept_out)
    return frame.encode().replace(b"{{data}}", as_json(data))


def as_json(data: Any) -> bytes:
    """Data as JSON that can stand in HTML, in bytes of UTF-8."""
    return json.dumps(data, ensure_ascii=False).replace("<", "\\u003c").encode()
