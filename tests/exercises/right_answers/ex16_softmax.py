"""Right answers to exercise 16, each written differently."""
import math

import numpy as np
import scipy.special
from scipy.special import log_softmax, logsumexp

import nn


def softmax__plain(z):
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def softmax__nn(z):
    return nn.softmax(z)


def softmax__scipy(z):
    return scipy.special.softmax(z, axis=-1)


def softmax__loop(z):
    z = np.asarray(z)
    rows = np.atleast_2d(z)
    result = np.zeros(rows.shape)
    for i, row in enumerate(rows):
        highest = max(row)
        e = [math.exp(value - highest) for value in row]
        for k in range(len(row)):
            result[i, k] = e[k] / sum(e)
    return result.reshape(z.shape)


def softmax__recursive(z):
    if np.ndim(z) > 1:
        return np.array([softmax__recursive(row) for row in z])
    e = np.exp(z - np.max(z))
    return e / np.sum(e)


def softmax__along_an_axis(z):
    def one(row):
        e = np.exp(row - row.max())
        return e / e.sum()
    return np.apply_along_axis(one, -1, z.astype(float))


def softmax__transposed(z):
    e = np.exp(z.T - z.T.max(axis=0))
    return (e / e.sum(axis=0)).T


def softmax__newaxis(z):
    e = np.exp(z - z.max(-1)[..., np.newaxis])
    return e / e.sum(-1)[..., None]


def softmax__if_for_one_example(z):
    if z.ndim == 1:
        e = np.exp(z - z.max())
        return e / e.sum()
    e = np.exp(z - z.max(axis=1).reshape(-1, 1))
    return e / e.sum(axis=1).reshape(-1, 1)


def softmax__by_differences(z):
    return 1 / np.exp(z[..., None, :] - z[..., :, None]).sum(axis=-1)


def softmax__logsumexp(z):
    return np.exp(z - logsumexp(z, axis=-1, keepdims=True))


def softmax__float32(z):
    z = z.astype(np.float32)
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def softmax__einsum(z):
    e = np.exp(z - np.amax(z, axis=-1, keepdims=True))
    return np.einsum("...k,...->...k", e, 1 / np.einsum("...k->...", e))


def softmax__on_a_copy(z):
    a = np.array(z, dtype=float)
    a -= a.max(axis=-1, keepdims=True)
    np.exp(a, out=a)
    a /= a.sum(axis=-1, keepdims=True)
    return a


def softmax_cost__plain(Z, Y):
    below = Z - Z.max(axis=1, keepdims=True)
    return -np.sum(Y * (below - np.log(np.exp(below).sum(axis=1, keepdims=True)))) / len(Z)


def softmax_cost__scipy(Z, Y):
    return -np.mean(log_softmax(Z, axis=1)[Y == 1])


def softmax_cost__logsumexp(Z, Y):
    return np.mean(logsumexp(Z, axis=1) - (Z * Y).sum(axis=1))


def softmax_cost__loop(Z, Y):
    J = 0.0
    for z, y in zip(Z, Y, strict=True):
        right = list(y).index(1)
        highest = max(z)
        J += highest - z[right] + math.log(sum(math.exp(value - highest) for value in z))
    return J / len(Z)


def softmax_cost__picked_by_argmax(Z, Y):
    m = Z.shape[0]
    picked = Z[np.arange(m), np.argmax(Y, axis=1)]
    highest = np.max(Z, axis=1)
    return float(np.mean(highest + np.log(np.sum(np.exp(Z - highest[:, None]), axis=1)) - picked))


def softmax_cost__logaddexp(Z, Y):
    return (np.logaddexp.reduce(Z, axis=1) - np.einsum("ik,ik->i", Z, Y)).mean()


def softmax_cost__relative_to_the_right_class(Z, Y):
    differences = Z - Z[Y.astype(bool)][:, None]
    highest = differences.max(axis=1)
    return (highest + np.log(np.exp(differences - highest[:, None]).sum(axis=1))).sum() / len(Y)


def softmax_cost__examples_in_columns(Z, Y):
    Z, Y = Z.T, Y.T
    Z = Z - Z.max(axis=0)
    return -1 / Z.shape[1] * np.sum(Y * (Z - np.log(np.sum(np.exp(Z), axis=0))))


def softmax_cost__float32(Z, Y):
    Z, Y = np.float32(Z), np.float32(Y)
    Z = Z - Z.max(axis=1, keepdims=True)
    return np.mean(np.log(np.exp(Z).sum(axis=1)) - (Y * Z).sum(axis=1))


def softmax_cost__list_of_examples(Z, Y):
    return np.mean([np.log(np.sum(np.exp(z - z.max()))) + z.max() - z @ y for z, y in zip(Z, Y, strict=True)])


def softmax_cost__trace(Z, Y):
    below = Z - np.max(Z, 1, keepdims=True)
    return (np.log1p(np.exp(below).sum(1) - 1).sum() - np.trace(below @ Y.T)) / len(Z)


def softmax_cost__dot(Z, Y):
    below = Z - Z.max(axis=1).reshape(-1, 1)
    log_sums = np.log(np.exp(below).dot(np.ones(Z.shape[1])))
    return (log_sums.sum() - np.dot(below.ravel(), Y.ravel())) / Z.shape[0]
