"""The folder of results: who uses it, what is graded already, and a file of all that happened, which only grows.

journal.jsonl has one JSON object a line, each written at once and brought to the disk:

    {"class": [ID, …], "left_out": [NAME, …]}   the submissions of a run, and other names beside them, where they
                                                differ from those of the run before
    {"waiting": [ID, …]}                        those that this run is to grade
    {"begin": ID}                               before a submission is run
    {"stopped": ID}                             Ctrl-C ended its run, and not the submission
    {"row": {…}, "conditions": "9f2c…"}         after it: the result, and what it depends on beside the submission

Whenever the grader is killed, what is in this file is true: at most its last line is cut, and that line is ignored.
"""
from __future__ import annotations

import errno
import json
import os
import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple

from nn.exercises.grading.kept.row_json import row_as_json, row_from_json
from nn.exercises.grading.kept.run import PRIVATE, RUN, Run, new_secret, read_run, write_run
from nn.exercises.grading.records import GRADER_ERROR, Row, Submission

try:
    import fcntl
except ImportError:                 # Windows
    fcntl = None                    # type: ignore[assignment]

JOURNAL, LOCK = "journal.jsonl", ".lock"
ENDED_TWICE = "it ended the grader twice"

#: what atomic_write leaves where the grader is killed between two of its steps
LEFT_OVER = re.compile(r"\..+\.[a-z0-9_]{8}")


class Order(NamedTuple):
    """In which order submissions are run."""
    first: list[str]                # IDs, in any order, several at a time
    alone: list[str]                # begun twice without a result: each by itself, when all others have theirs
    given_up: list[str]             # and a third time: not run any more


class Journal:
    """The folder of results of one class, open for one process.

    with Journal(folder, this_run(points), conditions(points)) as journal:
        journal.submissions(ids)
        …
            journal.begin(id)
            journal.row(row)
        report_all(folder, journal.rows(), journal.run, journal.gone())

    folder     : created where there is none; one with other files in it is refused
    run        : written to run.json; None keeps the one that is there
    conditions : what rows depend on beside the submission; a row that was written under others does not count
    Raises     : ValueError where the folder is not one of ours, is in use, or was written by a newer version; OSError
    """

    def __init__(self, folder: str | os.PathLike, run: Run | None = None, conditions: str = ""):
        self.folder, self.conditions, self.guard = Path(folder), conditions, Lock()
        check_ours(self.folder, new=run is not None)
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.handle, self.lock = -1, lock(self.folder)
        try:
            remove_left_over(self.folder)
            known, self.secret = read_run(self.folder) if (self.folder / RUN).exists() else (run, new_secret())
            self.run: Run = run or known                            # type: ignore[assignment]
            if run is not None:
                write_run(self.folder, run, self.secret)
            self.open()
        except BaseException:
            self.close()
            raise

    def open(self) -> None:
        """Opens journal.jsonl, reads it, and removes a last line that was cut."""
        flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0)
        self.handle = os.open(self.folder / JOURNAL, flags, PRIVATE)
        data = (self.folder / JOURNAL).read_bytes()
        self.size = data.rfind(b"\n") + 1
        os.ftruncate(self.handle, self.size)
        self.ids: list[str] | None = None                           # of the last run
        self.left_out: list[str] = []                               # names beside them that are not submissions
        self.waiting: set[str] = set()                              # IDs that the last run did not come to
        self.last: dict[str, tuple[Row, str]] = {}                  # ID -> its row, and the conditions of it
        self.begun: Counter[str] = Counter()                        # ID -> how often since its last row
        for number, line in enumerate(data[:self.size].splitlines(), start=1):
            try:
                self.take(json.loads(line))
            except (ValueError, TypeError, RecursionError) as error:
                raise ValueError(f"{self.folder / JOURNAL}, line {number}: {error}") from None

    def take(self, record: Any) -> None:
        """One line of the file, as it was written or is read."""
        match record:
            case {"begin": str(id)}:
                self.begun[id] += 1
            case {"stopped": str(id)}:
                self.begun[id] -= 1
            case {"row": row, "conditions": str(conditions)}:
                row = row_from_json(row)
                self.last[row.submission.id] = (row, conditions)
                self.begun[row.submission.id] = 0
                self.waiting.discard(row.submission.id)
            case {"class": [*ids]}:
                self.ids, self.left_out = ids, [*map(str, record.get("left_out", []))]
            case {"waiting": [*ids]}:
                self.waiting = {*ids}
            case _:
                raise ValueError("this is not a line that this version of nn grade writes")

    # what is known

    def kept(self, submission: Submission, sha256: str) -> Row | None:
        """The row of a submission that is graded already, None where it is to be graded.

        Its name, number and notes are those of today, since they may come from another list of students.

        sha256 : over the chosen files
        """
        row, conditions = self.last.get(submission.id, (None, ""))
        if row is None or (row.sha256, conditions) != (sha256, self.conditions):
            return None
        if row.status == GRADER_ERROR and row.error != ENDED_TWICE:
            return None                                             # an error of ours may be gone the next time
        current = row._replace(submission=without_data(submission))
        if current != row:
            self.row(current)
        return current

    def order(self, ids: Iterable[str]) -> Order:
        """In which order these submissions are run: what ended the grader before does it last, or not again."""
        ids = list(ids)
        return Order([id for id in ids if self.begun[id] < 2], [id for id in ids if self.begun[id] == 2],
                     [id for id in ids if self.begun[id] > 2])

    def rows(self) -> list[Row]:
        """The rows of the submissions of the last run, those that there are so far."""
        ids = sorted(self.last) if self.ids is None else self.ids
        return [self.last[id][0] for id in ids if id in self.last]

    def gone(self) -> list[str]:
        """The IDs of submissions that have a row and do not belong to the class any more."""
        return [] if self.ids is None else sorted({*self.last} - {*self.ids})

    def unfinished(self) -> list[str]:
        """The IDs of submissions of the last run that were not graded in it, and are to be."""
        return [id for id in self.ids or () if id in self.waiting or id not in self.last]

    # what is written

    def submissions(self, ids: Sequence[str], left_out: Sequence[str] = ()) -> None:
        """Of which submissions the class consists: rows() returns theirs.

        left_out : names beside them that are not submissions
        """
        if (self.ids, self.left_out) != ([*ids], [*left_out]):
            self.append({"class": [*ids], **({"left_out": [*left_out]} if left_out else {})})

    def waits_for(self, ids: Collection[str]) -> None:
        """Which submissions are to be graded: a row each is expected."""
        if self.waiting != {*ids}:
            self.append({"waiting": [*ids]})

    def begin(self, id: str) -> None:
        """A submission is about to be run."""
        self.append({"begin": id})

    def stopped(self, id: str) -> None:
        """A submission that was begun is not run to its end, for a reason that is not the submission's."""
        self.append({"stopped": id})

    def row(self, row: Row) -> None:
        """A submission is graded."""
        self.append({"row": row_as_json(row), "conditions": self.conditions})

    def append(self, record: dict[str, Any]) -> None:
        """Writes one line at once, and waits until it is on the disk.

        Raises : OSError, as on a full disk; the file then ends with the line before
        """
        line = json.dumps(record, separators=(",", ":")).encode("ascii") + b"\n"
        with self.guard:
            try:
                if os.write(self.handle, line) < len(line):
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
                os.fsync(self.handle)
            except OSError as error:
                with suppress(OSError):
                    os.ftruncate(self.handle, self.size)
                raise OSError(error.errno, f"{error.strerror}; what is graded so far is kept, and the same command "
                                           f"continues from there", str(self.folder / JOURNAL)) from None
            self.size += len(line)
            self.take(json.loads(line))

    def close(self) -> None:
        """Lets another process use the folder."""
        for handle in (self.handle, self.lock):
            if handle >= 0:
                os.close(handle)
        self.handle = self.lock = -1

    def __enter__(self) -> Journal:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def ended_twice(submission: Submission, sha256: str) -> Row:
    """The row of a submission that is given up."""
    return Row(without_data(submission), GRADER_ERROR, sha256=sha256, error=ENDED_TWICE)


def without_data(submission: Submission) -> Submission:
    """A submission without the bytes of its files, as rows have them."""
    return submission._replace(files={stem: file._replace(data=b"") for stem, file in submission.files.items()})


def check_ours(folder: Path, new: bool) -> None:
    """Is the folder one of ours, or where a new run may begin, a free one? Nothing is written before that is known.

    Raises : ValueError, OSError
    """
    if (folder / RUN).is_file():
        return
    if folder.exists() and not folder.is_dir():
        raise ValueError(f"{folder} is a file; expected a folder for the results")
    if not new:
        raise ValueError(f"{folder} does not contain the results of nn grade: there is no {RUN} in it")
    if folder.exists() and any(name != LOCK and not LEFT_OVER.fullmatch(name) for name in os.listdir(folder)):
        raise ValueError(f"{folder} is not empty and not ours: there is no {RUN} in it")


def lock(folder: Path) -> int:
    """Keeps other processes out until this descriptor is closed, or this process ends in whatever way.

    Raises : ValueError that names the process which is in; OSError
    """
    handle = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), PRIVATE)
    if fcntl is None:
        return handle
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        process = os.pread(handle, 20, 0).decode("ascii", "replace").strip()
        os.close(handle)
        raise ValueError(f"{folder} is in use by {f'process {process}' if process else 'another process'}") from None
    os.ftruncate(handle, 0)
    os.pwrite(handle, f"{os.getpid()}\n".encode(), 0)
    return handle


def remove_left_over(folder: Path) -> None:
    """Removes what was not yet a report when the grader was killed."""
    for place in (folder, folder / "feedback", folder / "results"):
        for name in os.listdir(place) if place.is_dir() else ():
            if LEFT_OVER.fullmatch(name):
                (place / name).unlink()
