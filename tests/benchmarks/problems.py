"""The data of the benchmarks."""
import numpy as np

import nn
from nn.activations import layers_of
from nn.files.mnist import cache_folder


def ex4():
    """theta, X, Y of exercise 4, 400-25-10."""
    X, y = nn.load_ex4()
    return nn.random_init((400, 25, 10), np.random.default_rng(0)), X, nn.one_hot(y, range(1, 11))


def digits():
    """X (5000, 784) in 0..1, y (5000,)."""
    images, y = nn.load_mnist5k()
    return images.reshape(5000, -1) / 255.0, y


def mnist():
    """X (60000, 784) uint8, y, and where they come from: the real files if nn fetch has downloaded them."""
    images, labels = (cache_folder() / f"train-{name}-ubyte.gz" for name in ("images-idx3", "labels-idx1"))
    if images.exists() and labels.exists():
        return nn.load_idx(images).reshape(60_000, -1), nn.load_idx(labels), "MNIST's 60,000"
    images, y = nn.load_mnist5k()
    return np.tile(images.reshape(5000, -1), (12, 1)), np.tile(y, 12), "5,000 digits tiled to 60,000"


# many digits, in chunks

LEAVES = []                             # of the process that load_share was called in


def shifted_digits(number, count=10_000):
    """X (count, 400), y (count,): the digits of exercise 4, all moved by the same few pixels, in another order."""
    X, y = nn.load_ex4()
    rng = np.random.default_rng(number)
    rows = np.concatenate([rng.permutation(len(X)) for _ in range(-(-count // len(X)))])[:count]
    moved = np.roll(X.reshape(-1, 20, 20), rng.integers(-2, 3, size=2), axis=(1, 2)).reshape(X.shape)
    return moved[rows], y[rows]


def write_shifted_digits(path, number):
    """The path of an .npz with 10,000 of them."""
    X, y = shifted_digits(number)
    np.savez(path, X=X, y=y)
    return str(path)


def write_large(folder, rows):
    """X.npy and y.npy of so many digits, piece by piece."""
    X = np.lib.format.open_memmap(folder / "X.npy", "w+", np.float64, (rows, 400))
    y = np.lib.format.open_memmap(folder / "y.npy", "w+", np.uint8, (rows,))
    for number, start in enumerate(range(0, rows, 10_000)):
        X[start:start + 10_000], y[start:start + 10_000] = shifted_digits(number, min(10_000, rows - start))
    X.flush()
    y.flush()


def load_share(paths, m, share, number):
    """Leaves share, share + number, share + 2 number, … of the first m digits into this process."""
    from nn.files.chunks import LEAF, open_chunks, read_leaves
    LEAVES[:] = [(X, np.asfortranarray(nn.one_hot(y, range(1, 11))))
                 for first, X, y in read_leaves(open_chunks(paths), 0, m) if first // LEAF % number == share]


def share_sums(theta):
    """[Σᵢ ∂J⁽ⁱ⁾/∂θ, Σᵢ J⁽ⁱ⁾] of the leaves of this process, one after the other."""
    from nn.distributed.leaves import leaf_sums
    layers, Thetas = layers_of((400, 25, 10)), nn.unflatten(theta, (400, 25, 10))
    return sum(leaf_sums(Thetas, X, Y, layers) for X, Y in LEAVES)


def share_products(theta):
    """The five matrix products that an evaluation cannot avoid, of the leaves of this process."""
    Theta1, Theta2 = (Theta[:, 1:] for Theta in nn.unflatten(theta, (400, 25, 10)))
    for X, Y in LEAVES:
        A = (Theta1 @ X.T).T
        (Theta2 @ A.T).T, (Theta2.T @ Y.T).T, A.T @ X, Y.T @ A
    return 0.0
