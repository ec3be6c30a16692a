"""A class, graded: which submissions are still to be run, in which order, and what happens when one ends a slot."""
from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
from typing import NamedTuple

from nn.exercises.grading import slot
from nn.exercises.grading.handed_in.entry import Entry
from nn.exercises.grading.handed_in.sites.roster import Roster, enrolled
from nn.exercises.grading.handed_in.submissions import collect
from nn.exercises.grading.kept.journal import Journal, ended_twice
from nn.exercises.grading.records import GRADED, Row, Submission
from nn.exercises.grading.slot import Task, row_without_grades


class Work(NamedTuple):
    """What there is to do."""
    waiting: dict[str, Submission]  # ID -> a submission that is still to be graded, without its files
    entries: dict[str, Entry]       # ID -> where it is read
    known: int                      # of the entries, how many are graded already


def still_to_do(journal: Journal, entries: Sequence[Entry], stems: Sequence[str], roster: Roster | None = None,
                again: bool = False, left_out: Sequence[str] = ()) -> Work:
    """Reads every submission once, and compares it with what is graded already.

    entries  : what was handed in, as listing returns it
    stems    : of the exercises that are graded
    roster   : the course site's list: its names, and those who handed in nothing
    again    : is everything graded once more?
    left_out : names in SUBMISSIONS that are not submissions
    Raises   : OSError where the journal cannot be written
    """
    rows = [row_without_grades(collect(entry, stems)) for entry in entries]
    shas, submissions = {row.submission.id: row.sha256 for row in rows}, [row.submission for row in rows]
    if roster:
        submissions = enrolled(submissions, roster)
    journal.submissions([one.id for one in submissions], left_out)
    waiting, known = {}, 0
    for one in submissions:
        if not again and journal.kept(one, shas.get(one.id, "")):
            known += one.handed_in
        elif one.status == GRADED:
            waiting[one.id] = one
        else:
            journal.row(Row(one, one.status, sha256=shas.get(one.id, "")))      # there is nothing to run
    journal.waits_for(waiting)
    return Work(waiting, {entry.id: entry for entry in entries}, known)


def grade_waiting(journal: Journal, work: Work, task: Task, jobs: int) -> Iterator[Row]:
    """Grades what there is to do; each row is in the journal when it is yielded.

    jobs   : submissions that are run at the same time
    Raises : OSError where the journal cannot be written; KeyboardInterrupt. What is done is kept
    """
    waiting = dict(work.waiting)

    def read(id: str) -> Submission:
        """With its files, and the names that the list gives."""
        named = waiting[id]
        return collect(work.entries[id], [*task.points])._replace(student=named.student, email=named.email,
                                                                  notes=named.notes)
    while waiting:
        order = journal.order(waiting)
        for id in order.given_up:
            row = ended_twice(waiting.pop(id), row_without_grades(collect(work.entries[id], [*task.points])).sha256)
            journal.row(row)
            yield row
        for row in run(journal, order.first or order.alone[:1], read, task, jobs if order.first else 1):
            del waiting[row.submission.id]
            yield row


def run(journal: Journal, ids: Iterable[str], read: Callable[[str], Submission], task: Task, jobs: int
        ) -> Iterator[Row]:
    """Runs submissions side by side, and yields each row when it is in the journal.

    Where a slot's process dies, those that were running have no row, and the ones after them are not begun.
    """
    ids = iter(ids)
    running: dict[Future, str] = {}
    with slots(task, jobs) as pool:
        def start(how_many: int) -> None:
            for id in islice(ids, how_many):
                journal.begin(id)
                running[pool.submit(slot.graded, read(id))] = id
        try:
            start(jobs)
            while running:
                finished, _ = wait(running, return_when=FIRST_COMPLETED)
                for row in rows_of(finished):
                    journal.row(row)
                    yield row
                for future in finished:
                    del running[future]
                start(len(finished))
        except BrokenProcessPool:
            return
        except BaseException:                                       # Ctrl-C, a full disk: no fault of theirs
            for future, id in running.items():
                if not future.done():
                    journal.stopped(id)
            raise


def rows_of(finished: Iterable[Future]) -> Iterator[Row]:
    """The rows of those that have one, before the exception of those that do not."""
    for future in sorted(finished, key=lambda future: future.exception() is not None):
        yield future.result()


@contextmanager
def slots(task: Task, jobs: int) -> Iterator[ProcessPoolExecutor]:
    """The processes of the job slots; afterwards all of them have ended, whatever they were doing."""
    pool = ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn"), slot.begin, (task,))
    try:
        yield pool
    except BaseException:
        for process in [*(pool._processes or {}).values()]:
            process.kill()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def cores() -> int:
    """That this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
