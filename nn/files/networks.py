"""Saved networks: Theta1, Theta2, … as .npz, or as the .mat of the course's own scripts."""
from __future__ import annotations

from collections.abc import Iterable
from os import PathLike
from pathlib import Path
from typing import Any

import numpy as np

from nn.arguments import Matrix, Vector
from nn.files.atomic import atomic_write, ctrl_c_waits
from nn.files.datasets import kind_of_file
from nn.files.kept_out import KeptOut, from_entries, sha256_of_examples, to_entries
from nn.files.mat import load_mat
from nn.files.readers import load_npz
from nn.network import Network, Snapshot, check_network
from nn.parameters import flatten, unflatten


def save_network(path: str | PathLike, network: Network, snapshots: Iterable[Snapshot] = (),
                 kept_out: KeptOut | None = None, **extras: Any) -> None:
    """Theta1, Theta2, …, the classes and the activations as .npz or .mat, by the ending of path; atomically.

    path      : str or Path ending in .npz or .mat (MATLAB 5, as the course's ex4weights.mat)
    network   : Network
    snapshots : of its training, see Recorder; stored as float32, which is enough to look at
    kept_out  : KeptOut of its training, None where nothing was kept out or it is not known
    extras    : more arrays to store beside them
    Raises    : ValueError for another ending, and where the parts of the network do not fit together; OSError
    """
    path, network = Path(path), check_network(network)
    Thetas = unflatten(network.theta, network.layer_sizes)
    arrays: dict[str, Any] = {f"Theta{layer}": Theta for layer, Theta in enumerate(Thetas, start=1)}
    arrays |= {"classes": network.classes, "hidden": np.array(network.hidden), "output": np.array(network.output)}
    arrays |= as_arrays(list(snapshots)) | to_entries(kept_out) | extras
    if path.suffix == ".npz":
        with ctrl_c_waits(), atomic_write(path) as file:
            np.savez(file, **arrays)
    elif path.suffix == ".mat":
        from scipy.io import savemat  # slow to import, and needed for these files only
        with atomic_write(path) as file:
            savemat(file, arrays)
    else:
        raise ValueError(f"{path}: a network is saved as .npz or .mat; expected one of these endings")


def load_network(path: str | PathLike) -> Network:
    """A network from Theta1, Theta2, … in a .npz or .mat file: our own, or the course's ex4weights.mat.

    Returns : Network(theta, layer_sizes, classes, hidden, output); without classes in the file, they are 1..K
    Raises  : ValueError with the path where the matrices are missing or do not fit together; OSError

    >>> load_network("ex4weights.mat").layer_sizes              # doctest: +SKIP
    (400, 25, 10)
    """
    arrays = read_arrays(path)
    layers = sum(name.startswith("Theta") and name[5:].isdigit() for name in arrays)
    Thetas = [arrays.get(f"Theta{layer}", np.empty(0)) for layer in range(1, layers + 1)]
    if not Thetas or not all(Theta.ndim == 2 and Theta.size and Theta.dtype.kind in "iuf" for Theta in Thetas):
        raise ValueError(f"{path}: it contains {', '.join(sorted(arrays))}; expected the matrices Theta1, Theta2, …")
    layer_sizes = (Thetas[0].shape[1] - 1, *(len(Theta) for Theta in Thetas))
    for layer, (Theta, n_in) in enumerate(zip(Thetas, layer_sizes[:-1], strict=True), start=1):
        if Theta.shape[1] != n_in + 1 or n_in < 1:
            raise ValueError(f"{path}: Theta{layer}.shape={Theta.shape}, expected {n_in} + 1 columns: one a unit of "
                             f"the layer before, and the bias")
    classes = arrays.get("classes", np.arange(1, layer_sizes[-1] + 1)).ravel()
    if classes.dtype.kind == "U":
        classes = np.char.rstrip(classes)                           # MATLAB pads the rows of a text to one length
    hidden, output = (str(arrays[key].item()) if key in arrays and arrays[key].size == 1 else "sigmoid"
                      for key in ("hidden", "output"))
    try:
        return check_network(Network(flatten(Thetas), layer_sizes, classes, hidden, output))
    except ValueError as error:
        raise ValueError(f"{path}: {error}") from None


def as_arrays(snapshots: list[Snapshot]) -> dict[str, np.ndarray]:
    """Snapshots as arrays of equal length; {} where there are none."""
    if not snapshots:
        return {}
    return {"snapshot_evaluations": np.array([one.evaluations for one in snapshots]),
            "snapshot_costs": np.array([one.cost for one in snapshots], dtype=float),
            "snapshot_thetas": np.array([one.theta for one in snapshots], dtype=np.float32)}


def load_snapshots(path: str | PathLike) -> list[Snapshot]:
    """The snapshots of its training that a saved network contains, in order; [] where there are none.

    path    : .npz as nn train writes it, or a checkpoint of a recorded training
    Raises  : ValueError with the path where they do not belong to the network; OSError
    """
    network, arrays = load_network(path), read_arrays(path)
    if "snapshot_thetas" not in arrays:
        return []
    names = "snapshot_evaluations", "snapshot_costs", "snapshot_thetas"
    evaluations, costs, thetas = (arrays.get(name, np.empty(0)) for name in names)
    if not thetas.size:
        return []
    if thetas.shape != (len(evaluations), len(network.theta)) or costs.shape != evaluations.shape:
        raise ValueError(f"{path}: its snapshots have the shape {thetas.shape}, expected "
                         f"({len(evaluations)}, {len(network.theta)})")
    return [Snapshot(int(n), float(J), theta)
            for n, J, theta in zip(evaluations, costs, thetas.astype(float), strict=True)]


def load_kept_out(path: str | PathLike, X: Matrix) -> Vector | None:
    """The rows of X that were kept out of the training of a saved network.

    path    : of a saved network, or of a checkpoint
    X       : (m, n) examples, all that there were before some of them were kept out
    Returns : (k,) int, ascending, counted from 0; None where the file does not say it, or says it of other examples
    Raises  : ValueError with the path where what it says cannot be; OSError
    """
    kept_out = read_kept_out(path, read_arrays(path))
    if kept_out is None or kept_out.data != sha256_of_examples(X):
        return None
    if kept_out.rows[-1] >= len(X) or len(kept_out.rows) == len(X):
        raise ValueError(f"{path}: its kept_out contains {len(kept_out.rows)} row numbers up to {kept_out.rows[-1]}, "
                         f"but there are {len(X)} examples, and some were trained on; the file is damaged")
    return kept_out.rows


def read_kept_out(path: str | PathLike, arrays: dict[str, np.ndarray]) -> KeptOut | None:
    """The KeptOut among the arrays of the file at path."""
    try:
        return from_entries(arrays)
    except ValueError as error:
        raise ValueError(f"{path}: {error}; the file is damaged") from None


def read_arrays(path: str | PathLike) -> dict[str, np.ndarray]:
    """The arrays of an .npz or .mat file."""
    kind = kind_of_file(path)
    if kind == "npz":
        return load_npz(path)
    if kind == "mat":
        return load_mat(path)
    raise ValueError(f"{path}: neither an .npz nor a .mat file; a network is saved as one of these")
