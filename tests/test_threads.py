"""How many threads compute: never more than the user allows, and the result is the same with any number."""
import threading
import time
from contextlib import suppress
from functools import partial
from types import SimpleNamespace

import numpy as np
import pytest

import nn
from nn import backprop, threads
from nn.threads import REST, SAMPLE, SMALL, TRIAL, VARIABLES, Clock, measured_threads, one_blas_thread, parallel_map


class Machine:
    """A pool of 4 threads, and what an evaluation takes with one and with all of them."""

    def __init__(self, one, all_):
        self.pool = SimpleNamespace(num_threads=1)
        self.pool.set_num_threads = lambda number: setattr(self.pool, "num_threads", number)
        self.seconds, self.time = {1: one, 4: all_}, 0.0
        self.clock = Clock([(self.pool, 4)], now=lambda: self.time)

    def evaluate(self, times):
        """Evaluations, one after the other; returns the number of threads of each."""
        used = []
        for _ in range(times):
            used.append(self.pool.num_threads)
            with self.clock:
                self.time += self.seconds[self.pool.num_threads]
        return used


@pytest.mark.parametrize("all_", [0.3, 0.9, 0.99])
def test_on_a_quiet_machine_all_threads_work_after_a_sample_with_one(all_):
    assert Machine(one=1.0, all_=all_).evaluate(1000) == [1] * SAMPLE + [4] * (1000 - SAMPLE)


def test_a_single_hiccup_changes_nothing():
    machine = Machine(one=1.0, all_=0.6)
    for _ in range(5):
        machine.evaluate(50)
        machine.seconds[4] = 8.0
        machine.evaluate(1)
        machine.seconds[4] = 0.6
    assert set(machine.evaluate(50)) == {4}


@pytest.mark.parametrize("all_, seen_after", [(30.0, 1), (6.0, 2), (3.0, 5), (1.3, 16), (1.1, 19)])
def test_where_threads_are_starved_one_remains_as_soon_as_that_is_certain(all_, seen_after):
    used = Machine(one=1.0, all_=all_).evaluate(100)
    assert used == [1] * SAMPLE + [4] * seen_after + [1] * (100 - SAMPLE - seen_after)


def test_whatever_happens_little_time_is_lost():
    for all_ in (0.5, 1.0, 1.5, 4.0, 20.0):
        machine = Machine(one=1.0, all_=all_)
        machine.evaluate(400)
        assert machine.time <= 1.2 * 400


def test_after_a_rest_it_tries_again_but_ever_more_seldom():
    machine = Machine(one=1.0, all_=30.0)
    used = np.array(machine.evaluate(16 * REST))
    assert np.diff(np.flatnonzero(used == 4)).tolist() == [factor * REST + SAMPLE + 1 for factor in (1, 2, 4, 8)]
    machine.seconds[4] = 0.5                                        # the other process has ended
    assert machine.evaluate(17 * REST)[-1] == 4


def test_without_pools_a_clock_does_nothing():
    clock = Clock([])
    for _ in range(3 * TRIAL):
        with clock:
            pass
    assert clock.timed(max, 3, 5) == 5


# the real pools

def numbers_of_threads():
    return {pool.filepath: pool.num_threads for pool in threads.blas_pools()}


@pytest.fixture
def unlimited(monkeypatch):
    """As where nobody has set a number; 3 threads, however many cores there are."""
    import scipy.linalg  # noqa: F401  (loads SciPy's BLAS)
    from threadpoolctl import threadpool_limits
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    with threadpool_limits(3, user_api="blas"):
        if set(numbers_of_threads().values()) != {3}:
            pytest.skip("the threads of this BLAS cannot be set")
        yield


@pytest.mark.parametrize("context", [one_blas_thread, parallel_map, measured_threads])
def test_all_pools_have_one_thread_inside_and_are_as_before_even_after_an_error(unlimited, context):
    before = numbers_of_threads()
    with pytest.raises(ZeroDivisionError), context():
        assert set(numbers_of_threads().values()) == {1}
        raise ZeroDivisionError
    assert numbers_of_threads() == before


def test_scipys_own_blas_keeps_one_thread_where_numpys_uses_all(unlimited):
    with measured_threads() as clock:
        clock.use_all()
        inside = numbers_of_threads()
    assert all(number == 1 for path, number in inside.items() if "scipy.libs" in path) and 3 in inside.values()


@pytest.mark.parametrize("multiplications, pools", [(SMALL, 0), (SMALL + 1, 1)])
def test_small_products_have_one_thread(unlimited, multiplications, pools):
    with measured_threads(multiplications) as clock:
        assert len(clock.pools) == pools


@pytest.mark.parametrize("variable", VARIABLES)
def test_a_number_in_the_environment_is_left_alone(unlimited, monkeypatch, variable):
    monkeypatch.setenv(variable, "3")
    before = numbers_of_threads()
    with measured_threads() as clock:
        assert numbers_of_threads() == before and clock.pools == []


def test_a_limit_of_the_users_is_not_exceeded(unlimited):
    from threadpoolctl import threadpool_limits
    with threadpool_limits(1, user_api="blas"):
        with measured_threads() as clock:
            assert clock.pools == []
        with parallel_map() as pmap:
            assert {*threads_of(pmap, SAMPLE + 2)} == {1}


def threads_of(pmap, times):
    """How many threads a parallel map of three parts uses at the same time, in one call after the other."""
    for _ in range(times):
        together = threading.Barrier(3)
        yield len({*pmap(partial(meet, together), range(3))})


def meet(barrier, _):
    """The thread that computes a part: it waits for those of the others, for a short time."""
    with suppress(threading.BrokenBarrierError):
        barrier.wait(timeout=0.2)
    return threading.get_ident()


def test_a_parallel_map_has_as_many_threads_as_blas_had_after_a_sample_with_one(unlimited):
    """Alone, a part waits in vain for the others."""
    with parallel_map() as pmap:
        assert [*threads_of(pmap, SAMPLE + 5)] == [1] * SAMPLE + [3] * 5


def test_a_parallel_map_goes_on_with_one_thread_where_that_is_faster(unlimited):
    """Here, who shares the work has to wait: as on a machine whose cores are busy."""
    caller = threading.get_ident()
    with parallel_map() as pmap:
        used = [len({*pmap(lambda _: (time.sleep(0.001 if threading.get_ident() == caller else 0.3),
                                      threading.get_ident())[1], range(3))}) for _ in range(40)]
    assert used[:SAMPLE] == [1] * SAMPLE and 1 <= used.count(3) <= 2 and set(used[SAMPLE + 2:]) == {1}


@pytest.mark.parametrize("variable", VARIABLES)
def test_a_parallel_map_has_the_number_in_the_environment_from_the_beginning(unlimited, monkeypatch, variable):
    monkeypatch.setenv(variable, "3")
    with parallel_map() as pmap:
        assert [*threads_of(pmap, times=2)] == [3, 3]


def test_a_parallel_map_keeps_the_order_the_errors_and_errstate(unlimited):
    with parallel_map() as pmap:
        for _ in range(SAMPLE + 2):                                 # in one thread, then in several
            assert pmap(lambda number: number ** 2, range(100)) == [number ** 2 for number in range(100)]
            with np.errstate(divide="raise"), pytest.raises(FloatingPointError):
                pmap(lambda number: 1 / np.array([number]), [1.0, 0.0])
            with np.errstate(divide="ignore"):
                assert pmap(lambda number: 1 / np.array([number]), [0.0]) == [np.inf]


def test_training_shares_the_examples_among_threads_of_its_own_after_a_sample_in_one(unlimited, monkeypatch):
    calls, honest = [], backprop.evaluate

    def noted(Thetas, X, *rest):
        calls.append((threading.get_ident(), len(X)))
        return honest(Thetas, X, *rest)
    monkeypatch.setattr(backprop, "evaluate", noted)
    X, y = nn.load_ex4()
    nn.train(X, nn.one_hot(y, range(1, 11)), (400, 5, 10), max_evaluations=SAMPLE + 1)
    assert [length for _, length in calls] == 4 * (SAMPLE + 1) * [1250]
    at_first, then = {thread for thread, _ in calls[:4 * SAMPLE]}, {thread for thread, _ in calls[4 * SAMPLE:]}
    assert at_first == {threading.get_ident()} and not at_first & then


@pytest.mark.parametrize("method", ["TNC", "L-BFGS-B", "CG"])
def test_training_gives_the_same_digits_with_any_number_of_threads(unlimited, method):
    from threadpoolctl import threadpool_limits
    X, y = nn.load_ex4()
    Y = nn.one_hot(y, range(1, 11))

    def trained(number):
        with threadpool_limits(number, user_api="blas"):
            return nn.train(X, Y, (400, 5, 10), max_evaluations=30, method=method)
    results = [trained(number) for number in (1, 2, 3)]
    assert len({result.theta.tobytes() for result in results}) == 1
    assert len({result.cost for result in results}) == 1
