"""Files that we write: whole or not at all. Saved networks, as .npz or as the .mat of the course's own scripts."""
from pathlib import Path

import numpy as np

from nn.activations import HIDDEN, OUTPUT
from nn.arguments import check_choice, check_layer_sizes, check_weights
from nn.files.atomic import atomic_write
from nn.files.datasets import kind_of_file
from nn.files.mat import load_mat
from nn.files.readers import load_npz
from nn.labels import check_classes
from nn.network import Network, Snapshot
from nn.parameters import flatten, unflatten


def save_network(path, theta, layer_sizes, classes=None, hidden="sigmoid", output="sigmoid", **extras):
    """Theta1, Theta2, … as .npz or .mat, by the ending of path; atomically.

    path    : str or Path ending in .npz or .mat (MATLAB 5, as the course's ex4weights.mat)
    theta, layer_sizes, hidden, output : as in feedforward
    classes : (K,) labels in the order of the output units; default 1..K, as MATLAB counts
    extras  : more arrays to store beside them
    Raises  : ValueError for another ending, a theta of the wrong length or with nan, an unknown activation; OSError
    """
    path, layer_sizes = Path(path), check_layer_sizes(layer_sizes)
    theta = check_weights(theta, layer_sizes)
    check_choice(hidden, HIDDEN, "hidden"), check_choice(output, OUTPUT, "output")
    classes = check_classes(range(1, layer_sizes[-1] + 1) if classes is None else classes)
    if len(classes) != layer_sizes[-1]:
        raise ValueError(f"{len(classes)} classes {classes.tolist()} for {layer_sizes[-1]} output units")
    arrays = {f"Theta{layer}": Theta for layer, Theta in enumerate(unflatten(theta, layer_sizes), start=1)}
    arrays |= {"classes": classes, "hidden": np.array(hidden), "output": np.array(output), **extras}
    if path.suffix == ".npz":
        with atomic_write(path) as file:
            np.savez(file, **arrays)
    elif path.suffix == ".mat":
        from scipy.io import savemat  # slow to import, and needed for these files only
        with atomic_write(path) as file:
            savemat(file, arrays)
    else:
        raise ValueError(f"{path}: a network is saved as .npz or .mat; wanted one of these endings")


def load_network(path):
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
        raise ValueError(f"{path}: it holds {', '.join(sorted(arrays))}; wanted the matrices Theta1, Theta2, …")
    layer_sizes = (Thetas[0].shape[1] - 1, *(len(Theta) for Theta in Thetas))
    for layer, (Theta, n_in) in enumerate(zip(Thetas, layer_sizes[:-1], strict=True), start=1):
        if Theta.shape[1] != n_in + 1 or n_in < 1:
            raise ValueError(f"{path}: Theta{layer}.shape={Theta.shape}, wanted {n_in} + 1 columns: one a unit of the "
                             f"layer before, and the bias")
    classes = arrays.get("classes", np.arange(1, layer_sizes[-1] + 1)).ravel()
    if classes.dtype.kind == "U":
        classes = np.char.rstrip(classes)                           # MATLAB pads the rows of a text to one length
    if len(classes) != layer_sizes[-1]:
        raise ValueError(f"{path}: {len(classes)} classes for {layer_sizes[-1]} output units")
    names = [str(arrays[key].item()) if key in arrays and arrays[key].size == 1 else "sigmoid"
             for key in ("hidden", "output")]
    theta = flatten(Thetas)
    try:
        check_weights(theta, layer_sizes), check_classes(classes)
        check_choice(names[0], HIDDEN, "hidden"), check_choice(names[1], OUTPUT, "output")
    except ValueError as error:
        raise ValueError(f"{path}: {error}") from None
    return Network(theta, layer_sizes, classes, *names)


def as_arrays(snapshots):
    """Snapshots as arrays for save_network; float32 is enough to look at."""
    return {"snapshot_evaluations": np.array([one.evaluations for one in snapshots], dtype=int),
            "snapshot_costs": np.array([one.cost for one in snapshots], dtype=float),
            "snapshot_thetas": np.array([one.theta for one in snapshots], dtype=np.float32)}


def load_snapshots(path):
    """The moments of its training that a saved network carries, in order: a list of Snapshot, [] where there are none.

    path    : .npz as nn train writes it, or a checkpoint of train(…, record=…)
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
        raise ValueError(f"{path}: its snapshots have the shape {thetas.shape}, wanted "
                         f"({len(evaluations)}, {len(network.theta)})")
    return [Snapshot(int(n), float(J), theta)
            for n, J, theta in zip(evaluations, costs, thetas.astype(float), strict=True)]


def read_arrays(path):
    """The arrays of an .npz or .mat file, whichever it is."""
    kind = kind_of_file(path)
    if kind == "npz":
        return load_npz(path)
    if kind == "mat":
        return load_mat(path)
    raise ValueError(f"{path}: neither an .npz nor a .mat file; a network is saved as one of these")
