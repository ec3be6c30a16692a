"""The list of students that a course site exports, read with all that is needed to write it back as it was."""
from __future__ import annotations

import codecs
import csv
import io
import os
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from nn.exercises.grading.handed_in.names import distinct, identifier
from nn.exercises.grading.records import EMPTY, Row, Student, Submission
from nn.exercises.sandbox.opened import regular_file
from nn.exercises.sandbox.wire import printable

MOST_BYTES = 64 * 2 ** 20
SEPARATORS = (",", ";", "\t")
BYTE_ORDER_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
DECIMAL = re.compile(r"-?[0-9]+([.,])[0-9]+")
A_NUMBER = "a number: in the assignment's settings, under Grade, set the type to Point"

#: kind of site -> the columns without which its list is of no use; of those with "or", one is enough
NEEDED = {"canvas": ("Student or LastName", "ID", "Section"), "moodle": ("Identifier", "Grade", "Maximum Grade")}


class Line(NamedTuple):
    """A line of the list, below the names of the columns."""
    cells: tuple[str, ...]
    student: Student | None         # None for what is about all of them: Canvas' Points Possible


class Roster(NamedTuple):
    """A list of students."""
    site: str                       # "canvas" or "moodle"
    path: str
    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    separator: str                  # of columns
    mark: str                       # of decimals
    encoding: str
    line_end: str

    @property
    def students(self) -> list[Student]:
        """Those in the list, in its order."""
        return [line.student for line in self.lines if line.student]

    def column(self, name: str) -> int:
        """The index of a column, whatever the case of its name; -1 where there is none."""
        names = [column.strip().lower() for column in self.columns]
        return names.index(name.lower()) if name.lower() in names else -1

    def cell(self, cells: Sequence[str], name: str) -> str:
        """A cell of a line, "" where that column is missing."""
        return cells[self.column(name)].strip() if self.column(name) >= 0 else ""

    def number(self, cell: str) -> float | None:
        """A number as the list writes it."""
        text = cell.strip().replace(self.mark, ".")
        return float(text) if re.fullmatch(r"[0-9]+(\.[0-9]+)?", text) else None

    def written(self, value: float) -> str:
        """A number as the list writes it."""
        return f"{value:.2f}".replace(".", self.mark)

    def as_file(self, columns: Sequence[str], lines: Iterable[Sequence[str]]) -> bytes:
        """A file of other cells in the form of this one."""
        text = io.StringIO(newline="")
        writer = csv.writer(text, delimiter=self.separator, lineterminator=self.line_end)
        writer.writerow(columns)
        writer.writerows(lines)
        return text.getvalue().encode(self.encoding)


def read_roster(path: str | os.PathLike) -> Roster:
    """A gradebook that Canvas exported, or a grading worksheet of Moodle's; which of them, its columns say.

    Raises : ValueError with the line for anything else, also where two lines have the same number; OSError
    """
    text, encoding = decoded(Path(path))
    site, separator = recognised(text, path)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        (columns, _), *rows = [(tuple(cells), reader.line_num) for cells in reader
                               if reader.line_num == 1 or any(cell.strip() for cell in cells)]
    except csv.Error as error:
        raise ValueError(f"{path}, line {reader.line_num}: {error}") from None
    for cells, number in rows:
        if len(cells) != len(columns):
            raise ValueError(f"{path}, line {number}: it has {len(cells)} cells; expected {len(columns)}, one a "
                             f"column: {shown(columns)}")
    roster = Roster(site, str(path), columns, (), separator, ".", encoding, "\r\n" if "\r\n" in text else "\n")
    roster = roster._replace(mark=decimal_mark(roster, [cells for cells, _ in rows]))
    student = {"canvas": canvas_student, "moodle": moodle_student}[site]
    roster = roster._replace(lines=tuple(Line(cells, student(roster, cells, number)) for cells, number in rows))
    check_distinct(roster)
    return roster


def decimal_mark(roster: Roster, rows: Sequence[Sequence[str]]) -> str:
    """What stands before the decimals, in the columns with grades."""
    first = max(roster.column("Section") + 1, roster.column("Grade"))
    marks = [found[1] for cells in rows for cell in cells[first:] if (found := DECIMAL.fullmatch(cell.strip()))]
    return marks[0] if marks else "."


def decoded(path: Path) -> tuple[str, str]:
    """(text, encoding) of a file.

    Raises : ValueError where it is in an encoding that would have to be guessed; OSError
    """
    data = regular_file(path.resolve(), MOST_BYTES)
    encoding = next((name for mark, name in BYTE_ORDER_MARKS.items() if data.startswith(mark)), "utf-8")
    try:
        return data.decode(encoding), encoding
    except UnicodeDecodeError:
        raise ValueError(f"{path}: it is not UTF-8; in a spreadsheet, save it as \"CSV UTF-8\"") from None


def recognised(text: str, path: str | os.PathLike) -> tuple[str, str]:
    """(kind of site, separator), from the names of the columns.

    Raises : ValueError with the columns that are there, and those that are needed
    """
    first, = text.splitlines()[:1] or [""]
    headers = {separator: cells_of(first, separator) for separator in SEPARATORS}
    for separator, columns in headers.items():
        names = {column.strip().lower() for column in columns}
        for site, needed in NEEDED.items():
            if all(names.intersection(column.lower().split(" or ")) for column in needed):
                return site, separator
    expected = "; ".join(f"{', '.join(needed)} ({site.title()})" for site, needed in NEEDED.items())
    raise ValueError(f"{path}, line 1: the columns are {shown(max(headers.values(), key=len))}; expected {expected}")


def cells_of(line: str, separator: str) -> list[str]:
    """The cells of one line; [] where it is not one of a .csv."""
    try:
        return next(csv.reader([line], delimiter=separator), [])
    except csv.Error:
        return []


def shown(columns: Sequence[str]) -> str:
    """The names of columns, for a message."""
    return printable(", ".join(columns)) or "missing"


def canvas_student(roster: Roster, cells: Sequence[str], line: int) -> Student | None:
    """Of a line of Canvas' gradebook; None for Points Possible, for Manual Posting, and for the student of a test."""
    name = roster.cell(cells, "Student") or ", ".join(
        filter(None, (roster.cell(cells, "LastName"), roster.cell(cells, "FirstName"))))
    number, login = roster.cell(cells, "ID"), roster.cell(cells, "SIS Login ID")
    if not number or name == "Points Possible" or name == "Student, Test" and not roster.cell(cells, "SIS User ID"):
        return None
    return Student(printable(number), printable(name), printable(login) if "@" in login else "", line)


def moodle_student(roster: Roster, cells: Sequence[str], line: int) -> Student | None:
    """Of a line of Moodle's worksheet, where the Identifier is "Participant 657717", in the language of the site.

    Raises : ValueError where there is no number in it, or none in Maximum Grade
    """
    found = re.search(r"([0-9]+)\s*$", roster.cell(cells, "Identifier"))
    if not found or roster.number(roster.cell(cells, "Maximum Grade")) is None:
        column = "Maximum Grade" if found else "Identifier"
        raise ValueError(f"{roster.path}, line {line}: {column} is {printable(roster.cell(cells, column))!r}; "
                         f"expected {A_NUMBER if found else 'one like Participant 657717'}")
    return Student(found[1], printable(roster.cell(cells, "Full name")), printable(roster.cell(cells, "Email address")),
                   line)


def check_distinct(roster: Roster) -> None:
    """Raises ValueError with both lines where two have the same number."""
    seen: dict[str, int] = {}
    for student in roster.students:
        if student.number in seen:
            raise ValueError(f"{roster.path}: lines {seen[student.number]} and {student.line} have the same number, "
                             f"{student.number}")
        seen[student.number] = student.line


# together with what was handed in

def enrolled(submissions: Sequence[Submission], roster: Roster) -> list[Submission]:
    """The submissions, with the names in the list, and an empty one of each student who handed in nothing."""
    listed = {student.number: student for student in roster.students}
    there = {submission.number for submission in submissions}
    missing = [student for number, student in listed.items() if number not in there]
    ids = distinct([*[submission.id for submission in submissions], *[identifier(one.number) for one in missing]])
    return [*[with_name(submission, listed.get(submission.number), roster) for submission in submissions],
            *[Submission(one.name or one.number, id, one.name, one.email, one.number, {}, EMPTY,
                         ("nothing was handed in",), handed_in=False)
              for one, id in zip(missing, ids[len(submissions):], strict=True)]]


def with_name(submission: Submission, student: Student | None, roster: Roster) -> Submission:
    """A submission with the name that the list gives; where it is not in the list, a note says so."""
    if student:
        return submission._replace(student=student.name or submission.student, email=student.email or submission.email)
    note = f"not in {printable(Path(roster.path).name)}"
    return submission if note in submission.notes else submission._replace(notes=(*submission.notes, note))


def unmatched(numbers: Iterable[str], roster: Roster) -> tuple[int, int]:
    """(lines of the list without a submission, submissions without a line in the list).

    numbers : of the submissions
    """
    numbers, listed = [*numbers], {student.number for student in roster.students}
    return len(listed.difference(numbers)), sum(number not in listed for number in numbers)


def merged(rows: Sequence[Row], roster: Roster) -> list[Row]:
    """The same of what was graded: the rows, and an empty one of each student who handed in nothing."""
    known = {row.submission.id: row for row in rows}
    return [renamed(known[one.id], one) if one.id in known else Row(one, EMPTY, notes=one.notes)
            for one in enrolled([row.submission for row in rows], roster)]


def renamed(row: Row, submission: Submission) -> Row:
    """A row about the same submission with what the list says, and the notes that this adds."""
    new = [note for note in submission.notes if note not in row.submission.notes]
    return row._replace(submission=submission, notes=(*row.notes, *new))
