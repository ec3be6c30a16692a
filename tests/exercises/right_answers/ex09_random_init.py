"""Right answers to exercise 9, each written differently."""
import numpy as np
from scipy import stats

import nn
from nn.parameters import shapes


def count(layer_sizes):
    n, h, K = layer_sizes
    return (n + 1) * h + (h + 1) * K


def random_init__flat(layer_sizes, rng, epsilon=0.12):
    return rng.uniform(-epsilon, epsilon, size=count(layer_sizes))


def random_init__octave(layer_sizes, rng, epsilon=0.12):
    L_in, L_hidden, L_out = layer_sizes
    W1 = rng.random((L_hidden, 1 + L_in)) * 2 * epsilon - epsilon
    W2 = rng.random((L_out, 1 + L_hidden)) * 2 * epsilon - epsilon
    return np.r_[W1.flatten(), W2.flatten()]


def random_init__transposed(layer_sizes, rng, epsilon=0.12):
    Thetas = [epsilon - 2 * epsilon * rng.random((n_in + 1, n_out))
              for n_in, n_out in zip(layer_sizes, layer_sizes[1:])]
    return np.hstack([Theta.T.ravel() for Theta in Thetas])


def random_init__last_layer_first(layer_sizes, rng, epsilon=0.12):
    Theta2, Theta1 = (rng.uniform(-1, 1, shape) for shape in reversed(shapes(layer_sizes)))
    return epsilon * nn.flatten([Theta1, Theta2])


def random_init__one_by_one(layer_sizes, rng, epsilon=0.12):
    theta = []
    for i in range(len(layer_sizes) - 1):
        for _unit in range(layer_sizes[i + 1]):
            for _input in range(layer_sizes[i] + 1):
                theta.append(rng.uniform(-epsilon, epsilon))
    return np.array(theta)


def random_init__sign_times_size(layer_sizes, rng, epsilon=0.12):
    p = count(layer_sizes)
    return rng.choice([-1.0, 1.0], size=p) * epsilon * rng.random(p)


def random_init__float32(layer_sizes, rng, epsilon=0.12):
    return np.float32(epsilon) * (2 * rng.random(count(layer_sizes), dtype=np.float32) - 1)


def random_init__integers(layer_sizes, rng, epsilon=0.12):
    return epsilon * (rng.integers(0, 2 ** 52, size=count(layer_sizes)) / 2 ** 51 - 1)


def random_init__biases_apart(layer_sizes, rng, epsilon=0.12):
    n, h, K = layer_sizes
    low, high = -epsilon, epsilon
    Theta1 = np.column_stack([rng.uniform(low, high, h), rng.uniform(low, high, (h, n))])
    Theta2 = np.insert(rng.uniform(low, high, (K, h)), 0, rng.uniform(low, high, K), axis=1)
    return np.append(Theta1, Theta2)


def random_init__filled(layer_sizes, rng, epsilon=0.12):
    theta, start = np.empty(count(layer_sizes)), 0
    for rows, columns in shapes(layer_sizes):
        theta[start:start + rows * columns] = rng.uniform(low=-epsilon, high=epsilon, size=rows * columns)
        start += rows * columns
    return theta


def random_init__out(layer_sizes, rng, epsilon=0.12):
    theta = np.empty(count(layer_sizes))
    rng.random(out=theta)
    theta -= 0.5
    theta *= 2 * epsilon
    return theta


def random_init__scipy(layer_sizes, rng, epsilon=0.12):
    return stats.uniform(loc=-epsilon, scale=2 * epsilon).rvs(size=count(layer_sizes), random_state=rng)


def random_init__more_than_wanted(layer_sizes, rng, epsilon=0.12):
    n, h, K = layer_sizes
    numbers = rng.uniform(-epsilon, epsilon, size=(2, 1 + max(layer_sizes) ** 2 + max(layer_sizes)))
    return np.concatenate([numbers[0, :h * (n + 1)], numbers[1, :K * (h + 1)]])


def random_init__from_the_package(layer_sizes, rng, epsilon=0.12):
    return nn.random_init(layer_sizes, rng, epsilon)
