"""A checkpoint: the state of a training in a file, so that nothing is lost when it is killed, and it can be resumed."""
from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable
from os import PathLike
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from nn.arguments import Matrix, check_lambda, check_layer_sizes, check_X, check_Y
from nn.files.kept_out import KeptOut
from nn.files.networks import load_network, load_snapshots, read_kept_out, save_network
from nn.files.readers import load_npz
from nn.labels import check_classes
from nn.network import Network
from nn.training import Progress
from nn.watchers import Recorder

#: what a checkpoint contains beside the network: name -> (kind of dtype, number of axes); numbers are finite and >= 0
STATE = {"costs": ("f", 1), "cost": ("f", 0), "evaluations": ("i", 0), "seconds": ("f", 0), "lambda_": ("f", 0),
         "data": ("U", 0)}


class Setup(NamedTuple):
    """What must be the same when a training is resumed."""
    layer_sizes: tuple[int, ...]
    lambda_: float
    hidden: str
    output: str
    data: str                           # sha256 of X and Y


class Checkpoint:
    """A watcher of train that writes the best weights and all that a resume needs to an .npz, atomically.

    path              : ending in .npz; load_network and nn predict read it, too
    X, Y, layer_sizes, lambda_, hidden, output : as given to train; to nn.distributed.train: its examples, and None
    classes           : (K,) labels of the output units, to be stored for those who predict with it; default 1..K
    seconds_between   : float >= 0, at least so long between two writes; at the end of the training it is always written
    recorder          : the Recorder of the same training, whose snapshots are stored as well; list it before this one
    kept_out          : KeptOut, the examples that X does not contain because they were kept out of the training
    overwrite         : a file that exists is refused unless this is True, as it should be for the one to resume from
    Raises            : ValueError for another ending, a file that exists, a missing folder, and as train

        checkpoint = nn.Checkpoint("run.npz", X, Y, layer_sizes, lambda_=1.0)
        nn.train(X, Y, layer_sizes, lambda_=1.0, watch=[checkpoint])                    # killed on the way

        progress, _ = nn.load_checkpoint("run.npz", X, Y, layer_sizes, lambda_=1.0)
        checkpoint = nn.Checkpoint("run.npz", X, Y, layer_sizes, lambda_=1.0, overwrite=True)
        nn.train(X, Y, layer_sizes, lambda_=1.0, watch=[checkpoint], resume=progress)
    """

    def __init__(self, path: str | PathLike, X: Any, Y: Matrix | None, layer_sizes: tuple[int, ...],
                 lambda_: float = 1.0, *, hidden: str = "sigmoid", output: str = "sigmoid",
                 classes: Iterable | None = None, seconds_between: float = 1.0, recorder: Recorder | None = None,
                 kept_out: KeptOut | None = None, overwrite: bool = False):
        path = Path(path)
        if path.suffix != ".npz":
            raise ValueError(f"{path}: a checkpoint is an .npz file; expected that ending")
        if path.exists() and not overwrite:
            raise ValueError(f"{path} exists already; continue it with nn train --resume (in Python: load_checkpoint), "
                             f"or delete it first")
        if not path.parent.is_dir():
            raise ValueError(f"{path}: the folder {path.parent} does not exist; create it first")
        self.path, self.seconds_between, self.recorder, self.kept_out = path, seconds_between, recorder, kept_out
        self.setup = setup_of(X, Y, layer_sizes, lambda_, hidden, output)
        self.classes = check_classes(range(1, layer_sizes[-1] + 1) if classes is None else classes, layer_sizes)
        self.last_written = -np.inf

    def __call__(self, progress: Progress) -> None:
        if progress.done or time.perf_counter() - self.last_written >= self.seconds_between:
            self.write(progress)
            self.last_written = time.perf_counter()

    def write(self, progress: Progress) -> None:
        layer_sizes, lambda_, hidden, output, data = self.setup
        network = Network(progress.theta, layer_sizes, self.classes, hidden, output)
        snapshots = self.recorder.snapshots if self.recorder else ()
        save_network(self.path, network, snapshots, self.kept_out, cost=progress.cost,
                     costs=np.array(progress.costs), evaluations=progress.evaluations, seconds=progress.seconds,
                     lambda_=lambda_, data=data)


def load_checkpoint(path: str | PathLike, X: Any, Y: Matrix | None, layer_sizes: tuple[int, ...],
                    lambda_: float = 1.0, *, hidden: str = "sigmoid",
                    output: str = "sigmoid") -> tuple[Progress, list]:
    """(Progress to resume train from, snapshots recorded so far) of a checkpoint of the same problem.

    Raises : ValueError with the path where it is not a checkpoint, is damaged, or belongs to another problem; OSError
    """
    network, arrays = load_network(path), load_npz(path)
    if not set(STATE) <= set(arrays):
        raise ValueError(f"{path}: it is a saved network, not a checkpoint: it does not say how far its "
                         f"training had come")
    for name, (kind, ndim) in STATE.items():
        check_state(path, name, arrays[name], kind, ndim)
    read_kept_out(path, arrays)
    now = setup_of(X, Y, layer_sizes, lambda_, hidden, output)
    then = Setup(network.layer_sizes, arrays["lambda_"].item(), network.hidden, network.output, arrays["data"].item())
    for name, before, value in zip(Setup._fields, then, now, strict=True):
        if before != value:
            what = ("X and Y differ from those of the checkpoint (another file, seed or split?)" if name == "data" else
                    f"{name} was {before} when it was made, and now is {value}")
            raise ValueError(f"{path}: {what}; a resumed run must be the same problem: repeat the options of the first")
    return Progress(network.theta, arrays["cost"].item(), tuple(arrays["costs"].tolist()),
                    arrays["evaluations"].item(), arrays["seconds"].item()), load_snapshots(path)


def check_state(path: str | PathLike, name: str, value: Any, kind: str, ndim: int) -> None:
    """Raises where an entry of a checkpoint is not what Checkpoint writes."""
    right = value.dtype.kind == kind and value.ndim == ndim and value.size
    if not right or kind != "U" and not (np.isfinite(value).all() and value.min() >= 0):
        shown = f"{value.dtype} of shape {value.shape}" if value.ndim else repr(value.item())
        raise ValueError(f"{path}: its {name} is {shown}, which no checkpoint contains; the file is damaged")


def setup_of(X: Any, Y: Matrix | None, layer_sizes: tuple[int, ...], lambda_: float, hidden: str, output: str) -> Setup:
    """The Setup of a training; its arguments are checked. Examples on a cluster know their sha256."""
    layer_sizes = check_layer_sizes(layer_sizes)
    if hasattr(X, "sha256"):
        return Setup(layer_sizes, check_lambda(lambda_), hidden, output, X.sha256)
    X = check_X(X, layer_sizes[0])
    Y = check_Y(Y, len(X), layer_sizes[-1])
    return Setup(layer_sizes, check_lambda(lambda_), hidden, output, sha256_of(X, Y))


def sha256_of(*arrays: Matrix) -> str:
    """The sha256 of their numbers: tells one problem from another."""
    digest = hashlib.sha256()
    for array in arrays:
        digest.update(np.ascontiguousarray(array).data)
    return digest.hexdigest()
