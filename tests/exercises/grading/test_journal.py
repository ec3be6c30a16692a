"""The journal: whenever the grader ends, what was graded is kept, and nothing is graded twice."""
import json
import multiprocessing
import os
import resource
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
from a_class import run, simple_row
from hypothesis import given, settings
from hypothesis import strategies as st

from nn.exercises.grading import records
from nn.exercises.grading.kept.conditions import conditions
from nn.exercises.grading.kept.journal import ENDED_TWICE, Journal, ended_twice
from nn.exercises.grading.kept.row_json import row_as_json, row_from_json
from nn.exercises.grading.kept.run import read_run


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "GRADES"


def journal(folder, terms="as before"):
    return Journal(folder, run(), terms)


def lines(folder):
    return (folder / "journal.jsonl").read_bytes().splitlines()


# a row as a line

#: half of a character is what a name becomes that is not UTF-8
text = st.text(st.characters()).filter(
    lambda text: text == json.loads(json.dumps(text)))              # two halves that make a whole one come back as that
texts = st.lists(text, max_size=3).map(tuple)
files = st.builds(records.File, name=text, data=st.just(b""), problem=text, notebook=st.booleans(), path=text)
submissions = st.builds(records.Submission, name=text, id=text, student=text, email=text, number=text,
                        files=st.dictionaries(text, files, max_size=2), status=text, notes=texts,
                        handed_in=st.booleans())
assessments = st.builds(records.Assessment, stem=text, points=st.integers(), most=st.integers(), state=text,
                        lines=texts, slugs=texts, place=text, source=texts, printed=text, advice=texts, look=texts,
                        processor=st.floats(allow_nan=False), line=st.integers(), failure=text, notes=texts)
rows = st.builds(records.Row, submission=submissions, status=text,
                 assessments=st.lists(assessments, max_size=2).map(tuple), notes=texts, sha256=text, isolation=text,
                 error=text, same_text=st.dictionaries(text, text, max_size=2))


@settings(max_examples=50)
@given(rows)
def test_a_row_comes_back_from_its_line_exactly(row):
    assert row_from_json(json.loads(json.dumps(row_as_json(row)))) == row


def test_the_strategy_knows_all_fields():
    """A field that is added to the records must be drawn above, too."""
    for kind, drawn in ((records.File, 5), (records.Submission, 9), (records.Assessment, 15), (records.Row, 8)):
        assert len(kind._fields) == drawn, kind


def test_the_bytes_of_a_file_are_not_in_its_line():
    row = simple_row()
    files = {"ex10_backpropagation": records.File("ex10.py", b"a secret answer")}
    line = json.dumps(row_as_json(row._replace(submission=row.submission._replace(files=files))))
    assert "ex10.py" in line and "secret" not in line


@pytest.mark.parametrize("change, said", [
    ({"colour": 1}, 'Row does not have the field "colour"; a newer version of nn wrote it'),
    ({"status": 5}, "Row.status: expected a value of type str, found one of type int"),
    ({"assessments": [{"stem": "ex", "points": 1, "most": 1}]}, "Row.assessments: Assessment does not have its field"),
    ({"assessments": [{"stem": "ex", "points": True, "most": 1, "state": ""}]}, "Assessment.points: expected"),
    ({"same_text": []}, "Row.same_text: expected a value of type dict"),
    ({"submission": None}, "Row.submission: expected a value of type dict")])
def test_a_line_that_is_not_of_this_version_is_refused(change, said):
    with pytest.raises(ValueError) as error:
        row_from_json(row_as_json(simple_row()) | change)
    assert said in str(error.value)


# the folder

def test_a_new_folder_gets_a_secret_that_only_its_owner_reads(folder):
    with journal(folder) as one:
        secret = one.secret
    assert len(secret) == 32
    assert json.loads((folder / "run.json").read_bytes())["secret"] == secret.hex()
    for path in folder.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_the_secret_stays_when_the_options_change(folder):
    with journal(folder) as one:
        secret = one.secret
    other = run()._replace(date="2027-01-01", options={"jobs": 8})
    with Journal(folder, other) as one:
        assert one.secret == secret
    assert read_run(folder) == (other, secret)


def test_a_run_does_not_contain_the_secret(folder):
    with journal(folder) as one:
        assert one.secret.hex() not in repr(one.run) and one.secret not in one.run


def test_reports_are_made_without_a_new_run(folder):
    with journal(folder) as one:
        one.row(simple_row())
    before = (folder / "run.json").read_bytes()
    with Journal(folder) as one:
        assert one.run == run() and one.rows() == [simple_row()]
    assert (folder / "run.json").read_bytes() == before


def test_a_folder_with_other_files_is_refused(folder):
    folder.mkdir()
    (folder / "thesis.tex").write_text("mine")
    with pytest.raises(ValueError, match="is not empty and not ours"):
        journal(folder)
    assert [path.name for path in folder.iterdir()] == ["thesis.tex"]


def test_a_file_in_place_of_the_folder_is_refused(folder):
    folder.write_text("mine")
    with pytest.raises(ValueError, match="is a file; expected a folder for the results"):
        journal(folder)


def test_a_folder_without_results_has_no_reports(folder):
    with pytest.raises(ValueError, match="does not contain the results of nn grade"):
        Journal(folder)
    assert not folder.exists()


@pytest.mark.parametrize("content, said", [
    ("", "is damaged"), ("[]", "is damaged"), ("{}", "is damaged"), ("[" * 100_000, "is damaged"),
    ('{"format": 2, "version": "9.0"}', "was written by a newer version of nn (9.0)"),
    ('{"format": 1, "secret": "00", "points": {}, "date": "", "version": "", "options": {}}', "32 bytes")])
def test_a_run_json_that_is_not_ours_is_refused(folder, content, said):
    folder.mkdir()
    (folder / "run.json").write_text(content)
    with pytest.raises(ValueError) as error:
        journal(folder)
    assert said in str(error.value)
    assert (folder / "run.json").read_text() == content


def test_what_was_half_written_when_the_grader_was_killed_is_removed(folder):
    (folder / "feedback").mkdir(parents=True)
    (folder / ".run.json.ab12_xyz").write_text("{")
    (folder / "feedback" / ".1.html.abcdefgh").write_text("<")
    (folder / "feedback" / "1.html").write_text("kept")
    (folder / "run.json").write_text("")
    (folder / "run.json").unlink()
    (folder / "feedback").rename(folder.parent / "feedback")
    with journal(folder):
        assert not list(folder.glob(".run.json.*"))
    (folder.parent / "feedback").rename(folder / "feedback")
    with journal(folder):
        assert [path.name for path in (folder / "feedback").iterdir()] == ["1.html"]


# one process at a time

def test_a_second_process_is_told_which_one_is_in(folder):
    code = ("import sys; from nn.exercises.grading.kept.journal import Journal\n"
            "try: Journal(sys.argv[1])\nexcept ValueError as error: print(error)")
    with journal(folder):
        done = subprocess.run([sys.executable, "-c", code, str(folder)], capture_output=True, text=True, check=True)
    assert done.stdout == f"{folder} is in use by process {os.getpid()}\n"
    with journal(folder):
        pass                                                        # it is free again


# what is graded already

def test_a_row_is_kept_while_all_that_it_depends_on_is_the_same(folder):
    row = simple_row()
    with journal(folder) as one:
        one.row(row)
    with journal(folder) as one:
        assert one.kept(row.submission, row.sha256) == row
        assert one.kept(row.submission, "another file") is None
        assert one.kept(row.submission._replace(id="2"), row.sha256) is None
    with journal(folder, "other points") as one:
        assert one.kept(row.submission, row.sha256) is None


def test_the_conditions_differ_in_everything_that_changes_a_result(monkeypatch):
    points = {"ex06_cost": 30, "ex10_backpropagation": 40}
    same = conditions(points)
    assert conditions(dict(reversed(points.items()))) == same
    different = [conditions({"ex06_cost": 30}), conditions(points | {"ex06_cost": 31}), conditions(points, b"draw"),
                 conditions(points, numbers=True)]
    monkeypatch.setattr("nn.exercises.grading.kept.conditions.checker", lambda: "another version")
    different.append(conditions(points))
    assert len({same, *different}) == 6


def test_the_name_of_today_replaces_the_one_in_the_journal(folder):
    row = simple_row()
    with journal(folder) as one:
        one.row(row)
    today = row.submission._replace(student="Ada King", notes=("late",),
                                    files={"ex06_cost": records.File("ex06_cost.py", b"bytes")})
    with journal(folder) as one:
        assert one.kept(today, row.sha256).submission.student == "Ada King"
        assert one.kept(today, row.sha256).submission.files["ex06_cost"].data == b""
    with Journal(folder) as one:
        assert one.rows()[0].submission.student == "Ada King"       # also by --report
        assert one.rows()[0].submission.notes == ("late",)


def test_an_error_of_the_grader_is_tried_again(folder):
    row = simple_row(status=records.GRADER_ERROR, error="KeyError at assess.py:12")
    with journal(folder) as one:
        one.row(row)
        assert one.kept(row.submission, row.sha256) is None
        one.row(ended_twice(row.submission, row.sha256))
        assert one.kept(row.submission, row.sha256).error == ENDED_TWICE


def test_the_rows_are_those_of_the_last_run_in_its_order(folder):
    first, second, third = (simple_row(id=id) for id in "123")
    with journal(folder) as one:
        one.submissions(["1", "2"])
        one.row(first), one.row(second)
    with journal(folder) as one:
        one.submissions(["3", "2", "4"])
        one.row(third)
        assert one.rows() == [third, second]
        assert one.gone() == ["1"]
    with Journal(folder) as one:
        assert one.rows() == [third, second] and one.gone() == ["1"]


def test_what_an_interrupted_run_did_not_come_to_is_unfinished_until_it_has_a_row(folder):
    rows = [simple_row(id=id) for id in "123"]
    with journal(folder) as one:
        one.submissions(["1", "2", "3"])
        assert one.unfinished() == ["1", "2", "3"]
        one.waits_for(["1", "2"])
        one.row(rows[0]), one.row(rows[2])
    with Journal(folder) as one:
        assert one.unfinished() == ["2"]
        one.row(rows[1])
        assert one.unfinished() == []


def test_an_old_row_does_not_finish_what_is_to_be_graded_once_more(folder):
    with journal(folder) as one:
        one.submissions(["1", "2"])
        one.row(simple_row(id="1")), one.row(simple_row(id="2"))
        one.waits_for(["2"])
    with Journal(folder) as one:
        assert one.unfinished() == ["2"] and len(one.rows()) == 2


def test_names_that_are_not_submissions_are_kept_until_the_next_run(folder):
    with journal(folder) as one:
        one.submissions(["1"], ["list.csv"])
    with journal(folder) as one:
        assert one.left_out == ["list.csv"]
        size = (folder / "journal.jsonl").stat().st_size
        one.submissions(["1"], ["list.csv"])
        assert (folder / "journal.jsonl").stat().st_size == size
        one.submissions(["1"])
        assert one.left_out == []


# what ended the grader

@pytest.mark.parametrize("begun, place", [(0, "first"), (1, "first"), (2, "alone"), (3, "given_up"), (4, "given_up")])
def test_what_was_begun_without_a_row_is_run_last_and_then_not_again(folder, begun, place):
    with journal(folder) as one:
        for _ in range(begun):
            one.begin("1")
    with journal(folder) as one:
        order = one.order(["1", "2"])
        assert "1" in getattr(order, place) and order.first[-1] == "2"
        assert sum(map(len, order)) == 2


def test_a_row_ends_the_count_and_so_does_an_interruption(folder):
    with journal(folder) as one:
        for _ in range(5):
            one.begin("1"), one.stopped("1")
        for _ in range(2):
            one.begin("2")
        one.row(simple_row(id="2"))
        one.begin("2")
    with journal(folder) as one:
        assert one.order("12") == (["1", "2"], [], [])


# nothing is lost

@pytest.mark.parametrize("cut", [1, 2, 30])
def test_a_cut_last_line_is_ignored_and_the_next_one_is_whole(folder, cut):
    with journal(folder) as one:
        one.row(simple_row(id="1"))
        one.row(simple_row(id="2"))
    path = folder / "journal.jsonl"
    os.truncate(path, path.stat().st_size - cut)
    with journal(folder) as one:
        assert one.rows() == [simple_row(id="1")]
        one.row(simple_row(id="3"))
    with journal(folder) as one:
        assert one.rows() == [simple_row(id="1"), simple_row(id="3")]


@pytest.mark.parametrize("line, said", [
    (b"}", "line 2"), (b"[]", "this is not a line that this version of nn grade writes"),
    (b'{"paused": "1"}', "this is not a line"), (b'{"begin": 5}', "this is not a line"), (b"\xff", "line 2"),
    (b'{"row": {"submission": {"name": "a", "id": "1"}, "status": "graded", "mood": 1}, "conditions": ""}', "newer"),
    (b"[" * 100_000, "line 2")])
def test_a_damaged_or_newer_line_is_refused_with_its_number(folder, line, said):
    with journal(folder) as one:
        one.begin("1")
    with (folder / "journal.jsonl").open("ab") as file:
        file.write(line + b"\n")
    with pytest.raises(ValueError) as error:
        journal(folder)
    assert "journal.jsonl, line 2: " in str(error.value) and said in str(error.value)


def test_each_line_is_one_write_and_on_the_disk_before_the_next(folder, monkeypatch):
    steps = []
    with journal(folder) as one:
        for name in ("write", "fsync"):
            original = getattr(os, name)
            monkeypatch.setattr(os, name, lambda *args, name=name, original=original:
                                (steps.append(name), original(*args))[1])
        one.begin("1"), one.row(simple_row())
        monkeypatch.undo()
    assert steps == ["write", "fsync"] * 2


def fill_the_disk(folder):
    """In a process of its own: a file may not grow beyond what it has and half a line."""
    with journal(folder) as one:
        one.begin("1")
        resource.setrlimit(resource.RLIMIT_FSIZE, (one.size + 40, resource.RLIM_INFINITY))
        try:
            one.row(simple_row())
        except OSError as error:
            message = f"{error.filename}: {error.strerror}"
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        assert message == (f"{folder}/journal.jsonl: No space left on device; what is graded so far is kept, and the "
                           f"same command continues from there")
        one.begin("2")
    assert lines(folder) == [b'{"begin":"1"}', b'{"begin":"2"}']


def test_on_a_full_disk_the_journal_ends_with_a_whole_line(folder):
    process = multiprocessing.get_context("fork").Process(target=fill_the_disk, args=(folder,))
    process.start()
    process.join(20)
    assert process.exitcode == 0


GRADER = """
import sys
sys.path.insert(0, sys.argv[2])
from a_class import class_of, run
from nn.exercises.grading.kept.journal import Journal
from nn.exercises.grading.reports.write import report_all
rows = class_of(int(sys.argv[3]))
with Journal(sys.argv[1], run(), "same") as journal:
    print("in", flush=True)
    journal.submissions([row.submission.id for row in rows])
    waiting = [row for row in rows if journal.kept(row.submission, row.sha256) is None]
    for row in waiting:
        journal.begin(row.submission.id)
        journal.row(row)
    report_all(sys.argv[1], journal.rows(), journal.run)
"""


def grade(folder, n, seconds=None):
    """Grades a class in a process of its own, which is killed after so many seconds."""
    arguments = [sys.executable, "-c", GRADER, str(folder), str(Path(__file__).parent), str(n)]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "in\n"
        if seconds is not None:
            time.sleep(seconds)
            process.kill()
    return process.returncode


@pytest.mark.slow
@pytest.mark.nightly
def test_a_grader_that_is_killed_again_and_again_comes_to_the_same_grades(folder, tmp_path):
    assert [grade(folder, 16, seconds) for seconds in (0.01, 0.1, 0.3)] == [-signal.SIGKILL] * 3
    assert grade(folder, 16) == grade(tmp_path / "undisturbed", 16) == 0
    for name in ("grades.csv", "junit.xml", "class.html"):
        assert (folder / name).read_bytes() == (tmp_path / "undisturbed" / name).read_bytes(), name
    names = [sorted(path.relative_to(place).as_posix() for path in place.rglob("*"))
             for place in (folder, tmp_path / "undisturbed")]
    assert names[0] == names[1]
