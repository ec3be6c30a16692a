"""What a student is told about a graded file: the mistake, all that is known of it, and no number that was asked."""
import re

import numpy as np
import pytest
from a_class import simple_row

from nn.exercises.exercise import exercises, find
from nn.exercises.grading.assess import assess, assess_round
from nn.exercises.grading.draws import DRAWN, EXTRA, LARGE, rounds
from nn.exercises.grading.records import Answer
from nn.exercises.grading.reports.feedback import feedback_page, feedback_text
from nn.exercises.sandbox.calls import Failure, Observation, Variable
from nn.exercises.sandbox.runner import run
from nn.exercises.sandbox.wire import Opaque
from nn.exercises.source import stub
from nn.exercises.verdict.candidates import Change, program
from nn.exercises.verdict.observed import run_source
from nn.exercises.verdict.wording import Wording

COST, GRADIENT, RANDOM_INIT = map(find, ("cost", "backpropagation", "random_init"))
SECRET = bytes(range(32))
#: exercises in which a wrong answer is judged quickly, and that of most points
QUICK = (3, 5, 8, 10, 19)
#: of the changes below, what is tried with all exercises and not in the night alone
OF_EACH = ("cubed",)


def first(exercise, data=b"1"):
    return next(rounds(exercise, SECRET, data))


def answered(observations, **what):
    return Answer(tuple(observations), processor=0.1, wall=0.1, **what)


def given(exercise, change=lambda value: value, kind=DRAWN, numbers=False, most=None, **what):
    """The Assessment of the right answer after a change of every value; most is the number of calls."""
    asked = first(exercise)._replace(kind=kind)
    asked = asked._replace(calls=asked.calls[:most])
    seen = [one._replace(value=change(one.value)) for one in run_source(exercise.answer, asked.calls)]
    return assess_round(exercise, asked, answered(seen, **what), exercise.points, numbers)


def failing(exercise, failure, numbers=False, kind=DRAWN, seconds=None, **what):
    """The Assessment where every call fails in this way."""
    asked = first(exercise)._replace(kind=kind, seconds=seconds)
    return assess_round(exercise, asked, answered([Observation(failure)] * len(asked.calls), **what), exercise.points,
                        numbers)


def mistaken(exercise, slug, kind=DRAWN, numbers=False, **what):
    """The mistake of that name, and the Assessment of the answer with it."""
    asked = first(exercise)._replace(kind=kind)
    mistake = next(one for one in exercise.mistakes if one.slug == slug)
    ours = program(exercise.stem, (Change(exercise.stem, tuple(mistake.edits.items())),))
    seen = answered(run_source(ours, asked.calls), **what)
    return mistake, assess_round(exercise, asked, seen, exercise.points, numbers)


# points and words

def test_a_right_answer_has_all_points():
    assert given(COST)[:4] == ("ex06_cost", 30, 30, "passed")
    assert given(COST).lines == given(COST).slugs == ()


def test_points_are_those_of_the_instructor():
    asked = first(COST)
    seen = answered(run_source(COST.answer, asked.calls))
    assert assess_round(COST, asked, seen, 7)[1:3] == (7, 7)


def test_one_wrong_call_leaves_no_points():
    asked = first(COST)
    *seen, last = run_source(COST.answer, asked.calls)
    found = assess_round(COST, asked, answered([*seen, last._replace(value=last.value * 1.01)]), 30)
    assert found[1:4] == (0, 30, "wrong")


def test_all_three_lines_of_a_known_mistake_are_said_at_once():
    mistake, found = mistaken(GRADIENT, "g-no-m")
    assert found.lines == (f"Known mistake: {mistake.name}. Your gradient equals that variant on 3 of 3 networks.",
                           mistake.question, mistake.explanation)
    assert found.slugs == ("g-no-m",) and found[1:4] == (0, 40, "wrong")


def test_shape_comes_before_finiteness_and_finiteness_before_numbers():
    assert "returns an array" in given(GRADIENT, lambda g: np.full((3, 3), np.nan)).lines[0]
    assert "nan or inf" in given(GRADIENT, lambda g: np.where(np.arange(len(g)) < 5, np.nan, 1 + g)).lines[0]
    assert "the numbers differ" in given(GRADIENT, lambda g: g ** 3).lines[0]


# nothing that was asked, and nothing that was expected

def numbers_in(lines):
    """The numbers with decimals that are shown."""
    return set(re.findall(r"\d+\.\d+", " ".join(lines)))


def all_numbers(value):
    """Every number in a value, as it would be shown with up to six digits."""
    if isinstance(value, (list, tuple)):
        return {text for item in value for text in all_numbers(item)}
    if isinstance(value, (float, np.ndarray)):
        return {f"{abs(number):.{digits}g}" for number in np.ravel(value) for digits in range(2, 7)}
    return set()


CHANGES = {"cubed": lambda v: v ** 3, "plus 5": lambda v: v + 5, "a factor": lambda v: 2.4871 * v,
           "a column": lambda v: v[..., None], "integers": lambda v: (10 * v).astype(int),
           "None": lambda v: None, "a pair": lambda v: (v, v)}


def on_arrays(change, value):
    if isinstance(value, (list, tuple)):
        return type(value)(on_arrays(change, item) for item in value)
    return value if value is None or isinstance(value, str) else change(np.asarray(value))


@pytest.mark.parametrize("exercise, change", [
    pytest.param(exercise, change, id=f"{exercise.stem}-{change}", marks=[] if exercise.number in QUICK else [
        pytest.mark.slow if change in OF_EACH else pytest.mark.nightly])
    for exercise in exercises() if exercise.draw for change in CHANGES])
def test_no_input_and_no_expected_number_is_shown(exercise, change):
    asked = first(exercise)
    right = run_source(exercise.answer, asked.calls)
    seen = answered(one._replace(value=on_arrays(CHANGES[change], one.value)) for one in right)
    hidden = {number for one, call in zip(right, asked.calls, strict=True)
              for number in all_numbers([one.value, *call.arguments]) if "." in number and "e" not in number}
    lines = assess_round(exercise, asked, seen, 10).lines
    found = numbers_in(lines) & hidden
    assert not found or exercise.number in (9, 19), lines           # what is drawn there is the student's own
    assert not any(text in line for line in lines for text in ("seed", "lambda_=", "layer_sizes=", "epsilon=")), lines


def test_with_numbers_the_worst_entries_and_the_call_are_shown():
    hidden, shown = (given(GRADIENT, lambda g: g ** 3, numbers=numbers).lines for numbers in (False, True))
    assert any(re.search(r"expected -?\d", line) for line in shown) and "layer_sizes=(" in shown[1]
    assert not any(re.search(r"expected -?\d", line) for line in hidden) and "layer_sizes)" in hidden[1]
    assert any(line.startswith("They differ most at Theta") for line in hidden)
    assert hidden[-4:] == shown[-4:]                                # the blocks, by name


def test_a_factor_is_shown_by_its_name_alone():
    asked = first(find("regularized_cost"))
    times = [one._replace(value=one.value * call.arguments[-1] if call.arguments[-1] else one.value)
             for one, call in zip(run_source(find(7).answer, asked.calls), asked.calls, strict=True)]
    hidden, shown = (assess_round(find(7), asked, answered(times), 15, numbers).lines[0] for numbers in (False, True))
    assert "yours / expected = λ everywhere." in hidden and re.search(r"= \d+\.\d+ = λ everywhere\.", shown)


@pytest.mark.parametrize("change, said", [
    (lambda J: J + 0.123, "too large on 3 of 3 networks"), (lambda J: J - 0.123, "too small on 3 of 3 networks")])
def test_of_one_number_it_is_said_whether_it_is_too_large_and_not_its_form_twice(change, said):
    hidden, shown = (given(COST, change, numbers=numbers).lines for numbers in (False, True))
    assert hidden[-2:] == ("Its form is right: one number (float64).", f"The result is {said}.")
    assert "got one number" not in shown                            # that is what was expected


def test_of_a_result_that_is_not_finite_it_is_not_said_whether_it_is_too_large():
    assert "too large" not in " ".join(given(COST, lambda J: np.nan).lines)


def test_what_facts_say_of_the_inputs_is_not_shown():
    hidden, shown = (given(RANDOM_INIT, lambda theta: 7 * np.round(theta, 1), numbers=numbers, most=1).lines
                     for numbers in (False, True))
    assert "asks for" in " ".join(shown) and "asks for" not in " ".join(hidden)
    assert hidden[0] == shown[0].partition(" Yours")[0]


# failures

def test_an_exception_is_said_with_its_place_and_its_source_lines():
    lines = ("import numpy as np", "", "def cost(theta, X, Y, layer_sizes):", "    a = 1", "    return theta[99]", "")
    failure = Failure("IndexError", "index 99 is out of bounds for axis 0 with size 50", 5, "return theta[99]")
    found = failing(COST, failure, lines=lines)
    assert found.place == "line 5" and found.lines[0].startswith("line 5: ")
    assert found.source == ("   3 | def cost(theta, X, Y, layer_sizes):", "   4 |     a = 1",
                            "   5 |     return theta[99]", "   6 | ")


def test_in_a_notebook_the_place_is_a_line_of_a_cell():
    cells = ((2, 1), (7, 4))                                        # cell 2 begins at line 1, cell 7 at line 4
    lines = ("import numpy as np", "x = 1", "y = 2", "def cost(theta, X, Y, layer_sizes):", "    a = 1", "    return b")
    found = failing(COST, Failure("NameError", "name 'b' is not defined", 6, "return b"), lines=lines, cells=cells)
    assert found.place == "cell 7, line 3" and found.lines[0].startswith("cell 7, line 3: b is neither")
    assert found.source == ("   1 | def cost(theta, X, Y, layer_sizes):", "   2 |     a = 1", "   3 |     return b")


def test_the_line_that_fails_is_quoted_once():
    failure = Failure("NameError", "name 'b' is not defined", 2, "return b")
    found = failing(COST, failure, lines=("def cost(theta, X, Y, layer_sizes):", "    return b"))
    row = simple_row(assessments=(found,))
    assert feedback_text(row, 100).count("return b") == feedback_page(row, 100).count(b"return b") == 1


@pytest.mark.parametrize("line, place", [(1, "cell 2, line 1"), (3, "cell 2, line 3"), (4, "cell 7, line 1")])
def test_a_line_belongs_to_the_last_cell_that_begins_above_it(line, place):
    assert Wording(cells=((2, 1), (7, 4))).place(line) == place


def test_a_wrong_value_has_no_place():
    found = given(COST, lambda J: J + 1, lines=("a", "b"))
    assert found.place == "" and found.source == ()


def test_nothing_is_said_about_checking_again():
    for kind in ("time", "died", "MemoryError", "missing"):
        assert "nn check" not in " ".join(failing(COST, Failure(kind, "3 s", 2, "x")).lines)
    assert "still running after 3 s" in failing(COST, Failure("time", "3 s", 2, "while True:")).lines[0]


def test_only_what_can_be_imported_in_a_submission_is_proposed():
    def said(exercise, name):
        return failing(find(exercise), Failure("NameError", f"name '{name}' is not defined", 2, name)).lines[0]
    assert "from nn import cost" in said("regularized_cost", "cost")
    assert "from nn import" not in said("cost", "cost") and "from nn import" not in said("cost", "gradient")
    failure = Failure("ModuleNotFoundError", "No module named 'sklearn'", 1, "import sklearn", loading=True)
    missing = failing(COST, failure)
    assert any("the standard library, NumPy, SciPy and matplotlib" in line for line in missing.lines)


# not begun

@pytest.mark.parametrize("exercise", exercises(), ids=lambda exercise: exercise.stem)
def test_the_stub_is_not_begun(exercise, tmp_path):
    asked = first(exercise)
    (tmp_path / f"{exercise.stem}.py").write_text(stub(exercise), encoding="utf-8")
    for one in exercises():
        if one.stem in exercise.reads:
            (tmp_path / f"{one.stem}.py").write_text(one.answer, encoding="utf-8")
    seen = run(tmp_path / f"{exercise.stem}.py", asked.calls)
    found = assess_round(exercise, asked, answered(seen, lines=tuple(stub(exercise).splitlines())), 10)
    assert found[1:5] == (0, 10, "not begun", ())
    in_a_notebook = ("import numpy as np", "pass", "def another(x):", "    return x", "", *stub(exercise).splitlines())
    assert assess_round(exercise, asked, answered(seen, lines=in_a_notebook), 10).state == "not begun"


def test_who_wrote_something_and_left_the_line_that_raises_is_told_to_delete_it():
    raising = Failure("NotImplementedError", "cost: write it here, instead of this line", 9)
    lines = stub(COST).splitlines()
    found = failing(COST, raising, lines=(*lines[:-1], "    m = len(X)", lines[-1]))
    assert found.state == "wrong" and "the line that raises NotImplementedError is still there" in found.lines[0]


def test_a_right_answer_that_quotes_the_stub_passes():
    lines = (*COST.answer.splitlines(), '"""', *stub(COST).splitlines()[-30:], '"""')
    assert given(COST, lines=lines).state == "passed"


# what is printable and short

def test_what_a_student_wrote_is_printable_and_short():
    bad = "\x1b[31m\u202e<script>\n" + "x" * 5000
    failures = [Failure(bad, bad, 1, bad), Failure("ValueError", bad, 1, bad),
                Failure("ValueError", "operands could not be broadcast together with shapes (3,) (4,)", 1, bad,
                        variables=(Variable("W" * 5000, "ndarray", (3, 99), True),))]
    found = [failing(COST, failure, lines=(bad,)) for failure in failures]
    found.append(given(COST, lambda J: Opaque(f"a {bad}")))
    found.append(given(COST, lambda J: [J, bad]))
    for one in found:
        for text in (*one.lines, *one.source, *one.advice):
            assert len(text) < 800 and not re.search("[\x00-\x08\x0b-\x1f\x7f\u202e]", text)
    asked = first(COST)
    seen = [one._replace(advice=((2, "RuntimeWarning", bad),), printed=bad)
            for one in run_source(COST.answer, asked.calls)]
    warned = assess_round(COST, asked, answered(seen), 30)
    assert warned.state == "passed" and len(warned.advice) == 1 and len(warned.advice[0]) < 300
    assert warned.advice[0].startswith("line 2: NumPy warns: [31m<script> xxx")
    assert len(warned.printed) == 2000 and "\x1b" not in warned.printed


@pytest.mark.parametrize("value", [None, np.nan, -np.inf, 1j, True, "", "x", Opaque("a dict"), [], [[]], [None, "x"],
                                   (1.0, 2.0), np.empty(0), np.empty((0, 3)), np.ones((2, 2), np.uint8),
                                   [[[[[[[1.0]]]]]]], 2.0 ** 1000])
@pytest.mark.parametrize("exercise", [COST, find("dropout")], ids=lambda one: one.stem)
def test_whatever_is_returned_gets_some_words_and_no_points(exercise, value):
    found = given(exercise, lambda _: value)
    assert found[1:4] == (0, exercise.points, "wrong")
    assert 1 <= len(found.lines) <= 12 and all(line.strip() for line in found.lines)


# for the instructor

def test_what_an_instructor_may_want_to_look_at():
    found = given(COST, printed_bytes=81 * 2 ** 20, ended="limit", tried=("fork", "/etc/passwd\x1b"))
    assert found.look == ("printed 81 MiB", "killed at the limit", "tried: fork, /etc/passwd")
    assert found.points == 30                                       # it never costs points
    assert given(COST, ended="protocol").look == ("protocol",)
    assert given(COST, printed_bytes=2000).look == ()
    assert given(COST, tried=tuple("abcdefgh")).look == ("tried: a, b, c, d, e, …",)


def test_an_answer_with_too_few_observations_is_an_error_of_the_grader():
    """Otherwise a worker that says nothing would pass."""
    with pytest.raises(ValueError, match="0 observations of 3 calls"):
        assess_round(COST, first(COST), answered([]), 30)


# the rounds

class Runner:
    """Stands in for the sandbox: the answers to the rounds, and which rounds were run.

    drawn, large : what becomes of the observation of a call on a small network, and on the large one
    """

    def __init__(self, drawn=lambda one: one, large=lambda one: one, **what):
        self.drawn, self.large, self.what, self.ran = drawn, large, what, []

    def __call__(self, asked):
        self.ran.append((asked.kind, asked.on_the_way))
        seen = [(self.large if len(call.arguments[0]) > 1000 else self.drawn)(one)
                for call, one in zip(asked.calls, run_source(GRADIENT.answer, asked.calls), strict=True)]
        return Answer(tuple(seen), **{"processor": 0.1, "wall": 0.1} | self.what)


def graded(runner, **options):
    return assess(GRADIENT, rounds(GRADIENT, SECRET, b""), runner, 40, **options)


def test_a_right_and_quick_answer_is_run_once_on_the_small_networks_and_the_large_one():
    runner = Runner(printed_bytes=2 ** 21)
    found = graded(runner)
    assert found[1:4] == (40, 40, "passed") and runner.ran == [(DRAWN, False)]
    assert found.processor == pytest.approx(0.1) and found.look == ("printed 2 MiB",)


def test_a_slow_answer_is_run_on_the_large_network_alone_where_there_is_less_time():
    runner = Runner(processor=60.0)                                 # more than one feedforward for each weight takes
    assert graded(runner).state == "passed" and runner.ran == [(DRAWN, False), (LARGE, False)]


def test_a_wrong_answer_is_run_once_more_to_see_what_it_computes_on_the_way():
    runner = Runner(drawn=lambda one: one._replace(value=-one.value))
    found = graded(runner)
    assert found.slugs == ("g-sign",) and runner.ran == [(DRAWN, False), (DRAWN, True)]
    assert found.processor == pytest.approx(0.2)


@pytest.mark.parametrize("kind, text", [("time", "3 s"), ("died", "signal SIGSEGV")])
def test_an_answer_that_was_ended_is_not_run_again(kind, text):
    runner = Runner(drawn=lambda one: Observation(Failure(kind, text, 3, "while True: pass")), ended="limit")
    assert graded(runner).state == "wrong" and runner.ran == [(DRAWN, False)]


def test_an_answer_that_is_right_only_the_second_time_is_wrong():
    values = iter([-1, -1, -1] + [1] * 3)
    assert graded(Runner(drawn=lambda one: one._replace(value=next(values) * one.value)))[1:4] == (0, 40, "wrong")


def test_an_answer_that_is_wrong_on_the_large_network_only_after_the_small_ones_is_asked_there_alone():
    """Its time is over, or memory is full, because of the small ones."""
    runner = Runner(ended="limit")
    assert graded(runner).state == "passed" and runner.ran == [(DRAWN, False), (LARGE, False)]


def test_differences_are_too_slow_on_the_large_network():
    runner = Runner(large=lambda one: Observation(Failure("time", "2 s", 3, "J = cost(t)")), ended="limit")
    found = graded(runner)
    assert found[1:4] == (0, 40, "wrong") and len(found.lines) == 1
    assert re.fullmatch(r"too slow on the network with 10,285 weights: \d+(\.\d)? s and not done; backpropagation "
                        r"takes milliseconds\. Is the gradient estimated by differences\? That is exercise 11\.",
                        found.lines[0])
    assert found.place == "line 3" and runner.ran == [(DRAWN, False), (LARGE, False)]


def test_what_is_wrong_on_the_large_network_alone_is_described():
    found = graded(Runner(large=lambda one: one._replace(value=one.value + 1e-4)))
    assert found.state == "wrong" and "the numbers differ" in found.lines[0] and not found.slugs
    assert not numbers_in(found.lines)


def test_known_mistakes_are_not_looked_for_on_the_large_network():
    """They would have shown on the small ones, and 120 variants would be run on it."""
    found = graded(Runner(large=lambda one: one._replace(value=100 * one.value)))
    assert not found.slugs and found.lines[0].startswith("it is not divided by m, the number of examples")


def test_a_further_check_says_no_more_than_the_name_of_the_mistake():
    mistake, found = mistaken(GRADIENT, "g-no-m", kind=EXTRA, printed_bytes=0, lines=("a", "b"))
    assert found.lines == (f"a further check fails. Known mistake: {mistake.name}.", mistake.question,
                           mistake.explanation)
    assert found.slugs == ("g-no-m",)
    assert given(COST, lambda J: J + 0.123, kind=EXTRA, numbers=True).lines == ("a further check fails.",)
    failed = failing(COST, Failure("ValueError", "[0.25, 0.5]", 1, "x"), kind=EXTRA, numbers=True, lines=("x",))
    assert failed.lines == ("a further check fails.",) and failed.place == "" and failed.source == ()


def test_what_is_printed_in_a_further_check_is_not_shown():
    asked = first(COST)._replace(kind=EXTRA)
    seen = [one._replace(printed="0.25", advice=((1, "UserWarning", "0.25"),))
            for one in run_source(COST.answer, asked.calls)]
    found = assess_round(COST, asked, answered(seen), 30)
    assert found.state == "passed" and found.printed == "" and found.advice == ()
