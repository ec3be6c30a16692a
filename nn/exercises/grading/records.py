"""What the parts of grading hand to each other."""
from __future__ import annotations

from typing import NamedTuple

from nn.exercises.sandbox.calls import Failure

#: of a row
GRADED, EMPTY, UNREADABLE, GRADER_ERROR = "graded", "empty", "unreadable", "grader error"


class File(NamedTuple):
    """The file of one exercise, as it was handed in; nothing of it has been decoded."""
    name: str                       # "ex10_backpropagation (2).py", as students know it, printable
    data: bytes                     # b"" where it was not read
    problem: str = ""               # why it was not read: "not a regular file", "larger than 256 KiB"
    notebook: bool = False          # is it an .ipynb? Then it may be the file of every exercise
    path: str = ""                  # "src/ex10_backpropagation (2).py", in the submission, printable


class Submission(NamedTuple):
    """What one student, or one group, handed in."""
    name: str                       # of the entry in SUBMISSIONS, printable
    id: str                         # names the student's files: letters, digits, ".", "_", "-"; unique in a class
    student: str = ""               # "Ada Lovelace", as the course site writes it; "" where it does not
    email: str = ""
    number: str = ""                # the course site's: SID, user number, participant, login; "" where there is none
    files: dict[str, File] = {}     # stem of the exercise -> its file
    status: str = GRADED            # or EMPTY, UNREADABLE
    notes: tuple[str, ...] = ()     # "late", "graded: ex10-1.py; also there: ex10.py", "no exNN….py was found; …"
    handed_in: bool = True          # False for a student of the course site's list who handed in nothing


class Assessment(NamedTuple):
    """One exercise of one submission, graded. Whatever is text here is printable and short."""
    stem: str                       # "ex10_backpropagation"
    points: int
    most: int
    state: str                      # "passed", "wrong" or "not begun"
    lines: tuple[str, ...] = ()     # what the student reads, the first line says the most; no expected number in it
    slugs: tuple[str, ...] = ()     # of the known mistakes
    place: str = ""                 # "line 3" or "cell 7, line 3", where one is known
    source: tuple[str, ...] = ()    # the source lines around it, printable
    printed: str = ""               # what the student's code printed, its beginning
    advice: tuple[str, ...] = ()    # warnings, which cost no points
    look: tuple[str, ...] = ()      # for the instructor: "printed 81 MiB", "killed at the limit", "tried: fork"
    processor: float = 0.0          # seconds; in no report, since reports do not depend on the machine's speed
    line: int = 0                   # in the file, for annotations; 0 where none is known, and in a notebook
    failure: str = ""               # of what kind the student's code failed: "time", "SyntaxError", "unreadable"
    notes: tuple[str, ...] = ()     # on the whole file; the row says them once for all exercises in it


class Row(NamedTuple):
    """One submission, graded: what the journal keeps, and all that the reports are made from."""
    submission: Submission          # with files without their data
    status: str
    assessments: tuple[Assessment, ...] = ()
    notes: tuple[str, ...] = ()
    sha256: str = ""                # over the chosen files
    isolation: str = ""             # "strong", "strict" or "none"
    error: str = ""                 # of a grader error: its type and place
    same_text: dict[str, str] = {}  # stem -> hash of the file without white space, "" for the stub


class Student(NamedTuple):
    """A line of a course site's list."""
    number: str
    name: str
    email: str = ""
    line: int = 0                   # in the list, for messages


class Request(NamedTuple):
    """What the sandbox is asked: one file, run for one exercise."""
    stem: str
    number: int                     # of the exercise: `nn` in the worker has the answers of those before it
    source: bytes                   # the student's file
    name: str                       # for tracebacks
    notebook: bool
    calls: tuple                    # of sandbox.calls.Call
    seconds: float                  # of processor time; wall-clock time is three times that and a second
    others: dict[str, bytes] = {}   # the student's own other files that this exercise reads (exercise 15)
    on_the_way: bool = False        # are the calls made once more, to see what they compute on the way?


class LeftOut(NamedTuple):
    """A cell of a notebook that is not Python: nothing of it is run."""
    cell: int                       # its number
    failure: Failure                # why; its line is that of Answer.lines
    names: tuple[str, ...] = ()     # of the functions that it begins to define


class Answer(NamedTuple):
    """What the sandbox saw."""
    observations: tuple             # of sandbox.calls.Observation, one a call
    processor: float                # seconds
    wall: float
    printed_bytes: int = 0
    ended: str = ""                 # "", "limit", "protocol" or "signal SIGSEGV"
    tried: tuple[str, ...] = ()     # what was refused, from the PermissionErrors: "fork", "/etc/passwd"
    cells: tuple[tuple[int, int], ...] = ()     # of a notebook: (cell, its first line in the source made of it)
    lines: tuple[str, ...] = ()     # the source, printable, to quote lines of it
    left_out: tuple[LeftOut, ...] = ()
