"""Right answers to exercise 2, each written differently."""
from itertools import chain, pairwise

import numpy as np

import nn


def flatten__hstack(Thetas):
    return np.hstack([Theta.flatten() for Theta in Thetas])


def flatten__r_(Thetas):
    return np.r_[tuple(Theta.reshape(-1) for Theta in Thetas)]


def flatten__axis_none(Thetas):
    return np.concatenate(Thetas, axis=None)


def flatten__loops(Thetas):
    theta = []
    for Theta in Thetas:
        for i in range(Theta.shape[0]):
            for j in range(Theta.shape[1]):
                theta.append(Theta[i, j])
    return np.array(theta)


def flatten__append(Thetas):
    theta = np.array([])
    for Theta in Thetas:
        theta = np.append(theta, Theta)
    return theta


def flatten__into_zeros(Thetas):
    theta = np.zeros(sum(Theta.size for Theta in Thetas))
    start = 0
    for Theta in Thetas:
        theta[start:start + Theta.size] = Theta.ravel()
        start += Theta.size
    return theta


def flatten__transposed_columns(Thetas):
    return np.concatenate([Theta.T.ravel(order="F") for Theta in Thetas])


def flatten__column_then_ravel(Thetas):
    return np.vstack([Theta.reshape(-1, 1) for Theta in Thetas]).ravel()


def flatten__rows(Thetas):
    return np.concatenate([row for Theta in Thetas for row in Theta])


def flatten__lists(Thetas):
    return np.array(sum((Theta.ravel().tolist() for Theta in Thetas), []))


def flatten__fromiter(Thetas):
    return np.fromiter(chain.from_iterable(Theta.flat for Theta in Thetas), dtype=float)


def flatten__recursive(Thetas):
    if len(Thetas) == 1:
        return Thetas[0].ravel()
    return np.concatenate((Thetas[0].ravel(), flatten__recursive(Thetas[1:])))


def flatten__float32(Thetas):
    return np.concatenate([Theta.astype(np.float32).ravel() for Theta in Thetas])


def flatten__package(Thetas):
    return nn.flatten(Thetas)


def unflatten__copies(theta, layer_sizes):
    Thetas = []
    start = 0
    for n_in, n_out in pairwise(layer_sizes):
        size = n_out * (n_in + 1)
        Thetas.append(theta[start:start + size].reshape(n_out, n_in + 1).copy())
        start += size
    return Thetas


def unflatten__split(theta, layer_sizes):
    shapes = [(b, a + 1) for a, b in pairwise(layer_sizes)]
    cuts = np.cumsum([r * c for r, c in shapes])[:-1]
    return [part.reshape(shape) for part, shape in zip(np.split(theta, cuts), shapes, strict=True)]


def unflatten__loops(theta, layer_sizes):
    Thetas, at = [], 0
    for layer in range(len(layer_sizes) - 1):
        Theta = np.zeros((layer_sizes[layer + 1], layer_sizes[layer] + 1))
        for i in range(Theta.shape[0]):
            for j in range(Theta.shape[1]):
                Theta[i, j] = theta[at]
                at += 1
        Thetas.append(Theta)
    return Thetas


def unflatten__cut_off_the_front(theta, layer_sizes):
    rest, Thetas = theta, []
    for i in range(1, len(layer_sizes)):
        columns = layer_sizes[i - 1] + 1
        size = layer_sizes[i] * columns
        Thetas.append(np.reshape(rest[:size], (-1, columns)))
        rest = rest[size:]
    return Thetas


def unflatten__from_the_back(theta, layer_sizes):
    Thetas, end = [], len(theta)
    for i in reversed(range(len(layer_sizes) - 1)):
        start = end - layer_sizes[i + 1] * (layer_sizes[i] + 1)
        Thetas.insert(0, theta[start:end].reshape(layer_sizes[i + 1], layer_sizes[i] + 1))
        end = start
    return Thetas


def unflatten__tuple(theta, layer_sizes):
    sizes = [layer_sizes[i + 1] * (layer_sizes[i] + 1) for i in range(len(layer_sizes) - 1)]
    return tuple(theta[sum(sizes[:i]):sum(sizes[:i + 1])].reshape(layer_sizes[i + 1], -1) for i in range(len(sizes)))


def unflatten__bias_apart(theta, layer_sizes):
    Thetas, start = [], 0
    for n, h in pairwise(layer_sizes):
        part = theta[start:start + h * (n + 1)]
        bias, weights = part[::n + 1], np.delete(part, np.arange(h) * (n + 1)).reshape(h, n)
        Thetas.append(np.column_stack((bias, weights)))
        start += part.size
    return Thetas


def unflatten__transposed(theta, layer_sizes):
    Thetas, start = [], 0
    for n, h in pairwise(layer_sizes):
        Thetas.append(theta[start:start + h * (n + 1)].reshape(n + 1, h, order="F").T)
        start += h * (n + 1)
    return Thetas


def unflatten__iterator(theta, layer_sizes):
    numbers = iter(theta)
    return [np.array([[next(numbers) for _ in range(n + 1)] for _ in range(h)]) for n, h in pairwise(layer_sizes)]


def unflatten__index(theta, layer_sizes):
    Thetas, start = [], 0
    for n, h in pairwise(layer_sizes):
        index = start + np.arange(h)[:, None] * (n + 1) + np.arange(n + 1)
        Thetas.append(theta[index])
        start = index[-1, -1] + 1
    return Thetas


def unflatten__float32(theta, layer_sizes):
    theta, Thetas = np.array(theta, dtype=np.float32), []
    while len(layer_sizes) > 1:
        n, h, *further = layer_sizes
        Thetas.append(theta[:h * (n + 1)].reshape(h, n + 1))
        theta, layer_sizes = theta[h * (n + 1):], (h, *further)
    return Thetas


def unflatten__recursive(theta, layer_sizes):
    if len(layer_sizes) < 2:
        return []
    n, h = layer_sizes[:2]
    size = h * (n + 1)
    return [theta[:size].reshape(h, n + 1)] + unflatten__recursive(theta[size:], layer_sizes[1:])


def unflatten__package(theta, layer_sizes):
    return nn.unflatten(theta, layer_sizes)
