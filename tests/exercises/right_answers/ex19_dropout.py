"""Right answers to exercise 19, each written differently."""
import numpy as np


def dropout__plain(A, rate, rng):
    return A * (rng.random(A.shape) >= rate) / (1 - rate)


def dropout__kept_below(A, rate, rng):
    keep = 1 - rate
    return A * (rng.uniform(size=A.shape) < keep) / keep


def dropout__strictly_above(A, rate, rng):
    return np.where(rng.uniform(0, 1, A.shape) > rate, A / (1 - rate), 0)


def dropout__loop(A, rate, rng):
    result = np.zeros(A.shape)
    for i in range(A.shape[0]):
        for j in range(A.shape[1]):
            if rng.random() >= rate:
                result[i, j] = A[i, j] / (1 - rate)
    return result


def dropout__copy(A, rate, rng):
    A = A.copy()
    A[rng.random(A.shape) < rate] = 0
    A /= 1 - rate
    return A


def dropout__row_by_row(A, rate, rng):
    return np.array([a * (rng.random(len(a)) >= rate) / (1 - rate) for a in A])


def dropout__column_by_column(A, rate, rng):
    return np.stack([a * (rng.random(len(a)) >= rate) / (1 - rate) for a in A.T], axis=1)


def dropout__binomial(A, rate, rng):
    return A * rng.binomial(1, 1 - rate, size=A.shape) / (1 - rate)


def dropout__choice(A, rate, rng):
    return A * rng.choice([0, 1 / (1 - rate)], size=A.shape, p=[rate, 1 - rate])


def dropout__boolean_choice(A, rate, rng):
    dropped = rng.choice([True, False], A.shape, p=(rate, 1 - rate))
    return np.multiply(A, ~dropped) / (1 - rate)


def dropout__exactly_so_many(A, rate, rng):
    flat = A.flatten() / (1 - rate)
    flat[rng.permutation(A.size)[:round(rate * A.size)]] = 0
    return flat.reshape(A.shape)


def dropout__places(A, rate, rng):
    dropped = rng.choice(A.size, size=int(rate * A.size), replace=False)
    mask = np.ones(A.size)
    mask[dropped] = 0
    return A / (1 - rate) * mask.reshape(A.shape)


def dropout__whole_numbers(A, rate, rng):
    return A * (rng.integers(1000, size=A.shape) >= 1000 * rate) / (1 - rate)


def dropout__normal_numbers_by_rank(A, rate, rng):
    numbers = rng.normal(size=A.size)
    mask = numbers.argsort().argsort() >= rate * A.size
    return mask.reshape(A.shape) * A / (1 - rate)


def dropout__transposed(A, rate, rng):
    return (A.T * (rng.uniform(size=A.T.shape) >= rate)).T / (1 - rate)


def dropout__float32(A, rate, rng):
    mask = (rng.random(A.shape, dtype=np.float32) >= rate).astype(np.float32)
    return A.astype(np.float32) * mask / np.float32(1 - rate)


def dropout__nothing_to_drop(A, rate, rng):
    if rate == 0:
        return A
    return A * (rng.uniform(size=A.shape) > rate) / (1 - rate)


def dropout__masked(A, rate, rng):
    kept = np.ma.masked_array(A / (1 - rate), mask=rng.random(A.shape) < rate)
    return kept.filled(0)


def dropout__a_generator_of_its_own(A, rate, rng):
    mine = np.random.default_rng(rng.integers(2 ** 32))
    return A * (mine.random(A.shape) >= rate) / (1 - rate)
