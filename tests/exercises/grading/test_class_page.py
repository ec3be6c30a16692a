"""class.html: what a lecturer sees of a class."""
import re
import time
from functools import cache

import pytest
from a_class import HARD, HOSTILE, all_stems, class_of, hostile_row, points, run, simple_row
from test_feedback import Page, assert_is_self_contained

from nn.exercises.grading.records import EMPTY, GRADER_ERROR, Assessment, Row, Submission
from nn.exercises.grading.reports.class_page import class_page, named_mistakes, odd, unnamed
from nn.exercises.grading.reports.summary import OPEN, summarize
from nn.exercises.grading.reports.write import report_all
from nn.visualize.grades import bins


def page(rows, stems=tuple(HARD)):
    return class_page(summarize(rows, points(stems)), run(stems))


def mistaken(id, *slugs, stem="ex12_regularized_gradient", **changes):
    return simple_row(f"Student {id}", id, assessments=(
        Assessment(stem, 0, 10, "wrong", ("Known mistake: …",), slugs),), **changes)


# what to explain again

def test_mistakes_are_counted_by_students_the_most_frequent_first():
    rows = [mistaken("1", "rg-half"), mistaken("2", "rg-bias-included"), mistaken("3", "rg-bias-included")]
    words = Page(page(rows)).words
    first = "12: the bias columns are regularized, too — 2 of 3"
    assert first in words and words.index(first) < words.index("12: the penalty is half of what it should be — 1 of 3")
    assert "Your penalty adds λ/m times the biases, too; in column 0 of each Theta it should add 0." in words
    assert "Week 5, backpropagation algorithm; exercise 4, section 2.5" in words


def test_a_mistake_that_several_exercises_inherit_counts_once_a_student():
    row = simple_row()
    twice = row._replace(assessments=tuple(Assessment(stem, 0, 10, "wrong", ("…",), ("ff-no-bias",)) for stem in
                                           ("ex06_cost", "ex10_backpropagation")))
    one, = named_mistakes([twice])
    assert one.stems == ("ex06_cost", "ex10_backpropagation") and len(one.rows) == 1


def test_of_two_mistakes_in_one_file_both_count():
    assert len(named_mistakes([mistaken("1", "rg-half", "rg-sign")])) == 2


def test_a_mistake_of_another_version_has_at_least_its_slug():
    assert named_mistakes([mistaken("1", "rg-renamed")])[0].name == "rg-renamed"


def test_the_first_fifteen_mistakes_are_explained():
    text = page(class_of(300)).decode()
    part = text[text.index('id="explain"'):text.index('id="other"')]
    assert part.count("<h3>") == 15 and " more, each made by at most " in part


def test_a_bar_is_the_share_of_the_class():
    rows = [mistaken("1", "rg-half"), mistaken("2", "rg-half"), *(mistaken(id, "rg-sign") for id in "3"),
            *(simple_row(id=id, assessments=()) for id in "45678")]
    assert re.findall(r'style="--share:([\d.]+)%"', page(rows).decode()) == ["25.0", "12.5"]


# other wrong answers

def test_other_wrong_answers_are_grouped_whatever_the_line():
    rows = [simple_row(f"Student {n}", str(n), assessments=(
        Assessment("ex06_cost", 0, 30, "wrong", (f"line {n}: NameError: name 'np' is not defined",), (), f"line {n}"),))
        for n in range(4)]
    group, = unnamed(rows)
    assert group.text == "6: NameError: name 'np' is not defined" and len(group.rows) == 4


def test_what_is_said_of_several_exercises_of_a_student_is_one_group_and_groups_follow_the_exercises():
    def saying(id, *stems, text="it returns None: is there a return at the end?"):
        return simple_row(f"Student {id}", id, assessments=tuple(
            Assessment(stem, 0, 10, "wrong", (text,)) for stem in stems))
    rows = [saying("1", "ex06_cost", "ex07_regularized_cost", "ex10_backpropagation"),
            saying("2", "ex10_backpropagation"), saying("3", "ex08_sigmoid_gradient"),
            saying("4", "ex08_sigmoid_gradient")]
    text = "it returns None: is there a return at the end?"
    assert [(group.text, [row.submission.id for row in group.rows]) for group in unnamed(rows)] == [
        (f"8: {text}", ["3", "4"]), (f"6, 7, 10: {text}", ["1"]), (f"10: {text}", ["2"])]


# to look at

def test_errors_come_first_then_what_was_seen_then_notes():
    row = simple_row()
    rows = [mistaken("1", notes=("late",)), mistaken("2", notes=("late",)),
            row._replace(assessments=(row.assessments[0]._replace(look=("printed 81 MiB",)),)),
            mistaken("4", status=EMPTY, notes=("there is: hw.docx",)),
            mistaken("5", status=GRADER_ERROR, error="KeyError at assess.py:3")]
    assert [(group.text, len(group.rows)) for group in odd(rows)] == [
        ("grader error: KeyError at assess.py:3", 1), ("exercise 6: printed 81 MiB", 1),
        ("empty: there is: hw.docx", 1), ("late", 2)]


def test_equal_files_are_listed_together():
    equal = {"ex10_backpropagation": "a", "ex12_regularized_gradient": "b"}
    rows = [simple_row(f"Student {n}", str(n), same_text=equal) for n in range(2)]
    assert "Student 0, Student 1exercises 10 and 12" in Page(page(rows)).words


def test_what_is_not_a_submission_is_named():
    rows = [simple_row()]
    words = Page(class_page(summarize(rows, points(), ["<b>.pdf", *map(str, range(20))]), run())).words
    assert "not a submission<b>.pdf, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, and 6 more" in words
    assert "21to look at" in words


def test_students_without_a_submission_are_named_and_count_in_no_exercise():
    rows = [simple_row(), Row(Submission("Zed", "9", "Zed", number="9", handed_in=False), EMPTY)]
    found = Page(page(rows))
    assert "Without a submission Zed" in found.words and "1 student without one" in found.words
    assert "Zed no submission" in found.words and odd(rows) == []
    assert "— 1 of 1" in found.words and "— 1 of 2" not in found.words
    assert page(rows).decode().count("0 passed, 0 wrong, 1 not begun") == page(rows[:1]).decode().count(
        "0 passed, 0 wrong, 1 not begun") > 0


def test_an_interrupted_run_is_said_at_the_top():
    summary = summarize([simple_row(id="1")], points(), unfinished=["2", "3"])
    words = Page(class_page(summary, run())).words
    assert words.index("interrupted: 2 of 3 are not graded yet") < words.index("1submission")


def test_the_name_of_a_file_may_continue_on_the_next_line_at_its_joints():
    row = simple_row(notes=("not graded: Copy of ex12_regularized-gradient.py; 3.5",))
    assert "Copy of ex12_<wbr>regularized-<wbr>gradient.py; 3.5" in page([row]).decode()


def test_an_open_machine_is_said():
    assert OPEN in Page(page([simple_row(isolation="none")])).words
    assert "isolation strong" in Page(page([simple_row()])).words


# the bars

@pytest.mark.parametrize("most", [1, 2, 3, 9, 10, 11, 45, 100, 101, 997])
def test_every_number_of_points_is_in_one_bar_and_full_marks_have_their_own(most):
    for total in range(most + 1):
        names, counts = bins([total], most)
        assert sum(counts) == 1 and counts[-1] == (total == most)
        assert len(names) == min(most, 10) + 1


@pytest.mark.parametrize("most", [11, 45, 100, 997])
def test_ten_bars_divide_the_points_into_equal_parts(most):
    for total in range(most):
        assert bins([total], most)[1].index(1) == 10 * total // most


def test_the_bars_of_a_hundred_points():
    assert bins([], 100)[0] == ["0–9", "10–19", "20–29", "30–39", "40–49", "50–59", "60–69", "70–79", "80–89", "90–99",
                                "100"]


def test_the_axis_has_whole_numbers_alone():
    for n in (1, 2, 3, 7):
        text = page([simple_row(id=str(id)) for id in range(n)]).decode()
        axis = text[text.index('id="points-matplotlib.axis_2"'):text.index('id="points-patch_3"')]
        numbers = re.findall(r"<text [^>]*>([\d.]+)</text>", axis)
        assert numbers and all(number.isdigit() for number in numbers), numbers


def test_a_telephone_has_charts_of_its_own_whose_letters_are_not_made_smaller():
    text = page(class_of(5)).decode()
    widths = {kind: [float(width) for width in re.findall(
        rf'<div class="{kind}"><svg [^>]*viewBox="0 0 ([\d.]+) ', text)] for kind in ("wide", "narrow")}
    assert len(widths["wide"]) == len(widths["narrow"]) == 2
    assert max(widths["narrow"]) < 390 - 2 * (0.7 + 0.8) * 15 - 2     # what the cards of a page of 390 pixels leave
    assert text.count("12 Regularized gradient<") == 2


def test_the_colours_are_those_of_the_page():
    text = page(class_of(5)).decode()
    svg = text[text.index("<svg"):text.rindex("</svg>")]
    assert not re.findall(r"#[0-9a-f]{6}", svg, re.I)
    assert {"--passed", "--wrong", "--open", "--counted", "--text"} <= set(re.findall(r"var\((--\w+)\)", svg))


def test_the_ids_of_a_page_are_unique():
    ids = [attributes["id"] for _, attributes in Page(page(class_of(40))).elements if "id" in attributes]
    assert len(ids) == len(set(ids))


# every class

@pytest.mark.parametrize("n", [0, 1, 2, 30])
@pytest.mark.parametrize("stems", [tuple(HARD), ("ex01_one_hot",), ()])
def test_a_class_of_any_size_and_without_points_has_a_page(n, stems):
    words = assert_is_self_contained(page(class_of(n, stems=stems), stems)).words
    assert f"{n} submission" in words
    assert ("of 100 points" in words) == (n > 0 and stems == tuple(HARD))


def test_a_class_with_nothing_in_it_has_a_page():
    rows = [mistaken(str(n), status=EMPTY)._replace(assessments=()) for n in range(3)]
    assert "3 empty" in Page(page(rows)).words


@cache
def tags_of_harmless_rows():
    return tags(Page(page([hostile_row("harmless"), hostile_row("harmless", "2")])))


def tags(shown):
    """Of all elements but those that only say where a line may end."""
    return [tag for tag, _ in shown.elements if tag != "wbr"]


@pytest.mark.parametrize("text", HOSTILE)
def test_what_students_wrote_is_shown_as_text(text):
    shown = assert_is_self_contained(page([hostile_row(text), hostile_row(text, "2")]))
    assert tags(shown) == tags_of_harmless_rows()
    assert shown.words.isprintable()


@pytest.mark.slow
def test_a_page_of_300_is_small_and_needs_nothing_else():
    data = page(class_of(300))
    assert len(data) < 1_000_000
    assert len(page(class_of(300, stems=all_stems()), all_stems())) < 3_000_000
    assert_is_self_contained(data)


@pytest.mark.nightly
def test_a_class_of_a_thousand_has_a_page():
    text = page(class_of(1000, stems=all_stems()), all_stems()).decode()
    assert text.count('<th scope="row">') == 1000


def test_a_page_depends_on_the_rows_and_the_date_of_the_run_alone():
    rows = class_of(40)
    assert page(rows) == page(rows[::-1])
    other = class_page(summarize(rows, points()), run()._replace(date="2027-01-01"))
    assert other.replace(b"2027-01-01", b"2026-11-26") == page(rows)


@pytest.mark.slow
def test_all_reports_of_300_take_less_than_ten_seconds(tmp_path):
    rows = class_of(300)
    begin = time.process_time()
    report_all(tmp_path, rows, run())
    assert time.process_time() - begin < 10
