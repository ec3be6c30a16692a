"""All files of results, written from the rows alone: whenever and however often, they come out the same."""
import os
import re
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from nn.exercises.grading.kept.run import PRIVATE, Run
from nn.exercises.grading.records import Row
from nn.exercises.grading.reports.class_page import class_page
from nn.exercises.grading.reports.feedback import feedback_page, feedback_text
from nn.exercises.grading.reports.gradebook import grades_csv, gradescope_json, junit_xml
from nn.exercises.grading.reports.summary import Summary, summarize
from nn.files.atomic import atomic_write

GRADES, JUNIT, CLASS, FEEDBACK, RESULTS = "grades.csv", "junit.xml", "class.html", "feedback", "results"
#: kind of site -> what is written for it where its list of students is given
OF_SITES = {"canvas": ("canvas.csv",), "moodle": ("moodle.csv", "feedback_moodle.zip")}


def report_all(folder: str | os.PathLike, rows: Sequence[Row], run: Run, gone: Iterable[str] = (),
               left_out: Sequence[str] = (), unfinished: Collection[str] = ()) -> Summary:
    """Writes grades.csv, feedback/, results/, junit.xml and class.html.

    folder     : exists already
    gone       : IDs of submissions that were reported there and are not in the class any more: their files are removed
    left_out   : names in SUBMISSIONS that are not submissions
    unfinished : IDs of submissions that are still to be graded
    Returns    : the numbers of the class, for summary_line
    Raises     : OSError with the path of the file that could not be written
    """
    folder, summary = Path(folder), summarize(rows, run.points, left_out, unfinished)
    for name in (FEEDBACK, RESULTS):
        (folder / name).mkdir(mode=0o700, exist_ok=True)
    for id in filter(is_file_name, gone):
        for path in files_about(folder, id):
            remove(path)
    for row in summary.rows:
        if not is_file_name(row.submission.id):
            raise ValueError(f"{row.submission.id!r} cannot be the name of a file")
        page, text, results = files_about(folder, row.submission.id)
        write(page, feedback_page(row, summary.points))
        write(text, feedback_text(row, summary.points).encode("utf-8"))
        write(results, gradescope_json(row, summary.points))
    write(folder / GRADES, grades_csv(summary))
    write(folder / JUNIT, junit_xml(summary))
    write(folder / CLASS, class_page(summary, run))
    return summary


def is_file_name(id: str) -> bool:
    """Is this the ID of a submission, of which the name of no file outside of our folders can be made?"""
    return bool(re.fullmatch(r"[\w.-]+", id, re.ASCII))


def files_about(folder: Path, id: str) -> tuple[Path, Path, Path]:
    """What is written about one submission: the page for its student, its text, and Gradescope's results."""
    return folder / FEEDBACK / f"{id}.html", folder / FEEDBACK / f"{id}.txt", folder / RESULTS / f"{id}.json"


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


def remove(path: Path) -> None:
    """Removes a file; a folder or a link of that name is not ours."""
    if path.is_file() and not path.is_symlink():
        path.unlink()


def remove_site_files(folder: str | os.PathLike) -> set[str]:
    """Removes what an earlier run wrote for course sites, which is right only as long as nothing is graded after it.

    Returns : the names of the files
    """
    there = {name for names in OF_SITES.values() for name in names if (Path(folder) / name).is_file()}
    for name in there:
        remove(Path(folder) / name)
    return there
