"""The worker: whatever a student's file does, each call has an answer, in time, and nothing of it runs here."""
import os
import subprocess
import sys
import time
from pathlib import Path

import forked
import numpy as np
import pytest

from nn.exercises.sandbox.calls import Call, Observation, call, rng, spy
from nn.exercises.sandbox.private import PR_GET_DUMPABLE, PR_SET_DUMPABLE, prctl
from nn.exercises.sandbox.runner import Worker, run

TWICE = [call("f", np.array([1.0, 2.0])), call("f", np.array([3.0]))]


def seen(tmp_path, source, calls=TWICE, seconds=10, name="answer.py"):
    """What is seen of calls of the functions that a student's file defines."""
    path = tmp_path / name
    path.write_text(source, encoding="utf-8")
    return run(path, calls, seconds)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a process cannot be forked here")
@pytest.mark.parametrize("source", [
    "import nn\ndef f(z):\n    print(z)\n    delta = z / 0\n    return nn.sigmoid(delta)\n",
    "def f(z):\n    return y\n", "def f(z):\n    while True: pass\n", "import os\nos._exit(3)\n",
    "import os\nos.abort()\n", "def f(z:\n", "g = 1\n"])
def test_the_forked_worker_of_other_tests_observes_what_a_new_one_observes(tmp_path, source):
    new = seen(tmp_path, source, seconds=2)
    assert repr(forked.run(tmp_path / "answer.py", TWICE, 2)) == repr(new)


# values

def test_values_come_back_as_they_were_returned(tmp_path):
    one, other = seen(tmp_path, "def f(z):\n    return z * 2, [z.dtype.name, None, True, 3]\n")
    assert np.array_equal(one.value[0], [2.0, 4.0]) and one.value[1] == ["float64", None, True, 3]
    assert np.array_equal(other.value[0], [6.0])
    assert one.failure is None


def test_arguments_come_back_as_they_are_after_the_call_and_ours_stay_as_they_were(tmp_path):
    z = np.array([1.0, 2.0])
    one, = seen(tmp_path, "def f(z):\n    z += 1\n", [call("f", z)])
    assert np.array_equal(one.arguments[0], [2.0, 3.0])
    assert np.array_equal(z, [1.0, 2.0])


def test_a_generator_and_a_spy_are_made_where_the_function_runs(tmp_path):
    source = "def f(rng, J):\n    return rng.uniform(), J(J.function and rng.uniform(size=2))\n"
    one, = seen(tmp_path, source, [call("f", rng(7), spy("cubic", [1.0, 1.0]))])
    numbers = np.random.default_rng(7)
    first, pair = numbers.uniform(), numbers.uniform(size=2)
    assert one.value == (first, np.sum(pair ** 3) + pair[0] * pair[1])
    assert one.arguments[0] == ("rng", numbers.random())
    assert np.array_equal(one.arguments[1][1][0], pair)


def test_what_is_printed_belongs_to_its_call_and_is_cut_short(tmp_path):
    one, other = seen(tmp_path, "print('loaded')\ndef f(z):\n    print('x' * 5_000_000 if len(z) == 2 else 'short')\n")
    assert one.printed.startswith("loaded\nxxx") and len(one.printed) <= 2000
    assert other.printed == "short\n"


def test_warnings_are_advice_with_the_students_line(tmp_path):
    one, _ = seen(tmp_path, "import numpy as np\ndef f(z):\n    return np.log(0 * z)\n")
    (line, category, message), = one.advice
    assert (line, category) == (3, "RuntimeWarning") and "divide by zero" in message


def test_neither_colours_nor_line_breaks_of_a_students_text_reach_the_terminal(tmp_path):
    one, _ = seen(tmp_path, "def f(z):\n    print('\\x1b[31mred')\n    raise ValueError('a\\nb\\x1b[2J')\n")
    assert one.failure.message == "a b[2J" and "\x1b" not in one.printed


# whatever a file does

HOSTILE = {
    "a syntax error": ("def f(z:\n    return z\n", "SyntaxError", 1),
    "an endless loop": ("def f(z):\n    while True: pass\n", "time", 2),
    "an endless import": ("while True: pass\n", "time", 1),
    "sys.exit": ("import sys\ndef f(z):\n    sys.exit(0)\n", "SystemExit", 3),
    "exit at import": ("import sys\nsys.exit('bye')\n", "SystemExit", 2),
    "os._exit": ("import os\ndef f(z):\n    os._exit(0)\n", "SystemExit", 3),
    "input": ("def f(z):\n    return input('z? ')\n", "EOFError", 2),
    "10 GB": ("import numpy as np\ndef f(z):\n    return np.ones((100_000, 12_500))\n", "MemoryError", 3),
    "a left-over raise": ("def f(z):\n    raise NotImplementedError('f: write it')\n", "NotImplementedError", 2),
    "recursion": ("def f(z):\n    return f(z)\n", "RecursionError", 2),
    "a signal": ("import os, signal\ndef f(z):\n    os.kill(os.getpid(), signal.SIGKILL)\n", "died", 0),
    "a stack overflow": ("import ctypes\ndef f(z):\n    ctypes.string_at(0)\n", "died", 3),
    "no function": ("def g(z):\n    return z\n", "missing", 0),
    "a name that is not a function": ("f = 3\n", "missing", 0),
    "a keyboard interrupt": ("def f(z):\n    raise KeyboardInterrupt\n", "KeyboardInterrupt", 2),
    "an exception that cannot be shown": (
        "class Odd(Exception):\n    def __str__(self):\n        raise Odd\ndef f(z):\n    raise Odd\n", "Odd", 5),
    "an exception without a message": ("def f(z):\n    raise ValueError\n", "ValueError", 2),
    "bytes that are not text": (None, "SyntaxError", 1),
}


@pytest.mark.skipif(sys.platform != "linux", reason="memory limits and signals are Linux's here")
@pytest.mark.parametrize("name", HOSTILE)
def test_every_call_has_an_answer_with_the_reason_and_the_line(tmp_path, name):
    source, kind, line = HOSTILE[name]
    path = tmp_path / "answer.py"
    path.write_bytes(b"def f(z):\xff\n" if source is None else source.encode())
    started = time.monotonic()
    answers = run(path, TWICE, seconds=1.5 if kind == "time" else 10)
    assert len(answers) == 2 and {answer.failure.kind for answer in answers} == {kind}
    assert answers[0].failure.line == line
    assert time.monotonic() - started < 9


def test_a_missing_file_is_a_failure_too(tmp_path):
    assert {one.failure.kind for one in run(tmp_path / "nowhere.py", TWICE)} == {"FileNotFoundError"}


def test_a_plot_that_is_shown_blocks_nothing(tmp_path):
    source = "import matplotlib.pyplot as plt\ndef f(z):\n    plt.plot(z)\n    plt.show()\n    return 1.0\n"
    assert [one.value for one in seen(tmp_path, source)] == [1.0, 1.0]


def test_a_thread_or_an_exit_handler_that_never_ends_does_not_hold_the_answer(tmp_path):
    source = ("import atexit, threading, time\natexit.register(time.sleep, 60)\ndef f(z):\n"
              "    threading.Thread(target=time.sleep, args=(60,)).start()\n    return 2.0\n")
    started = time.monotonic()
    assert [one.value for one in seen(tmp_path, source)] == [2.0, 2.0]
    assert time.monotonic() - started < 9


@pytest.mark.skipif(os.name == "nt", reason="Windows has no fork")
def test_a_forked_child_neither_answers_nor_outlives_the_worker(tmp_path):
    source = ("import os, time\nfrom pathlib import Path\ndef f(z):\n    pid = os.fork()\n    if pid == 0:\n"
              f"        time.sleep(60)\n    Path({str(tmp_path / 'pid')!r}).write_text(str(pid))\n"
              "    return float(len(z))\n")
    assert [one.value for one in seen(tmp_path, source)] == [2.0, 1.0]
    end = time.monotonic() + 5
    while time.monotonic() < end and alive(int((tmp_path / "pid").read_text())):
        time.sleep(0.05)
    assert not alive(int((tmp_path / "pid").read_text()))


@pytest.mark.skipif(os.name == "nt", reason="Windows has no fork")
def test_only_the_worker_itself_answers_not_a_child_that_returns_before_it(tmp_path):
    source = "import os\ndef f(z):\n    pid = os.fork()\n    return os.waitpid(pid, 0) and 1.0 if pid else 99.0\n"
    assert [one.value for one in seen(tmp_path, source)] == [1.0, 1.0]


def alive(pid):
    """Does a process run? (A zombie, which has ended but was not waited for, does not.)"""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_the_file_is_never_run_in_this_process(tmp_path):
    seen(tmp_path, "import os\nos.environ['NN_WAS_HERE'] = 'yes'\nos.was_here = 1\ndef f(z): pass\n")
    assert "NN_WAS_HERE" not in os.environ and not hasattr(os, "was_here")


def test_a_file_that_is_called_as_a_module_of_pythons_hides_nothing(tmp_path, monkeypatch):
    (tmp_path / "colorsys.py").write_text("raise SystemExit\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    source = "import colorsys\ndef f(z):\n    return 1\n"
    assert [one.value for one in seen(tmp_path, source, name="numpy.py")] == [1, 1]


def test_what_a_file_writes_to_the_workers_output_is_not_an_answer(tmp_path):
    source = "import os\ndef f(z):\n    os.write(1, b'nnx1' * 100)\n    return 5.0\n"
    assert [one.value for one in seen(tmp_path, source)] == [5.0, 5.0]


@pytest.mark.parametrize("junk", [b"", b"nnx1", b"\x80\x04junk", b"nnx1" + b"\xff" * 200])
def test_an_answer_that_is_not_a_message_is_a_failure(tmp_path, junk):
    """Written over the stream of answers, which the student's code can find if it looks for it."""
    source = ("import os\ndef f(z):\n    for number in range(3, 20):\n        try:\n"
              f"            os.write(number, {junk!r})\n        except OSError:\n            pass\n"
              "    os.kill(os.getpid(), 9)\n")
    for one in seen(tmp_path, source):
        assert isinstance(one, Observation) and one.failure.kind == "died" and one.failure.message


@pytest.mark.slow
def test_the_time_limit_ends_one_file_and_the_next_one_is_run(tmp_path):
    started = time.monotonic()
    source = "import time\ndef f(z):\n    time.sleep(30 if len(z) == 1 else 0)\n    return 1.0\n"
    answers = seen(tmp_path, source, seconds=1)
    assert answers[0].value == 1.0 and answers[1].failure.kind == "time"
    assert time.monotonic() - started < 6
    assert seen(tmp_path, "def f(z):\n    return 1.0\n")[0].value == 1.0


def test_the_worker_gets_the_calls_and_nothing_that_tells_the_answer(tmp_path):
    """Its command line, its environment and its input hold neither an expected value nor a mistake's name."""
    source = "import sys\ndef f(z):\n    return sorted(name for name in sys.modules if name[:12] == 'nn.exercises')\n"
    one, _ = seen(tmp_path, source)
    assert one.value == ["nn.exercises", "nn.exercises.sandbox", "nn.exercises.sandbox.calls",
                         "nn.exercises.sandbox.opened", "nn.exercises.sandbox.program",
                         "nn.exercises.sandbox.student_file", "nn.exercises.sandbox.wire",
                         "nn.exercises.sandbox.worker"]


def test_the_worker_gets_no_variable_of_the_user_that_it_does_not_need(tmp_path, monkeypatch):
    monkeypatch.setenv("GITHUB_TOKEN", "a secret")
    monkeypatch.setenv("LC_NUMERIC", "C")
    one, _ = seen(tmp_path, "import os\ndef f(z):\n    return [name for name in os.environ]\n")
    assert "GITHUB_TOKEN" not in one.value and {"PATH", "LC_NUMERIC", "MPLBACKEND"} <= {*one.value}


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems do not let a process ask for this")
def test_the_memory_of_the_checker_is_closed_while_the_file_runs_and_open_afterwards(tmp_path, monkeypatch):
    prctl(PR_SET_DUMPABLE, 1)                                       # a test of grading may have closed this process
    states, kill = [prctl(PR_GET_DUMPABLE)], Worker.kill
    monkeypatch.setattr(Worker, "kill", lambda worker: (states.append(prctl(PR_GET_DUMPABLE)), kill(worker)))
    seen(tmp_path, "def f(z): pass\n")
    assert [*states, prctl(PR_GET_DUMPABLE)] == [1, 0, 1]


def test_calls_are_independent_of_each_other(tmp_path):
    """The arguments of one call are not those of the next, even where they are the same array here."""
    z = np.zeros(2)
    answers = seen(tmp_path, "def f(z):\n    z += 1\n    return z.sum()\n", [Call("f", (z,)), Call("f", (z,))])
    assert [one.value for one in answers] == [2.0, 2.0]


# what is looked at besides

def test_local_arrays_with_usual_names_are_sent_along_with_those_of_other_functions_and_of_lists(tmp_path):
    source = ("import numpy as np\ndef g(x):\n    a2 = x + 1\n    return a2\n"
              "def f(x):\n    zs, other = [np.ones(3) * len(x)], np.ones(3)\n    delta3 = np.append(g(x), [7, 8])\n"
              "    return zs[0][0]\n")
    one, _ = seen(tmp_path, source, [call("f", np.arange(3.0)), call("f", np.ones(4))])
    found = dict(one.intermediates)
    assert found.keys() == {"a2", "zs[0]", "delta3"}
    assert found["a2"].tolist() == [1, 2, 3] and found["zs[0]"].tolist() == [3, 3, 3]


def test_the_functions_of_nn_that_a_function_uses_are_said_under_their_own_names(tmp_path):
    source = ("import numpy as np\nfrom nn import cost, feedforward, sigmoid as g, unflatten\n"
              "def h(z):\n    return g(z)\ndef f(z):\n    cost = h\n    return h(np.abs(z)) if len(z) else unflatten\n")
    assert [one.of_nn for one in seen(tmp_path, source)] == [("sigmoid", "unflatten")] * 2
    assert [one.of_nn for one in seen(tmp_path, "def f(z):\n    return 1 / z\n")] == [()] * 2


def test_arrays_outside_a_function_are_sent_where_it_reads_them_itself_or_through_another(tmp_path):
    source = ("import numpy as np\nt1, unused, T = np.ones((2, 3)), np.ones(9), np.ones(4)\n"
              "def g():\n    return t1\ndef f(z):\n    return g().T.sum()\n")
    one, _ = seen(tmp_path, source)
    assert [(found.name, found.shape, found.outside) for found in one.outside] == [("t1", (2, 3), True)]


def test_a_function_that_never_ends_when_it_is_called_again_has_been_answered(tmp_path):
    source = ("calls = []\ndef f(z):\n    a2 = z\n    calls.append(a2)\n    while len(calls) > 2: pass\n"
              "    return 1.0\n")
    started = time.monotonic()
    assert [one.value for one in seen(tmp_path, source)] == [1.0, 1.0]
    assert time.monotonic() - started < 9


@pytest.mark.skipif(os.name == "nt", reason="Windows has no fork")
def test_a_child_forked_when_it_is_called_again_answers_nothing(tmp_path):
    source = "import os\ndef f(z):\n    a2 = z\n    return float(os.fork() > 0)\n"
    assert [one.value for one in seen(tmp_path, source)] == [1.0, 1.0]


def test_the_checker_runs_where_stdin_is_closed(tmp_path):
    (tmp_path / "answer.py").write_text("def f(z):\n    return 4.0\n", encoding="utf-8")
    code = ("import numpy as np; from nn.exercises.sandbox.calls import call; "
            "from nn.exercises.sandbox.runner import run; print(run('answer.py', [call('f', np.ones(2))])[0].value)")
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, stdin=subprocess.DEVNULL, capture_output=True,
                          text=True)
    assert done.stdout == "4.0\n", done.stderr
