"""Right answers to exercise 20, each written differently."""
from concurrent.futures import ThreadPoolExecutor
from functools import reduce

import numpy as np

import nn
from nn import cost_and_gradient, gradient, unflatten


def chunked_gradient__plain(theta, X, Y, layer_sizes, chunk_size):
    total = np.zeros(theta.shape)
    for start in range(0, len(X), chunk_size):
        x, y = X[start:start + chunk_size], Y[start:start + chunk_size]
        total += len(x) / len(X) * gradient(theta, x, y, layer_sizes)
    return total


def chunked_gradient__all_at_once(theta, X, Y, layer_sizes, chunk_size):
    return gradient(theta, X, Y, layer_sizes)


def chunked_gradient__divided_at_the_end(theta, X, Y, layer_sizes, chunk_size):
    total = 0
    for i in range(0, len(X), chunk_size):
        rows = min(chunk_size, len(X) - i)
        total = total + rows * gradient(theta, X[i:i + rows], Y[i:i + rows], layer_sizes)
    return total / len(X)


def chunked_gradient__sum(theta, X, Y, layer_sizes, chunk_size):
    m = X.shape[0]
    return sum(gradient(theta, X[i:i + chunk_size], Y[i:i + chunk_size], layer_sizes) * len(X[i:i + chunk_size]) / m
               for i in range(0, m, chunk_size))


def chunked_gradient__while(theta, X, Y, layer_sizes, chunk_size):
    start, result = 0, np.zeros_like(theta)
    while start < len(X):
        end = min(start + chunk_size, len(X))
        result = result + gradient(theta, X[start:end], Y[start:end], layer_sizes) * (end - start)
        start = end
    return result / len(X)


def chunked_gradient__array_split(theta, X, Y, layer_sizes, chunk_size):
    cuts = np.arange(chunk_size, len(X), chunk_size)
    pairs = zip(np.array_split(X, cuts), np.array_split(Y, cuts), strict=True)
    return np.sum([len(x) * gradient(theta, x, y, layer_sizes) for x, y in pairs], axis=0) / len(X)


def chunked_gradient__average(theta, X, Y, layer_sizes, chunk_size):
    chunks = [range(i, min(i + chunk_size, len(X))) for i in range(0, len(X), chunk_size)]
    return np.average([gradient(theta, X[chunk], Y[chunk], layer_sizes) for chunk in chunks], axis=0,
                      weights=[len(chunk) for chunk in chunks])


def chunked_gradient__matrix_product(theta, X, Y, layer_sizes, chunk_size):
    starts = np.arange(0, len(X), chunk_size)
    shares = np.diff(np.append(starts, len(X))) / len(X)
    return shares @ np.array([gradient(theta, X[s:s + chunk_size], Y[s:s + chunk_size], layer_sizes) for s in starts])


def chunked_gradient__threads(theta, X, Y, layer_sizes, chunk_size):
    def one(start):
        x, y = X[start:start + chunk_size], Y[start:start + chunk_size]
        return len(x) * gradient(theta, x, y, layer_sizes)
    with ThreadPoolExecutor(2) as pool:
        return sum(pool.map(one, range(0, len(X), chunk_size))) / len(X)


def chunked_gradient__reduce(theta, X, Y, layer_sizes, chunk_size):
    m = len(X)
    parts = map(lambda i: gradient(theta, X[i:i + chunk_size], Y[i:i + chunk_size], layer_sizes)
                * min(chunk_size, m - i) / m, range(0, m, chunk_size))
    return reduce(np.add, parts)


def chunked_gradient__whole_chunks_and_a_rest(theta, X, Y, layer_sizes, chunk_size):
    whole, rest = divmod(len(X), chunk_size)
    total = np.zeros(theta.size)
    for k in range(whole):
        rows = slice(k * chunk_size, (k + 1) * chunk_size)
        total += chunk_size * gradient(theta, X[rows], Y[rows], layer_sizes)
    if rest:
        total += rest * gradient(theta, X[-rest:], Y[-rest:], layer_sizes)
    return total / len(X)


def chunked_gradient__running_mean(theta, X, Y, layer_sizes, chunk_size):
    mean, seen = np.zeros(len(theta)), 0
    for start in range(0, len(X), chunk_size):
        x, y = X[start:start + chunk_size], Y[start:start + chunk_size]
        seen += len(x)
        mean = mean + (nn.gradient(theta, x, y, layer_sizes) - mean) * len(x) / seen
    return mean


def chunked_gradient__every_other_example(theta, X, Y, layer_sizes, chunk_size):
    order = np.random.default_rng(0).permutation(len(X))
    total = np.zeros(theta.shape)
    for start in range(0, len(X), chunk_size):
        rows = order[start:start + chunk_size]
        total += cost_and_gradient(theta, X[rows], Y[rows], layer_sizes)[1] * rows.size / len(X)
    return total


def chunked_gradient__by_layers(theta, X, Y, layer_sizes, chunk_size):
    totals = [np.zeros(Theta.shape) for Theta in unflatten(theta, layer_sizes)]
    for start in range(0, len(X), chunk_size):
        x, y = X[start:start + chunk_size], Y[start:start + chunk_size]
        for total, part in zip(totals, unflatten(gradient(theta, x, y, layer_sizes), layer_sizes), strict=True):
            total += len(x) / len(X) * part
    return np.concatenate([total.ravel() for total in totals])


def chunked_gradient__float32(theta, X, Y, layer_sizes, chunk_size):
    total = np.zeros(len(theta), dtype=np.float32)
    for start in range(0, len(X), chunk_size):
        rows = slice(start, start + chunk_size)
        total += np.float32(len(X[rows]) / len(X)) * gradient(theta, X[rows], Y[rows], layer_sizes).astype(np.float32)
    return total
