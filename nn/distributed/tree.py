"""A sum in a fixed order: floating-point addition rounds, so (a + b) + c is not a + (b + c)."""
from __future__ import annotations

from collections.abc import Iterable

from nn.arguments import Vector


def tree_sum(terms: Iterable[Vector]) -> Vector:
    """((t₀ + t₁) + (t₂ + t₃)) + ((t₄ + t₅) + …),  pairs of neighbours, pairs of pairs, and so on.

    Only complete subtrees wait for their neighbour: of m terms, log₂ m are in memory at a time. A subtree of 2ᵏ terms
    that begins at a multiple of 2ᵏ can be added up by anybody: the sum of such sums is the same to the last bit.

    terms   : arrays of one shape, at least one
    Returns : their sum; of four terms (t₀ + t₁) + (t₂ + t₃), of three (t₀ + t₁) + t₂
    Source  : the pairwise summation of Higham, Accuracy and Stability of Numerical Algorithms, section 4.1

    >>> tree_sum([1e16, 1.0, 1.0, 1.0]), 1e16 + 1.0 + 1.0 + 1.0     # (1e16 + 1) + 2, not ((1e16 + 1) + 1) + 1
    (1.0000000000000002e+16, 1e+16)
    """
    waiting: list[tuple[int, Vector]] = []          # (terms in it, its sum) of complete subtrees, the largest first
    for term in terms:
        size, total = 1, term
        while waiting and waiting[-1][0] == size:
            size, total = 2 * size, waiting.pop()[1] + total
        waiting.append((size, total))
    *larger, total = (subtotal for _, subtotal in waiting)
    for subtotal in reversed(larger):
        total = subtotal + total
    return total


def subtree_size(terms: int, threads: int) -> int:
    """The largest power of two that cuts so many terms into parts which threads can share almost evenly.

    Each part costs the cluster a message or two, so there should be few; but at least four for each thread, and the
    busiest thread should have at most 6 % more than the mean. Where that cannot be, 1.

    >>> subtree_size(640, threads=2), subtree_size(640, threads=3), subtree_size(5, threads=2)      # 10, 20, 5 parts
    (64, 32, 1)
    """
    def fits(size: int) -> bool:
        parts = -(-terms // size)
        return parts >= 4 * threads and -(-parts // threads) * threads <= 1.06 * parts
    return next((size for size in reversed([2 ** k for k in range(terms.bit_length())]) if fits(size)), 1)
