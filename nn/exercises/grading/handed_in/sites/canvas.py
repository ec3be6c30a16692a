"""Canvas: one file an attachment, with the number of the user in its name; and the gradebook, to be imported again."""
import re
from collections.abc import Sequence

from nn.exercises.grading.handed_in.entry import Entry, is_submission, single
from nn.exercises.grading.handed_in.sites.roster import Line, Roster
from nn.exercises.grading.handed_in.trees import FILE, Node
from nn.exercises.grading.records import GRADED, Row
from nn.exercises.sandbox.wire import printable

#: lovelaceada_LATE_340934_208490284_ex10_backpropagation-1.py; an anonymous user is anon_ and five characters, and
#: what was typed into a form is lovelaceada_340934_text.html. A name contains no _number_: Canvas removes that.
NAME = re.compile(r"(?:(?P<student>.*?)_)??(?P<late>LATE_)?(?P<number>[0-9]+|anon_[A-Za-z0-9]{5})_"
                  r"(?:[0-9]+_(?P<file>.+)|(?P<typed>text|link)\.html)", re.DOTALL)
EXPECTED = "files like lovelaceada_340934_208490284_ex10_backpropagation.py"

POSSIBLE = "    Points Possible"      # as Canvas writes it, and looks for it
ASSIGNMENT = re.compile(r".* \([0-9]+\)", re.DOTALL)


def recognises(folder: Node) -> bool:
    """Does most of this folder have such names?"""
    nodes = folder.children()
    return 2 * sum(node.kind == FILE and NAME.fullmatch(node.name) is not None for node in nodes) > len(nodes)


def is_its_own(name: str) -> bool:
    """Is this a name that the site gives?"""
    return NAME.fullmatch(name) is not None


def entries(folder: Node) -> list[Entry]:
    """One entry a user; what has another name is a submission by itself."""
    groups: dict[str, Entry] = {}
    others = []
    for node in folder.children():
        found = NAME.fullmatch(node.name)
        if found:
            number, student = found["number"], found["student"] or ""
            entry = groups.setdefault(number, Entry(f"{student}_{number}", (), printable(student), number=number))
            late = ("late",) if found["late"] else ()
            own = node._replace(name=found["file"] or f"{found['typed']}.html")
            groups[number] = entry._replace(nodes=(*entry.nodes, own), notes=entry.notes or late)
        elif is_submission(node):
            others.append(single(node))
    return [*groups.values(), *others]


# the gradebook

def gradebook(roster: Roster, rows: Sequence[Row], assignment: str) -> bytes:
    """A .csv to be imported: the columns that say who it is, and the points of those who were graded.

    roster     : the gradebook that Canvas exported
    assignment : the name of its column, from assignment_of
    """
    who = roster.column("Section") + 1                              # Canvas wants these columns as they were
    place = roster.column(assignment)
    possible = next((line.cells[place] for line in roster.lines if place >= 0 and is_possible(line)), "")
    graded = {row.submission.number: row for row in rows if row.status == GRADED}
    lines = [[*line.cells[:who], points(graded[line.student.number], roster, possible)]
             for line in roster.lines if line.student and line.student.number in graded]
    return roster.as_file([*roster.columns[:who], assignment], [[POSSIBLE, *[""] * (who - 1), possible], *lines])


def assignment_of(roster: Roster, asked: str | None) -> str:
    """The column to fill: the one that was asked for, or the only one.

    Raises : ValueError with those that are there
    """
    columns = [column for column in roster.columns[roster.column("Section") + 1:] if ASSIGNMENT.fullmatch(column)]
    if asked is None and len(columns) == 1 or asked in columns:
        return asked or columns[0]
    if asked and not columns:
        return asked                                                # a list of names alone
    given = "is missing" if asked is None else f"is {printable(asked)!r}"
    raise ValueError(f"{roster.path}: --assignment {given}; expected the name of a column: "
                     f"{printable('; '.join(columns)) or 'such as ex4 (1234)'}")


def is_possible(line: Line) -> bool:
    return line.student is None and line.cells[0].strip() == POSSIBLE.strip()


def points(row: Row, roster: Roster, possible: str) -> str:
    """The points of a row, scaled where Canvas gives another number for it."""
    earned, most = sum(one.points for one in row.assessments), sum(one.most for one in row.assessments)
    scale = (roster.number(possible) or most) / most if most else 1
    return roster.written(earned * scale).removesuffix(f"{roster.mark}00")
