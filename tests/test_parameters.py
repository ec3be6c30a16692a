import numpy as np
import pytest

from nn.parameters import blocks, entry_name, flatten, random_init, shapes, unflatten

SIZES = (6, 4, 5, 3)


def test_flatten_undoes_unflatten():
    theta = np.arange(sum(a * b for a, b in shapes(SIZES)), dtype=float)
    assert np.array_equal(flatten(unflatten(theta, SIZES)), theta)


def test_theta_is_layer_by_layer_and_row_by_row():
    Theta1, Theta2 = unflatten(np.arange(4 * 7 + 3 * 5), (6, 4, 3))
    assert Theta1[1, 0] == 7 and Theta1[0, 1] == 1 and Theta2[0, 0] == 28 and Theta2[2, 4] == 42


def test_unflatten_returns_views():
    theta = np.zeros(7)
    unflatten(theta, (1, 2, 1))[1][0, 0] = 5
    assert theta[4] == 5


def test_the_course_has_10285_parameters():
    assert len(random_init((400, 25, 10), np.random.default_rng(0))) == 10285    # exercise 4: 25·401 + 10·26


def test_random_init_is_uniform_between_minus_epsilon_and_epsilon():
    theta = random_init((400, 25, 10), np.random.default_rng(0), epsilon=0.12)
    assert -0.12 < theta.min() < -0.1199 and 0.1199 < theta.max() < 0.12
    assert theta.std() == pytest.approx(0.12 / np.sqrt(3), rel=0.03)             # 3 % is 4 standard errors


def test_random_init_follows_the_generator_and_leaves_the_global_state_alone():
    before = np.random.get_state()[1].copy()
    one, two = (random_init(SIZES, np.random.default_rng(1)) for _ in range(2))
    assert np.array_equal(one, two) and not np.array_equal(one, random_init(SIZES, np.random.default_rng(2)))
    assert np.array_equal(before, np.random.get_state()[1])


@pytest.mark.parametrize("rng, epsilon, match", [(0, 0.12, "rng is 0"), (np.random.default_rng(0), 0, "epsilon is 0")])
def test_random_init_wants_a_generator_and_a_width(rng, epsilon, match):
    with pytest.raises(ValueError, match=match):
        random_init(SIZES, rng, epsilon)


def test_blocks_cover_theta_once_and_biases_are_the_first_columns():
    places = blocks(SIZES)
    assert sorted(np.concatenate(list(places.values()))) == list(range(sum(a * b for a, b in shapes(SIZES))))
    assert places["Theta2 bias"].tolist() == [28, 33, 38, 43, 48]


def test_every_entry_has_the_name_of_its_place_in_its_matrix():
    assert entry_name(27, (6, 4, 3)) == "Theta1[3, 6]"
    assert entry_name(28, (6, 4, 3)) == "Theta2[0, 0] (bias)"
    with pytest.raises(IndexError):
        entry_name(43, (6, 4, 3))


@pytest.mark.parametrize("sizes", [(), (3,), 3, (3, 0), (3, -1), (3.5, 2), "ab", [(1, 2)]])
def test_layer_sizes_that_make_no_network_are_refused(sizes):
    with pytest.raises(ValueError, match="layer_sizes is"):
        shapes(sizes)
