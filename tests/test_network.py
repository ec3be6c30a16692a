import tracemalloc

import numpy as np
import pytest

import nn
from nn.parameters import unflatten


def logical_or():
    """Units by hand: the output is on where x1 or x2 is.  theta, layer_sizes"""
    return np.array([-10.0, 20.0, 20.0]), (2, 1)


def test_a_hand_made_unit_computes_or():
    theta, sizes = logical_or()
    activations, zs = nn.feedforward(theta, [[0, 0], [0, 1], [1, 0], [1, 1]], sizes)
    assert zs[0].ravel().tolist() == [-10, 10, 10, 30]
    assert activations[-1].ravel().round(3).tolist() == [0, 1, 1, 1]


def test_feedforward_is_the_loop_over_units_of_the_text(small):
    theta, X, _, sizes = small
    a = X
    for Theta in unflatten(theta, sizes):
        z = [[Theta[unit, 0] + sum(Theta[unit, 1 + i] * row[i] for i in range(len(row))) for unit in range(len(Theta))]
             for row in a]
        a = 1 / (1 + np.exp(-np.array(z)))
    activations, zs = nn.feedforward(theta, X, sizes)
    np.testing.assert_allclose(zs[-1], z, rtol=1e-13)                       # sums of 5 terms in another order
    np.testing.assert_allclose(activations[-1], a, rtol=1e-13)


def test_feedforward_returns_one_array_a_layer_and_the_input_first(small):
    theta, X, _, sizes = small
    activations, zs = nn.feedforward(theta, X, sizes)
    assert [a.shape for a in activations] == [(11, 6), (11, 4), (11, 3)]
    assert [z.shape for z in zs] == [(11, 4), (11, 3)]
    assert np.array_equal(activations[0], X)


def test_examples_do_not_know_each_other(small):
    theta, X, _, sizes = small
    together = nn.feedforward(theta, X, sizes)[0][-1]
    alone = [nn.feedforward(theta, X[i:i + 1], sizes)[0][-1][0] for i in range(len(X))]
    np.testing.assert_allclose(together, alone, rtol=1e-14)                 # BLAS sums one row in another order


def test_identity_layers_make_one_matrix_product():
    theta, X = np.arange(1.0, 22), np.random.default_rng(0).normal(size=(5, 2))
    A, B = unflatten(theta, (2, 3, 3))
    zs = nn.feedforward(theta, X, (2, 3, 3), hidden="identity")[1]
    np.testing.assert_allclose(zs[-1], (X @ A[:, 1:].T + A[:, 0]) @ B[:, 1:].T + B[:, 0], rtol=1e-13)


def test_softmax_output_sums_to_one(small):
    theta, X, _, sizes = small
    np.testing.assert_allclose(nn.feedforward(theta, X, sizes, output="softmax")[0][-1].sum(axis=1), 1, rtol=1e-15)


def test_the_course_weights_reach_the_published_accuracy(course_weights, ex4):
    X, Y = ex4
    predicted = nn.predict(course_weights, X, (400, 25, 10), range(1, 11))
    assert nn.accuracy(nn.from_one_hot(Y, range(1, 11)), predicted) == 0.9752     # exercise 4: 97.52 %


def test_predict_answers_in_the_labels_of_the_data():
    theta, X = np.array([0.0, 1, 0, 0.0, 0, 1]), [[3, 1], [1, 3]]           # each output unit copies one input
    assert nn.predict(theta, X, (2, 2), ["left", "right"]).tolist() == ["left", "right"]


def test_predict_refuses_another_number_of_classes():
    with pytest.raises(ValueError, match="3 classes .* for 2 output units"):
        nn.predict(np.zeros(6), [[1, 2]], (2, 2), [1, 2, 3])


@pytest.mark.parametrize("hidden, output", [("sigmoid", "sigmoid"), ("tanh", "softmax"), ("relu", "softmax")])
def test_predict_keeps_no_layer_of_all_examples_in_memory(hidden, output):
    sizes, X = (30, 100, 100, 4), np.random.default_rng(0).random((20_000, 30))
    network = nn.Network(nn.random_init(sizes, np.random.default_rng(1), epsilon=None), sizes, range(4), hidden, output)
    tracemalloc.start()
    try:
        labels = network.predict(X)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < len(X) * 100 * 8 / 2                                  # half of one hidden layer
    np.testing.assert_array_equal(labels, network.feedforward(X)[0][-1].argmax(axis=1))
