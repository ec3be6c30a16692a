"""The networks on which answers are compared: small, random, and such that no mistake can hide in them.

In each, n, n + 1, h, h + 1, K and m are all different and none is 1 or 2; weights are of order 1 with both signs,
biases neither 0 nor 1; X is signed; every class occurs, one of them more often than the others. λ is never 0 or 1:
1 hides that it is missing, 0 that it is used.
"""
from typing import NamedTuple

import numpy as np

#: name, question and explanation of mistakes that several of exercises 5, 6 and 10 share
LIST_AS_ARRAY = ("a list is used as if it were a single array",
                 "What does feedforward return, and which item of it is the output layer?",
                 "feedforward returns a pair of lists, activations and zs, with one array for each layer: unpack the "
                 "pair first, and take the last item of the activations. (The [-1] of the pair itself is the list of "
                 "zs.)")
NO_UNPACKING = ("the pair that feedforward returns is used as if it were the list of activations",
                "How many things does feedforward return?",
                "feedforward returns a pair of lists, activations and zs: unpack the pair first. The [-1] of the pair "
                "itself is the list of zs.")
FIVE_ARRAYS = ("feedforward returns two lists here, not five arrays",
               "How many things does this feedforward return, and what are they?",
               "Many programs write a1, z2, a2, z3, a3 = …; here the activations come as one list and the zs as "
               "another: activations, zs = feedforward(…).")


class Probe(NamedTuple):
    """A network and the examples for it."""
    theta: np.ndarray               # (p,)
    X: np.ndarray                   # (m, n)
    y: np.ndarray                   # (m,) labels 1..K
    Y: np.ndarray                   # (m, K)
    layer_sizes: tuple[int, ...]    # (n, h, K)
    lambda_: float


def probe(seed: int, n: int, h: int, K: int, m: int, lambda_: float) -> Probe:
    """A random network of n inputs, h hidden units and K classes, and m random examples for it."""
    return random_probe(np.random.default_rng(seed), (n, h, K), m, lambda_, frequent=1 + seed % K)


def random_probe(rng: np.random.Generator, layer_sizes: tuple[int, int, int], m: int, lambda_: float,
                 frequent: int) -> Probe:
    """A random network of these sizes, and m random examples: one of each class, the others of a frequent one."""
    n, h, K = layer_sizes
    y = rng.permutation(np.concatenate([np.arange(1, K + 1), np.full(m - K, frequent)]))
    theta = rng.normal(size=h * (n + 1) + K * (h + 1))
    Y = (y[:, None] == np.arange(1, K + 1)).astype(float)
    return Probe(theta, rng.normal(size=(m, n)), y, Y, layer_sizes, lambda_)


#: for nn check, the same for everybody
PROBES = [probe(1, n=6, h=4, K=3, m=11, lambda_=2.7), probe(2, n=5, h=8, K=4, m=13, lambda_=0.6),
          probe(3, n=9, h=3, K=6, m=14, lambda_=5.2)]


# for grading, drawn for each file

#: which of n, h and K is the smallest (0) and the largest (2): in no two networks the same
ORDERS = [(2, 1, 0), (1, 2, 0), (2, 0, 1)]


def draw_probes(rng: np.random.Generator) -> list[Probe]:
    """Three networks that nobody has seen, with the same order of sizes as PROBES."""
    return [draw_probe(rng, draw_sizes(rng, order), draw_m(rng)) for order in ORDERS]


def draw_probe(rng: np.random.Generator, layer_sizes: tuple[int, int, int], m: int) -> Probe:
    """A network of these sizes."""
    return random_probe(rng, layer_sizes, m, draw_lambda(rng), frequent=int(rng.integers(1, layer_sizes[-1] + 1)))


def draw_sizes(rng: np.random.Generator, order: tuple[int, int, int]) -> tuple[int, int, int]:
    """(n, h, K) from 3 to 10, no two of them equal or next to each other, since n + 1 and h + 1 are sizes, too."""
    sizes = np.sort(rng.choice(6, size=3, replace=False)) + [3, 4, 5]
    n, h, K = (int(sizes[rank]) for rank in order)
    return n, h, K


def draw_m(rng: np.random.Generator) -> int:
    """A number of examples, larger than all other sizes."""
    return int(rng.integers(12, 18))


def draw_lambda(rng: np.random.Generator) -> float:
    """λ, from 0.3 to 0.8 or from 3 to 8."""
    return round(float(rng.uniform(0.3, 0.8) * rng.choice([1, 10])), 2)


def draw_large_probe(rng: np.random.Generator) -> Probe:
    """A network of the course's sizes, 10,285 weights, and 100 examples: only backpropagation is quick on it."""
    large = draw_probe(rng, (400, 25, 10), m=100)
    return large._replace(theta=0.1 * large.theta)                  # so that the sum of 400 inputs is of order 1
