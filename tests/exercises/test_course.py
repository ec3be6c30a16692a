"""What a student does: nn start, check, hint, reset, solution, nn alone, and pytest in the folder."""
import json
import os
import re
import signal
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from nn.app.cli import main
from nn.app.inputs import message_of
from nn.exercises.course import (
    check,
    course_exercises,
    known_fields,
    read_points,
    read_progress,
    remember,
    sha256_of,
    with_points,
)
from nn.exercises.exercise import exercises, find
from nn.exercises.source import stub

SIGN = "    return 1 / (1 + np.exp(z))\n"


@pytest.fixture
def course(tmp_path, monkeypatch, capsys):
    """A new course folder, which is the working directory."""
    assert main(["start", str(tmp_path / "my-course")]) == 0
    monkeypatch.chdir(tmp_path / "my-course")
    capsys.readouterr()
    return tmp_path / "my-course"


def write_body(course, stem, body):
    """Replaces the line that raises NotImplementedError."""
    path = course / f"{stem}.py"
    path.write_text(re.sub(r"    raise NotImplementedError.*\n", lambda _: body, path.read_text(encoding="utf-8")),
                    encoding="utf-8")


def solve(course, *stems):
    for exercise in exercises():
        if not stems or exercise.stem in stems:
            (course / f"{exercise.stem}.py").write_text(exercise.answer, encoding="utf-8")


# nn start

def test_start_writes_every_stub_and_what_belongs_to_them(course):
    names = {path.name for path in course.iterdir()}
    assert names == {f"{exercise.stem}.py" for exercise in exercises()} | {
        "README.md", "NOTEBOOK.md", "conftest.py", "pytest.ini", "test_exercises.py", "points.cfg"}


def test_the_students_readme_ends_before_what_maintainers_read_and_links_to_no_missing_file(course):
    text = (course / "README.md").read_text(encoding="utf-8")
    assert "nn hint 6" in text and "| 10 | Backpropagation |" in text and "points.cfg" in text
    assert "How it works" not in text and "](" not in text


def test_start_again_leaves_the_students_work_alone(course, capsys):
    (course / "ex03_sigmoid.py").write_text("mine", encoding="utf-8")
    (course / "ex06_cost.py").unlink()
    assert main(["start", "."]) == 0
    assert (course / "ex03_sigmoid.py").read_text(encoding="utf-8") == "mine"
    assert (course / "ex06_cost.py").exists()
    assert "1 exercises written" in capsys.readouterr().out


def test_start_where_a_file_is_in_the_way_fails_in_one_line(tmp_path, capsys):
    (tmp_path / "taken").write_text("", encoding="utf-8")
    assert main(["start", str(tmp_path / "taken")]) == 1
    assert capsys.readouterr().err.count("\n") == 1


# nn alone

def test_nn_alone_shows_the_table_and_the_next_exercise_with_file_and_line(course, capsys):
    solve(course, "ex01_one_hot")
    main(["check", "1"])
    capsys.readouterr()
    assert main([]) == 0
    out = capsys.readouterr().out
    assert "Points 0/100" in out and "1 One-hot" in out
    lines = (course / "ex02_flatten.py").read_text(encoding="utf-8").splitlines()
    line = next(number for number, text in enumerate(lines, start=1) if "raise NotImplementedError" in text)
    assert f"ex02_flatten.py:{line}\n" in out


def test_nn_alone_where_there_are_no_exercises_is_wrong_usage(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main([]) == 2
    assert "nn start my-course" in capsys.readouterr().err


def test_check_where_there_are_no_exercises_says_how_to_start(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["check", "3"]) == 1
    assert "nn start my-course" in capsys.readouterr().err


def test_in_a_clone_the_exercises_folder_is_found(course, monkeypatch, capsys):
    course.rename(course.parent / "exercises")
    monkeypatch.chdir(course.parent)
    assert main(["check", "3"]) == 1
    assert "not started" in capsys.readouterr().out.lower()


# nn check

def test_a_known_mistake_is_named_and_the_message_escalates(course, capsys):
    write_body(course, "ex03_sigmoid", SIGN)
    said = []
    for _ in range(3):
        assert main(["check", "3"]) == 1
        said.append(capsys.readouterr().out)
    assert all("Known mistake: the exponent has the wrong sign" in text for text in said)
    assert "?" not in said[0] and "Which way should the curve go" in said[1] and "1 − g(z)" in said[2]


def test_a_right_answer_passes_and_the_next_exercise_is_named(course, capsys):
    solve(course, "ex03_sigmoid")
    assert main(["check", "ex03_sigmoid.py"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("Sigmoid: passed.") and "Next: exercise 1" in out


def test_the_count_of_failing_runs_starts_again_after_a_pass(course, capsys):
    write_body(course, "ex03_sigmoid", SIGN)
    main(["check", "3"]), main(["check", "3"])
    solve(course, "ex03_sigmoid")
    main(["check", "3"])
    assert read_progress(course)["ex03_sigmoid"]["failing_runs"] == 0


@pytest.mark.slow
def test_the_last_exercise_says_which_of_the_students_own_files_are_not_passed(course, capsys):
    solve(course)
    for stem in find(15).reads:
        remember(course, stem, passed=True, sha256=sha256_of(find(stem).answer))
    (course / "ex14_draw_hidden_units.py").write_text(find(14).answer.replace(".T\n", "\n"), encoding="utf-8")
    capsys.readouterr()
    assert main(["check", "15"]) == 1
    assert "on your own files, and exercise 14 is not passed yet: run nn check 14 first." in capsys.readouterr().out
    (course / "ex01_one_hot.py").write_text(stub(find(1)), encoding="utf-8")
    assert main(["check", "15"]) == 1
    assert "exercises 1, 14 are not passed yet: run nn check 1 first" in capsys.readouterr().out


def test_check_of_all_ends_with_the_table_and_fails_below_full_marks(course, capsys):
    write_body(course, "ex03_sigmoid", SIGN)
    assert main(["check"]) == 1
    out = capsys.readouterr().out
    assert "Known mistake: the exponent" in out and "Points 0/100" in out


def test_progress_survives_a_restart_and_notices_a_change(course, capsys):
    solve(course, "ex03_sigmoid")
    subprocess.run([sys.executable, "-m", "nn", "check", "3"], check=True, capture_output=True)
    assert subprocess.run([sys.executable, "-m", "nn"], check=True, capture_output=True, text=True,
                          encoding="utf-8").stdout.count("✓") == 1
    write_body(course, "ex03_sigmoid", "")
    with open("ex03_sigmoid.py", "a", encoding="utf-8") as file:
        file.write("# a change\n")
    main([])
    assert re.search(r"\? +3 Sigmoid.*changed", capsys.readouterr().out)


@pytest.mark.parametrize("broken", [
    "", "[]", '{"ex03_sigmoid": 3}', "\x00", '{"ex03_sigmoid": {"hints": 1}}', "[" * 10 ** 5, '{"a":' * 10 ** 5,
    '{"ex03_sigmoid": {"failing_runs": "many", "passed": true}}', '{"ex03_sigmoid": {"hints": []}}',
    '{"ex03_sigmoid": {"failing_runs": 1e999}}', '{"ex03_sigmoid": {"failing_runs": ' + "9" * 5000 + "}}",
    '{"ex03_sigmoid": {"headline": {}, "name": 3, "sha256": null}}',
    '{"ex03_sigmoid": {"more": ' + "[" * 400 + "]" * 400 + "}}", " " * (2 ** 20 + 1)], ids=lambda text: text[:40])
def test_a_damaged_progress_file_counts_as_none(course, broken, capsys):
    (course / ".progress.json").write_text(broken, encoding="utf-8")
    solve(course, "ex03_sigmoid")
    assert main(["hint", "3"]) == 0
    assert main(["check", "3"]) == 0 and main([]) == 0
    assert read_progress(course)["ex03_sigmoid"]["passed"] is True


def test_progress_with_a_wrong_type_in_one_row_is_kept_in_the_others():
    assert known_fields({"passed": True, "hints": 2, "unknown": 1}) == {"passed": True, "hints": 2}
    assert known_fields({"passed": True, "hints": True}) == known_fields({"passed": 1}) == known_fields([]) == {}


# files that are none

NOT_REGULAR = {"a pipe": lambda path: os.mkfifo(path), "a folder": lambda path: path.mkdir(),
               "a link": lambda path: path.symlink_to("neighbour"),
               "a device": lambda path: path.symlink_to("/dev/zero")}


@pytest.fixture(params=NOT_REGULAR)
def instead(request):
    """Puts a pipe, a folder or a link where a file was; whoever waits for it fails after 30 seconds."""
    if os.name == "nt":
        pytest.skip("Windows has no pipes in folders")

    def put(path):
        path.with_name("neighbour").write_text("a neighbour's secret", encoding="utf-8")
        path.unlink(missing_ok=True)
        NOT_REGULAR[request.param](path)

    def fail(*_):
        raise TimeoutError("it waits")
    before = signal.signal(signal.SIGALRM, fail)
    signal.alarm(30)
    yield put
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def test_a_students_file_that_is_not_regular_is_said_to_be_none_and_is_not_shown(course, capsys, instead):
    instead(course / "ex03_sigmoid.py")
    assert main(["check", "3"]) == 1
    out = capsys.readouterr().out
    assert out.startswith("Sigmoid: The file is not a regular file: it is not read.") and "secret" not in out
    assert main([]) == 0
    assert "not a regular file" in capsys.readouterr().out


def test_reset_keeps_what_is_no_regular_file_beside_the_stub(course, capsys, instead):
    instead(course / "ex03_sigmoid.py")
    kind = os.lstat(course / "ex03_sigmoid.py").st_mode
    assert main(["reset", "3"]) == 0
    assert os.lstat(course / "ex03_sigmoid.py.1").st_mode == kind
    assert (course / "ex03_sigmoid.py").read_text(encoding="utf-8") == stub(find(3))
    assert (course / "neighbour").read_text(encoding="utf-8") == "a neighbour's secret"


def test_progress_that_is_no_regular_file_counts_as_none(course, capsys, instead):
    instead(course / ".progress.json")
    solve(course, "ex03_sigmoid")
    assert main(["check", "3"]) == 0 and main([]) == 0 and main(["hint", "3"]) == 0


def test_points_that_are_no_regular_file_are_an_error_in_one_line(course, capsys, instead):
    instead(course / "points.cfg")
    assert main(["check", "3"]) == 1
    err = capsys.readouterr().err
    assert err.count("\n") == 1 and "points.cfg: not a regular file" in err


def test_a_file_of_20_gigabytes_is_not_read(course, capsys):
    with (course / "ex03_sigmoid.py").open("wb") as file:
        file.truncate(20 * 2 ** 30)                                 # sparse: it takes no space
    assert main(["check", "3"]) == 1
    assert "The file is larger than 256 KiB" in capsys.readouterr().out


def test_an_error_without_words_of_its_own_is_put_into_words():
    assert message_of(MemoryError()) == "there is not enough memory for it"
    assert message_of(MemoryError("Unable to allocate 8 GiB")) == "Unable to allocate 8 GiB"


def test_an_unknown_exercise_is_an_error_that_lists_them(course, capsys):
    assert main(["check", "99"]) == 1
    assert "3 sigmoid" in capsys.readouterr().err


def test_a_missing_file_is_reported_and_reset_brings_it_back(course, capsys):
    (course / "ex03_sigmoid.py").unlink()
    assert main(["check", "3"]) == 1
    assert "nn reset 3" in capsys.readouterr().out
    assert main(["reset", "3"]) == 0
    assert (course / "ex03_sigmoid.py").read_text(encoding="utf-8") == stub(find(3))


@pytest.mark.slow
def test_the_time_limit_is_an_option(course, capsys):
    write_body(course, "ex03_sigmoid", "    while True:\n        pass\n")
    started = time.monotonic()
    assert main(["check", "3", "--seconds", "1"]) == 1
    assert time.monotonic() - started < 8
    assert re.search(r"Line \d+: still running after 1 s", capsys.readouterr().out)


def test_what_the_code_printed_is_shown_and_warnings_are_advice(course, capsys):
    write_body(course, "ex03_sigmoid", "    print('here', z, np.log(np.zeros(1)))\n    return 1 / (1 + np.exp(-z))\n")
    assert main(["check", "3"]) == 0
    out = capsys.readouterr().out
    assert "Your code printed:\n    here 0.0" in out
    assert "NumPy warns: divide by zero encountered in log.\n" in out  # of points, which practice has none of, nothing
    assert "overflow" not in out                                    # the task says that it may


def test_a_current_folder_that_was_deleted_is_said_in_one_line(course, capsys, monkeypatch):
    def gone():
        raise FileNotFoundError(2, "No such file or directory")
    monkeypatch.setattr("os.getcwd", gone)
    monkeypatch.setattr("nn.exercises.course.find_course", lambda folder=".": Path.cwd())
    assert main([]) == 1
    assert capsys.readouterr().err == "nn: error: the current folder does not exist any more: cd to another one\n"


def test_a_stub_with_windows_line_endings_is_still_not_started(course, capsys):
    path = course / "ex03_sigmoid.py"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    main(["check", "3"])
    assert "Not started" in capsys.readouterr().out


def test_watch_checks_a_saved_file_within_a_second_and_a_half(course, interruptible):
    watcher = subprocess.Popen([sys.executable, "-u", "-m", "nn", "check", "--watch"], stdout=subprocess.PIPE,
                               text=True, encoding="utf-8")
    try:
        assert "Watching" in watcher.stdout.readline()
        times = os.stat("ex03_sigmoid.py")
        write_body(course, "ex03_sigmoid", SIGN)
        os.utime("ex03_sigmoid.py", ns=(times.st_atime_ns, times.st_mtime_ns))      # as where times are coarse
        saved = time.monotonic()
        lines = [watcher.stdout.readline() for _ in range(3)]
        assert "the exponent has the wrong sign" in lines[2]
        assert time.monotonic() - saved < 6                         # 0.6 s when nothing else runs
        watcher.send_signal(signal.SIGINT)
        assert watcher.wait(timeout=600) == 0
    finally:
        watcher.kill()
        watcher.stdout.close()
        watcher.wait()


# nn hint, reset, solution

def test_each_call_of_hint_shows_one_hint_more(course, capsys):
    counts = []
    for _ in range(4):
        assert main(["hint", "3"]) == 0
        counts.append(capsys.readouterr().out.count("Hint"))
    assert counts == [1, 2, 3, 3]


def test_where_no_hint_can_be_remembered_all_are_given_at_once(course, capsys, monkeypatch):
    def refuse(path, text):
        raise PermissionError(13, "Permission denied", str(path))
    monkeypatch.setattr("nn.exercises.course.write", refuse)
    assert main(["hint", "3"]) == 0
    assert capsys.readouterr().out.count("Hint") == 3


def test_hint_without_a_number_is_for_the_next_exercise(course, capsys):
    main(["hint"])
    assert "Exercise 1," in capsys.readouterr().out


def test_reset_keeps_what_was_there(course, capsys):
    for number in (1, 2):
        (course / "ex03_sigmoid.py").write_text(f"version {number}", encoding="utf-8")
        assert main(["reset", "sigmoid"]) == 0
    assert (course / "ex03_sigmoid.py.1").read_text(encoding="utf-8") == "version 1"
    assert (course / "ex03_sigmoid.py.2").read_text(encoding="utf-8") == "version 2"
    assert (course / "ex03_sigmoid.py").read_text(encoding="utf-8") == stub(find(3))
    assert "kept in" in capsys.readouterr().out


def test_the_solution_is_shown_only_after_a_pass_or_anyway(course, capsys):
    assert main(["solution", "3"]) == 1
    assert "not passed yet" in capsys.readouterr().err
    assert main(["solution", "3", "--anyway"]) == 0
    assert capsys.readouterr().out == find(3).answer
    solve(course, "ex03_sigmoid")
    main(["check", "3"])
    capsys.readouterr()
    assert main(["solution", "3"]) == 0
    assert capsys.readouterr().out == find(3).answer


# points

def test_an_instructor_gives_weights_in_one_file(course, capsys):
    (course / "points.cfg").write_text("[points]\nex03_sigmoid = 7\n", encoding="utf-8")
    solve(course, "ex03_sigmoid")
    main(["check", "3"])
    assert "Sigmoid 7/7. Passed." in capsys.readouterr().out
    assert sum(exercise.points for exercise in course_exercises(course)) == 107


@pytest.mark.parametrize("text", ["[points]\nex99 = 3", "[points]\nex03_sigmoid = many", "ex03_sigmoid = 3",
                                  "[points]\nex03_sigmoid = -1", "[points]\nex03_sigmoid = %(x)s",
                                  "[points]\nex03_sigmoid = ${x}", "[points]\nex03_sigmoid = " + "9" * 5000,
                                  "[points]\nex03_sigmoid = ٣", "[points]\nex03_sigmoid =\n 1\n 2",
                                  "[points]\nex03_sigmoid = 1\nex03_sigmoid = 2", "[DEFAULT]\nx = 1\n[points]",
                                  "[points\n", "\0", "[points]\n\x1b[31m = 3"], ids=lambda text: repr(text[:40]))
def test_a_wrong_points_file_is_an_error_that_names_it(course, text, capsys):
    (course / "points.cfg").write_text(text, encoding="utf-8")
    assert main(["check", "3"]) == 1
    err = capsys.readouterr().err
    assert "points.cfg" in err and err.count("\n") == 1 and "\x1b" not in err and len(err) < 900


def test_the_points_of_all_exercises_are_those_of_the_file_that_names_some(tmp_path):
    (tmp_path / "points.cfg").write_text("\ufeff[points]\nEX03_sigmoid = 7\n", encoding="utf-8")
    assert read_points(tmp_path / "points.cfg") == {"ex03_sigmoid": 7}
    assert {one.stem: one.points for one in with_points({"ex03_sigmoid": 7})} == {
        one.stem: 7 if one.stem == "ex03_sigmoid" else one.points for one in exercises()}
    (tmp_path / "points.cfg").write_text("# nothing\n[other]\nx = 1\n", encoding="utf-8")
    assert read_points(tmp_path / "points.cfg") == {}


# pytest in the folder

def grade_by_pytest(course, *options):
    """(exit status, output) of pytest in the course folder, whatever the settings of a folder around it are."""
    (course.parent / "setup.cfg").write_text("[tool:pytest]\naddopts = --no-such-option\n", encoding="utf-8")
    done = subprocess.run([sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *options], cwd=course, text=True,
                          capture_output=True, encoding="utf-8")
    return done.returncode, done.stdout


@pytest.mark.slow
def test_pytest_says_what_check_says_and_ends_with_the_score(course, capsys):
    write_body(course, "ex03_sigmoid", SIGN)
    (course / "ex06_cost.py").write_text("def cost(:\n", encoding="utf-8")
    solve(course, "ex08_sigmoid_gradient")
    status, out = grade_by_pytest(course)
    assert status == 1
    assert "Sigmoid: Known mistake: the exponent has the wrong sign." in out
    assert "Cost 0/30. Line 1: SyntaxError" in out
    assert "Points 5/100, practice 0 of" in out
    assert "Traceback" not in out and "site-packages" not in out


@pytest.mark.slow
def test_pytest_says_in_one_line_that_points_are_wrong(course):
    (course / "points.cfg").write_text("[points]\nex03_sigmoid = %(x)s\n", encoding="utf-8")
    status, out = grade_by_pytest(course, "-k", "sigmoid")
    assert status == 1 and "Traceback" not in out and "INTERNALERROR" not in out
    assert out.count("points.cfg, line 2: ex03_sigmoid = %(x)s; expected an exercise") >= 3   # two tests, and the score
    status, out = grade_by_pytest(course, "-k", "no_such_test")
    assert status == 5 and "INTERNALERROR" not in out


@pytest.mark.slow
def test_with_k_the_maximum_does_not_shrink_and_the_status_is_not_0(course):
    solve(course, "ex08_sigmoid_gradient")
    status, out = grade_by_pytest(course, "-k", "sigmoid_gradient")
    assert "1 passed" in out and "Points 5/100" in out and status == 1


@pytest.mark.slow
def test_full_marks_are_status_0_where_practice_is_skipped_and_the_junit_file_contains_the_points(course):
    solve(course, *[exercise.stem for exercise in exercises() if exercise.points])
    status, out = grade_by_pytest(course, "--junitxml=points.xml")
    assert "Points 100/100" in out and status == 0
    assert "skipped" in out and "failed" not in out.splitlines()[-1]
    cases = ET.parse(course / "points.xml").getroot().iter("testcase")
    points = {case.get("name"): {p.get("name"): p.get("value") for p in case.iter("property")} for case in cases}
    assert len(points) == len(exercises())
    assert points["test_exercise[ex10_backpropagation]"] == {"points": "40", "max_points": "40"}
    assert sum(int(row["points"]) for row in points.values()) == 100


def test_a_file_is_checked_where_nothing_can_be_written(course, monkeypatch):
    solve(course, "ex03_sigmoid")

    def fail(*arguments):
        raise PermissionError("read-only")
    monkeypatch.setattr("nn.exercises.course.write", fail)
    assert check(find(3), course).state == "passed"
    assert not (course / ".progress.json").exists()


def test_progress_is_json_that_a_person_can_read(course):
    solve(course, "ex03_sigmoid")
    main(["check", "3"])
    assert json.loads((course / ".progress.json").read_text(encoding="utf-8"))["ex03_sigmoid"]["passed"] is True
