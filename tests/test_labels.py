"""nn.labels: labels, one-hot rows, and the split that keeps every class's share."""
import numpy as np
import pytest

from nn.labels import from_one_hot, one_hot, stratified_split

DIGITS = range(1, 11)                               # exercise 4: 10 is the digit 0


def test_one_hot_has_its_1_in_the_column_of_the_label():
    assert one_hot([3, 1, 2, 3], classes=[1, 2, 3]).tolist() == [[0, 0, 1], [1, 0, 0], [0, 1, 0], [0, 0, 1]]


def test_the_order_of_the_classes_is_the_order_of_the_columns():
    assert one_hot([1, 2], classes=[2, 1]).tolist() == [[0, 1], [1, 0]]


@pytest.mark.parametrize(["y", "classes"], [
    (np.array([10, 1, 5, 10]), DIGITS),
    (np.array([10, 1, 5, 10], dtype=np.uint8), np.arange(1, 11)),
    (np.array([10.0, 1.0, 5.0]), DIGITS),
    (np.array(["dog", "cat", "horse", "cat"]), ["cat", "dog", "horse"]),
    (np.array([True, False]), [False, True]),
    (np.array([0, -1, 7]), [-1, 0, 7]),
], ids=["int", "uint8", "float", "text", "bool", "negative"])
def test_from_one_hot_undoes_one_hot(y, classes):
    Y = one_hot(y, classes)
    assert Y.dtype == np.float64 and Y.shape == (len(y), len(classes))
    assert np.all(Y.sum(axis=1) == 1) and np.isin(Y, [0, 1]).all()
    assert from_one_hot(Y, classes).tolist() == y.tolist()


def test_from_one_hot_takes_the_class_of_the_highest_score():
    assert from_one_hot([[0.2, 0.3, 0.1], [-1.0, -3.0, -2.0]], classes=["a", "b", "c"]).tolist() == ["b", "a"]


def test_label_0_is_met_with_the_course_s_10():
    with pytest.raises(ValueError, match=r"y\[1\] is 0, .* digit 0 has label 10"):
        one_hot([1, 0], DIGITS)


@pytest.mark.parametrize(["y", "classes", "message"], [
    ([1, 2, 11], DIGITS, r"y\[2\] is 11, which is not one of the classes \[1, 2, .* 10\]$"),
    ([1, np.nan], DIGITS, r"y\[1\] is nan"),
    (["cat", "cow"], ["cat", "dog"], r"y\[1\] is 'cow', .*\['cat', 'dog'\]"),
    (["1"], [1, 2], r"y\[0\] is '1', which is not one of the classes"),
    ([[1], [2]], DIGITS, r"y\.shape=\(2, 1\), expected \(m,\).*asarray\(y\)\.ravel\(\)"),
    (np.eye(3), DIGITS, r"y\.shape=\(3, 3\), expected \(m,\): one label an example$"),
    (3, DIGITS, r"y\.shape=\(\)"),
    ([1], [1, 2, 1], "expected K different labels"),
    ([1], [], "expected K different labels"),
])
def test_one_hot_names_what_is_wrong(y, classes, message):
    with pytest.raises(ValueError, match=message):
        one_hot(y, classes)


@pytest.mark.parametrize("Y", [np.eye(2), np.ones(3), np.ones((2, 3, 1))])
def test_from_one_hot_wants_one_column_a_class(Y):
    with pytest.raises(ValueError, match=r"expected \(m, 3\): one column a class"):
        from_one_hot(Y, classes=[1, 2, 3])


@pytest.fixture
def y():
    """50, 30 and 20 labels of three classes, shuffled."""
    return np.random.default_rng(1).permutation(np.repeat(["a", "b", "c"], [50, 30, 20]))


@pytest.mark.parametrize("test_fraction", [0.1, 0.2, 0.5, 0.9])
def test_the_split_keeps_each_class_s_share(y, test_fraction):
    _, test = stratified_split(y, test_fraction, np.random.default_rng(0))
    assert [np.sum(y[test] == label) for label in "abc"] == [round(test_fraction * size) for size in (50, 30, 20)]


def test_the_two_parts_are_disjoint_complete_and_sorted(y):
    train, test = stratified_split(y, 0.3, np.random.default_rng(0))
    assert sorted([*train, *test]) == list(range(len(y)))
    assert np.all(np.diff(train) > 0) and np.all(np.diff(test) > 0)


def test_the_split_follows_from_the_seed_alone(y):
    once, again, other = (stratified_split(y, 0.3, np.random.default_rng(seed))[1] for seed in (7, 7, 8))
    assert once.tolist() == again.tolist() != other.tolist()


@pytest.mark.parametrize("test_fraction", [0.001, 0.999])
def test_both_parts_get_an_example_of_every_class(test_fraction):
    y = np.array([1, 1, 2, 2, 2])
    for part in stratified_split(y, test_fraction, np.random.default_rng(0)):
        assert set(y[part]) == {1, 2}


@pytest.mark.parametrize(["y", "test_fraction", "message"], [
    ([1, 1, 2], 0.5, "class 2 has one example"),
    ([1, 1], 0, "between 0 and 1"),
    ([1, 1], 1, "between 0 and 1"),
    ([1, 1], np.nan, "between 0 and 1"),
    ([[1], [1]], 0.5, r"asarray\(y\)\.ravel\(\)"),
])
def test_the_split_names_what_is_wrong(y, test_fraction, message):
    with pytest.raises(ValueError, match=message):
        stratified_split(y, test_fraction, np.random.default_rng(0))


@pytest.mark.parametrize("classes", [10, "abc", None])
def test_classes_are_the_labels_not_their_number(classes):
    with pytest.raises(ValueError, match=r"expected the labels themselves, such as range\(1, 11\)"):
        one_hot([1, 2], classes)


def test_a_split_wants_a_generator():
    with pytest.raises(ValueError, match="rng is 0, expected a numpy.random.Generator"):
        stratified_split([1, 1, 2, 2], 0.5, 0)


@pytest.mark.parametrize("y, classes, hint", [([0], range(1, 11), "the digit 0 has label 10"),
                                              ([10], range(10), r"exercise 4 are range\(1, 11\)")])
def test_the_two_ways_to_label_the_digit_0_are_told_apart(y, classes, hint):
    with pytest.raises(ValueError, match=hint):
        one_hot(y, classes)
