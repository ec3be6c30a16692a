"""Memory at the peak, beyond what the process has when the work begins: each in a process of its own.

Pages of a mapped file count as long as they are mapped.
"""
from functools import partial

import numpy as np
import problems
import pytest
from children import STATUS, child
from side_by_side import Peer, at_most

pytest.importorskip("sklearn", reason="pip install '.[bench]'")
pytestmark = pytest.mark.skipif(not STATUS.exists(), reason="the peak is read from /proc, which only Linux has")


@pytest.fixture(scope="module")
def bytes_of_mnist(tmp_path_factory):
    """A file of 60,000 digits as uint8, 47 MB."""
    path = tmp_path_factory.mktemp("mnist") / "X.npy"
    np.save(path, problems.mnist()[0])
    return path


@pytest.fixture
def compare_memory(compare):
    return lambda what, ours, *peers: compare(what, ours, *peers, rounds=3, measure="memory", warm=False)


@pytest.mark.parametrize("work, what", [("predict_many", "`predict`, 100,000 rows by three layers of 100"),
                                        ("fit_bytes", "`fit`, 60,000 × 784 of uint8, an epoch")])
def test_memory(compare_memory, work, what):
    compare_memory(what, partial(child, work, "nn", threads=1),
                   Peer("scikit-learn", partial(child, work, "scikit-learn", threads=1), at_most(1.2)))


def test_memory_of_a_memmap(compare_memory, bytes_of_mnist):
    fit = partial(child, "fit_memmap", threads=1)
    compare_memory("`fit`, a memmap of 60,000 × 784 uint8, an epoch", partial(fit, "nn", bytes_of_mnist),
                   Peer("scikit-learn", partial(fit, "scikit-learn", bytes_of_mnist), at_most(1.2)))


def test_memory_of_partial_fit_of_a_memmap(compare_memory, bytes_of_mnist):
    fit, partial_fit = partial(child, "fit_memmap", threads=1), partial(child, "partial_fit_memmap", threads=1)
    compare_memory("`partial_fit`, the same file by 1,000 rows", partial(partial_fit, "nn", bytes_of_mnist),
                   Peer("scikit-learn's `fit` of the file", partial(fit, "scikit-learn", bytes_of_mnist), at_most(0.1)),
                   Peer("scikit-learn's `partial_fit`", partial(partial_fit, "scikit-learn", bytes_of_mnist)))
