"""What is counted in the rows of a class: the same numbers in every report, and in the line that the command prints."""
from __future__ import annotations

import unicodedata
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from statistics import fmean, median
from typing import NamedTuple

from nn.exercises.exercise import Exercise, exercises
from nn.exercises.grading.records import GRADED, Assessment, Row
from nn.exercises.grading.reports.equal_files import same_as
from nn.exercises.grading.texts import how_many, one_line

OPEN = "isolation none: files, network and processes of this machine were open to the submissions"


class Summary(NamedTuple):
    """A class in numbers."""
    rows: list[Row]                 # sorted by student
    submissions: list[Row]          # those of them where something was handed in, of which all numbers are
    most: dict[str, int]            # stem -> its points, in the order of the exercises
    totals: list[int]               # points of each submission
    full: int                       # submissions with all points
    mean: float
    median: float
    look: dict[str, list[str]]      # ID -> what is to be looked at in its row, for those where something is
    isolation: str                  # "strong"; "none and strong" where rows differ; "" where nothing was run
    left_out: tuple[str, ...] = ()  # names in SUBMISSIONS that are not submissions
    unfinished: tuple[str, ...] = ()    # IDs of submissions that are still to be graded, since a run was interrupted

    @property
    def points(self) -> int:
        """All there are to get."""
        return sum(self.most.values())

    @property
    def missing(self) -> list[Row]:
        """The rows of students who handed in nothing."""
        return [row for row in self.rows if not row.submission.handed_in]

    @property
    def number_to_look_at(self) -> int:
        """How much there is to look at: rows, and names that are not submissions."""
        return len(self.look) + len(self.left_out)

    @property
    def interrupted(self) -> str:
        """ "interrupted: 9 of 10 are not graded yet"; "" where all are."""
        n, all_of_them = len(self.unfinished), {*self.unfinished, *(row.submission.id for row in self.submissions)}
        return f"interrupted: {n} of {len(all_of_them)} {'is' if n == 1 else 'are'} not graded yet" if n else ""


def summarize(rows: Sequence[Row], points: Mapping[str, int] | None = None, left_out: Sequence[str] = (),
              unfinished: Collection[str] = ()) -> Summary:
    """A class in numbers.

    points     : stem -> points of the exercises that are graded, where rows without a submission do not say it
    left_out   : names in SUBMISSIONS that are not submissions
    unfinished : IDs of submissions that are still to be graded
    """
    rows = sorted(rows, key=lambda row: (sorted_by(student(row)), row.submission.id))
    submissions = [row for row in rows if row.submission.handed_in]
    most = dict(points or {})
    for row in rows:
        most |= {one.stem: one.most for one in row.assessments}
    most = dict(sorted(most.items()))
    totals = [total(row) for row in submissions]
    points_of_all = sum(most.values())
    full = sum(points_of_all > 0 and one == points_of_all for one in totals)
    equal = same_as(rows)
    look = {row.submission.id: lines for row in rows if (lines := to_look_at(row, equal.get(row.submission.id, [])))}
    isolation = " and ".join(sorted({row.isolation for row in rows} - {""}))
    return Summary(rows, submissions, most, totals, full, fmean(totals) if totals else 0.0,
                   median(totals) if totals else 0.0, look, isolation, tuple(map(one_line, left_out)),
                   tuple(unfinished))


def summary_line(summary: Summary, path: str = "") -> str:
    """ "300 submissions: 212 full marks, mean 81.4/100, 3 to look at; isolation strong; GRADES/class.html"."""
    result = (f"{summary.full} full marks, mean {summary.mean:.1f}/{summary.points}" if summary.points else
              "no exercise with points")
    without = f", {how_many(len(summary.missing), 'student')} without one" if summary.missing else ""
    isolation = f"isolation {summary.isolation}" if summary.isolation else ""
    return "; ".join(filter(None, [
        summary.interrupted, f"{how_many(len(summary.submissions), 'submission')}{without}: {result}, "
                             f"{summary.number_to_look_at} to look at", isolation, path]))


def to_look_at(row: Row, equal: Sequence[str] = ()) -> list[str]:
    """What an instructor should look at in a row: none of it costs points."""
    if not row.submission.handed_in:
        return []
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


#: letters that are no combination of one with an accent
ALONE = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"})


def sorted_by(name: str) -> tuple[str, str]:
    """By what a name is sorted: its letters without their accents, then with them; on every system alike.

    >>> sorted(["Hal", "Çelik", "Dora", "celia"], key=sorted_by)
    ['celia', 'Çelik', 'Dora', 'Hal']
    """
    apart = unicodedata.normalize("NFKD", name.casefold()).translate(ALONE)
    return "".join(one for one in apart if not unicodedata.combining(one)), name.casefold()


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
