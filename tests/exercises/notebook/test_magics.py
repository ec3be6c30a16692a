"""%%check says what `nn check` says, shows it as HTML too, and shares the progress with the terminal."""
import contextlib
import json
import os
import re
import subprocess
import sys
import time
from html.parser import HTMLParser
from pathlib import Path

import pytest
from shells import COST, KNOWN, LOADED, WRONG

from nn.exercises import commands, course, hunt
from nn.exercises.exercise import exercises, find
from nn.exercises.notebook import verdict_html
from nn.exercises.notebook.alone import program_of
from nn.exercises.notebook.magics import not_imported
from nn.exercises.sandbox.runner import in_worker
from nn.exercises.verdict.judge import judge

RG = find("regularized_gradient")
#: (number, the text of a cell below its first line)
ANSWERS = {
    "passed": (6, COST),
    "a known mistake": (6, WRONG),
    "two known mistakes": (12, RG.answer.replace("lambda_ / m", "lambda_ / 2").replace("Theta1[:, 0] = 0", "pass")),
    "an unknown mistake": (6, "def cost(theta, X, Y, layer_sizes):\n    return float(np.mean(np.abs(theta)))\n"),
    "an unknown gradient": (10, "def gradient(theta, X, Y, layer_sizes):\n    return 1.5 * theta\n"),
    "a factor": (10, find("backpropagation").answer.replace("/ m", "/ 3 / m")),
    "an error": (6, "def cost(theta, X, Y, layer_sizes):\n    return X @ theta\n"),
    "not Python": (6, "def cost(theta, X, Y, layer_sizes:\n    return 1\n"),
    "no end": (6, "def cost(theta, X, Y, layer_sizes):\n    while True: pass\n"),
    "warnings and prints": (6, COST.replace("    a3", "    print(*'<b>&', sep='\\n'), np.log(np.zeros(1))\n    a3")),
}


def in_the_terminal(number, cell, folder, capsys):
    """What nn check says about a file that contains the exercise's imports in one line, and then the cell."""
    folder.mkdir()
    exercise = find(number)
    imports = program_of(exercise, "", folder).before.strip().replace("\n", "; ")
    (folder / f"{exercise.stem}.py").write_text(f"{imports}\n{cell}", encoding="utf-8")
    capsys.readouterr()
    with in_folder(folder):
        commands.check(str(number), False, 1.0 if "while True" in cell else None)
    return capsys.readouterr().out.split("\n\nNext:")[0].rstrip("\n")


@contextlib.contextmanager
def in_folder(folder):
    before = os.getcwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def state(number, folder="."):
    return course.remembered(find(number), folder).state


# the verdict

@pytest.mark.parametrize("name", ANSWERS)
def test_the_verdict_is_that_of_nn_check_byte_for_byte(name, notebook, tmp_path, capsys):
    number, cell = ANSWERS[name]
    in_terminal = in_the_terminal(number, cell, tmp_path / "course", capsys)
    seconds = " --seconds 1" * ("while True" in cell)
    shown = notebook.run(f"%%check {number}{seconds}\n{cell}")
    assert shown.verdict == in_terminal.replace("nn check", "%%check")


def test_a_terminal_of_ipython_says_the_same(terminal):
    assert terminal.run(f"%%check 6\n{WRONG}").text.startswith(f"{KNOWN}\n")


def test_the_more_failing_runs_the_more_is_said(notebook):
    lines = [notebook.run(f"%%check 6\n{WRONG}").verdict.count("\n") for _ in range(3)]
    assert lines == [0, 1, 2]
    notebook.run(f"%%check 6\n{COST}")
    assert notebook.run(f"%%check 6\n{WRONG}").verdict == KNOWN


@pytest.mark.parametrize("exercise", [one for one in exercises() if one.seconds == 10], ids=lambda one: one.stem)
def test_our_own_answers_pass_as_cells(exercise, tmp_path):
    program = program_of(exercise, f"%%check {exercise.number}\n{exercise.answer}", tmp_path)
    assert judge(exercise, in_worker(program, exercise.calls, 10)).passed


@pytest.mark.slow
@pytest.mark.parametrize("exercise", [one for one in exercises() if one.seconds > 10], ids=lambda one: one.stem)
def test_an_answer_that_builds_on_others_passes_as_a_cell_with_ours(exercise, tmp_path):
    imports = "".join(line for line in exercise.answer.splitlines(keepends=True) if not line.startswith("from ex"))
    program = program_of(exercise, f"%%check\n{imports}", tmp_path)
    assert judge(exercise, in_worker(program, exercise.calls, exercise.seconds)).passed


def test_a_name_finds_its_exercise_and_without_one_the_function_does(notebook):
    for line in ("cost", "ex06_cost", "06", "", "Cost"):
        assert notebook.run(f"%%check {line}\n{WRONG}").verdict.startswith("Cost 0/30.")


@pytest.mark.parametrize("line, cell, said", [
    ("66", COST, "UsageError: '66' is not an exercise; the exercises are 1 one_hot, 2 flatten"),
    ("6 7", COST, "UsageError: %%check 6 7: 7 is too much; expected one exercise, such as %%check 6, with --seconds 60 "
                  "or --show\n"),
    ("6 # the cost", COST, "UsageError: %%check 6 # the cost: # is too much; "),
    ("6 --shwo", COST, "UsageError: %%check 6 --shwo: --shwo is not an option; those are --seconds 60 and --show\n"),
    *((f"6 {option}", COST, f"UsageError: %%check 6 {option}: --seconds needs a number above 0, such as --seconds 60\n")
      for option in ("--seconds -1", "--seconds=x", "--seconds 0", "--seconds")),
    ("", "x = 1", "UsageError: name the exercise, such as: %%check 6")])
def test_what_is_not_understood_is_said_in_one_line(line, cell, said, notebook):
    shown = notebook.run(f"%%check {line}\n{cell}")
    assert shown.text.startswith(said) and shown.text.count("\n") == 1 and not shown.verdict


def test_an_exercise_that_needs_more_time_is_given_it_in_the_words_of_a_notebook(notebook):
    shown = notebook.run("%%check 6 --seconds 0.5\ndef cost(theta, X, Y, layer_sizes):\n    while True: pass\n")
    assert shown.verdict.startswith("Cost 0/30. Line 3: still running after 0.5 s. Does a loop never end? %%check 6 "
                                    "--seconds 5 gives it more time.\n") and "nn check" not in shown.text


# the cell, afterwards

def test_whatever_the_verdict_the_cell_runs(notebook):
    for number, cell in ((6, COST), (6, WRONG), (10, COST)):
        notebook.shell.user_ns.pop("cost", None)
        shown = notebook.run(f"%%check {number}\n{cell}\n6 * 7")
        assert shown.text.endswith(f"Out[{notebook.shell.execution_count - 1}]: 42\n")
        assert callable(notebook.shell.user_ns["cost"])


def test_an_error_of_the_cell_is_shown_once_with_its_line_and_ends_it(notebook):
    shown = notebook.run(f"%%check 6\n{COST}\n1 / 0")
    assert shown.error == "ZeroDivisionError" and shown.text.count("Traceback (most recent call last)") == 1
    traceback = shown.text.partition("Traceback")[2]
    assert "-> 7 1 / 0" in traceback and "nn/exercises" not in traceback.replace(os.sep, "/")
    assert f"[{notebook.shell.execution_count - 1}]" in traceback or "ipython-input-2-" in traceback
    assert notebook.run("1 / 0").text.count("Traceback") == 1       # the shell is as it was


@pytest.mark.parametrize("cell", ["def cost(theta:\n    return 1\n", "def cost(theta):\nreturn 1", "return 1"])
def test_a_cell_that_is_not_python_is_shown_as_such_once(cell, notebook):
    shown = notebook.run(f"%%check 6\n{cell}")
    assert shown.verdict.count("Error: ") == 1 == shown.text.count("Error: ") and not shown.error
    assert shown.text.endswith("\nThe cell was not run in the notebook: it is not Python.\n")


def test_a_cell_that_is_passed_says_what_the_notebook_itself_lacks(notebook):
    needs = "Here in the notebook, this cell also needs: "
    assert f"{needs}import numpy as np; from nn import feedforward\n" in notebook.run(f"%%check 6\n{COST}").text
    assert needs not in notebook.run(f"%%check 6\nimport numpy as np\nfrom nn import feedforward\n{COST}").text
    assert needs not in notebook.run(f"%%check 6\n{COST}").text    # by now it is imported
    notebook.run("del feedforward")
    assert f"{needs}from nn import feedforward\n" in notebook.run(f"%%check 6\n{COST}").text
    assert needs not in notebook.run(f"%%check 6\n{WRONG}").text
    assert needs not in notebook.run(f"%%check 22\n{find(22).answer}").text    # inside its function


def test_a_function_of_another_exercise_is_to_come_from_its_cell(notebook):
    lines = [*not_imported(find(15), "def my_network(X):\n    return one_hot(X), np.mean(X)", {"np"})]
    assert lines == ["Here in the notebook, this cell also needs: your one_hot, from its own cell"]


@pytest.mark.parametrize("number", [13, 14, 22])
def test_an_exercises_imports_need_no_line_wherever_the_stub_has_them(number, notebook):
    answer = re.sub(r"^ *(from|import) (?!ex\d).*\n", "", find(number).answer, flags=re.MULTILINE)
    assert "import" not in answer.partition("def ")[2]
    assert "passed." in notebook.run(f"%%check {number}\n{answer}").verdict


def test_another_magic_on_top_of_the_cell_runs_too(notebook):
    shown = notebook.run(f"%%check 6\n%%capture kept\n{COST}\nprint('captured')")
    assert shown.verdict.startswith("Cost 30/30. Passed.")
    assert notebook.shell.user_ns["kept"].stdout == "captured\n"


# HTML

class Parsed(HTMLParser):
    """The tags of a text of HTML, and what it says."""

    def __init__(self, text):
        super().__init__()
        self.open, self.tags, self.text = [], [], ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.open.append(tag)
        self.tags.append(tag)
        assert all(not name.startswith("on") for name, _ in attributes)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data


@pytest.mark.parametrize("name", ANSWERS)
def test_the_html_says_what_the_text_says(name, notebook):
    number, cell = ANSWERS[name]
    shown = notebook.run(f"%%check {number}{' --seconds 1' * ('while True' in cell)}\n{cell}")
    html = Parsed(shown.html)
    assert not html.open and not {"script", "style", "img", "br", "a"} & {*html.tags}
    assert "".join(html.text.split()).lstrip("✓✗") == "".join(shown.verdict.split())
    assert ("table" in html.tags) == (number == 10)


def test_what_a_student_writes_is_escaped(notebook):
    shown = notebook.run("%%check 6\ndef cost(theta, X, Y, layer_sizes):\n"
                         "    print('<script>alert(1)</script>')\n    raise ValueError('<img src=x onerror=1>')\n")
    assert "<script" not in shown.html and "<img" not in shown.html and "&lt;img src=x" in shown.html


def test_a_name_in_backticks_is_code(notebook):
    notebook.run("from functools import partial")
    shown = notebook.run(f"%%check 6\n{COST.replace('np.sum', 'partial')}")
    assert "`partial` is imported" in shown.verdict and "<code>partial</code> is imported" in shown.html
    assert "`" not in shown.html


def test_it_is_seen_on_a_light_page_and_on_a_dark_one(notebook):
    """Text takes the colour of the page; the colours of border and mark have a contrast of 3 to 1 with both."""
    def luminance(colour):
        channels = [int(colour[i:i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    for colour in (verdict_html.PASSED, verdict_html.WRONG):
        for page in ("#ffffff", "#1e1e1e", "#111111"):
            dark, light = sorted(map(luminance, (colour, page)))
            assert (light + 0.05) / (dark + 0.05) >= 3              # Source : WCAG 2.2, 1.4.11
    html = notebook.run(f"%%check 10\n{ANSWERS['an unknown gradient'][1]}").html
    assert all("color: inherit" in tag for tag in re.findall("<(?:pre|table)[^>]*>", html)) and "#fff" not in html


# progress

def test_the_terminal_shows_what_was_passed_in_a_cell(notebook, capsys):
    course.start(".")
    notebook.run(f"%%check 6\n{COST}")
    assert state(6) == "passed" and state(7) == "not started"
    capsys.readouterr()
    commands.progress()
    assert "✓  6 Cost                          30/30  passed" in capsys.readouterr().out


def test_a_stub_beside_the_notebook_takes_nothing_away_that_a_cell_has_passed(notebook, capsys):
    course.start(".")
    notebook.run(f"%%check 6\n{COST}")
    commands.check(None, False, None)
    assert state(6) == "passed"
    assert commands.check("6", False, None) == 0


def test_the_last_check_counts_whether_of_a_cell_or_of_a_file(notebook):
    course.start(".")
    notebook.run(f"%%check 6\n{COST}")
    Path("ex06_cost.py").write_text(f"import numpy as np\nfrom nn import feedforward\n{WRONG}", encoding="utf-8")
    assert state(6) == "passed"                                     # of the cell; the file was not checked
    assert course.check(find(6), ".").state == "wrong" and state(6) == "wrong"
    notebook.run(f"%%check 6\n{COST}")
    assert state(6) == "passed"


def test_a_reset_begins_the_exercise_again(notebook):
    course.start(".")
    notebook.run(f"%%check 6\n{COST}")
    course.reset(find(6), ".")
    assert state(6) == "not started"


def test_progress_shows_the_table_and_what_is_next(notebook):
    notebook.run(f"%%check 6\n{COST}")
    text = notebook.run("%progress").text
    assert text.startswith("   1 One-hot labels             practice  not started\n")
    assert "✓  6 Cost                          30/30  passed\n" in text
    assert text.endswith("\n\nNext: exercise 1, One-hot labels (Week 4, multiclass classification; exercise 4, section "
                         "1.3)\n      %%check 1    stuck? %hint 1\n")


def test_in_a_folder_that_cannot_be_written_to_progress_lasts_as_long_as_the_session(notebook, monkeypatch):
    notebook.run(f"%%check 6\n{COST}")
    before = Path(".progress.json").read_bytes()
    monkeypatch.setattr("nn.exercises.course.os.access", lambda path, mode: str(path) != str(Path.cwd()))
    notebook.run(f"%%check 6\n{WRONG}")
    assert "sum is not divided by m" in notebook.run("%progress").text
    assert notebook.run(f"%%check 6\n{WRONG}").verdict.count("\n") == 1     # the second failing run
    assert "Hint 2" not in notebook.run("%hint 6").text and "Hint 2 of 3" in notebook.run("%hint 6").text
    assert Path(".progress.json").read_bytes() == before


def test_a_folder_that_cannot_be_written_to_is_named_once(notebook, monkeypatch):
    monkeypatch.setattr("nn.exercises.course.os.access", lambda path, mode: str(path) != str(Path.cwd()))
    said = (f"Nothing can be written to {Path.cwd()}: your progress is forgotten when this notebook is closed.\n")
    assert notebook.run(f"%%check 6\n{WRONG}").text.startswith(said)
    assert "forgotten" not in notebook.run("%progress").text + notebook.run(f"%%check 6\n{WRONG}").text


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps a folder that is in use")
@pytest.mark.parametrize("line", [f"%%check 6\n{COST}", "%hint", "%progress", "%solution 6", "%hunt"])
def test_a_working_folder_that_was_deleted_is_said_in_one_line(line, notebook):
    with in_folder("."):
        Path("gone").mkdir()
        os.chdir("gone")
        Path("../gone").rmdir()
        shown = notebook.run(line)
    assert shown.text.startswith("UsageError: the folder in which this notebook runs was deleted; ")
    assert shown.text.count("\n") == 1


def test_in_a_clone_the_progress_is_that_of_its_exercises(notebook):
    course.start("exercises")
    notebook.run(f"%%check 6\n{COST}")
    assert not Path(".progress.json").exists() and state(6, "exercises") == "passed"


def test_points_are_those_of_the_folder(notebook):
    Path("points.cfg").write_text("[points]\nex06_cost = 7\n", encoding="utf-8")
    assert notebook.run(f"%%check 6\n{COST}").verdict == "Cost 7/7. Passed."
    Path("points.cfg").write_text("[points]\nex06_cost = many\n", encoding="utf-8")
    assert "UsageError: points.cfg" in notebook.run(f"%%check 6\n{COST}").text.replace(f"{Path.cwd()}{os.sep}", "")


# hints and solutions

def test_hints_are_those_of_the_terminal_and_go_one_by_one(notebook, capsys):
    course.start("other")
    for _ in range(3):
        with in_folder("other"):
            capsys.readouterr()
            commands.hint("6")
            in_terminal = capsys.readouterr().out
        assert notebook.run("%hint 6").text == in_terminal.replace("(Run nn hint", "(Run %hint")
    assert "exercise 1, One-hot labels" in notebook.run("%hint").text.replace("Exercise", "exercise")


def test_a_solution_is_shown_when_it_is_passed_or_anyway(notebook):
    assert notebook.run("%solution 6").text == (
        "UsageError: exercise 6, Cost, is not passed yet: %%check 6 says why, %hint 6 helps, "
        "%solution 6 --anyway shows it\n")
    assert notebook.run("%solution --anyway 6").text == find(6).answer
    notebook.run(f"%%check 6\n{COST}")
    assert notebook.run("%solution cost").text == find(6).answer
    assert notebook.run("%solution").text == "UsageError: one exercise is expected, such as: %solution 6\n"
    notebook.run(f"%%check 6\n{WRONG}")
    assert "Cost, is not passed as it is now: %%check 6 says why" in notebook.run("%solution 6").text


@pytest.mark.parametrize("line, said", [
    ("%hint 10 all", "%hint 10 all: all is too much; expected one exercise, such as %hint 6"),
    ("%solution 6 7", "%solution 6 7: 7 is too much; expected one exercise, such as %solution 6"),
    ("%progress 6", "%progress 6: expected %progress alone; it shows all exercises")])
def test_a_word_too_many_is_named(line, said, notebook):
    assert notebook.run(line).text == f"UsageError: {said}\n"


def test_a_title_of_several_words_is_a_name(notebook):
    assert notebook.run("%hint Regularized cost").text.startswith("Exercise 7, Regularized cost ")
    assert notebook.run(f"%%check regularized cost --seconds 9\n{find(7).answer}").verdict.endswith("15/15. Passed.")


def test_a_bug_is_hunted_as_in_the_terminal(notebook):
    bug, text = hunt.bug(3), notebook.run("%hunt --seed 3").text
    assert text.splitlines()[-1] == "Which line is wrong? Answer with %hunt and its number:  %hunt 17"
    assert "%hunt 20" in hunt.HEAD
    assert Path("hunt.py").read_text(encoding="utf-8") == bug.text
    other = next(line for line in hunt.statements(bug.text) if line != bug.line)
    assert notebook.run(f"%hunt {other}").text.startswith(f"Line {other} is right:")
    assert notebook.run(f"%hunt {bug.line}").text.startswith(f"Yes, line {bug.line}: {bug.mistake.name}.\n")
    assert notebook.run("%hunt --give-up").text == "UsageError: no bug is hidden at the moment; %hunt hides one\n"
    assert notebook.run("%hunt 3 4").text.startswith("UsageError: expected %hunt alone")


def test_a_picture_is_shown_where_it_is_asked_for(notebook):
    """A PNG, after the verdict; without --show there is none, and an exercise without a picture says so."""
    answer = find(8).answer.replace("1 - g", "2 - g")

    def pictures():
        return [data["image/png"][:4] for data in notebook.published if "image/png" in data]
    assert not notebook.run(f"%%check 8\n{answer}").error and pictures() == []
    assert notebook.run(f"%%check 8 --show\n{answer}").verdict and pictures() == [b"\x89PNG"]
    assert "Exercise 6 has no picture" in notebook.run(f"%%check 6 --show\n{COST}").text and pictures() == []
    assert "There is nothing to draw." in notebook.run("%%check 8 --show\ndef sigmoid_gradient(z): return q\n").text


@pytest.mark.parametrize("magic", ["%%check", "%hint", "%progress", "%solution"])
def test_a_question_mark_explains_a_command(magic, notebook):
    assert "exercise" in notebook.run(f"{magic}?").text


@pytest.mark.parametrize("line, expected", [
    ("%%check 2", {"2", "20", "21"}), ("%hint ex06", {"ex06_cost"}), ("%solution --", {"--anyway"}),
    ("%%check co", {"cost"}), ("%hunt --", {"--give-up", "--seed"}),
    ("%%check ex1", {one.stem for one in exercises() if 10 <= one.number < 20}), ("%progress ex", set())])
def test_exercises_are_completed_by_number_and_by_name(line, expected, notebook):
    from IPython.core.completer import provisionalcompleter
    with provisionalcompleter():
        found = {one.text for one in notebook.shell.Completer.completions(line, len(line))}
    assert expected <= found and not {"ex05_predict"} & found


# time, and processes

def test_loading_the_checker_loads_nothing_of_a_running_notebook():
    code = ("import sys, nn, nn.exercises, nn.exercises.course; "
            "print({'IPython', 'nn.exercises.notebook.run', 'nn.exercises.notebook.magics'} & set(sys.modules))")
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "set()\n"


def processor_time(pid):
    """Seconds that a process has used. Source : proc(5), fields 14 and 15."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def when_idle(pid):
    """The time that a worker has used when it waits for its request."""
    before = -1.0
    while (now := processor_time(pid)) != before or now < 0.1:
        before = now
        time.sleep(0.3)
    return now


@pytest.mark.skipif(sys.platform != "linux", reason="the time of another process is read from /proc")
@pytest.mark.parametrize("name, most", [("passed", 0.15), ("an unknown gradient", 1.0)])
def test_a_warm_answer_takes_little_processor_time(name, most, notebook):
    import resource
    number, cell = ANSWERS[name]
    notebook.run(f"%%check {number}\n{COST if number == 6 else find(number).answer}")
    times = []
    for _ in range(3):
        used = when_idle(notebook.worker().pid)
        children = resource.getrusage(resource.RUSAGE_CHILDREN)
        here = time.process_time()
        notebook.run(f"%%check {number}\n{cell}")
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append(time.process_time() - here + after.ru_utime + after.ru_stime - children.ru_utime
                     - children.ru_stime - used)
    assert min(times) < most, times


def test_a_worker_waits_from_the_beginning_and_after_each_check_and_ends_with_the_extension(notebook):
    first = notebook.worker()
    notebook.run(f"%%check 6\n{COST}")
    second = notebook.worker()
    assert first.poll() is not None and second.poll() is None and second.pid != first.pid
    notebook.run("%unload_ext nn.exercises")
    assert second.poll() is not None and id(notebook.shell) not in LOADED
    assert "not found" in notebook.run(f"%%check 6\n{COST}").text


def test_a_worker_that_somebody_has_ended_is_replaced(notebook):
    notebook.worker().kill()
    notebook.worker().wait()
    assert notebook.run(f"%%check 6\n{COST}").verdict == "Cost 30/30. Passed."


def test_loading_it_twice_changes_nothing(notebook):
    first = notebook.worker()
    notebook.run("%reload_ext nn.exercises")
    assert first.poll() is not None
    assert notebook.run(f"%%check 6\n{COST}").verdict == "Cost 30/30. Passed."


@pytest.mark.skipif(os.name == "nt", reason="signals")
@pytest.mark.parametrize("end", ["pass", "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"])
def test_the_worker_ends_with_the_kernel_however_that_ends(end, tmp_path):
    code = ("from IPython.core.interactiveshell import InteractiveShell\nshell = InteractiveShell()\n"
            "shell.run_line_magic('load_ext', 'nn.exercises')\nfrom nn.exercises.notebook.magics import LOADED\n"
            f"print(LOADED[id(shell)].ahead.waiting.process.pid, flush=True)\n{end}\n")
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path, timeout=60,
                           env=os.environ | {"IPYTHONDIR": str(tmp_path)})
    pid, until = int(ended.stdout), time.monotonic() + 20
    while is_alive(pid) and time.monotonic() < until:
        time.sleep(0.1)
    assert not is_alive(pid) and "Traceback" not in ended.stderr


def is_alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return not Path(f"/proc/{pid}/stat").exists() or ") Z " not in Path(f"/proc/{pid}/stat").read_text()


def test_progress_of_a_cell_is_written_with_the_hash_of_its_source(notebook):
    notebook.run(f"%%check 6\n{COST}")
    row = json.loads(Path(".progress.json").read_text(encoding="utf-8"))["ex06_cost"]
    program = program_of(find(6), f"%%check 6 --seconds 9\n{COST}\n\n", ".")
    assert row["cell"] is True and row["sha256"] == course.sha256_of(program.data.decode())
