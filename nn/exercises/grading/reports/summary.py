"""What is counted in the rows of a class: the same numbers in every report, and in the line that the command prints."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from statistics import fmean, median
from typing import NamedTuple

from nn.exercises.exercise import Exercise, exercises
from nn.exercises.grading.records import GRADED, Assessment, Row
from nn.exercises.grading.reports.equal_files import same_as
from nn.exercises.grading.texts import one_line

OPEN = "isolation none: files, network and processes of this machine were open to the submissions"


class Summary(NamedTuple):
    """A class in numbers."""
    rows: list[Row]                 # sorted by student
    most: dict[str, int]            # stem -> its points, in the order of the exercises
    totals: list[int]               # points of each row
    full: int                       # rows with all points
    mean: float                     # of all rows, also of those without a submission: that of the column in grades.csv
    median: float
    look: dict[str, list[str]]      # ID -> what is to be looked at in its row, for those where something is
    isolation: str                  # "strong"; "none and strong" where rows differ; "" where nothing was run

    @property
    def points(self) -> int:
        """All there are to get."""
        return sum(self.most.values())


def summarize(rows: Sequence[Row], points: Mapping[str, int] | None = None) -> Summary:
    """A class in numbers.

    points : stem -> points of the exercises that are graded, where rows without a submission do not say it
    """
    rows = sorted(rows, key=lambda row: (student(row).casefold(), row.submission.id))
    most = dict(points or {})
    for row in rows:
        most |= {one.stem: one.most for one in row.assessments}
    most = dict(sorted(most.items()))
    totals = [total(row) for row in rows]
    points_of_all = sum(most.values())
    full = sum(points_of_all > 0 and one == points_of_all for one in totals)
    equal = same_as(rows)
    look = {row.submission.id: lines for row in rows if (lines := to_look_at(row, equal.get(row.submission.id, [])))}
    return Summary(rows, most, totals, full, fmean(totals) if totals else 0.0, median(totals) if totals else 0.0, look,
                   " and ".join(sorted({row.isolation for row in rows} - {""})))


def summary_line(summary: Summary, path: str = "") -> str:
    """ "300 submissions: 212 full marks, mean 81.4/100, 3 to look at; isolation strong; GRADES/class.html"."""
    n = len(summary.rows)
    result = (f"{summary.full} full marks, mean {summary.mean:.1f}/{summary.points}" if summary.points else
              "no exercise with points")
    isolation = f"isolation {summary.isolation}" if summary.isolation else ""
    return "; ".join(filter(None, [f"{n} submission{'s' * (n != 1)}: {result}, {len(summary.look)} to look at",
                                   isolation, path]))


def to_look_at(row: Row, equal: Sequence[str] = ()) -> list[str]:
    """What an instructor should look at in a row: none of it costs points."""
    status = [] if row.status == GRADED else [f"{row.status}: {one_line(row.error)}" if row.error else row.status]
    return status + looks(row) + list(equal) + notes(row)


def looks(row: Row) -> list[str]:
    """ ["exercise 10: killed at the limit", …]."""
    return [f"exercise {number(one.stem)}: {one_line(look)}" for one in row.assessments for look in one.look]


def notes(row: Row) -> list[str]:
    """ ["graded: ex10-1.py; also there: ex10.py", …]."""
    return [one_line(note) for note in dict.fromkeys((*row.submission.notes, *row.notes)) if note]


def total(row: Row) -> int:
    return sum(one.points for one in row.assessments)


def mistakes(row: Row) -> list[str]:
    """The slugs of all known mistakes in a row, each once."""
    return list(dict.fromkeys(slug for one in row.assessments for slug in one.slugs))


def student(row: Row) -> str:
    """The name of a student; of the entry in the folder of submissions where the course site gives none."""
    return one_line(row.submission.student or row.submission.name) or row.submission.id


# exercises

@cache
def exercise(stem: str) -> Exercise | None:
    return next((one for one in exercises() if one.stem == stem), None)


def number(stem: str) -> int:
    """10 of "ex10_backpropagation"."""
    one = exercise(stem)
    return one.number if one else int("".join(filter(str.isdigit, stem[:4])) or 0)


def title(stem: str) -> str:
    """ "Backpropagation" of "ex10_backpropagation"."""
    one = exercise(stem)
    return one.title if one else one_line(stem)


def score(one: Assessment) -> str:
    """ "10/40", "" for practice."""
    return f"{one.points}/{one.most}" if one.most else ""
