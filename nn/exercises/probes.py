"""The networks on which answers are compared: small, random, and such that no mistake can hide in them.

In each, n, n + 1, h, h + 1, K and m are all different and none is 1 or 2; weights are of order 1 with both signs,
biases neither 0 nor 1; X is signed; every class occurs, one of them more often than the others.
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
    rng = np.random.default_rng(seed)
    y = rng.permutation(np.concatenate([np.arange(1, K + 1), np.full(m - K, 1 + seed % K)]))
    theta = rng.normal(size=h * (n + 1) + K * (h + 1))
    Y = (y[:, None] == np.arange(1, K + 1)).astype(float)
    return Probe(theta, rng.normal(size=(m, n)), y, Y, (n, h, K), lambda_)


#: λ is never 0 or 1 here: 1 hides that it is missing, 0 that it is used
PROBES = [probe(1, n=6, h=4, K=3, m=11, lambda_=2.7), probe(2, n=5, h=8, K=4, m=13, lambda_=0.6),
          probe(3, n=9, h=3, K=6, m=14, lambda_=5.2)]
