"""What a student does with exercises.ipynb in a terminal: nn start --notebook, nn check, reset, hint, solution, nn."""
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import pytest

from nn.app.cli import main
from nn.exercises.course import check, check_program, read_progress, remembered
from nn.exercises.exercise import exercises, find
from nn.exercises.notebook.alone import program_of
from nn.exercises.notebook.cells import NOTEBOOK
from nn.exercises.notebook.write import as_bytes, notebook

SIGN = "    return 1 / (1 + np.exp(z))\n"
NAMED = "Sigmoid: Known mistake: the exponent has the wrong sign. Your sigmoid equals that variant on 5 of 5 inputs."


@pytest.fixture
def course(tmp_path, monkeypatch, capsys):
    """A new folder with exercises.ipynb, which is the working directory."""
    assert main(["start", str(tmp_path / "my-course"), "--notebook"]) == 0
    monkeypatch.chdir(tmp_path / "my-course")
    capsys.readouterr()
    return tmp_path / "my-course"


def read():
    return json.loads(Path(NOTEBOOK).read_text(encoding="utf-8"))


def save(contents):
    Path(NOTEBOOK).write_text(json.dumps(contents), encoding="utf-8")


def write_cell(number, change):
    """Saves the notebook with a cell changed: change takes its source and returns the new one."""
    contents = read()
    [cell] = [cell for cell in contents["cells"] if cell["id"] == f"ex{number:02}"]
    cell["source"] = change("".join(cell["source"])).splitlines(keepends=True)
    save(contents)


def write_body(number, body):
    """Replaces the line that raises NotImplementedError."""
    write_cell(number, lambda source: re.sub(r"    raise NotImplementedError.*(\n|$)", lambda _: body, source))


def solve(*numbers):
    """Right answers below the magic; the functions of other cells need no import."""
    for number in numbers:
        answer = re.sub(r"^from ex\d\d.*\n", "", find(number).answer, flags=re.MULTILINE)
        write_cell(number, lambda _, text=f"%%check {number}\n{answer}": text)


def said(capsys, *command):
    """(exit status, what is printed, the error) of a command."""
    capsys.readouterr()
    status = main([*command])
    printed = capsys.readouterr()
    return status, printed.out, printed.err


# nn start --notebook

def test_start_writes_one_notebook_and_no_tests(course):
    assert {path.name for path in course.iterdir()} == {NOTEBOOK, "README.md", "NOTEBOOK.md", "points.cfg"}
    assert (course / NOTEBOOK).read_bytes() == as_bytes(notebook(exercises()))


def test_start_says_what_comes_next(tmp_path, capsys):
    main(["start", str(tmp_path / "my course"), "--notebook"])
    out = capsys.readouterr().out
    assert f"exercises.ipynb written\nNext:  jupyter lab '{tmp_path / 'my course' / NOTEBOOK}'\n" in out


def test_start_again_leaves_the_students_notebook_alone(course, capsys):
    (course / NOTEBOOK).write_text("mine", encoding="utf-8")
    (course / "points.cfg").unlink()
    _, out, _ = said(capsys, "start", ".", "--notebook")
    assert "exercises.ipynb existed already and is unchanged" in out
    assert (course / NOTEBOOK).read_text(encoding="utf-8") == "mine" and (course / "points.cfg").exists()


# nn check

def test_a_mistake_in_a_cell_is_named_as_in_a_file_and_the_message_escalates(course, capsys):
    write_body(3, SIGN)
    outputs = [said(capsys, *command) for command in
               (["check", "3"], ["check", NOTEBOOK, "3"], ["check", "3", str(course / NOTEBOOK)])]
    assert all(status == 1 and out.startswith(NAMED) for status, out, _ in outputs)
    assert "?" not in outputs[0][1] and "Which way should the curve go" in outputs[1][1] and "1 − g(z)" in outputs[2][1]


def test_nothing_in_the_folder_changes_but_the_progress(course, capsys):
    write_body(3, SIGN)
    before = (course / NOTEBOOK).read_bytes(), os.stat(NOTEBOOK).st_mtime_ns
    said(capsys, "check", "3")
    said(capsys)
    assert ((course / NOTEBOOK).read_bytes(), os.stat(NOTEBOOK).st_mtime_ns) == before
    assert {path.name for path in course.iterdir()} == {
        NOTEBOOK, "README.md", "NOTEBOOK.md", "points.cfg", ".progress.json"}


@pytest.mark.slow
def test_right_answers_in_cells_get_full_marks(course, capsys):
    solve(*(exercise.number for exercise in exercises()))
    status, out, _ = said(capsys, "check", NOTEBOOK)
    assert status == 0 and "Points 100/100, practice 10 of 10, bonus " in out
    assert said(capsys)[1].endswith("All exercises are passed.\n")


def test_the_stubs_are_not_started_and_the_next_one_is_named_with_its_cell(course, capsys):
    status, out, _ = said(capsys, "check", "3")
    assert status == 1 and out == "Sigmoid: Not started yet.\n"
    solve(1)
    assert said(capsys, "check", "1")[0] == 0
    status, out, _ = said(capsys)
    assert status == 0 and "✓  1 One-hot labels" in out
    assert "      exercises.ipynb, the cell of exercise 2\n      then: nn check 2    stuck? nn hint 2\n" in out


def test_a_cell_stands_alone_with_the_imports_of_its_exercise(course, capsys):
    write_cell(6, lambda _: "%%check 6\ndef cost(theta, X, Y, layer_sizes):\n"
                            "    a = feedforward(theta, X, layer_sizes)[0][-1]\n"
                            "    return -np.sum(Y * np.log(a) + (1 - Y) * np.log(1 - a)) / len(X)\n")
    assert said(capsys, "check", "6")[1].startswith("Cost 30/30. Passed.")
    write_cell(1, lambda _: "half = 0.5")
    write_cell(3, lambda _: "%%check 3\ndef sigmoid(z):\n    return half * z\n")
    position = [cell["id"] for cell in read()["cells"]].index("ex01") + 1
    out = said(capsys, "check", "3")[1]
    assert "`half` is defined in another cell" in out and f"Cell {position} of the notebook" in out


def test_only_the_checked_cell_runs(course, capsys):
    contents = read()
    contents["cells"].insert(1, {"cell_type": "code", "id": "mine", "metadata": {}, "outputs": [],
                                 "execution_count": None, "source": "open('proof', 'w')"})
    save(contents)
    write_cell(4, lambda source: source + "\nopen('proof', 'w')\n")
    solve(3)
    assert said(capsys, "check", "3")[0] == 0
    assert not (course / "proof").exists()


def test_a_line_is_counted_as_on_the_screen_with_the_magic_as_line_1(course, capsys):
    write_cell(3, lambda _: "%%check 3\n\ndef sigmoid(z):\n    return 1 / (1 + np.exp(-z)\n")
    _, out, _ = said(capsys, "check", "3")
    assert out.startswith("Sigmoid: Cell of exercise 3, line 4: SyntaxError: '(' was never closed")
    assert "4 | return 1 / (1 + np.exp(-z)" in out


def test_a_cell_is_called_a_cell(course, capsys):
    write_cell(3, lambda _: "%%check 3\n")
    assert said(capsys, "check", "3")[1].startswith("Sigmoid: The cell does not define the function sigmoid.")
    write_cell(3, lambda _: "%%check 3\ndef sigmoids(z): pass")
    assert "the cell does not define the function sigmoid, but sigmoids." in said(capsys, "check", "3")[1].lower()
    write_cell(3, lambda _: "%%check 3\ndef sigmoid(z): pass\nsigmoid()")
    out = said(capsys, "check", "3")[1]
    assert out.startswith("Sigmoid: Cell of exercise 3, line 3, outside the functions: ")
    assert "or move them to another cell." in out and "file" not in out


def test_lines_for_ipython_do_no_harm(course, capsys):
    write_cell(3, lambda _: "# mine\n%%check 3\n%matplotlib inline\n!ls\ndef sigmoid(z):\n"
                            "    %time\n    return 1 / (1 + np.exp(-z))\n")
    assert said(capsys, "check", "3")[0] == 0


def test_a_missing_cell_is_named_and_reset_adds_it(course, capsys):
    save(read() | {"cells": [cell for cell in read()["cells"] if cell["id"] != "ex06"]})
    status, out, _ = said(capsys, "check", "6")
    assert status == 1 and out == ("Cost 0/30. No cell of exercises.ipynb begins with %%check 6; "
                                   "nn reset 6 adds one.\n")
    assert said(capsys, "reset", "6")[:2] == (
        0, "the cell of exercise 6 was missing: it was added; reload the notebook where it is open\n")
    assert said(capsys, "check", "6")[1] == "Cost 0/30. Not started yet.\n"


def test_of_several_cells_the_last_one_is_checked_and_the_others_are_named(course, capsys):
    solve(3)
    contents = read()
    contents["cells"] += [{"cell_type": "code", "source": "%%check 3\ndef sigmoid(z):\n" + SIGN, "id": "copy"},
                          {"cell_type": "code", "source": "%%check 33\n", "id": "other"}]
    save(contents)
    place = len(contents["cells"]) - 1
    status, out, _ = said(capsys, "check", "3")
    first = [cell["id"] for cell in contents["cells"]].index("ex03") + 1
    assert status == 1 and NAMED in out
    assert f"Note: Cells {first}, {place} of the notebook begin with %%check 3: the last of them was checked.\n" in out
    assert f"Note: Cell {place + 1} of the notebook was not checked: %%check 33 is not an exercise.\n" in out


def test_a_notebook_of_another_name_and_place_is_checked_with_its_own_progress(course, capsys, monkeypatch):
    solve(3)
    (course / NOTEBOOK).rename(course / "mine.ipynb")
    monkeypatch.chdir(course.parent)
    status, out, _ = said(capsys, "check", "my-course/mine.ipynb", "3")
    assert status == 0 and out.startswith("Sigmoid: passed.\n")
    out = out.replace("\\", "/")
    monkeypatch.chdir(course)
    assert said(capsys) == (2, "", "nn: error: there is no exercises.ipynb here, but mine.ipynb: nn check mine.ipynb\n")
    assert "      my-course/mine.ipynb, the cell of exercise 1\n      then: nn check my-course/mine.ipynb 1 " in out
    assert read_progress(course)["ex03_sigmoid"]["passed"] is True


def test_where_files_are_too_they_are_read_and_the_notebook_where_it_is_named(course, capsys):
    main(["start", "."])
    solve(3)
    Path("ex03_sigmoid.py").write_text(find(3).answer.replace("np.exp(-", "np.exp("), encoding="utf-8")
    status, out, _ = said(capsys, "check", "3")
    assert status == 1 and NAMED in out
    assert "Note: The files were read; nn check exercises.ipynb reads the notebook beside them." in out
    assert "Note: The files were read" in said(capsys)[1]
    status, out, _ = said(capsys, "check", NOTEBOOK, "3")
    assert status == 0 and "Note" not in out and "then: nn check exercises.ipynb 1 " in out


def test_in_a_clone_the_notebook_in_exercises_is_found(course, capsys, monkeypatch):
    course.rename(course.parent / "exercises")
    monkeypatch.chdir(course.parent)
    assert said(capsys, "check", "3")[1] == "Sigmoid: Not started yet.\n"


@pytest.mark.parametrize("words", [["check", NOTEBOOK, "other.ipynb"], ["check", "3", "4"], ["reset"],
                                   ["reset", NOTEBOOK], ["check", NOTEBOOK, "3", "4"]], ids=" ".join)
def test_more_or_less_than_a_notebook_and_an_exercise_is_wrong_usage(course, capsys, words):
    status, _, err = said(capsys, *words)
    assert status == 2 and err.count("\n") == 1 and err.startswith(f"nn {words[0]}: error: ")


def test_a_notebook_that_is_not_there_is_an_error_in_one_line(course, capsys):
    assert said(capsys, "check", "other.ipynb", "3") == (1, "", "nn: error: other.ipynb: No such file or directory\n")


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b'{"nbformat": 3, "worksheets": []}', b'{"cells": 1}',
                                  b'{"cells": [7], "nbformat": 4}', b"\xff\xfe\x00", b'{"cells":' + b"[" * 10 ** 5],
                         ids=lambda data: data[:20].decode("latin-1"))
@pytest.mark.parametrize("words", [[], ["check"], ["check", "3"], ["reset", "3"], ["hint"], ["solution", "3"]],
                         ids=" ".join)
def test_a_damaged_notebook_is_an_error_in_one_line_and_stays_as_it_is(course, capsys, data, words):
    (course / NOTEBOOK).write_bytes(data)
    status, _, err = said(capsys, *words)
    assert status == 1 and err.count("\n") == 1 and err.startswith("nn: error: exercises.ipynb: it")
    assert (course / NOTEBOOK).read_bytes() == data and not (course / f"{NOTEBOOK}.1").exists()


def test_where_the_next_exercise_has_no_cell_it_is_said(course, capsys):
    save(read() | {"cells": [cell for cell in read()["cells"] if cell["id"] != "ex01"]})
    assert "      no cell of exercises.ipynb begins with %%check 1; nn reset 1 adds one\n" in said(capsys)[1]


# progress

def test_a_cell_that_was_never_checked_is_shown_as_such(course, capsys):
    solve(3, 6)
    assert re.search(r"\? +3 Sigmoid.*not checked yet\n", said(capsys)[1])
    said(capsys, "check", "3")
    later()
    write_cell(3, lambda source: source + "\n# a change")
    out = said(capsys)[1]
    assert re.search(r"\? +3 Sigmoid.*changed\n", out) and re.search(r"\? +6 Cost.*not checked yet\n", out)


def test_a_cell_that_was_changed_since_is_shown_as_changed(course, capsys):
    solve(3)
    said(capsys, "check", "3")
    later()
    write_cell(3, lambda source: source + "\n# a change")
    assert re.search(r"\? +3 Sigmoid.*changed", said(capsys)[1])


def later():
    """Until the clock of files shows another time."""
    time.sleep(0.05)


def test_a_cell_that_only_moved_is_still_passed(course, capsys):
    solve(3)
    said(capsys, "check", "3")
    later()
    contents = read()
    save(contents | {"cells": contents["cells"][::-1]})
    assert remembered(find(3), course).state == "passed"


def test_what_was_checked_in_a_running_notebook_counts_until_it_is_saved(course):
    later()
    check_program(find(3), program_of(find(3), f"%%check 3\n{find(3).answer}", course), course)
    assert remembered(find(3), course).state == "passed" == check(find(3), course).state
    later()
    save(read())                                                    # with the stub
    assert remembered(find(3), course).state == "not started"
    solve(3)
    assert remembered(find(3), course).state == "passed"            # it is the cell that was checked


# nn reset, hint, solution

def test_reset_puts_the_stub_back_and_keeps_the_whole_notebook(course, capsys):
    solve(3, 6)
    before = (course / NOTEBOOK).read_bytes()
    status, out, _ = said(capsys, "reset", "3")
    assert status == 0 and out == ("the cell of exercise 3 is the stub again; your version is kept in "
                                   "exercises.ipynb.1; reload the notebook where it is open\n")
    assert (course / f"{NOTEBOOK}.1").read_bytes() == before
    after = nbformat.read(NOTEBOOK, as_version=4)
    nbformat.validate(after)
    assert remembered(find(3), course).state == "not started"
    assert [cell.source for cell in after.cells if cell.id == "ex06"] == [f"%%check 6\n{find(6).answer}"]
    solve(3)
    said(capsys, "reset", NOTEBOOK, "3")
    assert (course / f"{NOTEBOOK}.2").exists()


def test_reset_of_a_stub_changes_nothing(course, capsys):
    before = (course / NOTEBOOK).read_bytes()
    assert said(capsys, "reset", "3")[1] == "the cell of exercise 3 is the stub again\n"
    assert (course / NOTEBOOK).read_bytes() == before and not (course / f"{NOTEBOOK}.1").exists()


def test_reset_that_cannot_be_written_loses_nothing(course, capsys, monkeypatch):
    solve(3)
    before = (course / NOTEBOOK).read_bytes()

    def refuse(source, target):
        if Path(target).name == NOTEBOOK:
            raise PermissionError(13, "Permission denied", str(target))
        rename(source, target)
    rename = os.replace
    monkeypatch.setattr("os.replace", refuse)
    assert said(capsys, "reset", "3")[0] == 1
    assert (course / NOTEBOOK).read_bytes() == before == (course / f"{NOTEBOOK}.1").read_bytes()
    assert {path.name for path in course.iterdir()} >= {NOTEBOOK, f"{NOTEBOOK}.1"}
    assert not [path for path in course.iterdir() if path.name.startswith(f".{NOTEBOOK}")]


def test_hint_and_solution_are_those_of_the_files(course, capsys):
    assert said(capsys, "hint")[1].startswith("Exercise 1, ")
    assert said(capsys, "solution", "3")[0] == 1
    solve(3)
    said(capsys, "check", "3")
    assert said(capsys, "solution", "3")[1] == find(3).answer


# nn check --watch

def test_watch_checks_each_cell_that_has_changed_when_the_notebook_is_saved(course, interruptible):
    watcher = subprocess.Popen([sys.executable, "-u", "-m", "nn", "check", "--watch"], stdout=subprocess.PIPE,
                               text=True, encoding="utf-8")
    try:
        assert watcher.stdout.readline() == (f"Watching exercises.ipynb in {course.resolve()}: save it and each cell "
                                             f"that has changed is checked. Ctrl-C stops.\n")
        whole = (course / NOTEBOOK).read_bytes()
        (course / NOTEBOOK).write_bytes(whole[:1000])               # half saved
        time.sleep(1)
        (course / NOTEBOOK).write_bytes(whole)
        write_body(3, SIGN)
        lines = [watcher.stdout.readline() for _ in range(3)]
        assert lines[1].endswith("the cell of exercise 3\n") and lines[2].strip() == NAMED
        watcher.send_signal(signal.SIGINT)
        assert watcher.wait(timeout=600) == 0
    finally:
        watcher.kill()
        watcher.stdout.close()
        watcher.wait()
