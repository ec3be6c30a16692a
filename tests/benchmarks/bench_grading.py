"""A class of 300 with nn grade: how long an instructor waits, and what it takes against one pytest a submission."""
import itertools
import sys
from functools import partial

import pytest
import side_by_side
from children import command
from side_by_side import Row, at_least, at_most_seconds, timed

from nn.exercises import course
from nn.exercises.exercise import exercises

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="students' code is confined on Linux only")

GRADED = [exercise for exercise in exercises() if exercise.points]


def students():
    """How many: with --quick a few."""
    return 300 if side_by_side.MOST_ROUNDS > 1 else 8


def hand_in(folder, wrong_of_20):
    """A class whose files differ, and of which some are wrong, each in another way.

    wrong_of_20 : how many of 20 files
    """
    numbers = itertools.count()
    for student in range(students()):
        (folder / f"s{student:03}").mkdir(parents=True)
        for exercise in GRADED:
            text = exercise.answer
            if next(numbers) % 20 < wrong_of_20:
                mistake = exercise.mistakes[student % len(exercise.mistakes)]
                for right, wrong in mistake.edits.items():
                    text = text.replace(right, wrong)
            (folder / f"s{student:03}" / f"{exercise.stem}.py").write_text(f"{text}# {student}\n", encoding="utf-8")
    return folder


def grade(folder, out):
    command("-m", "nn", "grade", str(folder), "--out", str(out))


@pytest.mark.parametrize("wrong_of_20, what, seconds", [(0, "all of it right", 30), (9, "45 % of the files wrong", 75)])
def test_a_class_of_300(record, tmp_path, wrong_of_20, what, seconds):
    folder = hand_in(tmp_path / "class", wrong_of_20)
    took = timed(partial(grade, folder, tmp_path / "out"))
    bound = at_most_seconds(seconds) if students() == 300 else None
    record(Row(f"`nn grade`, {students()} submissions of 5 files, {what}", took, bound=bound))
    again = timed(partial(grade, folder, tmp_path / "out"))
    record(Row(f"`nn grade`, the same {students()} once more: nothing has changed", again,
               bound=at_most_seconds(10) if bound else None))


def test_processor_time_against_one_pytest_a_submission(record, tmp_path):
    folder = hand_in(tmp_path / "class", 0)
    course.start(tmp_path / "one")
    for exercise in GRADED:
        (tmp_path / "one" / f"{exercise.stem}.py").write_text(exercise.answer, encoding="utf-8")
    choice = " or ".join(exercise.stem[:4] for exercise in GRADED)
    with_pytest = timed(partial(command, "-m", "pytest", "-q", "-k", choice, cwd=tmp_path / "one"))
    took = timed(partial(grade, folder, tmp_path / "out"))
    one = took._replace(wall=took.wall / students(), processor=took.processor / students())
    record(Row(f"`nn grade`, a submission of 5 files, one of {students()}: processor time", one,
               "`pytest` in its folder", with_pytest, at_least(20) if students() == 300 else None, measure="processor"))
