"""What `nn grade` does: it reads the options, grades, and writes what comes out."""
from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from tqdm import tqdm

from nn.exercises.course import with_points
from nn.exercises.exercise import Exercise, find
from nn.exercises.grading.confined.sandbox import NoIsolation
from nn.exercises.grading.confined.trial import strongest_level
from nn.exercises.grading.draws import read_extra
from nn.exercises.grading.grade import cores, grade_waiting, still_to_do
from nn.exercises.grading.handed_in import sites
from nn.exercises.grading.handed_in.entry import Entry
from nn.exercises.grading.handed_in.names import number_of
from nn.exercises.grading.handed_in.sites.roster import Roster, read_roster
from nn.exercises.grading.handed_in.submissions import FOLDERS, check_apart, listing, single_submission
from nn.exercises.grading.kept.conditions import conditions
from nn.exercises.grading.kept.journal import Journal
from nn.exercises.grading.kept.run import new_secret, this_run
from nn.exercises.grading.records import GRADED, GRADER_ERROR, Row
from nn.exercises.grading.reports.feedback import feedback_page
from nn.exercises.grading.reports.github import in_repository, report_to_actions
from nn.exercises.grading.reports.gradebook import gradescope_json
from nn.exercises.grading.reports.summary import Summary, summary_line, total
from nn.exercises.grading.reports.write import CLASS, report_all, write
from nn.exercises.grading.slot import Slot, Task
from nn.exercises.points import read_points

NOTHING_GRADED, INTERRUPTED = 2, 130


class Options(NamedTuple):
    """Those of the command."""
    submissions: str = ""
    out: str = ""
    roster: str = ""
    assignment: str | None = None
    format: str = "class"
    exercises: str = ""
    points: str = ""
    extra: str = ""
    seconds: float | None = None
    jobs: int | None = None
    isolation: str = "auto"
    layout: str = "auto"
    numbers: bool = False
    again: bool = False


def grade(options: Options) -> int:
    """nn grade; returns the exit status."""
    kinds: dict[str, Callable[[Options], int]] = {"class": grade_a_class, "gradescope": grade_for_gradescope,
                                                  "github": grade_for_github}
    try:
        return kinds[options.format](options)
    except (ValueError, OSError, NoIsolation) as error:
        print(f"nn grade: error: {message_of(error)}", file=sys.stderr)
        return NOTHING_GRADED


def message_of(error: Exception) -> str:
    """An exception as one line; of an OSError the file and the reason, without its number."""
    if isinstance(error, OSError) and error.filename and error.strerror:
        return f"{error.filename}: {error.strerror}"
    return str(error)


def report(folder: str) -> int:
    """nn grade --report GRADES: all reports once more, from what is stored; nothing is run."""
    try:
        with Journal(folder) as journal:
            summary = report_all(folder, journal.rows(), journal.run, journal.gone())
    except (ValueError, OSError) as error:
        print(f"nn grade: error: {message_of(error)}", file=sys.stderr)
        return NOTHING_GRADED
    print(summary_line(summary, str(Path(folder) / CLASS)))
    return status_of(journal.rows())


# a class

def grade_a_class(options: Options) -> int:
    """A folder of submissions -> a folder of results."""
    check_apart(options.submissions, options.out)
    points, extra = points_of(options), extra_of(options)
    roster = read_roster(options.roster) if options.roster else None
    assignment = column_of(roster, options)
    layout, entries = listing(options.submissions, options.layout)
    level = strongest_level(options.isolation).level
    depends = conditions(points, extra, numbers=options.numbers, seconds=options.seconds)
    with Journal(options.out, this_run(points, shown(options)), depends) as journal:
        say(f"{len(entries)} submissions, layout {layout}; isolation {level}")
        task = Task(points, level, journal.secret, options.seconds, options.numbers, options.extra)
        work = still_to_do(journal, entries, [*points], roster, options.again)
        if work.known:
            say(f"{work.known} of {len(journal.ids or ())} are graded already")
        if layout == FOLDERS and is_one_submission(entries):
            say(f"each file counts as a submission of its own; is {options.submissions} what one student handed in?")
        interrupted = with_progress(grade_waiting(journal, work, task, options.jobs or cores()), len(work.waiting))
        summary = report_all(options.out, journal.rows(), journal.run, journal.gone())
        if interrupted:
            say(f"interrupted: {len(summary.rows)} of {len(journal.ids or ())} are graded, and the same command "
                f"continues from there")
        if roster:
            write_for_site(Path(options.out), summary, roster, assignment)
        print(summary_line(summary, str(Path(options.out) / CLASS)))
        return INTERRUPTED if interrupted else status_of(journal.rows())


def with_progress(rows: Iterator[Row], number: int) -> bool:
    """Grades with a bar on stderr; was it interrupted?"""
    try:
        for _ in tqdm(rows, total=number, unit="submission", dynamic_ncols=True, file=sys.stderr, disable=not number):
            pass
    except KeyboardInterrupt:
        return True
    return False


def is_one_submission(entries: Sequence[Entry]) -> bool:
    """Are these the files of different exercises, as one student has them, and not those of a class?"""
    numbers = [number_of(node.name) for entry in entries for node in entry.nodes]
    return len(numbers) > 1 and all(numbers) and len(set(numbers)) == len(numbers)


def write_for_site(out: Path, summary: Summary, roster: Roster, assignment: str) -> None:
    """The list filled in, as its site reads it."""
    if roster.site == "canvas":
        write(out / "canvas.csv", sites.canvas.gradebook(roster, summary.rows, assignment))
    else:
        pages = {row.submission.id: feedback_page(row, summary.points) for row in summary.rows
                 if row.status != GRADER_ERROR}
        write(out / "moodle.csv", sites.moodle.worksheet(roster, summary.rows))
        write(out / "feedback_moodle.zip", sites.moodle.feedback_files(summary.rows, pages))


def column_of(roster: Roster | None, options: Options) -> str:
    """The column of Canvas' gradebook that is filled; "" where there is none.

    Raises : ValueError
    """
    if roster is None or roster.site != "canvas":
        if options.assignment:
            raise ValueError("--assignment is a column of Canvas' gradebook; expected --roster with that file")
        return ""
    return sites.canvas.assignment_of(roster, options.assignment)


# one submission

def grade_for_gradescope(options: Options) -> int:
    """One submission -> results.json."""
    row, most = row_of_one(options.submissions, options)
    path = Path(options.out)
    path.parent.mkdir(parents=True, exist_ok=True)
    write(path, gradescope_json(row, most))
    print(f"{total(row)}/{most} points; {path}")
    return status_of([row])


def grade_for_github(options: Options, environ: Mapping[str, str] = os.environ) -> int:
    """The repository of a student -> annotations, a table, and the points; status 0 only with full marks."""
    folder = options.submissions or "."
    row, most = row_of_one(folder, options)
    for line in report_to_actions(in_repository(row, folder, environ), most, environ):
        print(line)
    return 0 if row.status == GRADED and total(row) == most else 1


def row_of_one(folder: str, options: Options) -> tuple[Row, int]:
    """(the row of what is in a folder, the points that there are to get)."""
    points = points_of(options)
    extra_of(options)
    submission = single_submission(folder, [*points])
    level = strongest_level(options.isolation).level
    slot = Slot(Task(points, level, new_secret(), options.seconds, options.numbers, options.extra))
    try:
        return slot.row(submission), sum(points.values())
    finally:
        slot.close()


# options

def points_of(options: Options) -> dict[str, int]:
    """Stem -> points, of the exercises that are graded.

    Raises : ValueError, OSError
    """
    given = read_points(options.points) if options.points else {}
    if options.points and not given:
        raise ValueError(f"{options.points} gives no points; expected a section [points], with lines such as "
                         f"ex06_cost = 30")
    everything = with_points(given)
    chosen = asked_for(options.exercises, everything)
    if not chosen:
        raise ValueError("no exercise has points; name them with --exercises")
    return {exercise.stem: exercise.points for exercise in chosen}


def asked_for(text: str, everything: list[Exercise]) -> list[Exercise]:
    """The exercises of "6,7,10" or "all"; without a text those with points.

    Raises : ValueError
    """
    if not text:
        return [exercise for exercise in everything if exercise.points]
    if text == "all":
        return everything
    numbers = {find(name.strip()).number for name in text.split(",")}
    return [exercise for exercise in everything if exercise.number in numbers]


def extra_of(options: Options) -> bytes:
    """The instructor's file, once it is known to be right.

    Raises : ValueError, OSError
    """
    if not options.extra:
        return b""
    read_extra(options.extra)
    return Path(options.extra).read_bytes()


def shown(options: Options) -> dict[str, Any]:
    """The options that the results depend on, for run.json; no path of the instructor's hidden calls."""
    return {"exercises": options.exercises or "those with points", "seconds": options.seconds,
            "numbers": options.numbers, "isolation": options.isolation}


def status_of(rows: list[Row]) -> int:
    return 1 if any(row.status == GRADER_ERROR for row in rows) else 0


def say(text: str) -> None:
    """On stderr: stdout has the result alone."""
    tqdm.write(text, file=sys.stderr)
