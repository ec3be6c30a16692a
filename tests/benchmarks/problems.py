"""The data of the benchmarks."""
import numpy as np

import nn
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
