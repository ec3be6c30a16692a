"""The grade book: grades.csv for people and spreadsheets, results/ID.json for Gradescope, junit.xml for other tools."""
import csv
import io
import json
import re
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

from nn.exercises.grading.records import GRADED, GRADER_ERROR, Assessment, Row
from nn.exercises.grading.reports.feedback import assessment_lines, general, score_of
from nn.exercises.grading.reports.summary import OPEN, Summary, mistakes, notes, number, student, title, total
from nn.exercises.grading.reports.summary import looks as looks_of
from nn.exercises.grading.texts import one_line, printable

#: at its beginning, a spreadsheet takes a cell for a formula; the last four are what East Asian keyboards write
FORMULA = re.compile("[=+\\-@\t\r\uff1d\uff0b\uff0d\uff20]")

#: at most in one cell: Excel refuses more than 32,767
LONGEST_CELL = 2000


# grades.csv

def grades_csv(summary: Summary) -> bytes:
    """One line a student, in UTF-8 with a byte-order mark, by which Excel knows it; all cells quoted, CRLF."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(["student", "id", "email", "total", "max", *summary.most, "status", "mistakes", "look", "notes",
                     "sha256", "isolation"])
    writer.writerows(cells(row, summary) for row in summary.rows)
    return text.getvalue().encode("utf-8-sig")


def cells(row: Row, summary: Summary) -> list[str]:
    """The cells of one student; an exercise that was not graded has an empty one."""
    submission, results = row.submission, {one.stem: points_cell(one) for one in row.assessments}
    known = [one for one in summary.look.get(submission.id, ()) if one.startswith("same as ")]
    look = looks_of(row) + known + ([row.error] if row.error else [])
    return [*map(as_cell, [student(row), submission.number or submission.id, submission.email]),
            str(total(row)), str(summary.points), *(results.get(stem, "") for stem in summary.most),
            *map(as_cell, [row.status, ";".join(mistakes(row)), "; ".join(look), "; ".join(notes(row)), row.sha256,
                           OPEN if row.isolation == "none" else row.isolation])]


def points_cell(one: Assessment) -> str:
    """The points of an exercise; without points "passed", "wrong", or nothing where it was not begun."""
    if one.most:
        return str(one.points)
    return one.state if one.state in ("passed", "wrong") else ""


def as_cell(text: str) -> str:
    """A text that no spreadsheet takes for a formula.

    >>> as_cell("=HYPERLINK(0)")
    "'=HYPERLINK(0)"
    """
    line = one_line(text, LONGEST_CELL)
    return "'" * bool(FORMULA.match(text) or FORMULA.match(line)) + line


# Gradescope

def gradescope_json(row: Row, most: int) -> bytes:
    """results.json as Gradescope reads it.

    most   : the points that there are to get
    Source : https://gradescope-autograders.readthedocs.io/en/latest/specs/
    """
    return json.dumps(gradescope(row, most), indent=1).encode("ascii") + b"\n"


def gradescope(row: Row, most: int) -> dict[str, Any]:
    lines = [score_of(row, most), *filter(None, [general(row)]), *notes(row)]
    return {"score": total(row), "output": "\n".join(lines + ([OPEN] if row.isolation == "none" else [])),
            "output_format": "text", "visibility": "visible", "stdout_visibility": "hidden",
            "tests": [test(one) for one in row.assessments]}


def test(one: Assessment) -> dict[str, Any]:
    """One exercise, as Gradescope lists it."""
    return {"name": f"{number(one.stem)} {title(one.stem)}", "number": str(number(one.stem)), "score": one.points,
            "max_score": one.most, "status": "passed" if one.state == "passed" else "failed",
            "output": "\n".join(assessment_lines(one)), "output_format": "text", "visibility": "visible"}


# JUnit

def junit_xml(summary: Summary) -> bytes:
    """One testsuite a student, one testcase an exercise."""
    root = ElementTree.Element("testsuites", name="nn grade")
    for row in summary.rows:
        root.append(suite(row))
    ElementTree.indent(root, " ")
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"


def suite(row: Row) -> ElementTree.Element:
    """One student."""
    states = [one.state for one in row.assessments]
    element = ElementTree.Element("testsuite", {
        "name": student(row), "id": one_line(row.submission.id),
        "tests": str(len(states) + (row.status != GRADED)), "failures": str(states.count("wrong")),
        "skipped": str(sum(state not in ("passed", "wrong") for state in states) + is_empty(row)),
        "errors": str(int(row.status != GRADED and not is_empty(row)))})
    element.extend(cases(row))
    return element


def is_empty(row: Row) -> bool:
    return row.status == "empty"


def cases(row: Row) -> Iterator[ElementTree.Element]:
    """The exercises of one student, and where it was not graded, the reason."""
    for one in row.assessments:
        case = ElementTree.Element("testcase", name=f"{number(one.stem)} {title(one.stem)}", classname=one.stem)
        properties = ElementTree.SubElement(case, "properties")
        for name, value in (("points", one.points), ("max_points", one.most)):
            ElementTree.SubElement(properties, "property", name=name, value=str(value))
        if one.state != "passed":
            kind = "failure" if one.state == "wrong" else "skipped"
            first, *_ = one.lines or (one.state,)
            ElementTree.SubElement(case, kind, message=one_line(first)).text = "\n".join(assessment_lines(one))
        yield case
    if row.status != GRADED:
        case = ElementTree.Element("testcase", name="submission", classname="submission")
        reason = printable(row.error) if row.status == GRADER_ERROR and row.error else row.status
        ElementTree.SubElement(case, "skipped" if is_empty(row) else "error", message=one_line(
            "; ".join([reason, *notes(row)])))
        yield case
