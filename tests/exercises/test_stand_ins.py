"""What our own answers use in place of matplotlib and of one training after another gives the same."""
from itertools import combinations

import matplotlib.figure
import numpy as np
import pytest
from variants import variant

from nn.exercises import stand_ins
from nn.exercises.exercise import exercises, find
from nn.exercises.sandbox.calls import observe
from nn.exercises.source import answer_module, define
from nn.exercises.verdict.compare import same
from nn.exercises.verdict.match import alike
from nn.exercises.verdict.observed import answer, observed

PICTURE, NETWORK = find("draw_hidden_units"), find("my_network")


def variants(exercise):
    """The sources of the answer, of each mistake and of each pair of mistakes that can be made together."""
    chosen = [(), *combinations(exercise.mistakes, 1), *combinations(exercise.mistakes, 2)]
    return [source for mistakes in chosen if (source := variant(exercise, *mistakes)) is not None]


def without_stand_ins(monkeypatch, source, call):
    """What is observed with matplotlib itself, and with a training for each source."""
    with monkeypatch.context() as patch:
        patch.setattr(stand_ins, "Figure", matplotlib.figure.Figure)
        patch.setattr(stand_ins, "trained_once", lambda train: train)
        answer_module.cache_clear()
        seen = observe(define(source)[call.function], call.arguments)
    answer_module.cache_clear()
    return seen


@pytest.mark.parametrize("exercise, calls", [(PICTURE, PICTURE.calls[:2]), (NETWORK, NETWORK.calls[:1])],
                         ids=["picture", "network"])
def test_every_variant_shows_what_it_shows_without_stand_ins(exercise, calls, monkeypatch):
    for source in variants(exercise):
        for call in calls:
            with_them = observed(source, call)
            assert alike(exercise, call, with_them, without_stand_ins(monkeypatch, source, call)), source


def test_another_f_or_another_start_is_another_training():
    trained = []
    train = stand_ins.trained_once(lambda f, theta, most: trained.append(most) or theta + most)

    def bowl(theta):
        return float(theta @ theta), 2 * theta

    def steeper(theta):
        return float(theta @ theta), 3 * theta
    start = np.ones(2)
    first = train(bowl, start, 10)
    first += 1                                                      # the caller's own
    assert np.array_equal(train(bowl, start, 10), start + 10) and trained == [10]
    train(bowl, start, 20), train(bowl, 2 * start, 10), train(steeper, start, 10)
    assert trained == [10, 20, 10, 10]


def test_what_is_remembered_has_as_many_arrays_as_what_was_returned():
    """A sigmoid that writes into z makes a2 and z2 one array: what is written into the one shows in the other."""
    twice = stand_ins.remembered(lambda theta: ([theta + 1] * 2, theta))
    first, again = twice(np.zeros(2)), twice(np.zeros(2))
    again[0][0] += 5
    assert np.array_equal(again[0][1], [6, 6]) and np.array_equal(first[0][1], [1, 1])
    assert np.array_equal(twice(np.zeros(2))[0][0], [1, 1])


@pytest.mark.parametrize("exercise", [
    pytest.param(one, id=one.stem, marks=pytest.mark.slow if one.seconds > 10 else ())
    for one in exercises() if one.facts is not None])
def test_every_fact_is_true_of_the_answer(exercise):
    for call in exercise.calls:
        assert [fact for fact in exercise.facts(call, answer(exercise, call))
                if not same(fact.found, fact.expected)] == []
