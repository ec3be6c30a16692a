"""All files of results, written from the rows alone: whenever and however often, they come out the same."""
import os
import re
from collections.abc import Sequence
from pathlib import Path

from nn.exercises.grading.kept.run import PRIVATE, Run
from nn.exercises.grading.records import Row
from nn.exercises.grading.reports.class_page import class_page
from nn.exercises.grading.reports.feedback import feedback_page, feedback_text
from nn.exercises.grading.reports.gradebook import grades_csv, gradescope_json, junit_xml
from nn.exercises.grading.reports.summary import Summary, summarize
from nn.files.atomic import atomic_write

GRADES, JUNIT, CLASS, FEEDBACK, RESULTS = "grades.csv", "junit.xml", "class.html", "feedback", "results"


def report_all(folder: str | os.PathLike, rows: Sequence[Row], run: Run) -> Summary:
    """Writes grades.csv, feedback/, results/, junit.xml and class.html.

    folder  : exists already
    Returns : the numbers of the class, for summary_line
    Raises  : OSError with the path of the file that could not be written
    """
    folder, summary = Path(folder), summarize(rows, run.points)
    for name in (FEEDBACK, RESULTS):
        (folder / name).mkdir(mode=0o700, exist_ok=True)
    for row in summary.rows:
        name = file_name(row)
        write(folder / FEEDBACK / f"{name}.html", feedback_page(row, summary.points))
        write(folder / FEEDBACK / f"{name}.txt", feedback_text(row, summary.points).encode("utf-8"))
        write(folder / RESULTS / f"{name}.json", gradescope_json(row, summary.points))
    write(folder / GRADES, grades_csv(summary))
    write(folder / JUNIT, junit_xml(summary))
    write(folder / CLASS, class_page(summary, run))
    return summary


def file_name(row: Row) -> str:
    """The ID of a submission, of which the name of no file outside of our folders can be made."""
    if not re.fullmatch(r"[\w.-]+", row.submission.id, re.ASCII):
        raise ValueError(f"{row.submission.id!r} cannot be the name of a file")
    return row.submission.id


def write(path: Path, data: bytes) -> None:
    """Writes a file that only its owner may read, unless it has these bytes already."""
    try:
        if path.is_file() and not path.is_symlink() and path.read_bytes() == data:
            path.chmod(PRIVATE)
            return
        with atomic_write(path, PRIVATE, sync=False) as file:       # the rows are on the disk already
            file.write(data)
    except OSError as error:
        raise type(error)(error.errno, error.strerror, str(path)) from None
