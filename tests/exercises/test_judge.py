"""What a wrong answer is told: its form first, then a known mistake, then what differs; never more than 12 lines."""
import dataclasses
import math
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from variants import variant

from nn.exercises.exercise import exercises, find
from nn.exercises.sandbox.calls import Call, Failure, Observation, observe
from nn.exercises.sandbox.wire import Opaque
from nn.exercises.source import with_all
from nn.exercises.verdict.candidates import candidates, program
from nn.exercises.verdict.compare import Cause, cause_of, factor, same
from nn.exercises.verdict.judge import judge
from nn.exercises.verdict.match import alike, find_mistakes, gives, the_pair
from nn.exercises.verdict.observed import FACTS, KEPT, answer, facts, run_source
from nn.parameters import unflatten

COST, GRADIENT, ONE_HOT = find("cost"), find("backpropagation"), find("one_hot")


def changed(exercise, change):
    """The verdict on the right answer after a change of every value."""
    seen = run_source(exercise.answer, exercise.calls)
    return judge(exercise, [one._replace(value=change(one.value)) for one in seen])


def matrices(gradient):
    """The first gradient of exercise 10 as its two matrices."""
    sizes = next(call.arguments[-1] for call in GRADIENT.calls if unflat_size(call.arguments[-1]) == len(gradient))
    return unflatten(gradient, sizes)


def unflat_size(layer_sizes):
    n, h, K = layer_sizes
    return h * (n + 1) + K * (h + 1)


# comparison

@pytest.mark.parametrize("got, expected", [
    (np.empty(0), np.ones(3)), (np.empty((0, 3)), np.ones((4, 3))), (np.nan, 1.0), (np.array([1, np.nan]), np.ones(2)),
    (np.inf, 1.0), (1.0, np.inf), (-np.inf, np.inf), (np.array([np.inf, 5.0]), np.array([np.inf, 1.0])), (1.0, np.nan),
    (1, "1"), (None, 0.0), ([1.0], 1.0), (np.ones((3, 1)), np.ones(3)), (1 + 1e-5, 1.0), (np.uint8(255), -1.0),
    (Opaque("a dict"), 1.0), ([1.0, 2.0], [1.0]), (1e-9, 0.0), (np.inf, 0.0)])
def test_unequal_values_are_not_the_same(got, expected):
    assert not same(got, expected)


@pytest.mark.parametrize("got, expected", [
    (np.float32(0.1), 0.1), (np.array(2.0), 2.0), (True, 1.0), (np.nan, np.nan),
    (np.array([np.inf]), np.array([np.inf])),
    ((1.0, [2.0]), [1.0, (2.0,)]), (np.empty(0), np.empty(0)), (np.ones(3, ">f8"), np.ones(3)), (0.0, 0.0)])
def test_equal_values_are_the_same_in_whatever_type(got, expected):
    assert same(got, expected)


def test_the_tolerance_is_of_the_largest_expected_entry():
    assert same(np.array([1e6, 0.5]), np.array([1e6, 0.0])) and not same(np.array([1.0, 0.5]), np.array([1.0, 0.0]))


# what happened at an error

A, B, ROW = np.ones((11, 6)), np.ones((7, 5)), np.ones(3)

HAPPENED = {
    "product": ({6, 7}, [lambda: A @ B, lambda: A.dot(B), lambda: np.inner(A, B.T), lambda: A @ np.ones(7),
                         lambda: np.einsum("ij,jk", A, B), lambda: np.einsum("ij,jk->ik", A, B, optimize=True),
                         lambda: np.asmatrix(A) * np.asmatrix(B), lambda: np.tensordot(A, B, 1)]),
    "elementwise": ({5, 6}, [lambda: A + B, lambda: np.multiply(A, B), lambda: A[:7] - B, lambda: np.where(A > 0, A, B),
                             lambda: A.__iadd__(B), lambda: np.broadcast_arrays(A, B)]),
    "assignment": ({3, 6}, [lambda: A.__setitem__(0, ROW), lambda: A[:2].__setitem__(slice(None), np.ones((2, 3)))]),
    "joining": ({7, 11}, [lambda: np.hstack([A, B]), lambda: np.c_[A, B], lambda: np.column_stack([A, np.ones(7)]),
                          lambda: np.concatenate([A, ROW])]),
    "reshaping": ({66}, [lambda: A.reshape(4, 7), lambda: np.reshape(A, (7, 4), order="F")]),
    "index": ({10, 6}, [lambda: A[:, 10], lambda: A[0][10], lambda: A.T[10], lambda: np.take(A, [10], axis=1),
                        lambda: [1][10], lambda: (1,)[10], lambda: [1].__setitem__(10, 0), lambda: np.eye(6)[[10]]]),
    "axis": ({1}, [lambda: ROW.sum(axis=1), lambda: np.argmax(ROW, axis=1), lambda: np.mean([1, 2], axis=1)]),
    "index of another type": (None, [lambda: A[0.5], lambda: A[A], lambda: [1].__getitem__(ROW[0])]),
    "several indices": (None, [lambda: (1,).__getitem__(np.array([0, 0])), lambda: range(np.array([0, 0]))]),
    "number expected": (None, [lambda: math.exp(ROW), lambda: float(ROW), lambda: int(ROW), lambda: math.log([1, 2])]),
    "truth value": (None, [lambda: bool(ROW), lambda: 1 if ROW > 0 else 0, lambda: max(ROW, ROW)]),
    "unpacking": ({3, 2}, [lambda: exec("a, b, c = 1, 2"), lambda: exec("a, b, c = range(2)")]),
    "rows of unequal length": (None, [lambda: np.array([[1], [1, 2]]), lambda: np.argmax([[[1]], [1, 2]], axis=1)]),
}


@pytest.mark.filterwarnings("ignore:the matrix subclass:PendingDeprecationWarning")
@pytest.mark.parametrize("operation", HAPPENED)
def test_an_error_is_known_by_what_happened_however_it_is_phrased(operation):
    numbers, ways = HAPPENED[operation]
    for way in ways:
        with pytest.raises(Exception) as error:
            way()
        cause = cause_of(type(error.value).__name__, str(error.value))
        assert cause.operation == operation, error.value
        assert cause.numbers in (None, numbers), error.value


@pytest.mark.parametrize("kind, message, cause", [
    ("ValueError", "matrices are not aligned, shapes (11,6) (7,4): 6 (dim 1) != 7 (dim 0)", Cause("product", {6, 7})),
    ("ValueError", "matmul: Input operand 1 has a mismatch in its core dimension 0 (size 8 is different from 6)",
     Cause("product", {6, 8})),
    ("TypeError", "only size-1 arrays can be converted to Python scalars", Cause("number expected")),
    ("TypeError", "only length-1 arrays can be converted to Python scalars", Cause("number expected")),
    ("ValueError", "too many values to unpack (expected 2, got 3)", Cause("unpacking", {2})),
    ("ValueError", "all the input array dimensions for the concatenation axis must match exactly, but along "
     "dimension 0, the array at index 0 has size 11 and the array at index 1 has size 7", Cause("joining", {7, 11})),
    ("KeyError", "'a2'", Cause("KeyError: 'a2'"))])
def test_older_and_newer_phrasings_say_the_same(kind, message, cause):
    assert cause_of(kind, message) == cause


def test_a_product_of_entries_is_not_taken_for_a_matrix_product():
    """A1 * Theta1.T: the sizes that do not match are those of A1 @ Theta1, but Theta1 is transposed."""
    causes = []
    for way in (lambda: np.ones((11, 7)) * np.ones((7, 4)), lambda: np.ones((11, 7)) @ np.ones((4, 7))):
        with pytest.raises(ValueError) as error:
            way()
        causes.append(cause_of("ValueError", str(error.value)))
    assert causes[0].numbers == causes[1].numbers == {4, 7} and not causes[0].fits(causes[1])


def test_what_names_no_numbers_fits_what_names_some():
    assert Cause("index").fits(Cause("index", frozenset({10}))) and not Cause("index").fits(Cause("axis"))
    assert not Cause("index", frozenset({3})).fits(Cause("index", frozenset({10})))


def test_an_error_that_mistakes_of_several_names_give_gets_none_of_them():
    exercise = find("predict")
    moved = next(mistake for mistake in exercise.mistakes if mistake.slug == "p-moved-up")
    observations = run_source(variant(exercise, moved), exercise.calls)
    assert judge(exercise, observations).slugs == ("p-moved-up",)
    twin = moved._replace(slug="p-twin", name="a range ends with K + 1", same_as="p-twin")
    assert not judge(exercise._replace(mistakes=[*exercise.mistakes, twin]), observations).name


def test_a_factor_is_found_where_there_is_one_for_all_entries():
    assert factor(np.array([2.0, 4.0]), np.array([1.0, 2.0])) == 2.0
    assert factor(np.array([2.0, 4.1]), np.array([1.0, 2.0])) is None
    assert factor(np.array([1.0, 2.0]), np.array([1.0, 2.0])) is None
    assert factor(np.array([1.0]), np.array([0.0])) is None


# the form of an answer, before its numbers

FORMS = {
    "None": (GRADIENT, lambda g: None, "returns None: is there a return"),
    "a list": (GRADIENT, lambda g: g.tolist(), "returns a list, expected an array"),
    "a scalar": (GRADIENT, lambda g: float(g[0]), "returns one number"),
    "nan": (GRADIENT, lambda g: g + [np.nan, *[0] * (g.size - 1)], "nan or inf in 1 of 43 entries, first at [0]"),
    "a dict": (GRADIENT, lambda g: Opaque("a dict"), "returns a dict, expected an array (43,) of float64"),
    "complex": (GRADIENT, lambda g: g + 1j, "complex numbers"),
    "unsigned": (GRADIENT, lambda g: np.abs(g).astype(np.uint8), "dtype uint8, in which 0 − 1 is not −1"),
    "whole numbers": (GRADIENT, lambda g: (1000 * g).astype(int), "whole numbers, dtype int64: the decimals are lost"),
    "a number in an array": (COST, lambda J: np.array([[J]]), "take the number out of its array"),
    "one number an example": (COST, lambda J: np.full(11, J), "it should be a single number"),
    "a text": (COST, lambda J: f"{J}", "returns a text"),
    "a row too many": (ONE_HOT, lambda Y: np.vstack([Y, Y[:1]]), "an array (14, 10)"),
    "a pair": (COST, lambda J: (J, J), "returns a tuple, expected one number"),
}


@pytest.mark.parametrize("name", FORMS)
def test_the_form_is_named_before_any_number_is_compared(name):
    exercise, change, text = FORMS[name]
    verdict = changed(exercise, change)
    assert text in verdict.lines[0] and not verdict.passed and not verdict.slugs


def test_a_wrong_item_of_a_returned_pair_is_named_by_its_position():
    lines = changed(find("feedforward"), lambda lists: [[*lists[0][:2], None], lists[1]]).lines
    assert lines[0] == "item 2 of item 0 of what it returns is None: is there a return at the end?"


KNOWN_FORMS = {
    "g-column": lambda g: g[:, None], "g-list": matrices, "g-sign": np.negative,
    "g-order-F": lambda g: np.concatenate([Theta.ravel("F") for Theta in matrices(g)]),
    "g-swapped-layers": lambda g: np.concatenate([Theta.ravel() for Theta in matrices(g)[::-1]]),
}


@pytest.mark.parametrize("slug", KNOWN_FORMS)
def test_a_known_form_gets_its_name_however_it_came_about(slug):
    assert changed(GRADIENT, KNOWN_FORMS[slug]).slugs == (slug,)


def test_an_argument_that_was_changed_is_named_even_where_the_value_is_right():
    seen = run_source(COST.answer, COST.calls)
    theta, X, *others = seen[0].arguments
    verdict = judge(COST, [seen[0]._replace(arguments=(theta, X + 1, *others)), *seen[1:]])
    assert "it changes its argument X, which belongs to the caller" in verdict.lines[0]


def test_a_transposed_matrix_is_named():
    assert "transposed" in " ".join(changed(ONE_HOT, np.transpose).lines)


# relations of numbers

def test_a_constant_factor_is_named_by_the_size_that_it_is_on_every_network():
    sizes = [(call.arguments[-1], len(call.arguments[1])) for call in COST.calls]
    seen = run_source(COST.answer, COST.calls)
    for name, factors in {"m·n": [m * n for (n, _, _), m in sizes], "1/h": [1 / h for (_, h, _), _ in sizes],
                          "2·K": [2 * K for (_, _, K), _ in sizes]}.items():
        verdict = judge(COST, [one._replace(value=one.value * c) for one, c in zip(seen, factors, strict=True)])
        line = verdict.lines[0]
        assert line.startswith("yours / expected = ") and line.endswith("everywhere."), line
        assert sorted(line.split(" = ")[2].split(" ")[0].replace("·", "")) == sorted(name.replace("·", "")), line


def test_a_factor_without_a_name_is_still_a_factor():
    assert changed(COST, lambda J: 1.7 * J).lines[0] == "yours / expected = 1.7 everywhere."


def test_what_is_unknown_is_shown_by_its_worst_entries_and_blocks():
    def change(g):
        g = g.copy()
        g[7] += 5                                                   # Theta1 is (4, 7): the bias of the second unit
        g[9] += 3
        g[:3] += 1
        return g
    lines = changed(GRADIENT, change).lines
    assert len(lines) == 2 + 3 + 4
    assert lines[0] == "the numbers differ and match no known mistake."
    assert lines[1].startswith("The call: gradient(theta (43,), X (11, 6)")
    assert "Theta1[1, 0] (bias) expected" in lines[2] and "Theta1[1, 2] expected" in lines[3]
    assert [line.split("  ")[0] for line in map(str.strip, lines[-4:])] == [
        "Theta1 bias", "Theta1 weights", "Theta2 bias", "Theta2 weights"]
    assert lines[-1].endswith("ok") and lines[-2].endswith("ok") and not lines[-4].endswith("ok")


@pytest.mark.parametrize("name, value, text", [
    ("random_init", np.full(10285, 0.1), "not: all numbers are different. Yours: all the same."),
    ("random_init", None, "it returns None: is there a return at the end?"),
    ("draw_hidden_units", (1.0, 2.0), "this should be true, but is not: it returns a matplotlib Figure."),
    ("draw_hidden_units", ("figure", []), "should be true, but is not: there is one image for each row"),
    ("train", np.zeros(12), "the final cost is not less than 1 percent of the cost at the start."),
    ("my_network", [np.zeros(19), np.ones(30, bool), 0], "should be true, but is not: the accuracy is one number.")])
def test_an_answer_by_chance_is_told_what_is_not_true_instead_of_numbers_that_nobody_expects(name, value, text):
    exercise = find(name)
    verdict = changed(exercise._replace(calls=exercise.calls[:1]), lambda _: value)
    assert text in " ".join(verdict.lines), verdict.lines


def test_a_training_that_returns_its_start_is_told_that_f_was_never_called():
    exercise = find("train")
    answer = "def train_with_tnc(f, theta, max_evaluations):\n    return theta\n"
    lines = judge(exercise, run_source(answer, exercise.calls)).lines
    assert lines[0] == "theta has not moved away from the start."
    assert "The function f was never called." in lines
    assert not any("the first theta at which f" in line for line in lines)


def test_the_worst_entries_of_several_arrays_are_the_worst_of_all():
    def change(lists):
        (a1, a2, a3), (z2, z3) = lists
        z3 = z3.copy()
        z3[2, 1] += 9
        return [a1, a2 + 0.01, a3], [z2, z3]
    lines = changed(find("feedforward"), change).lines
    assert len(lines) == 2 + 3
    assert lines[2].strip().startswith("z3[2, 1] expected") and lines[3].strip().startswith("a2[")


def test_judging_leaves_the_calls_as_they_are():
    exercise = find("regularized_gradient")
    before = [call.arguments[0].copy() for call in exercise.calls]
    mutating, = (mistake for mistake in exercise.mistakes if mistake.slug == "rg-mutates-theta")
    assert judge(exercise, run_source(variant(exercise, mutating), exercise.calls)).slugs == ("rg-mutates-theta",)
    assert all(np.array_equal(call.arguments[0], theta) for call, theta in zip(exercise.calls, before, strict=True))


# never too much, never nothing

ANYTHING = st.none() | st.floats() | st.text(max_size=5) | arrays.arrays(
    st.sampled_from(["f8", "i4", "u1", "c16", "?"]), st.sampled_from([(), (1,), (43,), (43, 1), (4, 7), (11, 3), (0,)]))


@settings(max_examples=150, deadline=None)
@given(st.sampled_from([COST, GRADIENT, ONE_HOT]), st.recursive(ANYTHING, lambda inner: st.lists(inner, max_size=3)),
       st.integers(1, 4))
def test_whatever_is_returned_gets_between_one_and_twelve_lines(exercise, value, failing_runs):
    seen = run_source(exercise.answer, exercise.calls)
    verdict = judge(exercise, [one._replace(value=value) for one in seen], failing_runs)
    assert not verdict.passed and 1 <= len(verdict.lines) <= 12 and all(line.strip() for line in verdict.lines)


@pytest.mark.parametrize("kind", ["TypeError", "ValueError", "ZeroDivisionError", "KeyError", "time", "died", "missing",
                                  "SyntaxError", "MemoryError", "SystemExit"])
@pytest.mark.parametrize("message", ["", "something"])
def test_a_failure_is_never_bare(kind, message):
    failure = Failure(kind, message, 17, "x = y")
    lines = judge(COST, [Observation(failure) for _ in COST.calls]).lines
    assert 1 <= len(lines) <= 12 and len(lines[0]) > len(kind) + 2
    assert kind == "missing" or ("ine 17" in lines[0] and lines[1].strip() == "17 | x = y")


def test_sizes_that_do_not_match_are_named():
    message = "matmul: Input operand 1 has a mismatch in its core dimension 0 (size 8 is different from 6)"
    lines = judge(COST, [Observation(Failure("ValueError", message, 3, "z"))] * len(COST.calls)).lines
    assert "The sizes that do not match: 6 = n." in lines


# two mistakes at once

@pytest.mark.parametrize("exercise", [COST, GRADIENT, find("regularized_gradient"), find("regularized_cost")],
                         ids=lambda exercise: exercise.stem)
def test_two_mistakes_are_named_as_what_gives_the_same(exercise):
    """As the pair itself, as a third mistake that the two of them make, or as another pair that does the same."""
    mistakes = [mistake for mistake in exercise.mistakes if not mistake.same_as]
    pairs = [pair for pair in combinations(mistakes, 2) if variant(exercise, *pair)]
    some = [pairs[i] for i in np.random.default_rng(1).permutation(len(pairs))[:25]]
    named = 0
    for pair in some:
        try:
            seen = run_source(variant(exercise, *pair), exercise.calls)
        except SyntaxError:
            continue
        order = range(len(seen))
        wrong = [i for i, call in enumerate(exercise.calls)
                 if not alike(exercise, call, seen[i], answer(exercise, call))]
        found = find_mistakes(exercise, seen, wrong)
        assert not found or gives(exercise, seen, order, *found)
        named += {one.mistake.slug for one in found} == {mistake.slug for mistake in pair}
    assert named > len(some) / 2


def test_of_two_pairs_that_give_the_same_the_first_is_named():
    bias, half = (next(mistake for mistake in find("regularized_gradient").mistakes if mistake.slug == slug)
                  for slug in ("rg-bias-included", "rg-half"))
    exercise = find("regularized_gradient")._replace(mistakes=[bias, half])
    seen = run_source(variant(exercise, bias, half), exercise.calls)
    assert judge(exercise, seen).slugs == ("rg-bias-included", "rg-half")
    twin = half._replace(slug="twin")
    assert judge(exercise._replace(mistakes=[bias, half, twin]), seen).slugs == ("rg-bias-included", "rg-half")


# mistakes of the exercises that an exercise stands on

def inherited(exercise, *slugs, inline=False):
    """What is observed of the answer in which these mistakes are made, wherever they belong."""
    found = [next(one for one in candidates(find(exercise)) if one.mistake.slug == slug and one.change.inline <= inline)
             for slug in slugs]
    changes = tuple(one.change._replace(inline=inline) for one in found)
    return run_source(program(find(exercise).stem, changes), find(exercise).calls)


@pytest.mark.parametrize("exercise, stems", [
    (4, {"ex02_flatten", "ex03_sigmoid"}), (5, {"ex02_flatten", "ex03_sigmoid", "ex04_feedforward"}),
    (7, {"ex02_flatten", "ex03_sigmoid", "ex04_feedforward", "ex06_cost"}), (13, set()),
    (12, {"ex02_flatten", "ex03_sigmoid", "ex04_feedforward", "ex08_sigmoid_gradient", "ex10_backpropagation"})])
def test_an_exercise_stands_on_those_whose_functions_its_answer_imports(exercise, stems):
    assert {one.change.owner for one in candidates(find(exercise)) if one.distance} == stems


@pytest.mark.parametrize("exercise, slug, name", [
    (6, "ff-bias-squashed", "in the forward pass: the sigmoid is applied to the hidden bias unit"),
    (7, "cost-mean-all", "in the cost: the mean is taken over the output units, too"),
    (7, "ff-linear-hidden", "in the forward pass: z3 is computed from z2, as if the hidden layer had no "
     "activation function"),
    (12, "g-no-sg", "in backpropagation: delta2 lacks the slope of the sigmoid"),
    (12, "u-order-F", "in unflattening theta: the matrices are filled column by column"),
    (4, "sig-tanh", "in the sigmoid: this is the hyperbolic tangent"),
    (10, "sg-plus", "in the slope of the sigmoid: the second factor adds g instead of subtracting it")])
def test_an_inherited_mistake_is_named_with_its_place(exercise, slug, name):
    verdict = judge(find(exercise), inherited(exercise, slug))
    assert verdict.slugs == (slug,) and verdict.name == f"Known mistake: {name}"


def test_an_own_mistake_comes_before_an_inherited_one_that_is_the_same():
    assert judge(find(6), inherited(6, "ff-double-sigmoid-output")).slugs == ("cost-sigmoid-twice",)


def test_a_slip_in_an_own_forward_pass_shows_in_backpropagation_too():
    """Whose a2 is sigmoid([1, z2]) multiplies delta3 by it: the bias unit of both products is 0.731."""
    seen = inherited(10, "ff-bias-squashed", inline=True)
    assert not all(alike(GRADIENT, *three) for three in zip(GRADIENT.calls, seen, inherited(10, "ff-bias-squashed"),
                                                            strict=True))
    assert judge(GRADIENT, seen).slugs == ("ff-bias-squashed",)


def test_what_only_breaks_the_form_of_a_result_is_not_inherited():
    """Whose own forward pass is inline returns no lists: [a1, a2, a3] without the zs ends in an error only here."""
    assert judge(GRADIENT, inherited(10, "ff-no-zs")).slugs == ()


@pytest.mark.parametrize("exercise, slugs", [
    (7, ("ff-bias-squashed", "rc-bias-included")), (12, ("u-order-F", "g-output-sg")),
    (10, ("ff-bias-squashed", "g-no-m")), (6, ("cost-mean-all", "ff-bias-squashed")),
    (10, ("u-order-F", "ff-linear-hidden"))])
def test_an_inherited_mistake_makes_pairs(exercise, slugs):
    assert set(judge(find(exercise), inherited(exercise, *slugs)).slugs) == set(slugs)


# two mistakes in one expression

@pytest.mark.parametrize("exercise, slugs", [
    (3, ("sig-sign", "sig-one-minus-exp")), (10, ("g-sign", "g-output-sg")), (6, ("cost-mean-all", "cost-log2")),
    (5, ("p-plus-1", "p-column")), (17, ("mo-average", "mo-positive-velocity"))])
def test_two_mistakes_can_be_in_one_expression(exercise, slugs):
    mistakes = [mistake for mistake in find(exercise).mistakes if mistake.slug in slugs]
    seen = run_source(variant(find(exercise), *mistakes), find(exercise).calls)
    assert set(judge(find(exercise), seen).slugs) == set(slugs)


def test_what_another_mistake_left_is_replaced_as_a_whole():
    assert with_all("y = classes[best]", ((("[best]", "[best][:, None]"),), (("classes[best]", "best + 1"),))) == (
        "y = (best + 1)[:, None]")
    assert with_all("y = a - b", ((("a - b", "a + b"),), (("a - b", "b - a"),))) is None


def test_a_mistake_is_made_wherever_another_one_left_something_of_its_text():
    """Of two norms only one is left where the other matrix is forgotten."""
    norms = ("sum(a)", "norm(a)"), ("sum(b)", "norm(b)")
    assert with_all("sum(a) + sum(b)", (norms, (("sum(b)", "0"),))) == "norm(a) + 0"
    assert with_all("sum(b)", (norms, (("sum(b)", "0"),))) is None


@pytest.mark.parametrize("slugs", [("ff-bias-returned", "ff-no-zs"), ("ff-transposed", "ff-no-zs"),
                                   ("ff-transposed", "ff-no-input"), ("ff-bias-returned", "ff-no-input")])
def test_two_mistakes_can_both_change_the_form_of_a_result(slugs):
    exercise = find("feedforward")
    mistakes = [mistake for mistake in exercise.mistakes if mistake.slug in slugs]
    assert set(judge(exercise, run_source(variant(exercise, *mistakes), exercise.calls)).slugs) == set(slugs)


def test_a_mistake_that_labels_show_only_beside_another_one_is_named():
    """Hidden units have numbers that no label has, which is an error unless the label is the number plus 1."""
    exercise = find("predict")
    mistakes = [mistake for mistake in exercise.mistakes if mistake.slug in ("p-hidden-layer", "p-plus-1")]
    seen = run_source(variant(exercise, *mistakes), exercise.calls)
    assert set(judge(exercise, seen).slugs) == {"p-hidden-layer", "p-plus-1"}


def test_labels_name_an_inherited_mistake_beside_another_one_only_if_no_other_pair_gives_them():
    assert set(judge(find(5), inherited(5, "p-plus-1", "u-order-F")).slugs) == {"p-plus-1", "u-order-F"}
    one, other, third = (next(each for each in candidates(find(5)) if each.mistake.slug == slug)
                         for slug in ("p-plus-1", "ff-linear-hidden", "ff-no-bias"))
    assert the_pair(iter([(one, other)]), True) == [one, other]
    assert the_pair(iter([(one, other), (one, third)]), True) == []
    assert the_pair(iter([(one, other), (one, third)]), False) == [one, other]
    assert the_pair(iter([]), True) == []


def test_a_slip_in_one_use_alone_makes_pairs_with_the_exercises_own():
    """Who calls cost, but reads theta for the penalty with a reshape of their own, column by column."""
    exercise = find(7)
    half = next(one for one in candidates(exercise) if one.mistake.slug == "rc-no-half")
    columns = next(one for one in candidates(exercise) if one.mistake.slug == "u-order-F"
                   and one.change.through == "unflatten")
    seen = run_source(program(exercise.stem, (half.change, columns.change)), exercise.calls)
    assert set(judge(exercise, seen).slugs) == {"rc-no-half", "u-order-F"}


def test_results_that_all_kinds_of_mistakes_give_are_no_pair():
    assert changed(GRADIENT, np.zeros_like).slugs == () and changed(GRADIENT, lambda g: g * np.nan).slugs == ()


# exercises 7 and 12 know the same

#: mistakes of the penalty in exercise 7 -> those of its derivative in 12, where the slugs differ in more than rc, rg
SAME_IDEA = {"rc-no-half": "rg-double", "rc-lambda-only": "rg-no-m"}
#: what goes wrong in a square, or in a sum of two numbers, does not in the derivative, and the other way round
ONLY_IN_7 = {"rc-no-square", "rc-square-of-sum", "rc-norm", "rc-norm-of-both", "rc-matrix-square", "rc-mean",
             "rc-per-column", "rc-parentheses", "rc-times-cost"}
ONLY_IN_12 = {"rg-bias-cut-off", "rg-column-by-column", "rg-cost-penalty", "rg-data-over-m", "rg-over-2",
              "rg-replaced", "rg-squares", "rg-sum-added", "rg-theta1-returned", "rg-theta1-returned-twice",
              "rg-theta2-returned", "rg-theta2-returned-twice"}


def test_exercises_7_and_12_know_the_same_mistakes_of_the_penalty():
    cost, gradient = ({mistake.slug for mistake in find(name).mistakes} for name in (7, 12))
    assert {SAME_IDEA.get(slug, slug.replace("rc-", "rg-")) for slug in cost - ONLY_IN_7} == gradient - ONLY_IN_12


# what is run for a verdict

def counting(monkeypatch):
    """Function names in the order in which our own sources are called from here on."""
    made = []
    monkeypatch.setattr("nn.exercises.verdict.observed.observe",
                        lambda function, arguments: made.append(function.__name__) or observe(function, arguments))
    return made


def test_a_source_of_our_own_is_run_once_for_each_call(monkeypatch):
    calls, made = [Call("f", (z,)) for z in (1.0, 2.0)], counting(monkeypatch)
    source = "def f(z):\n    return 3 * z  # for this test alone\n"
    first, again = run_source(source, calls), run_source(source, calls)
    assert [one.value for one in first] == [3.0, 6.0] and first == again and made == ["f", "f"]


def test_a_source_is_run_again_for_an_equal_call_that_is_another(monkeypatch):
    """A call is known by itself: its arrays are not compared."""
    made = counting(monkeypatch)
    for _ in range(2):
        run_source("def f(z):\n    return 4 * z  # for this test alone\n", [Call("f", (1.0,))])
    assert made == ["f", "f"]


def test_what_a_call_gave_is_forgotten_with_the_call():
    """Each graded file has calls of its own: a class of them would fill the memory."""
    once = Call("f", (1.0,))
    run_source("def f(z):\n    return 5 * z\n", [once])
    before = len(KEPT)
    del once
    assert len(KEPT) == before - 1


@pytest.mark.parametrize("exercise", [one for one in exercises() if one.facts is not None], ids=lambda one: one.stem)
def test_the_facts_about_a_call_are_forgotten_with_the_call(exercise):
    """They do not refer to it."""
    once = dataclasses.replace(exercise.calls[0])
    assert facts(exercise, once, answer(exercise, once)) and once in FACTS
    before = len(FACTS)
    del once
    assert len(FACTS) == before - 1


def test_a_variant_is_run_no_further_than_the_first_call_that_differs(monkeypatch):
    wrong = next(one for one in candidates(COST) if one.mistake.slug == "cost-no-m")
    seen, order = run_source(COST.answer, COST.calls), range(len(COST.calls))
    KEPT.clear()
    made = counting(monkeypatch)
    assert not gives(COST, seen, order, wrong) and made == ["cost"] and len(order) > 1


@pytest.mark.parametrize("exercise", exercises(), ids=lambda exercise: exercise.stem)
def test_sizes_that_do_not_match_are_explained_whatever_the_function_takes(exercise):
    """Many functions take no layer_sizes: then the sizes have no names, and the error alone is shown."""
    message = "operands could not be broadcast together with shapes (3,) (4,) "
    failure = Failure("ValueError", message, 18, "return a + b")
    lines = judge(exercise, [Observation(failure) for _ in exercise.calls]).lines
    assert any("operands could not be broadcast" in line for line in lines) and len(lines) <= 12


def test_the_facts_about_an_answer_are_examined_once():
    """It is compared with hundreds of variants, and each of them several times."""
    exercise, examined = find("random_init"), []

    def noted(call, seen):
        examined.append((call, id(seen)))
        return exercise.facts(call, seen)
    calls = [dataclasses.replace(call) for call in exercise.calls]
    odd = [one._replace(value=3 * np.asarray(one.value) ** 2) for one in run_source(exercise.answer, calls)]
    assert not judge(exercise._replace(calls=calls, facts=noted), odd).passed
    assert len(examined) == len(set(examined)) > 2 * len(calls)
