"""Cost and gradient from the workers, against those of the whole in one process."""
from functools import reduce

import dask.array as da
import numpy as np
import pytest

import nn
from nn import distributed
from nn.cost import check_problem
from nn.distributed.leaves import block_sums, leaf_sums


def by_hand(theta, X, Y, layer_sizes, lambda_):
    """The tree over four leaves, written out: the last one has 700 examples."""
    Thetas, _, _, _, layers = check_problem(theta, X, Y, layer_sizes, lambda_, "sigmoid", "sigmoid")
    a, b, c, d = (leaf_sums(Thetas, np.ascontiguousarray(X[rows]), np.asfortranarray(Y[rows]), layers)
                  for rows in (slice(0, 1000), slice(1000, 2000), slice(2000, 3000), slice(3000, 3700)))
    sums = ((a + b) + (c + d)) / 3700
    penalties = [lambda_ / 3700 * np.column_stack([np.zeros(len(Theta)), Theta[:, 1:]]) for Theta in Thetas]
    J = sums[-1] + lambda_ / 7400 * sum(np.sum(Theta[:, 1:] ** 2) for Theta in Thetas)
    return J, sums[:-1] + nn.flatten(penalties)


@pytest.fixture(params=["arrays", "a memmap", "Dask arrays", "chunks", "read again"])
def examples(request, digits, client, tmp_path):
    """The same digits from each source."""
    X, y = digits
    if request.param == "a memmap":
        np.save(tmp_path / "X.npy", X)
        X = np.load(tmp_path / "X.npy", mmap_mode="r")
    if request.param == "Dask arrays":
        X, y = da.from_array(X, chunks=(777, 20)), da.from_array(y, chunks=1234)
    data = X, y
    if request.param in ("chunks", "read again"):
        for number, rows in enumerate((slice(0, 300), slice(300, 1999), slice(1999, 2001), slice(2001, 3700))):
            np.savez(tmp_path / f"{number}.npz", X=X[rows], y=y[rows])
        data = str(tmp_path / "*.npz")
    return distributed.Examples(data, client, range(1, 11), keep=False if request.param == "read again" else None)


@pytest.mark.parametrize("lambda_", [0.0, 3.0])
def test_they_are_cost_and_gradient_of_all_examples(examples, problem, lambda_):
    theta, X, Y, layer_sizes = problem
    J, gradient = distributed.objective_of(examples, layer_sizes, lambda_)(theta)
    whole_J, whole_gradient = nn.cost_and_gradient(theta, X, Y, layer_sizes, lambda_)
    assert J == pytest.approx(whole_J, rel=1e-13) and type(J) is float
    assert np.linalg.norm(gradient - whole_gradient) < 1e-13 * np.linalg.norm(whole_gradient)


def test_they_are_the_tree_of_the_leaves_to_the_last_bit(examples, problem):
    """Whatever the chunks: leaves that cross their borders are put together first."""
    theta, X, Y, layer_sizes = problem
    J, gradient = distributed.objective_of(examples, layer_sizes, 3.0)(theta)
    hand_J, hand_gradient = by_hand(theta, X, Y, layer_sizes, 3.0)
    assert J == pytest.approx(hand_J, rel=1e-15) and gradient.tobytes() == hand_gradient.tobytes()


def test_the_sums_of_the_chunks_themselves_would_differ_in_the_last_bits(problem):
    """So the test above sees the order of the additions: another one gives other bits."""
    theta, X, Y, layer_sizes = problem
    Thetas, _, _, _, layers = check_problem(theta, X, Y, layer_sizes, 0.0, "sigmoid", "sigmoid")
    parts = [leaf_sums(Thetas, np.ascontiguousarray(X[rows]), np.asfortranarray(Y[rows]), layers)
             for rows in (slice(0, 300), slice(300, 1999), slice(1999, 2001), slice(2001, 3700))]
    other = reduce(np.add, parts)[:-1] / 3700
    ours = by_hand(*problem, 0.0)[1]
    assert other.tobytes() != ours.tobytes() and np.allclose(other, ours, rtol=1e-11, atol=1e-15)


@pytest.fixture(scope="module")
def whole(client, digits):
    """The digits as the workers have them in memory, for tests that change nothing."""
    return distributed.Examples(digits, client, range(1, 11))


@pytest.mark.parametrize("hidden, output", [("tanh", "softmax"), ("relu", "sigmoid")])
def test_all_activations_are_the_same_functions(whole, problem, hidden, output):
    theta, X, Y, layer_sizes = problem
    J, gradient = distributed.objective_of(whole, layer_sizes, 1.0, hidden, output)(theta)
    in_one = nn.cost_and_gradient(theta, X, Y, layer_sizes, 1.0, hidden=hidden, output=output)
    assert J == pytest.approx(in_one[0], rel=1e-13)
    np.testing.assert_allclose(gradient, in_one[1], rtol=1e-10, atol=1e-15)


def test_confusion_and_sample_are_those_of_the_digits(client, digits, problem):
    theta, X, _, layer_sizes = problem
    network = nn.Network(theta, layer_sizes, np.arange(1, 11))
    examples = distributed.Examples(digits, client, range(1, 11), keep=False)
    assert np.array_equal(examples.confusion_matrix(network),
                          nn.confusion_matrix(digits[1], network.predict(X), range(1, 11)))
    some_X, some_y = examples.some(leaves=2)
    assert np.array_equal(some_X, np.concatenate([X[:1000], X[3000:]])) and len(some_y) == 1700
    assert np.array_equal(some_y, np.concatenate([digits[1][:1000], digits[1][3000:]]))


def test_many_blocks_are_added_up_by_the_workers_first(client, problem, digits, monkeypatch):
    from nn.distributed import examples as module
    monkeypatch.setattr(module, "TOGETHER", 2)
    examples = distributed.Examples(digits, client, range(1, 11))
    gradient = distributed.objective_of(examples, problem[3], 3.0)(problem[0])[1]
    assert gradient.tobytes() == by_hand(*problem, 3.0)[1].tobytes()


def moved(array, by):
    """A copy that begins so many bytes behind an address that is a multiple of 64."""
    room = np.empty(array.nbytes + 128, np.uint8)
    start = -room.ctypes.data % 64 + by
    copy = np.ndarray(array.shape, array.dtype, room[start:start + array.nbytes].data,
                      order="C" if array.flags.c_contiguous else "F")
    copy[...] = array
    return copy


def test_where_an_array_lies_in_memory_does_not_matter(problem):
    """What another worker sends begins at any byte, and NumPy's own sums of such numbers differ in the last bits."""
    theta, X, Y, layer_sizes = problem
    leaf, theta = (np.ascontiguousarray(X[3000:]), np.asfortranarray(Y[3000:])), 30 * theta
    expected = block_sums([leaf], theta, layer_sizes, "sigmoid", "sigmoid")
    for by in (0, 1, 4, 8, 16, 24, 57):
        X_moved, Y_moved = (moved(array, by) for array in leaf)
        sums = block_sums([(X_moved, Y_moved)], moved(theta, by), layer_sizes, "sigmoid", "sigmoid")
        assert sums.tobytes() == expected.tobytes()
        assert X_moved.flags.aligned == (by % 8 == 0) and X_moved.flags.c_contiguous and Y_moved.flags.f_contiguous


# training

@pytest.mark.parametrize("method", ["TNC", "L-BFGS-B", "CG"])
def test_training_is_that_of_one_process(whole, problem, method):
    """As far as rounding lets it: after a few evaluations, since TNC's path doubles the difference again and again."""
    _, X, Y, layer_sizes = problem
    seen, settings = [], {"lambda_": 1.0, "max_evaluations": 12, "seed": 3, "method": method}
    result = distributed.train(whole, layer_sizes, watch=[seen.append], **settings)
    alone = nn.train(X, Y, layer_sizes, **settings)
    assert result.cost == pytest.approx(alone.cost, rel=1e-9) and len(result.costs) == len(alone.costs)
    assert (result.evaluations, result.ended, result.layer_sizes) == (12, "limit", layer_sizes)
    assert [one.evaluations for one in seen] == [*range(1, 13), 12]


def test_a_training_is_resumed_from_its_checkpoint_also_with_other_chunks(whole, client, digits, tmp_path):
    X, y = digits
    data = {"lambda_": 2.0}
    checkpoint = nn.Checkpoint(tmp_path / "run.npz", whole, None, (49, 6, 10), **data)
    first = distributed.train(whole, (49, 6, 10), max_evaluations=5, watch=[checkpoint], **data)
    others = distributed.Examples((da.from_array(X, chunks=(500, 49)), y), client, range(1, 11), keep=False)
    progress, _ = nn.load_checkpoint(tmp_path / "run.npz", others, None, (49, 6, 10), **data)
    second = distributed.train(others, (49, 6, 10), max_evaluations=9, resume=progress, **data)
    assert progress.evaluations == 5 and second.evaluations == 9 and second.cost < first.cost
    with pytest.raises(ValueError, match="X and Y differ from those of the checkpoint"):
        nn.load_checkpoint(tmp_path / "run.npz", distributed.Examples((X[::-1], y[::-1]), client, range(1, 11)), None,
                           (49, 6, 10), **data)


def test_ctrl_c_returns_what_was_found(whole):
    def interrupt(progress):
        if progress.evaluations == 3 and not progress.done:
            raise KeyboardInterrupt
    result = distributed.train(whole, (49, 6, 10), watch=[interrupt])
    assert result.interrupted and result.evaluations == 3


@pytest.mark.parametrize("options, message", [
    ({"layer_sizes": (48, 6, 10)}, r"layer_sizes is \(48, 6, 10\), but the examples have 49 inputs and 10 classes"),
    ({"layer_sizes": (49, 6, 9)}, "the examples have 49 inputs and 10 classes"),
    ({"method": "sgd"}, "method is 'sgd', expected one of 'TNC'"), ({"lambda_": -1}, "lambda_ is -1"),
    ({"hidden": "step"}, "hidden is 'step'"), ({"max_evaluations": 0}, "max_evaluations is 0"),
    ({"watch": print}, "expected a list of watchers")])
def test_wrong_arguments_are_named_before_anything_is_computed(whole, options, message):
    with pytest.raises(ValueError, match=message):
        distributed.train(whole, **({"layer_sizes": (49, 6, 10)} | options))
