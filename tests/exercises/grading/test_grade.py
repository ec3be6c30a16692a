"""A class is graded by one command: nothing is lost, nothing is done twice, and submissions stay as they are."""
import csv
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest
from a_class import simple_row
from confined import opened

from nn.app.cli import main
from nn.exercises.course import start
from nn.exercises.exercise import exercises, find
from nn.exercises.grading import grade, slot
from nn.exercises.grading.commands import report
from nn.exercises.grading.handed_in.submissions import listing
from nn.exercises.grading.kept.journal import Journal
from nn.exercises.grading.kept.run import this_run
from nn.exercises.grading.slot import Task
from nn.exercises.source import stub

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="students' code is confined on Linux only")

GRADED = [exercise for exercise in exercises() if exercise.points]
POINTS = {exercise.stem: exercise.points for exercise in GRADED}
ISOLATION = ["--isolation", "none"]                                 # what holds is tested elsewhere


def files(**changed):
    """stem -> text of the right answers to all graded exercises, some of them changed; None: not handed in."""
    texts = {exercise.stem: exercise.answer for exercise in GRADED}
    texts |= {find(name).stem: text for name, text in changed.items()}
    return {stem: text for stem, text in texts.items() if text is not None}


def hand_in(folder, texts):
    folder.mkdir(parents=True)
    for stem, text in texts.items():
        (folder / f"{stem}.py").write_text(text, encoding="utf-8")


def write_class(folder):
    """Six students."""
    answer = find("backpropagation").answer
    hand_in(folder / "ada", files())
    hand_in(folder / "bob", files(backpropagation=answer.replace("a3 - Y", "Y - a3")))
    hand_in(folder / "cyd", {exercise.stem: stub(exercise) for exercise in GRADED})
    hand_in(folder / "dan", files(cost="def cost(:\n", sigmoid_gradient=None))
    hand_in(folder / "eve", {})
    (folder / "eve" / "hw.docx").write_bytes(b"not an exercise")
    hand_in(folder / "fay", files(backpropagation=f"import os\nos._exit(3)\n{answer}"))
    return folder


def in_this_process(*arguments):
    return main(["grade", *map(str, arguments)])


def nn_grade(*arguments, **options):
    return subprocess.run([sys.executable, "-m", "nn", "grade", *map(str, arguments)], capture_output=True, text=True,
                          encoding="utf-8", check=False, **options)


def rows(out):
    """Student -> line of grades.csv."""
    with (out / "grades.csv").open(encoding="utf-8-sig", newline="") as file:
        return {line["student"]: line for line in csv.DictReader(file)}


def tree(folder):
    """path -> (bytes, time of its last change) of all that is in a folder."""
    return {path: (path.is_file() and path.read_bytes(), path.stat().st_mtime_ns) for path in folder.rglob("*")}


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """(submissions, results, what the command printed)."""
    home = tmp_path_factory.mktemp("class")
    submissions = write_class(home / "submissions")
    before = tree(submissions)
    done = nn_grade(submissions, "--out", home / "grades", *ISOLATION,
                    env={**os.environ, "PYTHONWARNINGS": "always::ResourceWarning"})
    assert done.returncode == 0, done.stderr
    assert tree(submissions) == before
    return submissions, home / "grades", done


def test_every_submission_has_its_points_and_the_mistake_its_name(graded):
    _, out, _ = graded
    found = {student: (line["total"], line["status"], line["mistakes"]) for student, line in rows(out).items()}
    assert found == {"ada": ("100", "graded", ""), "bob": ("60", "graded", "g-sign"), "cyd": ("0", "graded", ""),
                     "dan": ("65", "graded", ""), "eve": ("0", "empty", ""), "fay": ("60", "graded", "")}
    assert "SyntaxError" in (out / "feedback" / "dan.txt").read_text(encoding="utf-8")
    assert "hw.docx" in rows(out)["eve"]["notes"]


def test_stdout_is_one_line_and_stderr_says_how_it_was_graded(graded):
    _, out, done = graded
    assert done.stdout == (f"6 submissions: 1 full marks, mean 47.5/100, 5 to look at; isolation none; "
                           f"{out / 'class.html'}\n")
    assert "6 submissions, layout folders; isolation none" in done.stderr
    assert "each file counts" not in done.stderr


def test_the_same_command_runs_nothing_again_but_what_has_changed(graded, tmp_path):
    submissions, out = (shutil.copytree(folder, tmp_path / folder.name) for folder in graded[:2])
    journal, grades = out / "journal.jsonl", (out / "grades.csv").read_bytes()
    length = journal.stat().st_size
    again = nn_grade(submissions, "--out", out, *ISOLATION)
    assert "6 of 6 are graded already" in again.stderr and journal.stat().st_size == length
    assert (out / "grades.csv").read_bytes() == grades
    (submissions / "bob" / "ex10_backpropagation.py").write_text(find("backpropagation").answer, encoding="utf-8")
    assert "5 of 6 are graded already" in nn_grade(submissions, "--out", out, *ISOLATION).stderr
    assert rows(out)["bob"]["total"] == "100"


def test_reports_are_written_again_from_what_is_stored(graded, capsys):
    _, out, done = graded
    before = {path.name: path.read_bytes() for path in out.iterdir() if path.is_file() and path.name != ".lock"}
    (out / "grades.csv").unlink()
    (out / "class.html").unlink()
    assert in_this_process("--report", out) == 0 and capsys.readouterr().out == done.stdout
    assert {path.name: path.read_bytes() for path in out.iterdir() if path.is_file() and path.name != ".lock"} == before


def test_a_folder_that_is_used_for_another_class_keeps_no_feedback_of_the_first(tmp_path):
    for name in ("first/ada", "first/bob", "second/bob"):
        hand_in(tmp_path / name, {})
    for name in ("first", "second"):
        assert in_this_process(tmp_path / name, "--out", tmp_path / "grades", *ISOLATION) == 0
    assert sorted(path.name for path in (tmp_path / "grades").glob("*/*")) == ["bob.html", "bob.json", "bob.txt"]


@pytest.mark.parametrize("arguments, message", [
    ([], "expected SUBMISSIONS and --out GRADES"), (["nowhere", "--out", "grades"], "error: nowhere: does not exist\n"),
    (["class", "--out", "class/grades"], "lie in one another"), (["class", "--out", "full"], "not empty and not ours"),
    (["class", "--out", "grades", "--exercises", "99"], "'99' is not an exercise"),
    (["class", "--out", "grades", "--seconds", "0"], "--seconds"),
    (["class", "--out", "grades", "--jobs", "0"], "--jobs"),
    (["class", "--out", "grades", "--seconds", "nan"], "--seconds"),
    (["class", "--out", "grades", "--points", "points.cfg"], "ex99 = 5"),
    (["class", "--out", "grades", "--points", "empty.cfg"], "empty.cfg gives no points"),
    (["class", "--out", "grades", "--points", "nowhere.cfg"], "nowhere.cfg"),
    (["class", "--out", "grades", "--roster", "list.csv"], "the columns are name, mark"),
    (["class", "--out", "grades", "--extra", "extra.py"], "defines no function draw"),
    (["class", "--out", "grades", "--points", "nowhere.cfg"], "error: nowhere.cfg: No such file"),
    (["class", "--out", "grades", "--assignment", "ex4 (1)"], "--roster"),
    (["class", "--format", "github", "--roster", "list.csv"], "--roster and --assignment belong to a class"),
    (["class", "--report", "full"], "expected no SUBMISSIONS"), (["--report", "full"], "run.json")])
def test_where_nothing_can_be_graded_the_status_is_2_and_nothing_is_written(tmp_path, arguments, message, capsys,
                                                                             monkeypatch):
    hand_in(tmp_path / "class" / "ada", files())
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("mine")
    (tmp_path / "points.cfg").write_text("[points]\nex99 = 5\n")
    (tmp_path / "empty.cfg").write_text("")
    (tmp_path / "list.csv").write_text("name,mark\nada,1\n")
    (tmp_path / "extra.py").write_text("x = 1\n")
    before = tree(tmp_path)
    monkeypatch.chdir(tmp_path)
    status, printed = in_this_process(*arguments), capsys.readouterr()
    assert status == 2 and message in printed.err and not printed.out
    assert tree(tmp_path) == before


def test_the_files_of_one_student_are_not_silently_taken_for_a_class(tmp_path, capsys):
    start(tmp_path / "ada")
    assert in_this_process(tmp_path / "ada", "--out", tmp_path / "grades", "--exercises", "8", "--jobs", "1",
                           *ISOLATION) == 0
    told = capsys.readouterr()
    assert "each file counts as a submission of its own" in told.err and "22 submissions" in told.err
    assert re.search(r"not a submission: .*conftest\.py, .*test_exercises\.py", told.err)


def test_the_server_of_a_slot_ends_with_it(graded):
    """Otherwise Python would warn."""
    assert "is still running" not in graded[2].stderr


def test_the_help_fits_a_screen(capsys):
    in_this_process("--help")
    assert len(capsys.readouterr().out.splitlines()) <= 30


# what else an instructor is told

def told_by(capsys, *arguments):
    assert in_this_process(*arguments, "--exercises", "8", "--jobs", "1", *ISOLATION) == 0
    return capsys.readouterr().err


def worksheet(path, *numbers):
    path.write_text("".join(["Identifier,Full name,Grade,Maximum Grade\n",
                             *(f"Participant {number},Student {number},,100\n" for number in numbers)]))
    return path


def moodle_class(folder, *numbers):
    for number in numbers:
        hand_in(folder / f"Student {number}_{number}_assignsubmission_file_", {})
    return folder


def test_files_for_a_site_are_removed_by_a_run_without_its_list_and_not_by_reports_alone(tmp_path, capsys):
    class_, out = moodle_class(tmp_path / "class", 1, 2), tmp_path / "grades"
    with_list = (class_, "--out", out, "--roster", worksheet(tmp_path / "list.csv", 1, 2))
    made = {out / "moodle.csv", out / "feedback_moodle.zip"}
    for _ in range(2):
        assert "removed" not in told_by(capsys, *with_list) and all(path.exists() for path in made)
    assert in_this_process("--report", out) == 0 and all(path.exists() for path in made)
    capsys.readouterr()
    assert ("removed, as they were of an earlier run with --roster: feedback_moodle.zip, moodle.csv\n" in
            told_by(capsys, class_, "--out", out))
    assert not any(path.exists() for path in made)


def test_a_run_that_was_killed_leaves_no_files_for_a_site_with_old_grades(tmp_path, monkeypatch):
    class_, out = moodle_class(tmp_path / "class", 1), tmp_path / "grades"
    arguments = (class_, "--out", out, "--roster", worksheet(tmp_path / "list.csv", 1), *ISOLATION)
    assert in_this_process(*arguments) == 0 and (out / "moodle.csv").exists()
    monkeypatch.setattr("nn.exercises.grading.commands.still_to_do", lambda *_: 1 / 0)
    assert in_this_process(*arguments) != 0 and not (out / "moodle.csv").exists()


def test_a_class_that_was_replaced_by_another_one_is_said(tmp_path, capsys):
    for name in ("first/ada", "first/bob", "first/cyd", "second/bob"):
        hand_in(tmp_path / name, {})
    first, second = ((tmp_path / name, "--out", tmp_path / "grades") for name in ("first", "second"))
    assert "graded before" not in told_by(capsys, *first) and "graded before" not in told_by(capsys, *first)
    assert ("2 submissions graded before are not in SUBMISSIONS any more; use one folder a class\n" in
            told_by(capsys, *second))
    assert "graded before" not in told_by(capsys, *second)


def test_students_without_a_submission_do_not_count_as_submissions_and_do_not_leave_the_class(tmp_path, capsys):
    class_, out, roster = moodle_class(tmp_path / "class", 1), tmp_path / "grades", tmp_path / "list.csv"
    told_by(capsys, class_, "--out", out, "--roster", worksheet(roster, 1, 2, 3))
    told = told_by(capsys, class_, "--out", out, "--roster", worksheet(roster, 1, 2))
    assert "1 submission, layout moodle" in told and "1 of 1 are graded already" in told and "before" not in told
    assert [line["total"] for line in rows(out).values()] == ["0", "0"]


@pytest.mark.parametrize("numbers, said", [
    ((1, 2), ""), ((1, 2, 3, 4), "list.csv: 2 lines without a submission, 0 submissions without a line\n"),
    ((2, 3), "list.csv: 1 line without a submission, 1 submission without a line\n"),
    ((7, 8), "no submission has a line in list.csv: it is probably the list of another class\n")])
def test_how_the_list_and_the_submissions_differ_is_said(tmp_path, capsys, numbers, said):
    told = told_by(capsys, moodle_class(tmp_path / "class", 1, 2), "--out", tmp_path / "grades",
                   "--roster", worksheet(tmp_path / "list.csv", *numbers))
    assert said in told and ("list.csv" in told) == bool(said)


def test_what_is_no_submission_is_said_and_stands_on_the_page(tmp_path, capsys):
    hand_in(tmp_path / "class" / "ada", {})
    (tmp_path / "class" / "bob.pdf").write_bytes(b"")
    (tmp_path / "class" / "cyd.tar.gz").write_bytes(b"")
    told = told_by(capsys, tmp_path / "class", "--out", tmp_path / "grades")
    assert "not a submission: bob.pdf; expected a folder, .zip, .ipynb or .py of each student\n" in told
    for _ in range(2):
        assert "bob.pdf" in (tmp_path / "grades" / "class.html").read_text(encoding="utf-8")
        assert in_this_process("--report", tmp_path / "grades") == 0
    assert rows(tmp_path / "grades")["cyd.tar.gz"]["status"] == "unreadable"


@pytest.mark.parametrize("inside, layout", [
    ("ex4-submissions/ex4-ada/ex08.py", "github"), ("export/submission_metadata.yml", "gradescope"),
    ("export/ada_1_2_ex08.py", "canvas"), ("export/Ada_1_assignsubmission_file_/ex08.py", "moodle")])
def test_a_folder_around_that_of_the_class_is_said_with_its_name(tmp_path, capsys, inside, layout):
    path = tmp_path / "downloads" / inside
    path.parent.mkdir(parents=True)
    path.write_text("")
    hand_in(tmp_path / "downloads" / "other", {})
    told = told_by(capsys, tmp_path / "downloads", "--out", tmp_path / "grades")
    assert (f"{inside.split('/')[0]} in {tmp_path / 'downloads'} looks like a class, layout {layout}; is that the "
            f"folder to grade?\n" in told)
    assert "other in" not in told


# the processes

def slow_row(submission):
    """In place of slot.graded: 0.2 s a submission; "bad" ends its slot's process."""
    time.sleep(0.2)
    if submission.name == "bad":
        os._exit(1)
    return slot.row_without_grades(submission)._replace(isolation="none")


def graded_by(function, folder, out, monkeypatch, jobs=2):
    """Status of each submission, where slots use this function."""
    monkeypatch.setattr(slot, "graded", function)
    stems = [*POINTS]
    with Journal(out, this_run(POINTS), "same") as journal:
        work = grade.still_to_do(journal, listing(folder)[1], stems)
        graded = [*grade.grade_waiting(journal, work, Task(POINTS, "none", journal.secret), jobs)]
        assert {row.submission.id for row in graded} == set(work.waiting)
        return {row.submission.id: (row.status, row.error) for row in journal.rows()}


def test_a_submission_that_ends_its_process_twice_costs_the_others_nothing(tmp_path, monkeypatch):
    for name in ("ada", "bad", "bob", "cyd"):
        hand_in(tmp_path / "class" / name, files())
    assert graded_by(slow_row, tmp_path / "class", tmp_path / "out", monkeypatch) == {
        "ada": ("graded", ""), "bob": ("graded", ""), "cyd": ("graded", ""),
        "bad": ("grader error", "it ended the grader twice")}


def failing(exercise, submission):
    raise ZeroDivisionError


def test_an_exception_of_ours_is_the_error_of_one_row(monkeypatch, tmp_path):
    hand_in(tmp_path / "class" / "ada", files())
    one = slot.Slot(Task(POINTS, "none", bytes(32)))
    monkeypatch.setattr(one, "assessment", failing)
    row = one.row(grade.collect(listing(tmp_path / "class")[1][0], [*POINTS]))
    assert row.status == "grader error" and row.error.startswith("ZeroDivisionError in test_grade.py, line ")


def test_the_status_is_1_where_a_row_is_an_error_of_the_grader(tmp_path, capsys):
    for name, status in (("right", "graded"), ("wrong", "grader error")):
        with Journal(tmp_path / name, this_run(POINTS)) as journal:
            journal.row(simple_row(status=status))
        assert report(tmp_path / name) == (status != "graded")


def begun(command, out, count, **options):
    """The command, once this many submissions have a row."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
                               **options)
    end = time.monotonic() + 60
    while time.monotonic() < end and process.poll() is None:
        with suppress(OSError):
            if (out / "journal.jsonl").read_bytes().count(b'{"row"') >= count:
                break
        time.sleep(0.02)
    return process


@pytest.mark.slow
def test_after_ctrl_c_what_is_graded_is_kept_and_reported(tmp_path):
    answer = find("sigmoid_gradient").answer
    for number in range(8):
        hand_in(tmp_path / "class" / f"s{number}", {"ex08_sigmoid_gradient": f"{answer}import time\ntime.sleep(1)\n"})
    out = tmp_path / "out"
    command = [sys.executable, "-m", "nn", "grade", str(tmp_path / "class"), "--out", str(out), "--exercises", "8",
               *ISOLATION]
    not_ignored = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)     # as it is where tests run in the background
    process = begun(command, out, 2, preexec_fn=not_ignored)
    os.killpg(process.pid, signal.SIGINT)                           # as a terminal does: the whole group
    _, told = process.communicate(timeout=60)
    assert process.returncode == 130 and b"Traceback" not in told
    assert 2 <= len(rows(out)) < 8 and f"interrupted: {8 - len(rows(out))} of 8 ".encode() in told
    assert f"interrupted: {8 - len(rows(out))} of 8 " in (out / "class.html").read_text(encoding="utf-8")
    subprocess.run(command, check=True, capture_output=True)
    assert [line["total"] for line in rows(out).values()] == ["5"] * 8


@pytest.mark.slow
@pytest.mark.parametrize("n", [10, pytest.param(100, marks=pytest.mark.nightly)])
def test_a_grader_that_is_killed_three_times_gives_the_grades_of_an_undisturbed_one(tmp_path, n):
    answer = find("sigmoid_gradient").answer
    for number in range(n):
        text = f"{answer if number % 3 else answer.replace('*', '+')}# {number}\nimport time\ntime.sleep(0.2)\n"
        hand_in(tmp_path / "class" / f"s{number:03}", {"ex08_sigmoid_gradient": text})
    out, calm, temporary = tmp_path / "out", tmp_path / "calm", tmp_path / "temporary"
    temporary.mkdir()
    command = [sys.executable, "-m", "nn", "grade", str(tmp_path / "class"), "--exercises", "8", *ISOLATION, "--out"]
    for count in (1, n // 3, n // 2):
        process = begun([*command, str(out)], out, count, env={**os.environ, "TMPDIR": str(temporary)})
        process.kill()
        process.communicate()
        end = time.monotonic() + 1
        while children_of(process.pid) and time.monotonic() < end:
            time.sleep(0.05)
        assert children_of(process.pid) == [] and [*temporary.iterdir()] == []
    subprocess.run([*command, str(out)], check=True, capture_output=True)
    calm.mkdir(mode=0o700)
    (calm / "run.json").write_bytes((out / "run.json").read_bytes())
    subprocess.run([*command, str(calm), "--jobs", "1"], check=True, capture_output=True)
    assert (calm / "grades.csv").read_bytes() == (out / "grades.csv").read_bytes()
    lines = [json.loads(line) for line in (out / "journal.jsonl").read_text().splitlines()]
    assert sum("row" in line for line in lines) == n


def children_of(session):
    """The processes whose session is the one that a killed grader had begun."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            fields = path.read_bytes().rpartition(b")")[2].split()
            if int(fields[3]) == session and fields[0] != b"Z":
                found.append(int(path.parent.name))
    return found


# one submission

def test_in_gradescopes_container_one_submission_gives_results_json(tmp_path):
    hand_in(tmp_path / "submission", files(cost=None))
    done = nn_grade(tmp_path / "submission", "--format", "gradescope", "--out", tmp_path / "results.json", *ISOLATION)
    results = json.loads((tmp_path / "results.json").read_bytes())
    assert done.returncode == 0 and results["score"] == 70
    assert [test["score"] for test in results["tests"]] == [0, 15, 5, 40, 10]


def test_in_actions_the_status_is_0_only_with_full_marks(tmp_path, monkeypatch, capsys):
    hand_in(tmp_path / "right", files())
    hand_in(tmp_path / "wrong", files(backpropagation=find("backpropagation").answer.replace("a3 - Y", "Y - a3")))
    (tmp_path / "wrong" / "src").mkdir()
    (tmp_path / "wrong" / "ex10_backpropagation.py").rename(tmp_path / "wrong" / "src" / "ex10_backpropagation.py")
    wrong = nn_grade("--format", "github", *ISOLATION, cwd=tmp_path / "wrong",
                     env={**os.environ, "GITHUB_REPOSITORY": "ada/wrong-ex4"})
    monkeypatch.chdir(tmp_path / "right")
    assert in_this_process("--format", "github", *ISOLATION) == 0 and "::error" not in capsys.readouterr().out
    assert wrong.returncode == 1
    assert "::error file=src/ex10_backpropagation.py," in wrong.stdout and "\nada/wrong-ex4: 60/100\n" in wrong.stdout
    assert "the sign is reversed" in wrong.stdout


# what a student reads

@pytest.fixture(scope="module")
def sandbox():
    with opened("strict") as sandbox:
        yield sandbox


def assessed(folder, sandbox):
    """stem -> Assessment of the one submission in a folder."""
    row, = rows_of(folder, sandbox)
    return {assessment.stem: assessment for assessment in row.assessments}


def rows_of(folder, sandbox, points=POINTS):
    """The rows of all submissions in a folder."""
    one = slot.Slot(Task(points, sandbox.level, bytes(32)))
    one.sandbox = sandbox
    rows = [one.row(grade.collect(entry, [*points])) for entry in listing(folder)[1]]
    assert [row.error for row in rows] == [""] * len(rows)
    return rows


def test_of_a_notebook_the_exercises_in_it_are_graded_and_the_others_are_not_begun(tmp_path, sandbox):
    cells = ["%matplotlib inline\nimport numpy as np", find("cost").answer, "def broken(:"]
    write_notebook(tmp_path / "class" / "ada" / "ex4.ipynb", cells)
    row, = rows_of(tmp_path / "class", sandbox)
    found = {one.stem: one for one in row.assessments}
    assert found["ex06_cost"].state == "passed" and found["ex06_cost"].look == found["ex06_cost"].advice == ()
    assert found["ex10_backpropagation"].state == "not begun"
    assert row.notes == ("ex4.ipynb: cell 3 is not Python and was left out: line 1: invalid syntax",)


@pytest.mark.parametrize("stubs", [[], [stub(find("cost"))]], ids=["alone", "below the stub"])
def test_a_function_whose_cell_is_not_python_is_wrong_with_the_error_of_the_cell(tmp_path, sandbox, stubs):
    broken = find("cost").answer.replace("    m = len(X)", "    if m = len(X):\n        pass")
    line = broken[:broken.index("    if m =")].count("\n") + 1
    write_notebook(tmp_path / "ada" / "ex4.ipynb", [*stubs, broken, find("sigmoid_gradient").answer])
    row, = rows_of(tmp_path, sandbox)
    found = {one.stem: one for one in row.assessments}
    cost = found["ex06_cost"]
    assert (cost.state, cost.place) == ("wrong", f"cell {len(stubs) + 1}, line {line}")
    assert cost.lines[0].startswith(f"cell {len(stubs) + 1}, line {line}: SyntaxError: invalid syntax")
    assert f"{line:>4} |     if m = len(X):" in cost.source
    assert found["ex08_sigmoid_gradient"].state == "passed"
    note, = row.notes
    assert note.startswith(f"ex4.ipynb: cell {len(stubs) + 1} is not Python and was left out: line {line}: invalid")
    assert all(one.advice == () == one.notes for one in row.assessments)


def test_a_submission_is_unreadable_where_a_notebook_that_cannot_be_read_is_all_that_is_in_it(tmp_path, sandbox):
    for name in ("ada", "bob"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "ex4.ipynb").write_text("{")
    (tmp_path / "bob" / "ex08.py").write_text(find("sigmoid_gradient").answer)
    ada, bob = rows_of(tmp_path, sandbox)
    assert (ada.status, ada.assessments, ada.notes) == ("unreadable", (), ("ex4.ipynb: it is not a notebook",))
    assert bob.status == "graded" and bob.notes == ("ex4.ipynb: it is not a notebook",)
    assert {one.stem: one.state for one in bob.assessments}["ex08_sigmoid_gradient"] == "passed"


def write_notebook(path, sources):
    cells = [{"cell_type": "code", "source": source, "outputs": [], "metadata": {}} for source in sources]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"nbformat": 4, "cells": cells}))


def test_exercise_15_gets_the_students_own_other_functions_where_it_alone_is_graded(tmp_path, sandbox):
    """From files beside it, from the notebook in which it is itself, and from a notebook beside it."""
    last = find("my_network")
    own = {stem: find(stem).answer for stem in last.reads}
    assert len(own) > 5
    hand_in(tmp_path / "files", {**own, last.stem: last.answer})
    write_notebook(tmp_path / "notebook" / "ex4.ipynb", [*own.values(), last.answer])
    write_notebook(tmp_path / "one cell is missing" / "ex4.ipynb", [*own.values()][1:] + [last.answer])
    hand_in(tmp_path / "with a notebook", {last.stem: last.answer})
    write_notebook(tmp_path / "with a notebook" / "work.ipynb", own.values())
    hand_in(tmp_path / "without", own)
    write_notebook(tmp_path / "with two notebooks" / "ex15.ipynb", [last.answer])
    write_notebook(tmp_path / "with two notebooks" / "work.ipynb", own.values())
    found = {row.submission.name: (row.status, *[one.state for one in row.assessments])
             for row in rows_of(tmp_path, sandbox, {last.stem: 10})}
    assert found == {"files": ("graded", "passed"), "notebook": ("graded", "passed"),
                     "one cell is missing": ("graded", "wrong"), "with a notebook": ("graded", "passed"),
                     "with two notebooks": ("graded", "passed"), "without": ("empty",)}


def test_what_exercise_15_reads_counts_in_whether_it_is_graded_again(tmp_path):
    last = find("my_network")
    hand_in(tmp_path / "ada", {last.stem: last.answer, last.reads[0]: find(last.reads[0]).answer})
    hashes = []
    for text in ("# one", "# other"):
        (tmp_path / "ada" / f"{last.reads[0]}.py").write_text(text)
        hashes.append(slot.row_without_grades(grade.collect(listing(tmp_path)[1][0], [last.stem])).sha256)
    assert hashes[0] != hashes[1]


def test_a_syntax_error_is_not_said_to_have_tried_something(tmp_path, sandbox):
    hand_in(tmp_path / "class" / "ada", {"ex06_cost": "def cost(:\n"})
    found = assessed(tmp_path / "class", sandbox)["ex06_cost"]
    assert found.lines[0].startswith("line 1: SyntaxError") and found.look == ()


def test_an_answer_of_the_packages_is_refused_in_the_words_for_it(tmp_path, sandbox):
    hand_in(tmp_path / "class" / "ada", {"ex10_backpropagation": "from nn import gradient\n"})
    found = assessed(tmp_path / "class", sandbox)["ex10_backpropagation"]
    assert found.lines == ("line 1: nn.gradient is what you are to write here, or knows the answer; it is not there "
                           "when exercises are graded",)
    assert found.source[0] == "   1 | from nn import gradient"


def test_what_functions_of_the_package_warn_of_is_no_advice_to_a_student(tmp_path, sandbox):
    hand_in(tmp_path / "class" / "ada", {"ex08_sigmoid_gradient": "from nn import sigmoid\n\n\n"
                                         "def sigmoid_gradient(z):\n    return sigmoid(z) * (1 - sigmoid(z))\n"})
    found = assessed(tmp_path / "class", sandbox)["ex08_sigmoid_gradient"]
    assert found.state == "passed" and found.advice == ()
