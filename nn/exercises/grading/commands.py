"""What `nn grade` does: it reads the options, grades, and writes what comes out."""
from __future__ import annotations

import os
import sys
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
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
from nn.exercises.grading.handed_in.sites.roster import Roster, read_roster, unmatched
from nn.exercises.grading.handed_in.submissions import (
    FOLDERS,
    Listing,
    check_apart,
    listed,
    listing,
    single_submission,
)
from nn.exercises.grading.kept.conditions import conditions
from nn.exercises.grading.kept.journal import Journal
from nn.exercises.grading.kept.run import new_secret, this_run
from nn.exercises.grading.records import GRADED, GRADER_ERROR, Row
from nn.exercises.grading.reports.feedback import feedback_page
from nn.exercises.grading.reports.github import in_repository, report_to_actions
from nn.exercises.grading.reports.gradebook import gradescope_json
from nn.exercises.grading.reports.summary import Summary, summary_line, total
from nn.exercises.grading.reports.write import CLASS, OF_SITES, remove_site_files, report_all, write
from nn.exercises.grading.slot import Slot, Task
from nn.exercises.grading.texts import how_many
from nn.exercises.points import read_points

NOTHING_GRADED, INTERRUPTED = 2, 130
MOST_LEFT_OUT = 20                  # names that are said not to be submissions


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
            summary = reported(folder, journal)
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
    found = listing(options.submissions, options.layout)
    level = strongest_level(options.isolation).level
    depends = conditions(points, extra, numbers=options.numbers, seconds=options.seconds)
    with Journal(options.out, this_run(points, shown(options)), depends) as journal:
        say(f"{how_many(len(found.entries), 'submission')}, layout {found.layout}; isolation {level}")
        task = Task(points, level, journal.secret, options.seconds, options.numbers, options.extra)
        earlier, removed = journal.rows(), remove_site_files(options.out)
        work = still_to_do(journal, found.entries, [*points], roster, options.again, found.left_out)
        for warning in (*about_the_folder(found, options.submissions), *about_the_list(found, roster),
                        *about_the_run_before(earlier, journal.ids or (), removed, roster)):
            say(warning)
        if work.known:
            say(f"{work.known} of {len(found.entries)} are graded already")
        interrupted = with_progress(grade_waiting(journal, work, task, options.jobs or cores()), len(work.waiting))
        summary = reported(options.out, journal)
        if interrupted:
            say(f"{summary.interrupted}; the same command continues from there" if summary.interrupted else
                "interrupted; all submissions are graded")
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


def reported(folder: str, journal: Journal) -> Summary:
    """All reports, written from what is stored."""
    return report_all(folder, journal.rows(), journal.run, journal.gone(), journal.left_out, journal.unfinished())


def about_the_folder(found: Listing, submissions: str) -> Iterator[str]:
    """What an instructor is to know of a folder that may be another one than was meant."""
    if found.left_out:
        yield (f"not a submission: {listed(found.left_out, MOST_LEFT_OUT)}; expected a folder, .zip, .ipynb or .py of "
               f"each student")
    for name, layout in found.classes:
        yield f"{name} in {submissions} looks like a class, layout {layout}; is that the folder to grade?"
    if found.layout == FOLDERS and is_one_submission(found.entries):
        yield f"each file counts as a submission of its own; is {submissions} what one student handed in?"


def is_one_submission(entries: Sequence[Entry]) -> bool:
    """Are these the files of different exercises, as one student has them beside a few others, and not a class?"""
    numbers = [number_of(node.name) for entry in entries for node in entry.nodes]
    of_exercises = [number for number in numbers if number]
    return 1 < len({*of_exercises}) == len(of_exercises) > len(numbers) / 2


def about_the_list(found: Listing, roster: Roster | None) -> Iterator[str]:
    """How the list of students and the submissions differ."""
    if roster is None:
        return
    (without, unknown), name = unmatched([entry.number for entry in found.entries], roster), Path(roster.path).name
    if unknown == len(found.entries):
        yield f"no submission has a line in {name}: it is probably the list of another class"
    elif without or unknown:
        yield (f"{name}: {how_many(without, 'line')} without a submission, {how_many(unknown, 'submission')} without a "
               f"line")


def about_the_run_before(earlier: Sequence[Row], ids: Collection[str], removed: Collection[str],
                         roster: Roster | None) -> Iterator[str]:
    """What of the results of an earlier run is not there any more.

    earlier : its rows
    ids     : of the submissions of this run
    removed : files that were written for a course site
    """
    if gone := sum(row.submission.handed_in and row.submission.id not in {*ids} for row in earlier):
        yield (f"{how_many(gone, 'submission')} graded before {'is' if gone == 1 else 'are'} not in SUBMISSIONS any "
               f"more; use one folder a class")
    if not_renewed := {*removed} - {*(OF_SITES[roster.site] if roster else ())}:
        yield f"removed, as they were of an earlier run with --roster: {', '.join(sorted(not_renewed))}"


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
