"""The order of the additions is fixed, whoever makes them."""
import numpy as np
import pytest

from nn.distributed.tree import subtree_size, tree_sum


def by_halves(terms):
    """The same tree from its root: on the left the largest power of two of terms that leaves one for the right."""
    if len(terms) == 1:
        return terms[0]
    left = 1 << (len(terms) - 1).bit_length() - 1
    return f"({by_halves(terms[:left])} + {by_halves(terms[left:])})"


class Written:
    """A term whose sum shows in which order it was added."""
    def __init__(self, text):
        self.text = text

    def __add__(self, other):
        return Written(f"({self.text} + {other.text})")


@pytest.mark.parametrize("number", [*range(1, 20), 31, 32, 33, 100])
def test_the_tree_is_the_one_cut_from_its_root(number):
    names = [f"t{i}" for i in range(number)]
    assert tree_sum(map(Written, names)).text == by_halves(names)


def test_a_tree_of_five_by_hand():
    assert tree_sum(map(Written, "abcde")).text == "(((a + b) + (c + d)) + e)"


@pytest.mark.parametrize("size", [1, 2, 4, 8, 16, 64])
@pytest.mark.parametrize("number", [1, 5, 16, 37, 100])
def test_complete_subtrees_can_be_added_up_by_anybody(number, size):
    names = [f"t{i}" for i in range(number)]
    subtrees = [tree_sum(map(Written, names[start:start + size])) for start in range(0, number, size)]
    assert tree_sum(subtrees).text == by_halves(names)


def test_other_parts_would_give_another_sum():
    """A part that is not a subtree, here of three, changes the order: the test above would see it."""
    parts = [tree_sum(map(Written, part)) for part in ("abc", "de")]
    assert tree_sum(parts).text != by_halves("abcde")


def test_the_terms_are_left_as_they_are():
    terms = [np.ones(3), np.ones(3), np.ones(3)]
    assert tree_sum(terms).tolist() == [3, 3, 3] and all(term.tolist() == [1, 1, 1] for term in terms)


def test_few_sums_wait_at_a_time():
    """Of 1,000 terms, at most eleven are alive: ten complete subtrees and the newest."""
    alive, most = set(), 0

    class Counted:
        def __init__(self):
            nonlocal most
            alive.add(id(self))
            most = max(most, len(alive))

        def __add__(self, other):
            return Counted()

        def __del__(self):
            alive.discard(id(self))
    tree_sum(Counted() for _ in range(1000))
    assert most <= 12


@pytest.mark.parametrize("threads", [1, 2, 3, 8, 100])
@pytest.mark.parametrize("terms", [1, 5, 640, 8100, 1_000_000])
def test_blocks_are_subtrees_that_threads_share_almost_evenly(terms, threads):
    size = subtree_size(terms, threads)
    parts = -(-terms // size)
    assert size & (size - 1) == 0
    assert size == 1 or parts >= 4 * threads and -(-parts // threads) <= 1.06 * parts / threads
