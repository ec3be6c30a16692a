"""Moodle: one folder a student, with the participant's number in its name; and the grading worksheet."""
import html
import io
import re
import zipfile
from collections.abc import Mapping, Sequence

from nn.exercises.grading.handed_in.entry import Entry, is_submission, single
from nn.exercises.grading.handed_in.sites.roster import Line, Roster
from nn.exercises.grading.handed_in.trees import Node
from nn.exercises.grading.records import EMPTY, GRADED, UNREADABLE, Assessment, Row
from nn.exercises.sandbox.wire import printable

#: "Ada Lovelace_657717_assignsubmission_file_", since Moodle 4.1 without the last _; where folders are turned off, each
#: file's name begins like this. There is no _ in the name of a student: Moodle replaces it.
NAME = re.compile(r"(?P<student>[^_]*)_(?P<number>[0-9]+)_assignsubmission_[a-z]+(?:_(?P<file>.*))?", re.DOTALL)
EXPECTED = "folders like Ada Lovelace_657717_assignsubmission_file_"

SAME_TIME = (1980, 1, 1, 0, 0, 0)   # of all files in the .zip: equal grades make equal files


def recognises(folder: Node) -> bool:
    """Does most of this folder have such names?"""
    nodes = folder.children()
    return 2 * sum(NAME.fullmatch(node.name) is not None for node in nodes) > len(nodes)


def is_its_own(name: str) -> bool:
    """Is this a name that the site gives?"""
    return NAME.fullmatch(name) is not None


def entries(folder: Node) -> list[Entry]:
    """One entry a participant, with what was uploaded and what was typed; the rest are submissions by themselves."""
    groups: dict[str, Entry] = {}
    others = []
    for node in folder.children():
        found = NAME.fullmatch(node.name)
        if found:
            number, prefix = found["number"], node.name.removesuffix(found["file"] or "")
            entry = groups.setdefault(number, Entry(prefix, (), printable(found["student"]), number=number))
            own = node._replace(name=found["file"]) if found["file"] else node
            groups[number] = entry._replace(nodes=(*entry.nodes, own))
        elif is_submission(node):
            others.append(single(node))
    return [*groups.values(), *others]


# the grading worksheet, and feedback files

def worksheet(roster: Roster, rows: Sequence[Row]) -> bytes:
    """The worksheet with the grades and comments of those who were graded, and comments for those in whose submission
    there was nothing to grade; all else in it stays as it was."""
    known = {row.submission.number: row for row in rows if row.status == GRADED or is_without_exercise(row)}
    return roster.as_file(roster.columns, [filled(roster, line, known.get(line.student.number if line.student else ""))
                                           for line in roster.lines])


def is_without_exercise(row: Row) -> bool:
    """Was something handed in of which nothing could be graded?"""
    return row.status in (EMPTY, UNREADABLE) and NAME.fullmatch(row.submission.name) is not None


def filled(roster: Roster, line: Line, row: Row | None) -> list[str]:
    """The cells of a line with a row's points, scaled to the line's Maximum Grade, and comments."""
    cells = list(line.cells)
    most = sum(one.most for one in row.assessments) if row else 0
    if row and most:
        scale = (roster.number(roster.cell(cells, "Maximum Grade")) or 0) / most
        cells[roster.column("Grade")] = roster.written(scale * sum(one.points for one in row.assessments))
    if row and roster.column("Feedback comments") >= 0:
        cells[roster.column("Feedback comments")] = comments(row)
    return cells


def comments(row: Row) -> str:
    """One line an exercise, or why there is none, as HTML: that is how Moodle stores what it imports."""
    notes = dict.fromkeys((*row.submission.notes, *row.notes))
    lines = [comment(one) for one in row.assessments] or [f"not graded: {'; '.join(notes)}"]
    return "<br>".join(map(html.escape, lines))


def comment(one: Assessment) -> str:
    """ "ex10_backpropagation 0/40: Known mistake: …" """
    score = f"{one.stem} {one.points}/{one.most}" if one.most else one.stem
    return f"{score}: {one.lines[0] if one.state == 'wrong' and one.lines else one.state}"


def feedback_files(rows: Sequence[Row], pages: Mapping[str, bytes]) -> bytes:
    """A .zip with a page in the folder of each participant, as Moodle takes it for "Upload multiple feedback files".

    pages : ID of a submission -> its page
    """
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for row in rows:
            one = row.submission
            if one.id in pages and NAME.fullmatch(one.name):
                archive.writestr(zipfile.ZipInfo(f"{one.name}/feedback.html", SAME_TIME), pages[one.id],
                                 zipfile.ZIP_DEFLATED)
    return file.getvalue()
