"""What a student reads: all words about their files, and nothing that does harm or is not for them."""
import html
import re
from html.parser import HTMLParser

import pytest
from a_class import HOSTILE, class_of, hostile_row, simple_row

from nn.exercises.exercise import find
from nn.exercises.grading.records import EMPTY, GRADER_ERROR, UNREADABLE, Assessment
from nn.exercises.grading.reports.feedback import feedback_page, feedback_text
from nn.exercises.grading.reports.summary import OPEN
from nn.exercises.verdict.judge import judge
from nn.exercises.verdict.observed import run_source

VOID = {"meta", "link", "br", "wbr"}


class Page(HTMLParser):
    """The elements of a page, its text, and whether each element that was opened is closed."""

    def __init__(self, data):
        super().__init__()
        self.elements, self.text, self.open, self.skipped = [], [], [], 0
        self.feed(data.decode("utf-8"))
        assert not self.open, self.open

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if "style" not in self.open:
            self.text.append(data)

    @property
    def words(self):
        return " ".join("".join(self.text).split())


def assert_is_self_contained(data):
    """No script, nothing that the browser would fetch, and no handler of an event."""
    page = Page(data)
    assert {"script", "img", "iframe", "object", "embed", "base", "form"}.isdisjoint(tag for tag, _ in page.elements)
    for tag, attributes in page.elements:
        assert not any(name.startswith("on") for name in attributes), (tag, attributes)
        for name in ("src", "href", "xlink:href"):
            address = attributes.get(name, "")
            assert address in ("", "data:,") or address.startswith(("#", "feedback/")), address
    assert b"@import" not in data and b"url(http" not in data
    return page


def test_the_page_says_the_mistake_and_shows_the_line():
    page = Page(feedback_page(simple_row(), 100))
    assert "Ada Lovelace" in page.words and "30/100" in page.words
    assert "Known mistake: the bias columns are regularized, too." in page.words
    assert "Which column of each Theta should not be regularized?" in page.words
    assert "12 | return gradient + penalty" in page.words


def test_the_text_says_the_same():
    assert feedback_text(simple_row(), 100) == """\
Ada Lovelace: 30/100

6 Cost 30/30. Passed.

10 Backpropagation 0/40. Not begun.

12 Regularized gradient 0/10. Known mistake: the bias columns are regularized, too. Your regularized_gradient equals \
that variant on 3 of 3 networks.
  Which column of each Theta should not be regularized?
  Your file, line 12:
    12 |     return gradient + penalty
"""


@pytest.mark.parametrize("row", class_of(30))
def test_every_page_needs_nothing_else(row):
    assert_is_self_contained(feedback_page(row, 100))


@pytest.mark.parametrize("text", HOSTILE)
def test_what_a_student_wrote_is_shown_as_text(text):
    page = assert_is_self_contained(feedback_page(hostile_row(text), 100))
    plain = Page(feedback_page(hostile_row("harmless"), 100))
    assert [tag for tag, _ in page.elements] == [tag for tag, _ in plain.elements]
    for words in (page.words, feedback_text(hostile_row(text), 100)):
        assert all(one.isprintable() or one in "\t\n" for one in words)
        words.encode("utf-8")


def test_a_table_in_a_verdict_stays_a_table():
    """What judge says about numbers that differ has indented lines, which belong together."""
    exercise = find("backpropagation")
    verdict = judge(exercise, run_source(exercise.answer.replace("a3 - Y", "1.3 * a3 - Y + 0.01"), exercise.calls))
    row = simple_row(assessments=(Assessment(exercise.stem, 0, 40, "wrong", verdict.lines),))
    table, = re.findall("<pre>(.*?)</pre>", feedback_page(row, 100).decode(), re.DOTALL)
    lines = [line.removeprefix("    ") for line in verdict.lines if line.startswith("    ")]
    assert len(lines) > 3 and html.unescape(table).splitlines() == lines


def test_only_the_beginning_of_what_was_printed_is_shown():
    row = simple_row()
    loud = row._replace(assessments=(row.assessments[0]._replace(printed="ä" * 50_000),))
    assert feedback_page(loud, 100).decode().count("ä") == feedback_text(loud, 100).count("ä") == 1000


@pytest.mark.parametrize("status, said", [(EMPTY, "No exercise was found"), (UNREADABLE, "could not be read"),
                                          (GRADER_ERROR, "because of an error in the grader")])
def test_a_student_learns_why_nothing_was_graded(status, said):
    row = simple_row(status=status, assessments=(), notes=("there is: hw.docx",), error="KeyError at assess.py:3")
    for text in (Page(feedback_page(row, 100)).words, feedback_text(row, 100)):
        assert said in text and "there is: hw.docx" in text and "assess.py" not in text


def test_without_points_the_exercises_are_counted():
    row = simple_row(assessments=tuple(one._replace(points=0, most=0) for one in simple_row().assessments))
    assert feedback_text(row, 0).startswith("Ada Lovelace: 1 of 3 passed\n\n6 Cost. Passed.\n")
    assert "1 of 3 passed" in Page(feedback_page(row, 0)).words


def test_what_the_instructor_looks_at_is_not_shown():
    row = simple_row()
    odd = row._replace(assessments=(row.assessments[0]._replace(look=("tried: fork",)),), same_text={"ex06_cost": "a"})
    assert b"fork" not in feedback_page(odd, 100) and "fork" not in feedback_text(odd, 100)


def test_an_open_machine_is_said():
    assert OPEN in feedback_text(simple_row(isolation="none"), 100)
    assert OPEN in Page(feedback_page(simple_row(isolation="none"), 100)).words
    assert b"isolation" not in feedback_page(simple_row(), 100)
