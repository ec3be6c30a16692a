"""Exercise 22. A test of backpropagation

You have written backpropagation; now write the test that would have found its mistakes. Your test gets a gradient, that
is a function like your own in exercise 10. If this gradient is right, the test does nothing. If it is wrong, the test
fails: with an assert that is not true, as in pytest (or any other exception; returning False counts, too).

Your test is called with ten right gradients, written in different ways, all of which it must pass, and with the wrong
ones that the known mistakes of exercise 10 make: how many of them does it reject? A right gradient may be off in the
ninth digit, since two of the ten are computed by finite differences, too. A wrong one may be wrong in a few entries, in
its shape, or only in what it leaves behind. Choose theta, X, Y and layer_sizes so that no mistake can hide; small ones
are enough, and quick. cost and numerical_gradient are imported for you.
"""
import numpy as np

from nn.exercises.sandbox.calls import call, under_test
from nn.exercises.exercise import Exercise, Fact, Later, Mistake, find


def test_gradient(gradient):
    """gradient(θ)ᵢ ≈ (J(θ + ε eᵢ) − J(θ − ε eᵢ)) / 2ε  for all i,  and θ is the same after the call as before it

    gradient : function of (theta, X, Y, layer_sizes) that returns ∂J/∂θ, a (p,) array; right or wrong
    Returns  : None, and raises AssertionError where gradient is wrong
    """
    from nn import cost, numerical_gradient
    rng = np.random.default_rng(22)
    (n, h, K), m = (5, 3, 2), 7                     # all different, so that they cannot be mixed up
    theta = rng.normal(size=h * (n + 1) + K * (h + 1))
    X = rng.normal(size=(m, n))
    Y = np.eye(K)[rng.integers(K, size=m)]
    expected = numerical_gradient(lambda theta: cost(theta, X, Y, (n, h, K)), theta)
    before = theta.copy()
    found = gradient(theta, X, Y, (n, h, K))
    assert np.allclose(found, expected, rtol=1e-5, atol=1e-7)
    assert np.array_equal(theta, before)


# --- how it is checked ---

from functools import cache  # noqa: E402

from nn.exercises import right_gradients  # noqa: E402
from nn.exercises.source import body, with_edits  # noqa: E402
from nn.exercises.verdict.compare import is_numeric  # noqa: E402
from nn.exercises.verdict.observed import run_source  # noqa: E402


@cache
def wrong_gradients():
    """Name of a mistake of exercise 10 -> source of the gradient with it, of all that return something; none twice."""
    backpropagation, found = find("backpropagation"), {}
    for mistake in backpropagation.mistakes:
        source = with_edits(body(backpropagation.answer), tuple(mistake.edits.items()))
        if mistake.same_as in ("", mistake.slug) and all(
                seen.failure is None for seen in run_source(source, backpropagation.calls)):
            found[mistake.name] = source
    return found


@cache
def kinds():
    """Source -> (is this gradient right? what is said of it)."""
    right = {source: (True, f"it passes a right gradient, one computed {name}")
             for name, source in right_gradients.sources().items()}
    return right | {source: (False, f"it rejects a wrong gradient, one with this mistake: {name}")
                    for name, source in wrong_gradients().items()}


def calls_of(sources):
    return [call("test_gradient", under_test("gradient", source)) for source in sources]


def draw(rng):
    """All of them, in another order."""
    sources = [*kinds()]
    return calls_of(sources[i] for i in rng.permutation(len(sources)))


def passes(seen):
    """Did the test pass? None where it returned something that is no answer."""
    value = seen.value
    if isinstance(value, tuple) and value[:1] == ("raised",):
        return False
    if is_numeric(value) and np.shape(value) == () and np.asarray(value).dtype == bool:
        return bool(value)
    return True if value is None else None


def facts(call, seen):
    """One fact about each gradient: the test says what it should. An error in the test itself is not a rejection."""
    is_right, statement = kinds()[call.arguments[0][2]]
    if passes(seen) is None:
        return [Fact("it raises an exception, or returns nothing, True or False", False)]
    return [Fact(statement, is_right and failure_of_its_own(seen) or passes(seen) is is_right)]


def failure_of_its_own(seen):
    """The exception with which the test fails, where it is not that of an assert: "line 8: NameError: …"; or ""."""
    if not isinstance(seen.value, tuple) or seen.value[:1] != ("raised",) or seen.value[1] == "AssertionError":
        return ""
    _, kind, message, line = seen.value
    return f"{f'line {line}: ' * bool(line)}{kind}{f': {message}' * bool(message)}"


def summary(calls, observations):
    """How many of each kind it judges as it should; of a test that itself fails, how."""
    own = next((text for one, seen in zip(calls, observations, strict=True)
                if kinds()[one.arguments[0][2]][0] and (text := failure_of_its_own(seen))), "")
    if own:
        return f"your test itself fails with a right gradient: {own}" + "." * (own[-1] not in ".?!")
    said = [(kinds()[one.arguments[0][2]][0], passes(seen)) for one, seen in zip(calls, observations, strict=True)
            if seen.failure is None]
    rejected = sum(passed is False for is_right, passed in said if not is_right)
    passed = sum(passed is True for is_right, passed in said if is_right)
    return (f"It rejects {rejected} of {len(wrong_gradients())} wrong gradients, and passes {passed} of "
            f"{len(right_gradients.sources())} right ones.")


COMPARED = "assert np.allclose(found, expected, rtol=1e-5, atol=1e-7)"
UNCHANGED = "assert np.array_equal(theta, before)"
SIZES = "(n, h, K), m = (5, 3, 2), 7"
EXPECTED = "numerical_gradient(lambda theta: cost(theta, X, Y, (n, h, K)), theta)"
NEVER = {"    before = theta.copy()": "    return"}


def comparing(found, expected):
    """Edits that compare something else."""
    return {COMPARED: f"assert np.allclose({found}, {expected}, rtol=1e-5, atol=1e-7)"}


EXERCISE = Exercise(
    title="Test of backpropagation", file="gradient_check.py",
    formulas={"test_gradient":
              r"\left|\,\text{gradient}(\theta)_i - "
              r"\frac{J(\theta + \varepsilon e_i) - J(\theta - \varepsilon e_i)}{2 \varepsilon}\,\right| "
              r"\approx 0 \quad\text{for all } i"},
    lecture="Week 5, gradient checking; exercise 4, section 2.4", points=0, bonus=True,
    noun="gradients", facts=facts, summary=summary, calls=Later(lambda: calls_of(kinds())), draw=draw,
    hints=("What do you know about the gradient of a cost without having written any backpropagation?",
           "Compare what gradient returns with numerical_gradient of the cost at the same theta, X and Y: all entries, "
           "with a tolerance that finite differences can meet. Which m, n, h and K, and which theta, hide nothing?",
           "A random theta of order 1, several examples, sizes that are all different; np.allclose with its default "
           "tolerances; and a copy of theta from before the call, for the gradients that write into theta."),
    mistakes=[
        Mistake("tb-theta-may-change", {UNCHANGED: "pass"}, "a gradient that writes into theta passes",
                "What does theta look like after the call?",
                "One of the gradients returns the right numbers, but overwrites the caller's weights with them. "
                "Compare theta with a copy from before the call."),
        Mistake("tb-never-fails", NEVER, "it never fails",
                "What does your test do when the numbers differ?",
                "Any gradient that returns something passes. Computing a difference, or printing it, is not enough: "
                "it takes an assert."),
        Mistake("tb-no-assert", {COMPARED: COMPARED.removeprefix("assert "), UNCHANGED: "pass"},
                "the numbers are compared, but nothing is asserted",
                "What happens with the True or False that the comparison gives?",
                "Only the shapes that cannot be compared make it fail. Put an assert in front of the comparison, or "
                "return what it gives."),
        Mistake("tb-too-exact", {COMPARED: "assert np.array_equal(found, expected)"},
                "it rejects all gradients, the right ones, too",
                "How exact are finite differences, and how exact must they be for your comparison?",
                "Finite differences are right to nine digits or so, so that == or a tolerance of 1e-12 rejects every "
                "gradient. If yours is larger, look at what you compare: the gradient and the differences of the same "
                "cost, without a penalty, at the same theta, X and Y."),
        Mistake("tb-shape-only", {COMPARED: "assert np.shape(found) == theta.shape"},
                "only the shape is compared, or with a tolerance that allows all numbers",
                "Which numbers would your test reject?",
                "A gradient has p numbers, but these must also be the right ones: compare each with its finite "
                "difference, and allow it to be off by a thousandth of its size at most.",
                also=({COMPARED: "assert np.allclose(found, expected, atol=1e3)\n    assert np.shape(found) == "
                                 "theta.shape"},)),
        Mistake("tb-with-itself", {EXPECTED: "gradient(theta.copy(), X, Y, (n, h, K))"},
                "the gradient is compared with itself",
                "Which of the two that you compare was not computed by backpropagation?",
                "Both come from the same function, and are equal however wrong it is. A test needs another source: "
                "finite differences of the cost."),
        Mistake("tb-first-entry", comparing("np.ravel(found)[0]", "expected[0]"), "only the first entry is compared",
                "Which mistakes leave the first entry as it is?",
                "Entry 0 belongs to a bias of Theta1: it can be right while Theta2, or all weights, are wrong. Compare "
                "all entries.",
                also=(comparing("found[0]", "expected[0]"),)),
        Mistake("tb-last-entry", comparing("np.ravel(found)[-1]", "expected[-1]"), "only the last entry is compared",
                "Which mistakes leave the last entry as it is?",
                "The last entry belongs to a weight of Theta2: it can be right while Theta1, or all biases, are "
                "wrong. Compare all entries.",
                also=(comparing("found[-1]", "expected[-1]"),)),
        Mistake("tb-any-entry", {COMPARED: "assert np.isclose(found, expected, rtol=1e-5, atol=1e-7).any()"},
                "it is enough that one entry is right",
                "How many of the entries must be right for your test to pass?",
                "any() is true where a single one is; it takes all()."),
        Mistake("tb-theta1-only", comparing("found[:h * (n + 1)]", "expected[:h * (n + 1)]"),
                "only the gradient of Theta1 is compared",
                "Which part of theta do you compare?",
                "What is wrong with the gradient of Theta2 alone passes, and so does a gradient without it: compare "
                "the whole vector."),
        Mistake("tb-theta2-only", comparing("found[h * (n + 1):]", "expected[h * (n + 1):]"),
                "mistakes on the way back to Theta1 do not show: its gradient is not compared, or theta is 0",
                "Which part of theta do you compare, and which numbers does backpropagation multiply by Theta2?",
                "Most mistakes happen on the way back to Theta1: compare the whole vector. And where theta is 0, no "
                "error reaches the hidden layer, whatever its gradient does: take random weights.",
                also=({"rng.normal(size=h * (n + 1) + K * (h + 1))": "np.zeros(h * (n + 1) + K * (h + 1))"},
                      {"rng.normal(size=h * (n + 1) + K * (h + 1))": "np.zeros(h * (n + 1) + K * (h + 1))",
                       "(5, 3, 2), 7": "(6, 4, 3), 9"})),
        Mistake("tb-sum", comparing("np.sum(found)", "np.sum(expected)"), "only the sum of all entries is compared",
                "What becomes of the sum when the entries are in another order?",
                "The same numbers in the wrong places have the same sum, as have errors that cancel. Compare entry by "
                "entry.",
                also=(comparing("np.mean(found)", "np.mean(expected)"),)),
        Mistake("tb-norm", comparing("np.linalg.norm(found)", "np.linalg.norm(expected)"),
                "only the length of the gradient is compared",
                "What becomes of the norm when the sign is reversed?",
                "The norm of a vector says nothing about its direction. Take the norm of the difference."),
        Mistake("tb-direction", comparing("np.dot(found, expected) / np.linalg.norm(found)",
                                          "np.linalg.norm(expected)"),
                "only the direction of the gradient is compared",
                "What becomes of the angle when the gradient is not divided by m?",
                "A gradient that is m times too large, or half of what it should be, has the right direction. Compare "
                "the numbers."),
        Mistake("tb-absolute", comparing("np.abs(found)", "np.abs(expected)"), "the signs are not compared",
                "What does your test say about a gradient whose sign is reversed?",
                "Take the absolute value of the difference, not the difference of absolute values."),
        Mistake("tb-column", comparing("np.ravel(found)", "expected"), "a gradient that is a column passes",
                "Which shape must a gradient have?",
                "A gradient that is not flat, (p, 1), is refused by an optimizer: compare the shapes before you "
                "flatten anything.",
                also=(comparing("np.reshape(found, -1)", "expected"),)),
        Mistake("tb-one-example", {SIZES: "(n, h, K), m = (5, 3, 2), 1"}, "there is only one example",
                "What is a mean over one example?",
                "With m = 1 nothing shows that a gradient is divided by m, or which of the examples it counts."),
        Mistake("tb-equal-sizes", {SIZES: "(n, h, K), m = (3, 3, 3), 3"},
                "several of the sizes m, n, h and K are equal",
                "Can your test tell a division by m from a division by n or by K?",
                "Where two sizes are equal, one can be used for the other, and nothing shows. Take four different "
                "ones."),
    ])
