"""class.html: what a lecturer sees of a class, in the order in which one asks.

How did they do? At which exercise did they stop? What has to be explained again? What must someone look at? And then
every student.
"""
from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from nn.exercises.grading.kept.run import Run
from nn.exercises.grading.records import GRADED, GRADER_ERROR, Assessment, Row
from nn.exercises.grading.reports.equal_files import equal_files, exercise_numbers
from nn.exercises.grading.reports.feedback import words
from nn.exercises.grading.reports.html_page import html_page
from nn.exercises.grading.reports.summary import (
    OPEN,
    Summary,
    exercise,
    looks,
    notes,
    number,
    student,
    summary_line,
    title,
    total,
)
from nn.exercises.grading.texts import how_many, one_line
from nn.exercises.report import sentence
from nn.exercises.verdict.candidates import candidates

if TYPE_CHECKING:                   # matplotlib is slow to import
    from nn.visualize.grades import Figure

MOST_SHOWN = 15                     # named mistakes, and groups of other wrong answers
FOLDED_FROM = 9                     # students; fewer are shown at once

#: where the name of a file may continue on the next line
JOINTS = re.compile(r"(?<=\w[_/-])(?=\w)")

STATES = {"passed": "p", "wrong": "w"}      # classes in style.css; any other state is "o"


class Named(NamedTuple):
    """A known mistake, and who made it."""
    stems: tuple[str, ...]
    name: str
    explanation: str
    lecture: str
    rows: tuple[Row, ...]


class Group(NamedTuple):
    """What several students have in common."""
    text: str
    rows: tuple[Row, ...]


def class_page(summary: Summary, run: Run) -> bytes:
    """The whole page, as bytes of UTF-8."""
    return html_page(summary_line(summary), "".join(parts(summary, run)), "class")


def parts(summary: Summary, run: Run) -> Iterator[str]:
    yield header(summary, run)
    yield "<main>\n"
    yield charts(summary)
    yield explain_again(summary)
    yield other_wrong_answers(summary)
    yield look_at(summary)
    yield without_a_submission(summary)
    yield every_student(summary)
    yield "</main>\n"


# how they did

def header(summary: Summary, run: Run) -> str:
    n, points = len(summary.submissions), summary.points
    tiles = [tile(str(n), f"submission{'s' * (n != 1)}", statuses(summary))]
    if points and n:
        tiles += [tile(str(summary.full), "full marks", f"{summary.full / n:.0%} of all"),
                  tile(f"{summary.mean:.1f}", "mean", f"of {points} points"),
                  tile(f"{summary.median:g}", "median", f"of {points} points")]
    tiles.append(tile(str(summary.number_to_look_at), "to look at", "", "#look"))
    isolation = OPEN if "none" in summary.isolation else f"isolation {summary.isolation}" if summary.isolation else ""
    kind = "warning" if "none" in summary.isolation else "quiet"
    interrupted = f'<p class="warning">{escape(summary.interrupted)}</p>' if summary.interrupted else ""
    return (f'<header><h1>How the class did</h1>\n<p class="quiet">{escape(one_line(run.date))}, graded by nn '
            f'{escape(one_line(run.version))}</p>\n<p class="{kind}">{escape(isolation)}</p>{interrupted}</header>\n'
            f'<div class="tiles">{"".join(tiles)}</div>\n')


def tile(figure: str, name: str, more: str, link: str = "") -> str:
    """One number, large."""
    inner = f"<b>{escape(figure)}</b><span>{escape(name)}</span><small>{escape(more)}</small>"
    return f'<a class="tile" href="{link}">{inner}</a>' if link else f'<div class="tile">{inner}</div>'


def statuses(summary: Summary) -> str:
    """ "4 empty, 1 unreadable, 2 students without one": what was not graded, and what is missing."""
    kinds, missing = [row.status for row in summary.submissions], len(summary.missing)
    return ", ".join([*(f"{kinds.count(kind)} {one_line(kind)}" for kind in dict.fromkeys(kinds) if kind != GRADED),
                      *[f"{how_many(missing, 'student')} without one"] * bool(missing)])


def charts(summary: Summary) -> str:
    """The distribution of points, and each exercise."""
    from nn.visualize.grades import Bar, exercises_figure, points_figure  # slow to import
    if not summary.submissions:
        return ""
    cards = []
    if summary.points:
        lines = (f"{how_many(len(summary.submissions), 'submission')}, mean {summary.mean:.1f}, "
                 f"median {summary.median:g} of {summary.points}")
        cards.append(card("Points", in_both_widths(
            lambda narrow: points_figure(summary.totals, summary.points, narrow), "points", lines)))
    bars = [Bar(f"{number(stem)} {title(stem)}", *counted(summary, stem)) for stem in summary.most]
    if bars:
        lines = "; ".join(f"{bar.name}: {bar.passed} passed, {bar.wrong} wrong, {bar.not_begun} not begun"
                          for bar in bars)
        cards.append(card("Exercises", in_both_widths(
            lambda narrow: exercises_figure(bars, narrow), "exercises", lines)))
    return f'<div class="charts">{"".join(cards)}</div>\n' if cards else ""


def in_both_widths(figure: Callable[[bool], Figure], name: str, description: str) -> str:
    """A chart for a screen and for a telephone; style.css shows the one that fits, with letters that can be read.

    figure : draws it; narrow?
    """
    from nn.visualize.grades import VARIABLES
    from nn.visualize.svg import as_svg
    return "".join(f'<div class="{kind}">{as_svg(figure(kind == "narrow"), f"{name}{prefix}", description, VARIABLES)}'
                   f"</div>\n" for kind, prefix in (("wide", ""), ("narrow", "narrow")))


def counted(summary: Summary, stem: str) -> tuple[int, int, int]:
    """(passed, wrong, not begun) of an exercise, of all submissions."""
    states = [one.state for row in summary.submissions for one in row.assessments if one.stem == stem]
    passed, wrong = states.count("passed"), states.count("wrong")
    return passed, wrong, len(summary.submissions) - passed - wrong


# what to explain again

def explain_again(summary: Summary) -> str:
    """The named mistakes, by the number of students who made them."""
    found = named_mistakes(summary.rows)
    if not found:
        return ""
    n, shown = len(summary.submissions), found[:MOST_SHOWN]
    items = [entry(mistake_name(one), one.rows, n,
                   f'<p>{escape(one.explanation)}</p>\n<p class="quiet">{escape(one.lecture)}</p>\n')
             for one in shown]
    rest = [f"<li>{escape(mistake_name(one))} — {len(one.rows)}</li>" for one in found[MOST_SHOWN:]]
    more = (f"<details><summary>{len(rest)} more, each made by at most {len(found[MOST_SHOWN].rows)}</summary>"
            f"<ul>{''.join(rest)}</ul></details>" if rest else "")
    return card("What to explain again", f'<ol class="shares">{"".join(items)}</ol>{more}', "explain")


def named_mistakes(rows: Sequence[Row]) -> list[Named]:
    """The known mistakes, the most frequent first; one that is inherited by other exercises counts once a student."""
    made: dict[str, dict[str, Row]] = defaultdict(dict)             # slug -> ID -> row
    where: dict[str, set[str]] = defaultdict(set)                   # slug -> stems
    for row in rows:
        for one in row.assessments:
            for slug in one.slugs:
                made[slug][row.submission.id] = row
                where[slug].add(one.stem)
    found = [Named(tuple(sorted(where[slug])), *known(min(where[slug]), slug), tuple(made[slug].values()))
             for slug in made]
    return sorted(found, key=lambda one: (-len(one.rows), one.stems, one.name))


@cache
def known(stem: str, slug: str) -> tuple[str, str, str]:
    """(name, explanation, lecture) of a mistake in an exercise, which may inherit it from another one."""
    checked = exercise(stem)
    one = next((one for one in candidates(checked) if one.mistake.slug == slug), None) if checked else None
    if one is None:
        return one_line(slug), "", checked.lecture if checked else ""
    owner = exercise(one.change.owner)
    return one.name, one.mistake.explanation, sentence(owner.lecture) if owner else ""


def mistake_name(one: Named) -> str:
    """ "12: the bias columns are regularized", "6, 7, 10: …" where several exercises have it."""
    return f"{numbers_of(one.stems)}: {one.name}"


def numbers_of(stems: Iterable[str]) -> str:
    """ "6, 7, 10"."""
    return ", ".join(str(number(stem)) for stem in stems)


def other_wrong_answers(summary: Summary) -> str:
    """Wrong answers that are no known mistake, by what is said about them."""
    found = unnamed(summary.rows)
    if not found:
        return ""
    shown = found[:MOST_SHOWN]
    items = [entry(one.text, one.rows, len(summary.submissions)) for one in shown]
    rest = len(found) - len(items)
    more = f'<p class="quiet">And {rest} more, each of at most {len(found[MOST_SHOWN].rows)}.</p>' if rest else ""
    about = '<p class="quiet">No known mistake; by the first line that the student reads.</p>\n'
    return card("Other wrong answers", f'{about}<ol class="shares">{"".join(items)}</ol>{more}', "other")


def unnamed(rows: Iterable[Row]) -> list[Group]:
    """Groups of rows with the same first line about the same exercises, the largest first, then by exercise.

    What is said of several exercises of a student, as of a notebook, is one group.
    """
    groups: dict[tuple[tuple[str, ...], str], list[Row]] = defaultdict(list)
    for row in rows:
        stems: dict[str, list[str]] = defaultdict(list)
        for one in row.assessments:
            if one.state == "wrong" and not one.slugs:
                stems[without_place(one)].append(one.stem)
        for text, having in stems.items():
            groups[tuple(sorted(having)), text].append(row)
    ordered = sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))
    return [Group(f"{numbers_of(stems)}: {text}", tuple(having)) for (stems, text), having in ordered]


def without_place(one: Assessment) -> str:
    """The first line, without the line number in which students differ."""
    first, *_ = words(one) or ["wrong"]
    return one_line(first.removeprefix(f"{one.place}: ") if one.place else first).removesuffix(".")


# what someone must look at

def look_at(summary: Summary) -> str:
    """What is odd, by kind, what is not a submission, and the equal files."""
    rows = "".join(f"<tr><td>{breakable(one.text)}</td><td>{students(one.rows)}</td></tr>\n"
                   for one in odd(summary.rows))
    if summary.left_out:
        rows += f"<tr><td>not a submission</td><td>{names_of(summary.left_out)}</td></tr>\n"
    table = (f'<table class="look"><thead><tr><th scope="col">What</th><th scope="col">Who</th></tr></thead>\n'
             f"<tbody>{rows}</tbody></table>" if rows else "")
    equal = "".join(f"<tr><td>{students(one.rows)}</td><td>{escape(exercise_numbers(one.stems))}</td></tr>\n"
                    for one in equal_files(summary.rows))
    if equal:
        equal = (f'<h3>The same file but for white space</h3>\n<p class="quiet">Short answers, which many write alike, '
                 f'are not compared.</p>\n<table class="look"><thead><tr><th scope="col">Who</th>'
                 f'<th scope="col">Where</th></tr></thead>\n<tbody>{equal}</tbody></table>')
    return card("To look at", table + equal or '<p class="quiet">Nothing.</p>', "look")


def names_of(left_out: Sequence[str]) -> str:
    """The first names of those that are not submissions."""
    more = len(left_out) - MOST_SHOWN
    return escape(", ".join([*left_out[:MOST_SHOWN], *[f"and {more} more"] * (more > 0)]))


def odd(rows: Iterable[Row]) -> list[Group]:
    """What is to be looked at beside equal files: errors first, then what was seen, then notes."""
    groups: dict[tuple[int, str], list[Row]] = defaultdict(list)
    for row in rows:
        for key in kinds(row):
            groups[key].append(row)
    ordered = sorted(groups.items(), key=lambda item: (item[0][0], -len(item[1]), item[0][1]))
    return [Group(text, tuple(having)) for (_, text), having in ordered]


def kinds(row: Row) -> Iterator[tuple[int, str]]:
    """(its place in the list, what) for all that is odd in a row."""
    if row.status == GRADER_ERROR:
        yield 0, f"{row.status}: {one_line(row.error)}"
    elif row.status != GRADED and row.submission.handed_in:
        yield 1 + (row.status == "empty"), ": ".join([row.status, *notes(row)])
    for look in looks(row):
        yield 1, look
    if row.status in (GRADED, GRADER_ERROR):
        yield from ((3, note) for note in notes(row))


def without_a_submission(summary: Summary) -> str:
    """The students of the course site's list who handed in nothing."""
    return card("Without a submission", students(summary.missing), "missing") if summary.missing else ""


# every student

def every_student(summary: Summary) -> str:
    """The table of all: points an exercise, and a link to what the student reads."""
    if not summary.rows:
        return ""
    heads = "".join(f'<th scope="col" class="number" title="{escape(title(stem))}">{number(stem)}</th>'
                    for stem in summary.most)
    rows = "".join(student_row(row, summary) for row in summary.rows)
    most = "".join(f'<td class="number">{points or ""}</td>' for points in [summary.points, *summary.most.values()])
    return card("Every student", '<div class="scroll"><table class="all"><thead><tr><th scope="col">Student</th>'
                f'<th scope="col">ID</th><th scope="col" class="number">Total</th>{heads}</tr>\n'
                f'<tr class="quiet"><td>maximum</td><td></td>{most}</tr></thead>\n'
                f"<tbody>{rows}</tbody></table></div>", "all")


def student_row(row: Row, summary: Summary) -> str:
    known = {one.stem: one for one in row.assessments}
    cells = "".join(cell(known.get(stem)) for stem in summary.most)
    said = row.status if row.submission.handed_in else "no submission"
    status = "" if row.status == GRADED else f" <small>{escape(one_line(said))}</small>"
    number = escape(one_line(row.submission.number or row.submission.id))
    return (f'<tr><th scope="row">{link(row)}{status}</th><td class="quiet">{number}</td>'
            f'<td class="number">{total(row)}</td>{cells}</tr>\n')


def cell(one: Assessment | None) -> str:
    """One exercise of one student: its points; ✓ or ✗ for practice, a dash where it was not begun."""
    if one is None or one.state not in STATES:
        return '<td class="o">–</td>'
    text = str(one.points) if one.most else "✓" if one.state == "passed" else "✗"
    why = escape("; ".join(known(one.stem, slug)[0] for slug in one.slugs))
    hint = f' title="{why}"' if why else ""
    return f'<td class="{STATES[one.state]}"{hint}>{text}</td>'


# what all of it is made of

def entry(text: str, rows: Sequence[Row], n: int, more: str = "") -> str:
    """What several of n students did, beside a bar of which their share is filled.

    more : HTML below the text
    """
    return (f'<li><i style="--share:{len(rows) / n:.1%}"></i><div><h3>{breakable(text)} '
            f'<span class="count">— {len(rows)} of {n}</span></h3>\n{more}{students(rows)}</div></li>\n')


def students(rows: Sequence[Row]) -> str:
    """The names, folded where there are many."""
    names = ", ".join(map(link, rows))
    if len(rows) < FOLDED_FROM:
        return f'<p class="names">{names}</p>'
    return f'<details class="names"><summary>{len(rows)} students</summary>{names}</details>'


def link(row: Row) -> str:
    number = escape(one_line(row.submission.number or row.submission.id))
    return f'<a href="feedback/{escape(row.submission.id)}.html" title="{number}">{breakable(student(row))}</a>'


def breakable(text: str) -> str:
    """A text in HTML that may continue on the next line within the names of files: behind "_", "-" and "/"."""
    return JOINTS.sub("<wbr>", escape(text))


def card(heading: str, body: str, id: str = "") -> str:
    """A part of the page."""
    place = f' id="{id}"' if id else ""
    return f'<section class="card"{place}><h2>{escape(heading)}</h2>\n{body}</section>\n'
