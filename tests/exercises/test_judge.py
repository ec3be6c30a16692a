"""What a wrong answer is told: its form first, then a known mistake, then what differs; never more than 12 lines."""
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from nn.exercises.exercise import exercises, find
from nn.exercises.sandbox.calls import Call, Failure, Observation, observe
from nn.exercises.sandbox.wire import Opaque
from nn.exercises.source import variant
from nn.exercises.verdict.compare import factor, mismatched_sizes, same
from nn.exercises.verdict.judge import judge
from nn.exercises.verdict.match import alike, find_mistakes, gives
from nn.exercises.verdict.observed import answer, one_by_one, run_source
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


@pytest.mark.parametrize("operation", [
    lambda A, B: A @ B, lambda A, B: np.dot(A, B), lambda A, B: A + B[:1], lambda A, B: np.einsum("ij,jk", A, B)])
def test_numpys_message_names_the_sizes_that_do_not_match(operation):
    with pytest.raises(ValueError) as error:
        operation(np.ones((11, 6)), np.ones((7, 5)))
    assert mismatched_sizes(str(error.value)) in ({6, 7}, {5, 6})


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
    assert len(lines) == 3 + 3 + 4
    assert lines[0] == "the numbers differ and match no known mistake."
    assert lines[1].startswith("The call: gradient(theta (43,), X (11, 6)")
    assert "Theta1[1, 0] (bias) expected" in lines[3] and "Theta1[1, 2] expected" in lines[4]
    assert [line.split("  ")[0] for line in map(str.strip, lines[-4:])] == [
        "Theta1 bias", "Theta1 weights", "Theta2 bias", "Theta2 weights"]
    assert lines[-1].endswith("ok") and lines[-2].endswith("ok") and not lines[-4].endswith("ok")


@pytest.mark.parametrize("name, value, text", [
    ("random_init", np.full(10285, 0.1), "nor is this: there are numbers below 0."),
    ("random_init", None, "it returns None: is there a return at the end?"),
    ("draw_hidden_units", (1.0, 2.0), "this is not true: it returns a matplotlib Figure."),
    ("draw_hidden_units", ("figure", []), "this is not true: there is one image for each row of Theta1"),
    ("train", np.zeros(12), "this is not true: the final cost is less than 1 percent of the cost at the start."),
    ("my_network", [np.zeros(19), np.ones(30, bool), 0], "this is not true: the accuracy is one number.")])
def test_an_answer_by_chance_is_told_what_is_not_true_instead_of_numbers_that_nobody_expects(name, value, text):
    exercise = find(name)
    verdict = changed(exercise._replace(calls=exercise.calls[:1]), lambda _: value)
    assert text in " ".join(verdict.lines), verdict.lines


def test_the_worst_entries_of_several_arrays_are_the_worst_of_all():
    def change(lists):
        (a1, a2, a3), (z2, z3) = lists
        z3 = z3.copy()
        z3[2, 1] += 9
        return [a1, a2 + 0.01, a3], [z2, z3]
    lines = changed(find("feedforward"), change).lines
    assert len(lines) == 3 + 3
    assert lines[3].strip().startswith("z3[2, 1] expected") and lines[4].strip().startswith("a2[")


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


def test_a_variant_is_run_no_further_than_the_first_call_that_differs(monkeypatch):
    source, made = "def f(z):\n    return 5 * z  # for this test alone\n", counting(monkeypatch)
    assert next(one_by_one(source, [Call("f", (z,)) for z in (1.0, 2.0)])).value == 5.0
    assert made == ["f"]


@pytest.mark.parametrize("exercise", exercises(), ids=lambda exercise: exercise.stem)
def test_sizes_that_do_not_match_are_explained_whatever_the_function_takes(exercise):
    """Many functions take no layer_sizes: then the sizes have no names, and the error alone is shown."""
    message = "operands could not be broadcast together with shapes (3,) (4,) "
    failure = Failure("ValueError", message, 18, "return a + b")
    lines = judge(exercise, [Observation(failure) for _ in exercise.calls]).lines
    assert any("operands could not be broadcast" in line for line in lines) and len(lines) <= 12
