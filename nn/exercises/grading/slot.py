"""One submission, from its first exercise to its last: what a job slot does, in a process of its own.

A slot judges, too: comparing a wrong answer with all known mistakes takes longer than running it.
"""
from __future__ import annotations

import hashlib
import signal
import sys
import traceback
from collections.abc import Iterable, Mapping
from functools import cache
from multiprocessing.util import Finalize
from pathlib import Path
from typing import NamedTuple

from threadpoolctl import threadpool_limits

from nn.exercises.exercise import Exercise, find
from nn.exercises.grading.assess import assess
from nn.exercises.grading.confined.process import PR_SET_PDEATHSIG, prctl
from nn.exercises.grading.confined.sandbox import Sandbox
from nn.exercises.grading.draws import Round, read_extra, rounds
from nn.exercises.grading.kept.journal import without_data
from nn.exercises.grading.records import (
    GRADED,
    GRADER_ERROR,
    UNREADABLE,
    Answer,
    Assessment,
    File,
    Request,
    Row,
    Submission,
)
from nn.exercises.source import stub

#: processor seconds of a file, and of the files of exercises that train or draw
SECONDS, LONG_SECONDS, LONG = 3.0, 30.0, (13, 14, 15)


class Task(NamedTuple):
    """What all submissions of a run have in common."""
    points: dict[str, int]          # stem -> points, of the exercises that are graded
    level: str                      # of isolation
    secret: bytes
    seconds: float | None = None    # of processor time a file; None for SECONDS, LONG_SECONDS for the LONG ones
    numbers: bool = False           # may feedback show expected numbers?
    extra: str = ""                 # path of the instructor's own calls


class Slot:
    """Grades one submission after the other; end with close().

    Raises : ValueError where the instructor's file is wrong
    """

    def __init__(self, task: Task):
        self.task, self.sandbox = task, Sandbox(task.level)
        self.extra = read_extra(task.extra) if task.extra else None
        self.exercises = [find(stem) for stem in task.points]

    def row(self, submission: Submission) -> Row:
        """The row of one submission, whatever is in it; an exception of ours becomes a grader error."""
        row = row_without_grades(submission)
        if submission.status != GRADED:
            return row
        try:
            assessments = tuple(self.assessment(exercise, submission) for exercise in self.exercises)
        except Exception as error:
            return row._replace(status=GRADER_ERROR, error=place_of(error), isolation=self.task.level)
        row = row._replace(notes=notes_of(submission, assessments), isolation=self.task.level)
        if is_unreadable(assessments):
            return row._replace(status=UNREADABLE)
        return row._replace(assessments=tuple(one._replace(notes=()) for one in assessments))

    def assessment(self, exercise: Exercise, submission: Submission) -> Assessment:
        """One exercise of a submission."""
        points, file = self.task.points[exercise.stem], submission.files.get(exercise.stem)
        if file is None:
            return Assessment(exercise.stem, 0, points, "not begun")
        if file.problem:
            return Assessment(exercise.stem, 0, points, "wrong", (file.problem,))
        others = {stem: other.data for stem in exercise.reads
                  if (other := submission.files.get(stem)) and other.data != file.data}    # in one notebook: all there

        def run(asked: Round) -> Answer:
            return self.sandbox.run(Request(
                exercise.stem, exercise.number, file.data, file.name, file.notebook, tuple(asked.calls),
                asked.seconds or seconds_of(exercise, self.task), others, asked.on_the_way))
        return assess(exercise, rounds(exercise, self.task.secret, file.data, self.extra), run, points,
                      self.task.numbers)

    def close(self) -> None:
        self.sandbox.close()


def notes_of(submission: Submission, assessments: Iterable[Assessment]) -> tuple[str, ...]:
    """What is to be said of the files, each once: of a notebook, all exercises say the same."""
    return tuple(dict.fromkeys(f"{submission.files[one.stem].name}: {note}"
                               for one in assessments for note in one.notes))


def is_unreadable(assessments: Iterable[Assessment]) -> bool:
    """Is all that was handed in notebooks that cannot be read?"""
    failures = {one.failure for one in assessments if one.state != "not begun"}
    return failures == {"unreadable"}


def seconds_of(exercise: Exercise, task: Task) -> float:
    """Of processor time for one file."""
    return task.seconds or (LONG_SECONDS if exercise.number in LONG else SECONDS)


def place_of(error: BaseException) -> str:
    """ "TypeError in assess.py, line 33": what a maintainer asks first. The message might quote a student."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} in {Path(last.filename).name}, line {last.lineno}"


# what is known of a submission before it is run

def row_without_grades(submission: Submission) -> Row:
    """The row of a submission that has not been run."""
    return Row(without_data(submission), submission.status, sha256=sha256_of(submission.files),
               same_text={stem: text_hash(stem, file) for stem, file in submission.files.items() if file.data})


def sha256_of(files: Mapping[str, File]) -> str:
    """One SHA-256 over the chosen files; "" where there are none."""
    if not files:
        return ""
    digest = hashlib.sha256()
    for stem, file in sorted(files.items()):
        digest.update(f"{stem}\0{file.problem}\0".encode() + hashlib.sha256(file.data).digest())
    return digest.hexdigest()


def text_hash(stem: str, file: File) -> str:
    """Of a file without white space; "" for the stub."""
    text = without_white_space(file.data)
    return "" if text == stub_text(stem) else hashlib.sha256(text).hexdigest()


@cache
def stub_text(stem: str) -> bytes:
    return without_white_space(stub(find(stem)).encode())


def without_white_space(text: bytes) -> bytes:
    return text.translate(None, b" \t\r\n\f\v")


# in a process of its own

SLOTS: list[Slot] = []              # the one of this process


def begin(task: Task) -> None:
    """What a slot's process does first: it ends with the grader, to which alone Ctrl-C goes; one core."""
    if sys.platform.startswith("linux"):
        prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threadpool_limits(1)                                            # BLAS threads would wait for those of other slots
    SLOTS.append(Slot(task))
    Finalize(None, SLOTS[0].close, exitpriority=0)                  # what atexit does not do in such a process


def graded(submission: Submission) -> Row:
    """The row of a submission, from the slot of this process."""
    return SLOTS[0].row(submission)
