"""Exercise 22: ten gradients are right and the others wrong, by nn.gradient, and a student's test is judged by them."""
import numpy as np
import pytest
from forked import run

import nn
from nn.exercises import report
from nn.exercises.course import Result
from nn.exercises.exercise import find
from nn.exercises.key import ex22_test_of_backpropagation as key
from nn.exercises.probes import PROBES
from nn.exercises.right_gradients import sources
from nn.exercises.sandbox.calls import Observation, call, function_of, observe, under_test
from nn.exercises.verdict.judge import judge
from nn.exercises.verdict.wording import Wording

EXERCISE = find("test_of_backpropagation")
RIGHT, WRONG = len(sources()), len(key.wrong_gradients())
FEW = EXERCISE._replace(calls=EXERCISE.calls[:12])                  # the right ones and two more


def verdict(tmp_path, body, exercise=EXERCISE):
    """The verdict on a student's file with this body of test_gradient."""
    lines = "".join(f"    {line}\n" for line in body.splitlines())
    (tmp_path / "ex22.py").write_text(f"import numpy as np\n\nimport nn\n\n\ndef test_gradient(gradient):\n{lines}")
    return judge(exercise, run(tmp_path / "ex22.py", exercise.calls))


def is_right(source):
    """Does a gradient give what nn.gradient gives, and leave its arguments alone, on three networks?"""
    gradient = function_of("gradient", source)
    for probe in PROBES:
        arguments = [probe.theta.copy(), probe.X.copy(), probe.Y.copy(), probe.layer_sizes]
        found, expected = gradient(*arguments), nn.gradient(probe.theta, probe.X, probe.Y, probe.layer_sizes)
        same_arguments = all(map(np.array_equal, arguments, (probe.theta, probe.X, probe.Y, probe.layer_sizes)))
        if not isinstance(found, np.ndarray) or found.shape != expected.shape or not same_arguments or (
                np.max(np.abs(found - expected)) > 1e-8 * np.max(np.abs(expected))):        # as the task promises
            return False
    return True


# the gradients

def test_there_are_ten_right_gradients_and_no_two_have_the_same_source():
    assert RIGHT == 10 and len(set(sources().values())) == 10
    assert [name for name, source in sources().items() if not is_right(source)] == []


def test_all_others_are_wrong_on_each_network():
    assert WRONG >= 45
    assert [name for name, source in key.wrong_gradients().items() if is_right(source)] == []


def test_their_names_do_not_say_which_is_which():
    assert {function_of("gradient", source).__name__ for source in key.kinds()} == {"gradient"}


def test_what_is_drawn_are_all_of_them_in_another_order():
    def asked(calls):
        return [one.arguments[0][2] for one in calls]
    drawn = asked(EXERCISE.draw(np.random.default_rng(1)))
    assert drawn != asked(EXERCISE.calls) and sorted(drawn) == sorted(asked(EXERCISE.calls))
    assert len(drawn) == RIGHT + WRONG


# what a test does

@pytest.mark.parametrize("body, rejects", [
    ("pass", False), ("return None", False), ("return True", False), ("return np.bool_(True)", False),
    ("return False", True), ("return np.False_", True), ("assert False", True), ("raise ValueError", True),
    ("np.ones(2) @ np.ones(3)", True), ("return gradient(1)", True), ("exit()", True)])
def test_it_rejects_by_an_exception_or_by_false(tmp_path, body, rejects):
    text = verdict(tmp_path, body).lines[0]
    if not body.startswith(("pass", "return", "assert")) or "gradient(1)" in body:
        assert text.startswith("your test itself fails with a right gradient: line ") and "rejects" not in text
        return
    assert f"It rejects {WRONG * rejects} of {WRONG} wrong gradients" in text
    assert f"passes {RIGHT * (not rejects)} of {RIGHT} right ones." in text


@pytest.mark.parametrize("body", ["return 0.5", "return []", "return 'ok'", "return [[1], [1, 2]]", "return {}",
                                  "return np.ones(3) > 0", "return ('raise', 1)"])
def test_what_is_no_answer_is_said_to_be_none(tmp_path, body):
    found = verdict(tmp_path, body, FEW)
    assert not found.name and found.lines[1] == (
        "This should be true, but is not: it raises an exception, or returns nothing, True or False.")


def test_an_error_in_the_test_itself_is_shown_with_its_line_and_is_no_known_mistake(tmp_path):
    found = verdict(tmp_path, "theta = np.ones(26)\nassert np.allclose(gradient(theta), wanted)", FEW)
    assert not found.name and found.lines[0].startswith(
        "your test itself fails with a right gradient: line 8: TypeError: ")
    assert found.lines[1] == "This should be true, but is not: it passes a right gradient, one computed with matrices."
    found = verdict(tmp_path, "assert np.allclose(1, wanted)", FEW)
    assert found.lines[0] == ("your test itself fails with a right gradient: line 7: NameError: name 'wanted' is not "
                              "defined.")
    found = verdict(tmp_path, "raise ValueError('other layer_sizes?')", FEW)
    assert found.lines[0].endswith("ValueError: other layer_sizes?")


def test_a_test_that_is_passed_says_how_many_it_rejects():
    seen = [Observation(None, key.kinds()[one.arguments[0][2]][0]) for one in EXERCISE.calls]
    result = Result(EXERCISE, "passed", judge(EXERCISE, seen), observations=tuple(seen))
    assert [*report.explain(result)] == [
        "Test of backpropagation: passed.",
        f"  It rejects {WRONG} of {WRONG} wrong gradients, and passes {RIGHT} of {RIGHT} right ones."]


def test_what_is_not_written_yet_has_not_rejected_anything():
    def unsolved(gradient):
        raise NotImplementedError("later")
    assert observe(unsolved, (under_test("gradient", [*key.kinds()][0]),)).failure.kind == "NotImplementedError"


def test_an_exception_is_an_answer_of_tests_only():
    def fails(argument):
        raise ValueError("no")
    assert observe(fails, (1,)).failure.message == "no"
    seen = observe(fails, (under_test("gradient", [*key.kinds()][0]),))
    assert seen.failure is None and seen.value[:3] == ("raised", "ValueError", "no")


# how it is judged

PLAIN = """\
rng = np.random.default_rng({seed})
(n, h, K), m = {sizes}
theta = rng.normal(size=h * (n + 1) + K * (h + 1))
X, Y = rng.normal(size=(m, n)), np.eye(K)[rng.integers(K, size=m)]
expected = nn.numerical_gradient(lambda theta: nn.cost(theta, X, Y, (n, h, K)), theta)
before = theta.copy()
found = gradient(theta, X, Y, (n, h, K))
"""
SIZES = ["(6, 4, 3), 11", "(3, 7, 5), 9", "(8, 3, 4), 14"]


@pytest.mark.parametrize("seed, sizes", [
    pytest.param(seed, sizes, marks=pytest.mark.slow if seed else ()) for seed, sizes in enumerate(SIZES)])
@pytest.mark.parametrize("lines, slugs", [
    ("assert np.allclose(found, expected)\nassert np.all(theta == before)", ()),
    ("assert np.allclose(found, expected)", ("tb-theta-may-change",)),
    ("assert np.all(theta == before)\nassert np.shape(found) == (len(theta),)", ("tb-shape-only",)),
    ("assert np.all(theta == before)\nassert np.all(found == expected)", ("tb-too-exact",)),
    ("assert np.all(theta == before)\nassert abs(found[0] - expected[0]) < 1e-6", ("tb-first-entry",)),
    ("assert np.all(theta == before)\nassert abs(np.sum(found) - np.sum(expected)) < 1e-6", ("tb-sum",)),
    ("assert np.all(theta == before)\nassert np.allclose(np.abs(found), np.abs(expected))", ("tb-absolute",)),
    ("assert np.all(theta == before)\nassert np.allclose(np.ravel(found), expected)", ("tb-column",)),
    ("assert np.all(theta == before)\nk = h * (n + 1)\nassert np.allclose(found[:k], expected[:k])",
     ("tb-theta1-only",))])
def test_a_mistake_gets_its_name_on_other_networks_than_the_keys(tmp_path, seed, sizes, lines, slugs):
    found = verdict(tmp_path, PLAIN.format(seed=seed, sizes=sizes) + lines)
    assert (found.passed, found.slugs) == (not slugs, slugs), found.lines


@pytest.mark.slow
def test_one_example_or_equal_sizes_or_no_weights_get_their_name(tmp_path):
    lines = PLAIN + "assert np.allclose(found, expected, atol=1e-7)\nassert np.all(theta == before)"
    for sizes, slug in (("(6, 4, 3), 1", "tb-one-example"), ("(4, 4, 4), 4", "tb-equal-sizes")):
        assert verdict(tmp_path, lines.format(seed=3, sizes=sizes)).slugs == (slug,)
    zeros = lines.replace("rng.normal(size=h * (n + 1) + K * (h + 1))", "np.zeros(h * (n + 1) + K * (h + 1))")
    for sizes in SIZES:
        assert verdict(tmp_path, zeros.format(seed=3, sizes=sizes)).slugs == ("tb-theta2-only",)


def test_a_verdict_without_a_name_says_how_many_and_which_is_the_first(tmp_path):
    found = verdict(tmp_path, PLAIN.format(seed=3, sizes=SIZES[0]) + (
        "assert np.max(np.abs(found - expected)) < 0.5\nassert np.all(theta == before)"))
    first, second, *_ = found.lines
    assert not found.name and first.startswith("It rejects ") and first.endswith("10 of 10 right ones.")
    assert second.startswith("This should be true, but is not: it rejects a wrong gradient, one with this mistake:")


def test_a_submission_is_told_as_much_without_numbers():
    seen = [observe(lambda gradient: None, one.arguments) for one in EXERCISE.calls]
    assert judge(EXERCISE, seen, wording=Wording(numbers=False, graded=True)).slugs == ("tb-never-fails",)


def test_the_call_is_shown_without_the_source():
    seen = [observe(lambda gradient: 0.5, one.arguments) for one in FEW.calls]
    assert judge(FEW, seen).lines[2] == "The call: test_gradient(gradient)"
    assert call("test_gradient", under_test("gradient", "x")).arguments == (("under test", "gradient", "x"),)
