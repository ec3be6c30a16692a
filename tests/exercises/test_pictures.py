"""nn check --show: which picture of which answer, and that none shows more than the words beside it."""
import html
import re
from functools import cache
from itertools import pairwise

import numpy as np
import pytest
from matplotlib.text import Text
from variants import variant

from nn.app.cli import main
from nn.exercises import report
from nn.exercises.course import Result
from nn.exercises.exercise import exercises, find
from nn.exercises.pictures.further import Z, further_calls, observe_further
from nn.exercises.pictures.gradients import label_of_ratio
from nn.exercises.pictures.page import answer_page
from nn.exercises.pictures.seen import COINCIDE, PARTS, UNSEEN
from nn.exercises.pictures.which import has_picture, picture_of
from nn.exercises.sandbox.calls import Failure, Observation
from nn.exercises.sandbox.program import Program, file_at
from nn.exercises.verdict.judge import Verdict, judge
from nn.exercises.verdict.observed import answer, run_source
from nn.visualize.answers import VARIABLES
from nn.visualize.svg import as_svg

DRAWN = [exercise for exercise in exercises() if has_picture(exercise)]
STEMS = [exercise.stem for exercise in DRAWN]
NUMBERED = Verdict(False, ("the words",), numbers=True)

SIGN = "    return 1 / (1 + np.exp(z))\n"


@cache
def seen(stem, source):
    """(exercise, its observations, the further ones) of a source."""
    exercise = find(stem)
    calls, glue = further_calls(exercise)
    return exercise, run_source(source, exercise.calls), run_source(source + glue, calls)


def drawn(number, *edits, verdict=None):
    """The picture of an exercise's answer in which texts are replaced, one after the other."""
    source = find(number).answer
    for right, wrong in zip(edits[::2], edits[1::2], strict=True):
        assert source.count(right) == 1, right
        source = source.replace(right, wrong)
    return picture_of(*seen(find(number).stem, source), verdict)


def of_mistake(number, slug, verdict=None):
    exercise = find(number)
    mistake = next(one for one in exercise.mistakes if one.slug == slug)
    return picture_of(*seen(exercise.stem, variant(exercise, mistake)), verdict)


def texts(figure):
    """All that is written in a figure, the numbers on its axes included."""
    figure.draw_without_rendering()
    return [text.get_text() for text in figure.findobj(Text) if text.get_visible() and text.get_text().strip()]


def numbers_on_axes(figure):
    """The texts of ticks: (of all x axes, of all y axes)."""
    return [[text.get_text() for ax in figure.axes for text in getattr(ax, f"get_{name}ticklabels")()
             if text.get_text()] for name in "xy"]


def lines(figure, label):
    """(x, y) of the line of that name."""
    line, = (line for ax in figure.axes for line in ax.lines if line.get_label() == label)
    return line.get_xdata(), line.get_ydata()


def test_a_passed_sigmoid_has_its_own_values_on_the_axis():
    assert numbers_on_axes(drawn(3))[1] == ["0.0", "0.5", "1.0"]


def test_the_branches_at_a_pole_are_not_joined():
    z, values = lines(of_mistake(3, "sig-one-minus-exp"), "yours")
    assert np.isnan(values).sum() == np.isnan(z).sum() >= 1
    assert not any(min(a, b) < -2 and max(a, b) > 3 for a, b in pairwise(values))


def test_images_that_are_the_same_though_the_gradient_is_wrong_say_so():
    assert "no difference shows here" in " ".join(texts(of_mistake(12, "rg-bias-included")))
    assert not any("no difference" in text for text in texts(drawn(12)))


# which picture

@pytest.mark.parametrize("stem", ["ex10_backpropagation", "ex11_numerical_gradient", "ex12_regularized_gradient"])
@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_of_a_gradient_that_is_not_finite_there_is_nothing_to_draw(stem, bad):
    exercise, observations, further, *_ = seen(stem, find(stem).answer)
    observations, further = ([one._replace(value=np.full_like(one.value, bad)) for one in some]
                             for some in (observations, further))
    assert picture_of(exercise, observations, further) is None


def test_these_exercises_have_a_picture():
    assert [exercise.number for exercise in DRAWN] == [3, 8, 9, 10, 11, 12, 13, 14, 17, 18]


@pytest.mark.parametrize("stem", STEMS)
def test_a_right_answer_has_its_picture_where_all_coincides(stem):
    figure = picture_of(*seen(stem, find(stem).answer))
    assert COINCIDE in texts(figure) or stem == "ex09_random_init"
    assert UNSEEN not in texts(figure)


def test_an_exercise_without_a_picture_has_none():
    exercise = find(6)
    assert picture_of(exercise, run_source(exercise.answer, exercise.calls)) is None
    assert further_calls(exercise).calls == ()


@pytest.mark.parametrize("stem", STEMS)
@pytest.mark.parametrize("kind", ["time", "died", "missing", "ValueError"])
def test_of_a_call_that_failed_nothing_is_drawn(stem, kind):
    exercise, observations, further = seen(stem, find(stem).answer)
    assert picture_of(exercise, [Observation(Failure(kind, "")), *observations[1:]], further) is None


@pytest.mark.parametrize("value", [None, "text", np.zeros((3, 1)), [np.zeros(2)], np.zeros(3, complex), ("figure", 3),
                                   ("figure", [(None, 0, 1, "greys")]), ("figure", [([[1], [2, 3]], 0, 1, "x")])],
                         ids=str)
@pytest.mark.parametrize("stem", STEMS)
def test_what_has_another_form_is_not_drawn(stem, value):
    exercise, observations, further = seen(stem, find(stem).answer)
    wrong = [one._replace(value=value) for one in observations]
    figure = picture_of(exercise, wrong, [one._replace(value=value) for one in further])
    assert figure is None or stem == "ex13_train"                   # whose picture is mostly of what was evaluated


def test_numbers_that_are_not_finite_or_too_large_are_left_out_of_the_picture():
    exercise, observations, further = seen("ex10_backpropagation", find(10).answer)
    for bad in (np.nan, np.inf, 1e300):
        spoilt = [one._replace(value=np.where(np.arange(one.value.size) == 3, bad, one.value)) for one in observations]
        texts(picture_of(exercise, spoilt, further))
    exercise, observations, further = seen("ex03_sigmoid", find(3).answer)
    bad = further[0]._replace(value=np.where(Z > 0, np.nan, -1e300))
    texts(picture_of(exercise, observations, [bad]))


# what is drawn

def test_the_dots_of_a_curve_are_what_the_checked_calls_gave():
    figure = of_mistake(3, "sig-integer-result")
    z, dots = lines(figure, "where checked")
    is_whole = z % 1 == 0
    assert set(z[is_whole]) == {-3, 0, 1, 2} and not dots[(z != 0) & is_whole].any()
    assert np.allclose(dots[~is_whole], 1 / (1 + np.exp(-z[~is_whole])), atol=1 / PARTS)
    assert np.abs(lines(figure, "yours")[1] - 1 / (1 + np.exp(-Z))).max() < 0.01


def test_without_further_calls_a_curve_is_its_dots():
    exercise, observations, _ = seen("ex08_sigmoid_gradient", find(8).answer)
    assert "yours" not in [line.get_label() for line in picture_of(exercise, observations).axes[0].lines]


@pytest.mark.parametrize("number, slug", [(3, "sig-in-place"), (10, "g-writes-theta"), (17, "mo-theta-in-place")])
def test_what_does_not_show_in_a_picture_is_said_not_to(number, slug):
    assert UNSEEN in texts(of_mistake(number, slug))


def test_the_entries_of_a_gradient_have_the_colours_of_their_blocks():
    figure = of_mistake(10, "g-theta1-no-m")
    for name, size, factor in (("Theta1 bias", 4, 11), ("Theta1 weights", 24, 11), ("Theta2 bias", 3, 1),
                               ("Theta2 weights", 12, 1)):
        x, y = lines(figure, name)
        assert len(x) == size and np.allclose(y, factor * x, atol=factor / PARTS), name


def test_the_image_of_a_units_gradient_is_beside_the_right_one_on_the_same_scale():
    *_, yours, right = of_mistake(10, "g-no-m").axes
    one, other = (np.asarray(ax.images[0].get_array()) for ax in (yours, right))
    assert one.shape == other.shape == (20, 20) and np.abs(other).max() == 1
    assert np.allclose(one, 100 * other, atol=100 / PARTS)             # there are 100 digits
    assert yours.images[0].get_clim() == right.images[0].get_clim() == (-1, 1)


def test_a_line_has_the_name_of_its_slope_where_the_mistake_is_named_and_the_number_where_the_words_have_it():
    assert "m times" in texts(of_mistake(10, "g-no-m")) and "11 = m" not in texts(of_mistake(10, "g-no-m"))
    assert "11 = m" in texts(of_mistake(10, "g-no-m", NUMBERED))
    tripled = ("Delta1 / m", "3 * Delta1 / m")
    assert "3" in texts(drawn(10, *tripled, verdict=NUMBERED))      # K is 3 in the first network alone
    assert not re.search("[0-9]", "".join(texts(drawn(10, *tripled)))
                         .replace("Theta1", "").replace("Theta2", "").replace("unit 4", ""))


def test_the_number_of_a_slope_in_exercise_11_is_written_only_where_it_is_true_of_what_is_checked():
    doubled = ("(2 * epsilon)", "epsilon")
    assert "2" in texts(drawn(11, *doubled, verdict=NUMBERED)) and "2" not in texts(drawn(11, *doubled))
    on_large = "2 * np.ones(len(theta)) if len(theta) > 100 else np.arange(len(theta))"
    assert "2" not in texts(drawn(11, "return gradient", f"return gradient * ({on_large})", verdict=NUMBERED))


def test_the_label_of_a_negative_factor_is_its_name():
    assert label_of_ratio(-11.0, "−m", False) == "−m times" and label_of_ratio(-1.0, "−1", False) == ""


def test_all_weights_are_counted_in_units_of_epsilon():
    figure = of_mistake(9, "init-positive")
    heights = np.array([bar.get_height() for bar in figure.axes[0].patches])
    assert heights.sum() == 25 * 401 + 10 * 26 and not heights[:25].any() and not heights[35:].any()


def test_a_training_that_is_not_limited_goes_beyond_the_limit_and_ends_lower():
    figure = of_mistake(13, "t-maxiter")
    limit, _ = lines(figure, "max_evaluations")
    right, yours = lines(figure, "the right curve"), lines(figure, "yours")
    assert limit[0] == 20 and right[0][-1] <= 25 < yours[0][-1] and yours[1][-1] < right[1][-1]


def test_a_theta_that_is_returned_unchanged_is_drawn_as_high_as_the_start():
    *_, end, _ = (line.get_ydata() for line in of_mistake(13, "t-returns-start").axes[0].lines
                  if line.get_marker() == "D")
    assert end == [0]


def test_steps_that_differ_a_little_are_not_said_to_coincide():
    assert UNSEEN not in texts(of_mistake(17, "mo-nesterov"))


@pytest.mark.parametrize("slug", ["ng-forward", "ng-backward"])
def test_one_sided_differences_are_seen_not_to_lie_on_the_line(slug):
    x, y = lines(of_mistake(11, slug), "Theta2 bias")
    assert np.abs(x - y).max() > 0.05


@pytest.mark.parametrize("number, uphill", [(17, "mo-uphill"), (18, "ad-uphill")])
def test_steps_downhill_start_alike_and_uphill_the_cost_rises(number, uphill):
    figure = of_mistake(number, uphill)
    right, yours = lines(figure, "the right curve")[1], lines(figure, "yours")[1]
    assert right[0] == yours[0] == 0 and right[-1] < -0.2 and yours[-1] > 0.05 and len(yours) == len(right) == 60


def test_an_image_that_is_missing_leaves_its_place_empty():
    figure = of_mistake(14, "v-drop-first-row")
    assert [len(ax.images) for ax in figure.axes] == [1, 1, 1, 1, 0, 1]


@pytest.mark.parametrize("slug", ["v-no-transpose", "v-upside-down", "v-abs-of-max", "v-largest-with-bias",
                                  "v-own-scale", "v-own-largest", "v-not-symmetric", "v-no-cmap", "v-inverted",
                                  "v-one-unit", "v-drop-last"])
def test_each_mistake_in_drawing_images_can_be_seen(slug):
    figure = of_mistake(14, slug)
    if slug == "v-drop-last":                                       # the bias is then a pixel, 401 of them remain 400
        assert figure is not None
    assert UNSEEN not in texts(figure)


# the rule: no number of the answer that the words do not show

def expected_numbers(exercise):
    """All numbers of the right answers to what is drawn, with six digits, as one would read them off a page."""
    values = [answer(exercise, one).value for one in exercise.calls] + [
        one.value for one in run_source(exercise.answer + further_calls(exercise).glue, further_calls(exercise).calls)]
    numbers = np.concatenate([np.ravel(value) for value in values if isinstance(value, (float, np.ndarray))])
    digits = {f"{abs(number):.6f}".rstrip("0") for number in numbers}
    return {text for text in digits if len(text.partition(".")[2]) >= 5}


@cache
def of_wrong_answers(stem):
    """(slug, picture) of every third known mistake, where there is one."""
    figures = [(mistake.slug, of_mistake(stem, mistake.slug)) for mistake in find(stem).mistakes[::3]]
    return [(slug, figure) for slug, figure in figures if figure is not None]


@pytest.mark.parametrize("stem", STEMS)
def test_no_axis_of_a_wrong_answer_has_numbers_but_what_belongs_to_the_question(stem):
    for slug, figure in of_wrong_answers(stem):
        x, y = numbers_on_axes(figure)
        assert y == [], slug
        assert x == [] or stem in ("ex03_sigmoid", "ex08_sigmoid_gradient") and set(x) <= set("−8 −4 0 4 8".split()) \
            or stem == "ex09_random_init" and x == ["−2ε", "−ε", "0", "ε", "2ε"], slug
    assert len(of_wrong_answers(stem)) >= len(find(stem).mistakes) / 9


@pytest.mark.parametrize("stem", sorted({*STEMS} - {"ex09_random_init", "ex14_draw_hidden_units"}))
def test_the_data_of_a_wrong_answers_picture_is_as_coarse_as_the_picture(stem):
    """Nor can they be read off the Figure in a notebook: all curves and points are multiples of 1/PARTS of a unit."""
    for slug, figure in of_wrong_answers(stem):
        for label in ("the right curve", "yours", "where checked", "Theta1 bias", "Theta1 weights", "Theta2 bias",
                      "Theta2 weights"):
            for line in (line for ax in figure.axes for line in ax.lines if line.get_label() == label):
                data = np.ma.filled(line.get_ydata(), np.nan)
                data = np.concatenate([data, line.get_xdata()]) if label.startswith("Theta") else data
                parts = data[np.isfinite(data)] * PARTS
                assert np.allclose(parts, np.round(parts), rtol=0, atol=1e-6), (slug, label)


@pytest.mark.parametrize("stem", sorted({*STEMS} - {"ex14_draw_hidden_units"}))         # its numbers are given
def test_no_expected_number_is_in_the_source_of_a_wrong_answers_page(stem):
    expected = expected_numbers(find(stem))
    for slug, figure in of_wrong_answers(stem)[:3]:
        svg = as_svg(figure, "answer", "", VARIABLES)
        assert set(re.findall(r"[0-9]+\.[0-9]+", svg)).isdisjoint(expected), slug


@pytest.mark.parametrize("number", [3, 8, 10, 11, 12, 13, 17, 18])
def test_the_numbers_of_an_exercise_that_is_passed_are_on_its_axes(number):
    x, y = numbers_on_axes(drawn(number))
    assert len(x) >= 3 and len(y) >= 2


def test_the_words_beside_a_picture_say_whether_they_show_numbers():
    exercise, observations, _ = seen("ex10_backpropagation", find(10).answer)
    assert not judge(exercise, observations).numbers
    _, unknown, _ = seen("ex10_backpropagation", find(10).answer.replace("Delta1 / m", "3 * Delta1 / m"))
    assert judge(exercise, unknown).numbers
    _, known, _ = seen("ex10_backpropagation", find(10).answer.replace("Delta1 / m", "Delta1"))
    assert judge(exercise, known).slugs == ("g-theta1-no-m",) and not judge(exercise, known).numbers


# the run of its own

@pytest.mark.parametrize("number", [11, 14, 18])
def test_a_students_file_is_run_again_for_the_further_calls(tmp_path, number):
    exercise = find(number)
    path = tmp_path / f"{exercise.stem}.py"
    path.write_text(exercise.answer, encoding="utf-8")
    (one,) = observe_further(exercise, file_at(path))
    assert one.failure is None
    assert COINCIDE in texts(picture_of(*seen(exercise.stem, exercise.answer)[:2], [one]))


@pytest.mark.parametrize("number", [3, 17])
def test_a_cell_is_run_again_like_a_file(tmp_path, number):
    exercise = find(number)
    cell = "".join(line for line in exercise.answer.splitlines(True) if not line.startswith(("import", "from")))
    program = Program(cell.encode(), str(tmp_path / "<cell>"), "import numpy as np")
    (one,) = observe_further(exercise, program)
    assert one.failure is None
    assert COINCIDE in texts(picture_of(*seen(exercise.stem, exercise.answer)[:2], [one]))


def test_a_function_that_hangs_on_the_further_call_alone_leaves_that_part_of_the_picture_out(tmp_path):
    exercise = find(10)
    slow = exercise.answer.replace("    m = len(X)\n", "    m = len(X)\n    while m == 100: pass\n")
    path = tmp_path / "ex10_backpropagation.py"
    path.write_text(slow, encoding="utf-8")
    further = observe_further(exercise, file_at(path), seconds=1)
    assert further[0].failure.kind == "time"
    figure = picture_of(exercise, seen(exercise.stem, exercise.answer)[1], further)
    assert [len(ax.images) for ax in figure.axes] == [0]


def test_the_exercises_own_calls_stay_as_they_are():
    for exercise in DRAWN:
        assert not {*further_calls(exercise).calls} & {*exercise.calls}


# nn check --show

@pytest.fixture
def course(tmp_path, monkeypatch, capsys):
    """A new course folder, which is the working directory, and the addresses that were opened."""
    opened = []
    monkeypatch.setattr("webbrowser.open", lambda address: opened.append(address) or True)
    assert main(["start", str(tmp_path / "course")]) == 0
    monkeypatch.chdir(tmp_path / "course")
    capsys.readouterr()
    return tmp_path / "course", opened


def write_body(folder, stem, body):
    path = folder / f"{stem}.py"
    path.write_text(re.sub(r"    raise NotImplementedError.*\n", lambda _: body, path.read_text(encoding="utf-8")),
                    encoding="utf-8")


def test_show_writes_a_page_with_the_words_and_the_picture_and_opens_it(course, capsys):
    folder, opened = course
    write_body(folder, "ex03_sigmoid", SIGN)
    assert main(["check", "3", "--show"]) == 1
    said, written = capsys.readouterr().out.split("\n\n")
    assert written == "Written: nn-check.html\n" and opened == [(folder / "nn-check.html").as_uri()]
    page = (folder / "nn-check.html").read_text(encoding="utf-8")
    words = html.unescape(re.sub("<[^>]+>", "\n", page))
    assert "Known mistake: the exponent has the wrong sign" in said
    assert all(line.strip() in words for line in said.splitlines()) and "<svg" in page


def test_a_page_needs_no_script_and_no_network_and_is_light_and_dark(course, capsys):
    folder, _ = course
    write_body(folder, "ex03_sigmoid", SIGN)
    main(["check", "3", "--show", "--no-open"])
    page = (folder / "nn-check.html").read_text(encoding="utf-8")
    assert "<script" not in page and "prefers-color-scheme: dark" in page and "var(--yours)" in page
    assert not re.search(r'(?:src|href)="(?!data:|#)', page)
    assert "default-src 'none'" in page


def test_all_colours_of_a_picture_change_with_the_page():
    for stem in STEMS:
        svg = as_svg(picture_of(*seen(stem, find(stem).answer)), "answer", "", VARIABLES)
        assert set(re.findall("#[0-9a-f]{6}", svg)) <= {"#ffffff"}, stem


def test_no_open_opens_nothing_and_out_chooses_the_file(course, capsys):
    folder, opened = course
    (folder / "ex08_sigmoid_gradient.py").write_text(find(8).answer, encoding="utf-8")
    assert main(["check", "8", "--show", "--no-open", "--out", "mine.png"]) == 0
    assert (folder / "mine.png").read_bytes().startswith(b"\x89PNG") and opened == []
    assert "Written: mine.png" in capsys.readouterr().out and not (folder / "nn-check.html").exists()


@pytest.mark.parametrize("name, mine", [("notes.png", b"\x89PNG of somebody"), ("notes.html", b"<p>mine"),
                                        ("notes.htm", b"<p>mine")])
def test_a_file_of_somebody_else_stays_and_our_own_is_renewed(course, capsys, name, mine):
    folder, _ = course
    (folder / "ex08_sigmoid_gradient.py").write_text(find(8).answer, encoding="utf-8")
    (folder / name).write_bytes(mine)
    arguments = ["check", "8", "--show", "--no-open", "--out", name]
    assert main(arguments) == 1 and (folder / name).read_bytes() == mine
    captured = capsys.readouterr()
    assert f"{name} exists and is not" in captured.err and captured.out == ""
    (folder / name).unlink()
    assert [main(arguments), main(arguments)] == [0, 0]


def test_without_a_browser_the_file_is_named(course, monkeypatch, capsys):
    monkeypatch.setattr("webbrowser.open", lambda address: False)
    write_body(course[0], "ex03_sigmoid", SIGN)
    main(["check", "3", "--show"])
    assert "No browser was found; open the file in one." in capsys.readouterr().out


@pytest.mark.parametrize("body, said", [
    ("    while True: pass\n", "still running after 1 s"), ("    return z(\n", "SyntaxError"),
    ("    import os; os.kill(os.getpid(), 9)\n", "SIGKILL"), ("    return None\n", "returns None"),
    ("    return np.zeros(7)\n", "expected one number")])
def test_where_there_is_nothing_to_draw_the_words_are_printed_all_the_same(course, capsys, body, said):
    folder, opened = course
    write_body(folder, "ex03_sigmoid", body)
    assert main(["check", "3", "--show", "--seconds", "1"]) == 1
    out = capsys.readouterr().out
    assert said in out and out.endswith("\nThere is nothing to draw.\n") and opened == []
    assert not (folder / "nn-check.html").exists()


@pytest.mark.parametrize("prepare, said", [(lambda path: None, "Not started yet"),
                                           (lambda path: path.unlink(), "missing")])
def test_of_an_exercise_that_is_not_begun_there_is_nothing_to_draw(course, capsys, prepare, said):
    prepare(course[0] / "ex10_backpropagation.py")
    assert main(["check", "10", "--show"]) == 1
    out = capsys.readouterr().out.lower()
    assert said.lower() in out and "there is nothing to draw." in out


def test_an_exercise_without_a_picture_says_so_in_one_line(course, capsys):
    (course[0] / "ex06_cost.py").write_text(find(6).answer, encoding="utf-8")
    assert main(["check", "6", "--show"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == (
        "Exercise 6 has no picture; exercises 3, 8, 9, 10, 11, 12, 13, 14, 17, 18 have one.")


@pytest.mark.parametrize("arguments, said", [
    (["--show"], "--show belongs to one exercise"), (["3", "--show", "--watch"], "--show does not go with --watch"),
    (["3", "--out", "a.html"], "belong to --show"), (["3", "--no-open"], "belong to --show")])
def test_options_that_do_not_go_together_are_refused(course, capsys, arguments, said):
    assert main(["check", *arguments]) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("out, said", [("a.pdf", "expected the ending .html"), (".", "is a folder")])
def test_a_file_that_cannot_be_written_is_refused_before_anything_runs(course, capsys, out, said):
    assert main(["check", "3", "--show", "--out", out]) == 1
    captured = capsys.readouterr()
    assert said in captured.err and captured.out == ""


def test_the_page_contains_the_words_exactly():
    exercise, observations, further = seen("ex10_backpropagation",
                                           find(10).answer.replace("Delta1 / m", "3 * Delta1 / m"))
    verdict = judge(exercise, observations)
    result = Result(exercise, "wrong", verdict, verdict.lines[0], verdict.name)
    page = answer_page(result, picture_of(exercise, observations, further, verdict)).decode()
    lines = [html.unescape(line).strip() for line in re.sub("<[^>]+>", "\n", page.partition("<body")[2]).splitlines()]
    words = [line.strip() for line in report.explain(result)]
    assert len(words) == 9 and [line for line in lines if line in words] == words
