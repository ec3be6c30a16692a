"""Both ways to run a student's program say the same, and the one in this interpreter leaves it as it was."""
import builtins
import os
import random
import sys
import time
import warnings

import numpy as np
import pytest

from nn.exercises import course, report
from nn.exercises.exercise import exercises, find
from nn.exercises.notebook.alone import program_of
from nn.exercises.sandbox.calls import call
from nn.exercises.sandbox.in_process import in_process
from nn.exercises.sandbox.program import Program, as_message, file_at, of_message
from nn.exercises.sandbox.runner import Worker, in_worker
from nn.exercises.source import body, with_all
from nn.exercises.verdict.judge import judge

RUNNERS = [in_worker, in_process]
TWICE = [call("f", np.array([1.0, 2.0])), call("f", np.array([3.0]))]
MISTAKES = [pytest.param(exercise, mistake, id=mistake.slug)
            for exercise in exercises() for mistake in exercise.mistakes]


def cell(tmp_path, source, before=""):
    return Program(source.encode(), str(tmp_path / "<cell>"), before)


def words(exercise, program, run, failing_runs=3):
    """All that is said about a program."""
    verdict = judge(exercise, run(program, exercise.calls, exercise.seconds), failing_runs)
    return [*report.explain(course.Result(exercise, "passed" if verdict.passed else "wrong", verdict,
                                          "" if verdict.passed else verdict.lines[0], verdict.name))]


def same_words(exercise, mistake, tmp_path):
    source = with_all(body(exercise.answer), [tuple(mistake.edits.items())])
    for one in exercises():
        if one.stem in exercise.reads:
            (tmp_path / f"{one.stem}.py").write_text(one.answer, encoding="utf-8")
    path = tmp_path / f"{exercise.stem}.py"
    path.write_text(source, encoding="utf-8")
    in_a_worker, here = (words(exercise, file_at(path), run) for run in RUNNERS)
    assert in_a_worker == here and not here[0].endswith("assed.")


# the same words

@pytest.mark.parametrize("exercise, mistake", MISTAKES[::len(MISTAKES) // 40])
def test_a_mistake_is_named_in_the_same_words_in_a_worker_and_here(exercise, mistake, tmp_path):
    same_words(exercise, mistake, tmp_path)


@pytest.mark.nightly
@pytest.mark.parametrize("exercise, mistake", MISTAKES)
def test_every_mistake_is_named_in_the_same_words_in_a_worker_and_here(exercise, mistake, tmp_path):
    same_words(exercise, mistake, tmp_path)


FAILURES = {
    "a syntax error": "def cost(theta:\n    return 1\n",
    "an error": "def cost(theta, X, Y, layer_sizes):\n    return X @ theta\n",
    "an error outside the functions": "print('here')\nX @ theta\n",
    "another parameter": "def cost(theta, X, Y):\n    return 1.0\n",
    "no function": "def costs(theta):\n    return 1.0\n",
    "inside a function": "def outer():\n    def cost(theta, X, Y, layer_sizes):\n        return 1.0\n",
    "input": "def cost(theta, X, Y, layer_sizes):\n    return float(input('J? '))\n",
    "exit": "def cost(theta, X, Y, layer_sizes):\n    exit()\n",
    "os._exit": "import os\ndef cost(theta, X, Y, layer_sizes):\n    os._exit(1)\n",
    "an endless loop": "def cost(theta, X, Y, layer_sizes):\n    while True: pass\n",
    "an endless loop outside the functions": "def cost(theta, X, Y, layer_sizes):\n    return 1.0\nwhile True: X = 1\n",
    "recursion": "def cost(theta, X, Y, layer_sizes):\n    return cost(theta, X, Y, layer_sizes)\n",
    "what it prints": "print('loaded')\ndef cost(theta, X, Y, layer_sizes):\n    print(X.shape)\n    return 0.5\n",
    "a warning": "def cost(theta, X, Y, layer_sizes):\n    np.log(np.zeros(3))\n    return 0.5\n",
    "settings of its own": "np.seterr(all='raise')\ndef cost(theta, X, Y, layer_sizes):\n    return np.log(X * 0)\n",
    "a coroutine": "async def cost(theta, X, Y, layer_sizes):\n    return 1.0\n",
    "a changed argument": "def cost(theta, X, Y, layer_sizes):\n    theta *= 0\n    return 1.0\n",
    "what it computes on the way":
        "def cost(theta, X, Y, layer_sizes):\n    a = feedforward(theta, X, layer_sizes)[0]\n"
        "    a3 = a[-1] ** 1.25\n    return np.sum(a3) / 7\n",
}


@pytest.mark.parametrize("name", FAILURES)
def test_a_failure_is_said_in_the_same_words_in_a_worker_and_here(name, tmp_path):
    exercise = find("cost")._replace(seconds=1.0 if "endless" in name else 10.0)
    program = program_of(exercise, f"%%check 6\n{FAILURES[name]}", tmp_path)
    in_a_worker, here = (words(exercise, program, run) for run in RUNNERS)
    assert in_a_worker == here


@pytest.mark.parametrize("run", RUNNERS)
def test_the_words_about_a_cell_are_those_about_a_file(run, tmp_path):
    exercise = find("cost")
    source = exercise.answer.replace("/ m", "")
    (tmp_path / "ex06_cost.py").write_text(source, encoding="utf-8")
    of_the_file = words(exercise, file_at(tmp_path / "ex06_cost.py"), in_worker)
    assert words(exercise, cell(tmp_path, source), run) == of_the_file


# what a program finds

@pytest.mark.parametrize("run", RUNNERS)
def test_what_runs_before_a_program_counts_no_lines_of_it(run, tmp_path):
    one, _ = run(cell(tmp_path, "def f(z):\n    return np.inner(z, z) / 0\n", "import numpy as np\n\n\n"), TWICE, 10)
    assert one.advice[0][0] == 2


@pytest.mark.parametrize("run", RUNNERS)
def test_a_cells_line_is_quoted_with_the_arrays_that_it_names(run, tmp_path):
    one, _ = run(cell(tmp_path, "W = np.ones((4, 7))\ndef f(z):\n    return W @ z\n", "import numpy as np"), TWICE, 10)
    assert (one.failure.line, one.failure.text) == (3, "return W @ z")
    assert [(variable.name, variable.shape, variable.outside) for variable in one.failure.variables] == [
        ("W", (4, 7), True), ("z", (2,), False)]


@pytest.mark.parametrize("run", RUNNERS)
def test_a_program_runs_in_its_folder_and_imports_from_it(run, tmp_path):
    (tmp_path / "helper.py").write_text("number = 3.0", encoding="utf-8")
    source = ("import os, sys\nfrom helper import number\ndef f(z):\n"
              "    return number, os.path.basename(os.getcwd()), sys.argv[0][-6:], __name__\n")
    one, _ = run(cell(tmp_path, source), TWICE, 10)
    assert one.value == (3.0, tmp_path.name, "<cell>", "student")


def test_a_program_is_sent_as_it_is():
    for program in Program(None, "/a\u202eb/\n.py"), Program(b"", "/x"), Program(b"\xff\0x = 1\r\n", "/", "# \u202e"):
        assert of_message(as_message(program)) == program


@pytest.mark.skipif(os.name == "nt", reason="Windows ends its processes in another way")
def test_a_worker_ends_with_the_one_who_started_it_and_without_a_request(tmp_path):
    waiting = Worker(["nn"])
    waiting.process.stdin.close()
    assert waiting.process.wait(30) == 0
    waiting.end()


def test_a_worker_that_waits_can_be_ended():
    waiting = Worker()
    waiting.end()
    assert waiting.process.returncode is not None


# this interpreter, afterwards

MEDDLES = """
import os, random, sys, warnings, builtins
import helper
np.seterr(all="raise")
np.set_printoptions(precision=2)
np.random.seed(0)
random.seed(0)
warnings.simplefilter("error")
sys.setrecursionlimit(300)
sys.path.insert(0, "/nowhere")
sys.argv = ["other"]
sys.stdout = sys.stderr = sys.stdin = None
sys.settrace(None)
sys.modules["json"] = None
builtins.input = print
os.chdir("/")
def f(z):
    z *= 0
    raise SystemExit
"""


def state():
    return [sys.stdout, sys.stderr, sys.stdin, sys.argv, list(sys.path), os.getcwd(), sys.modules.get("student"),
            sys.modules.get("helper"), sys.modules.get("json"), list(warnings.filters), warnings.showwarning,
            np.geterr(), np.get_printoptions(), np.random.get_state()[1].tolist(), random.getstate(), os._exit,
            sys.getrecursionlimit(), builtins.input, sys.gettrace(), sys.getprofile()]


def test_whatever_a_program_does_here_this_interpreter_is_as_it_was(tmp_path):
    (tmp_path / "helper.py").touch()
    before, path, z = state(), sys.path, np.ones(3)
    one, = in_process(cell(tmp_path, MEDDLES, "import numpy as np"), [call("f", z)], 10)
    assert one.failure.kind == "SystemExit"
    assert state() == before and sys.path is path and np.array_equal(z, np.ones(3))


def test_an_error_of_our_own_leaves_this_interpreter_as_it_was_too(tmp_path, monkeypatch):
    monkeypatch.setattr("nn.exercises.sandbox.worker.answers_to", lambda *_: 1 / 0)
    before = state()
    with pytest.raises(ZeroDivisionError):
        in_process(cell(tmp_path, MEDDLES, "import numpy as np"), TWICE, 10)
    assert state() == before


def test_a_file_that_a_program_reads_is_read_again_the_next_time(tmp_path):
    for number in (1.0, 2.0):
        (tmp_path / "helper.py").write_text(f"number = {number}  # {'longer' * int(number)}", encoding="utf-8")
        one, _ = in_process(cell(tmp_path, "from helper import number\ndef f(z):\n    return number\n"), TWICE, 10)
        assert one.value == number


def test_a_loop_that_never_ends_is_ended_here_too(tmp_path):
    started = time.monotonic()
    first, second = in_process(cell(tmp_path, "def f(z):\n    while len(z) == 1: pass\n    return 1.0\n"), TWICE, 0.5)
    assert first.value == 1.0 and second.failure[:3] == ("time", "0.5 s", 2)
    assert time.monotonic() - started < 5


def test_here_nothing_of_a_system_with_processes_is_used(tmp_path, monkeypatch):
    for name in ("fork", "kill", "killpg"):
        monkeypatch.delattr(os, name, raising=False)
    for name in ("subprocess.Popen", "tempfile.TemporaryFile", "faulthandler.dump_traceback_later"):
        monkeypatch.setattr(name, None)
    exercise = find("cost")
    assert words(exercise, cell(tmp_path, exercise.answer), in_process) == ["Cost 30/30. Passed."]
