"""What a student's repository shows in GitHub Actions: annotations at the lines, a table, and the points.

Actions takes each line that is printed and begins with :: for a command. What a student wrote is therefore printed
between two lines that only the grader knows, and escaped where it is a value within a command of ours.
Source : https://docs.github.com/actions/reference/workflow-commands-for-github-actions
"""
import base64
import json
import os
import re
import secrets
from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path
from typing import Any

from nn.exercises.grading.records import GRADED, Assessment, Row
from nn.exercises.grading.reports.feedback import feedback_text, general, score_of, words
from nn.exercises.grading.reports.feedback import result as result_of
from nn.exercises.grading.reports.summary import notes, number, score, student, title, total
from nn.exercises.grading.texts import one_line
from nn.exercises.report import sentence

MOST_ANNOTATIONS = 10               # GitHub shows no more of one kind a step

#: characters that would end a value in a command; those of a property and those of the message after it
IN_PROPERTY, IN_MESSAGE = (str.maketrans({character: f"%{ord(character):02X}" for character in characters})
                           for characters in ("%\r\n:,", "%\r\n"))

#: what Markdown takes for its own
MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+!|~@:])")


def report_to_actions(row: Row, most: int, environ: Mapping[str, str]) -> list[str]:
    """Writes the table and the points to the files that Actions names, and returns the lines to print.

    most    : the points that there are to get
    environ : GITHUB_STEP_SUMMARY and GITHUB_OUTPUT are paths of files; what is not there is not written
    Raises  : OSError
    """
    append(environ.get("GITHUB_STEP_SUMMARY"), step_summary(row, most))
    append(environ.get("GITHUB_OUTPUT"), f"result={result(row, most)}\n")
    return [*without_commands(feedback_text(row, most)), *annotations(row)]


def in_repository(row: Row, folder: str, environ: Mapping[str, str]) -> Row:
    """The row of a repository: under its name, with the paths of its files from its root.

    folder  : that was graded
    environ : GITHUB_REPOSITORY is "owner/name", GITHUB_WORKSPACE the root; without them the name of the folder, and "."
    """
    place = os.path.relpath(folder, environ.get("GITHUB_WORKSPACE") or ".")
    files = {stem: file._replace(path=os.path.normpath(os.path.join(place, file.path)))
             for stem, file in row.submission.files.items()}
    return row._replace(submission=row.submission._replace(
        student=environ.get("GITHUB_REPOSITORY", ""), files=files))


def append(path: str | None, text: str) -> None:
    """Adds to a file in which other steps may have written."""
    if path:
        with Path(path).open("a", encoding="utf-8") as file:
            file.write(text)


def annotations(row: Row) -> list[str]:
    """ ["::error file=ex10_backpropagation.py,line=12,title=Backpropagation 0/40::Known mistake: …", …]."""
    wrong = [one for one in row.assessments if one.state == "wrong"]
    not_begun = [one for one in row.assessments if one.state == "not begun"]
    return [annotation(kind, one, row) for kind, having in (("error", wrong), ("warning", not_begun))
            for one in having[:MOST_ANNOTATIONS]]


def annotation(kind: str, one: Assessment, row: Row) -> str:
    """One line; where it is not known in which line of the file the mistake is, GitHub shows it at the file."""
    values = {"file": path_of(one, row), "line": str(one.line or ""),
              "title": f"{title(one.stem)} {score(one)}".strip()}
    properties = ",".join(f"{name}={one_line(value).translate(IN_PROPERTY)}" for name, value in values.items() if value)
    first, *_ = words(one) or [f"{result_of(one)}."]
    return f"::{kind} {properties}::{sentence(first).translate(IN_MESSAGE)}"


def path_of(one: Assessment, row: Row) -> str:
    """Of the file of an exercise."""
    file = row.submission.files.get(one.stem)
    return file.path if file else f"{one.stem}.py"


def without_commands(text: str) -> Iterator[str]:
    """Lines that Actions prints as they are, whatever they begin with, until the line that only we know."""
    token = secrets.token_hex(16)
    yield f"::stop-commands::{token}"
    yield from text.splitlines()
    yield f"::{token}::"


def step_summary(row: Row, most: int) -> str:
    """A table in Markdown."""
    lines = [f"## {markdown(student(row))}: {score_of(row, most)}", ""]
    lines += [f"{markdown(line)}\n" for line in filter(None, [general(row), *notes(row)])]
    if row.assessments:
        lines += ["| exercise | points | result |", "|---|---|---|"]
        lines += [f"| {markdown(f'{number(one.stem)} {title(one.stem)}')} | {score(one) or 'practice'} "
                  f"| {markdown(in_short(one))} |" for one in row.assessments]
    return "\n".join(lines) + "\n"


def in_short(one: Assessment) -> str:
    first, *_ = words(one) if one.state == "wrong" and one.lines else [result_of(one)]
    return one_line(sentence(first))


def markdown(text: str) -> str:
    """A text as Markdown that shows it as it is: no HTML, no link, no mention of an account."""
    return MARKDOWN.sub(r"\\\1", escape(text, quote=False))


def result(row: Row, most: int) -> str:
    """The points for autograding-grading-reporter: JSON in base64.

    Source : https://github.com/classroom-resources/autograding-grading-reporter
    """
    passed = row.status == GRADED and total(row) == most
    data = {"version": 1, "status": "pass" if passed else "fail", "max_score": most,
            "tests": [as_test(one, row) for one in row.assessments]}
    return base64.b64encode(json.dumps(data).encode("ascii")).decode("ascii")


def as_test(one: Assessment, row: Row) -> dict[str, Any]:
    """One exercise, as the reporter prints it; it prints outside of our lines, so that no text may begin a command."""
    return {"name": f"{number(one.stem)} {title(one.stem)}", "status": "pass" if one.state == "passed" else "fail",
            "score": one.points, "message": harmless(" ".join(words(one)) or sentence(f"{result_of(one)}.")),
            "filename": harmless(path_of(one, row)), "line_no": one.line}


def harmless(text: str) -> str:
    """A text on one line in which nothing is taken for a command: neither ::error:: nor the older ##[error]."""
    return one_line(text, 600).replace("::", ": :").replace("##[", "## [")
