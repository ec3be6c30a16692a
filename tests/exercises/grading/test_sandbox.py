"""A file runs in a worker of a server: what comes back, and what a worker can see."""
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from confined import RIGHT, alive, at, descendants, opened, request, server_of, value, verdict

import nn
from nn.exercises.exercise import exercises, find
from nn.exercises.grading.confined.sandbox import GraderError, Sandbox, Server, answers_before, loads_for
from nn.exercises.grading.confined.server import ALL, MOST_FILES, NUMPY
from nn.exercises.sandbox.calls import call, rng
from nn.exercises.sandbox.private import PR_GET_DUMPABLE, prctl


@pytest.fixture(scope="module", params=["none", "strict", "strong"])
def sandbox(request):
    with opened(request.param) as sandbox:
        yield sandbox


def test_a_right_answer_gets_all_points(sandbox):
    answer = sandbox.run(request(RIGHT))
    assert verdict(answer) == (40, "") and answer.ended == "" and answer.tried == ()
    assert 0 < answer.processor < 3 and answer.lines[0].startswith('"""Exercise 10')


def test_values_arguments_warnings_and_what_is_printed_come_back(sandbox):
    source = ("import numpy as np\nprint('x' * 5000)\ndef f(z, rng):\n    print('now')\n    z += 1\n    np.log(0 * z)\n"
              "    return [z.dtype.name, None, True, rng.uniform()]\n")
    answer = sandbox.run(request(source, [call("f", np.array([1.0, 2.0]), rng(7))] * 2))
    one, other = answer.observations
    assert one.value == ["float64", None, True, np.random.default_rng(7).uniform()]
    assert one.arguments[0].tolist() == [2, 3] and other.printed == "now\n" and len(one.printed) == 2000
    assert answer.printed_bytes == 5001 + 2 * 4
    assert {(line, category) for line, category, _ in one.advice} == {(6, "RuntimeWarning")}


def test_what_is_computed_on_the_way_comes_back_where_it_is_asked_for(sandbox):
    one = sandbox.run(request(RIGHT, on_the_way=True)).observations[0]
    assert {"a2", "delta2", "delta3", "z2", "Theta1"} <= {name for name, _ in one.intermediates}
    assert sandbox.run(request(RIGHT)).observations[0].intermediates == ()


def test_a_failure_has_its_line_and_the_text_of_the_line(sandbox):
    source = "import numpy as np\n\ndef gradient(theta, X, Y, layer_sizes):\n    return X @ Y\n"
    failure = sandbox.run(request(source, name="ex10 (2).py")).observations[0].failure
    assert (failure.kind, failure.line, failure.text) == ("ValueError", 4, "return X @ Y")
    assert [variable.name for variable in failure.variables] == ["X", "Y"]


def test_files_know_nothing_of_each_other(sandbox):
    sandbox.run(request("import numpy as np\nnp.left = 1\ndef f(): pass\n", [call("f")]))
    assert value(sandbox, "import numpy as np\ndef f(): return hasattr(np, 'left')\n") is False


# nn

def test_nn_has_the_answers_to_the_exercises_before_and_no_others(sandbox):
    assert value(sandbox, "import nn\ndef f(): return sorted(nn.__all__)\n", number=10) == sorted(
        ["one_hot", "flatten", "unflatten", "sigmoid", "feedforward", "predict", "cost", "regularized_cost",
         "sigmoid_gradient", "random_init"])
    assert value(sandbox, "from nn import *\nfrom nn import sigmoid as g\ndef f(): return g(0) + sigmoid(0)\n") == 1


@at("strict", nightly=["none", "strong"])
@pytest.mark.parametrize("name", sorted({*dir(nn)} - {name for names, _ in answers_before(10) for name in names}))
def test_any_other_public_name_is_not_there(sandbox, name):
    for source in (f"from nn import {name}\n", f"import nn\ndef gradient(*a): return nn.{name}\n"):
        points, words = verdict(sandbox.run(request(source)))
        assert points == 0
        assert (f"nn.{name} is what you are to write here, or knows the answer; it is not there when exercises are "
                f"graded") in words and words.startswith(f"line {source.count(chr(10))}")


@pytest.mark.parametrize("name", ["nn.exercises", "nn.exercises.key.ex10_backpropagation", "nn.backprop"])
def test_no_module_of_nn_is_there(sandbox, name):
    assert "not there" in verdict(sandbox.run(request(f"import {name}\n")))[1]


@pytest.mark.parametrize("number", [21, 22])
def test_who_looks_for_bugs_has_no_gradient_and_nothing_that_uses_it(number):
    names = {name for names, _ in answers_before(number) for name in names}
    assert not names & {"gradient", "regularized_gradient", "chunked_gradient"} and "numerical_gradient" in names


@at("strong", nightly=["none", "strict"])
def test_an_answer_leads_to_no_later_one(sandbox):
    """All that the collector knows, all frames and all that is reached from them: no gradient, no text of it."""
    source = (
        "import gc, sys, types\nfrom nn import *\nimport nn\n"
        "def f():\n"
        "    for name in nn.__all__: getattr(nn, name)\n"
        "    found, queue = {}, [*gc.get_objects(), *sys.modules.values()]\n"
        "    frame = sys._getframe()\n"
        "    while frame:\n"
        "        queue += [frame.f_locals, frame.f_globals, frame.f_code]\n"
        "        frame = frame.f_back\n"
        "    while queue:\n"
        "        one = queue.pop()\n"
        "        if id(one) not in found:\n"
        "            found[id(one)] = one\n"
        "            queue += gc.get_referents(one)\n"
        "    texts = [one for one in found.values() if type(one) in (str, bytes)]\n"
        "    needle = '  @  '.join(['delta3', 'Theta2']).replace('  ', ' ')\n"
        "    functions = {one.__module__ for one in found.values() if type(one) is types.FunctionType and "
        "one.__name__ == 'gradient'}\n"
        "    return len(found), sorted(functions), sum(needle in one if type(one) is str else needle.encode() in one "
        "for one in texts)\n")
    size, modules, texts = value(sandbox, source, seconds=30.0)
    assert size > 10_000 and texts == 0 and {name.partition(".")[0] for name in modules} <= {"matplotlib", "numpy"}


@at("strict", nightly=["none", "strong"])
@pytest.mark.parametrize("exercise", exercises(), ids=lambda exercise: exercise.stem)
def test_every_answer_runs_with_what_its_worker_has(sandbox, exercise):
    others = {stem: find(stem).answer.encode() for stem in exercise.reads}
    answer = sandbox.run(request(exercise.answer, exercise.calls, 30.0, exercise.number, others=others))
    assert [seen.failure for seen in answer.observations] == [None] * len(exercise.calls)


# what a worker can see

def test_the_environment_is_empty_and_the_packages_are_those_that_are_named(sandbox):
    environment = value(sandbox, "import os\ndef f(): return sorted(os.environ)\n")
    assert {*environment} <= {"HOME", "LC_CTYPE", "MKL_NUM_THREADS", "MPLBACKEND", "OMP_NUM_THREADS",
                              "OPENBLAS_NUM_THREADS"}
    for name in "sklearn", "torch", "pytest", "pyseccomp", "click":
        assert f"No module named '{name}'" in verdict(sandbox.run(request(f"import {name}\n")))[1]


def test_of_nn_a_worker_has_loaded_nothing_that_knows_an_answer(sandbox):
    source = "import sys\ndef f(): return sorted(name for name in sys.modules if name.partition('.')[0] == 'nn')\n"
    assert value(sandbox, source) == ["nn"]
    source = ("import gc, types\ndef f(): return sorted({one.__file__ for one in gc.get_objects() if type(one) is "
              "types.ModuleType and '/nn/' in str(getattr(one, '__file__', ''))})\n")
    names = {path.rpartition("/nn/")[2] for path in value(sandbox, source)}
    assert not {name for name in names if "key" in name or "verdict" in name or name.count("/") < 2}


def test_a_worker_has_three_descriptors_and_no_terminal(sandbox):
    """0 to 2 lead nowhere; the other two are where answers and diagnostics go."""
    source = ("import os\ndef f():\n    found = []\n    for number in range(64):\n        try:\n"
              "            os.fstat(number)\n            found.append(number)\n        except OSError:\n"
              "            pass\n    return found, os.isatty(0), os.getsid(0) == os.getpid()\n")
    numbers, terminal, leads = value(sandbox, source)
    assert len(numbers) == 5 and not terminal and leads


def test_limits_are_those_that_are_promised(sandbox):
    source = ("import resource as r\ndef f():\n    return [list(r.getrlimit(getattr(r, 'RLIMIT_' + name))) for name in "
              "('CPU', 'FSIZE', 'NOFILE', 'NPROC', 'CORE')]\n")
    assert value(sandbox, source) == [[3, 4], [2 ** 26, 2 ** 26], [64, 64], [0, 0], [0, 0]]


def test_a_worker_may_take_a_gibibyte_of_memory_and_no_more(sandbox):
    source = ("import numpy as np\ndef f(mebibytes):\n    try:\n        np.empty(mebibytes * 2 ** 20, np.uint8)\n"
              "    except MemoryError:\n        return False\n    return True\n")
    assert [value(sandbox, source, mebibytes) for mebibytes in (900, 1100)] == [True, False]


def test_the_grader_is_closed_to_other_processes_of_its_user():
    with Sandbox("none"):
        assert prctl(PR_GET_DUMPABLE) == 0


def test_a_plot_is_drawn_and_neither_shown_nor_saved(sandbox, tmp_path):
    tmp_path.chmod(0o777)
    source = ("import matplotlib.pyplot as plt\nplt.figure()\nplt.plot([1, 2])\nplt.title('$x^2$')\nplt.show()\n"
              f"plt.savefig({str(tmp_path / 'a.png')!r})\nplt.gcf().savefig({str(tmp_path / 'b.png')!r})\n")
    assert verdict(sandbox.run(request(source + RIGHT)))[0] == 40
    assert not [*tmp_path.iterdir()]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")
def test_as_root_the_server_becomes_nobody(sandbox):
    source = "import os\ndef f(): return os.getresuid(), os.getresgid(), os.getgroups()\n"
    assert value(sandbox, source) == ((65534,) * 3, (65534,) * 3, [])


# the time

@at("strict", nightly=["none", "strong"])
@pytest.mark.parametrize("source, line, seconds", [
    ("import time\nend = time.time() + 20\nwhile time.time() < end:\n    pass\n", 3, 1.0),
    ("import time\ndef gradient(*a):\n    end = time.time() + 20\n    while time.time() < end:\n        pass\n", 4,
     0.1),
    ("import time\ndef gradient(*a):\n    time.sleep(20)\n", 3, 0.1)], ids=["at import", "in the call", "asleep"])
def test_what_takes_too_long_is_ended_and_its_line_named(sandbox, source, line, seconds):
    started = time.monotonic()
    answer = sandbox.run(request(source, seconds=seconds))
    failure = answer.observations[0].failure
    assert (failure.kind, failure.message) == ("time", f"{seconds:g} s") and line <= failure.line <= line + 1
    assert answer.ended == "limit" and time.monotonic() - started < 15
    assert verdict(sandbox.run(request(RIGHT)))[0] == 40


def test_half_a_second_of_sleep_costs_no_processor_time(sandbox):
    answer = sandbox.run(request("import time\ntime.sleep(0.5)\n" + RIGHT, seconds=1.0))
    assert verdict(answer)[0] == 40 and answer.processor < 0.5 < answer.wall


# the server

@pytest.mark.parametrize("source, loads", [
    (RIGHT, NUMPY), ("import numpy as np  # as in all packages that I know\n", NUMPY), ("scipyx = 1\n", NUMPY),
    ("from scipy.special import expit\n", ALL), ("def f():\n    import matplotlib.pyplot as plt\n", ALL),
    ('{"cells": [{"cell_type": "code", "source": ["import PIL\\n"]}]}', ALL)])
def test_a_worker_has_all_packages_loaded_only_where_its_file_names_one_besides_numpy(source, loads):
    """The memory of all takes twice as long to be forked as everything else."""
    assert loads_for(request(source)) == loads


def test_all_packages_are_loaded_also_for_the_students_other_files_and_for_answers_that_need_them():
    assert loads_for(request(RIGHT, others={"ex13_train": b"from scipy.optimize import minimize\n"})) == ALL
    assert b"scipy" in b"".join(text.tobytes() for _, text in answers_before(21))
    assert loads_for(request(RIGHT, number=21)) == ALL


def test_files_that_need_different_packages_take_turns(sandbox):
    plain, other = "def f(): return 1\n", "import scipy.special\ndef f(): return float(scipy.special.expit(0.0))\n"
    assert [value(sandbox, source) for source in (plain, other, plain, other)] == [1, 0.5, 1, 0.5]


def test_a_server_is_renewed_after_its_files():
    source = "import os\ndef f(): return os.getppid()\n"
    with Sandbox("none") as sandbox:
        first = [value(sandbox, source) for _ in range(MOST_FILES)]
        second = value(sandbox, source)
        assert len({*first}) == 1 and second != first[0] and not Path(f"/proc/{first[0]}").exists()


def test_the_death_of_a_server_costs_nothing():
    with Sandbox("none") as sandbox:
        sandbox.run(request(RIGHT))
        first = server_of(sandbox).process
        first.kill()
        assert verdict(sandbox.run(request(RIGHT)))[0] == 40
        second = server_of(sandbox).process
        assert first.wait() == -signal.SIGKILL and second.pid != first.pid
    assert second.wait(5) == 0 and sandbox.servers == {}


def test_a_file_that_ends_two_servers_is_an_error_of_the_grader_and_the_next_file_is_run():
    with Sandbox("none") as sandbox:
        ends = "import os, signal\nos.kill(os.getppid(), signal.SIGKILL)\n"    # the server, a process of this test
        with pytest.raises(GraderError, match="twice"):
            sandbox.run(request(ends))
        assert verdict(sandbox.run(request(RIGHT)))[0] == 40


def test_a_server_and_its_worker_end_where_the_grader_is_gone():
    with Sandbox("none") as sandbox:
        sandbox.run(request(RIGHT))
        server = server_of(sandbox).process
        server_of(sandbox).control.close()
        assert server.wait(5) == 0


@pytest.mark.parametrize("killed", ["while the server loads", "while a file runs"])
def test_nothing_is_left_where_the_grader_is_killed(killed, tmp_path):
    code = (f"import sys\nsys.path.insert(0, {str(Path(__file__).parent)!r})\nfrom confined import *\n"
            "from nn.exercises.grading.confined import sandbox\nask = sandbox.Server.ask\n"
            "def told(self, *asked):\n    print(self.process.pid, flush=True)\n    return ask(self, *asked)\n"
            "sandbox.Server.ask = told\n"
            "Sandbox('none').run(request('import time, scipy\\nend = time.time() + 20\\nwhile time.time() < end:\\n'"
            "    ' pass\\n', seconds=20.0))\n")
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as grader:
        for _ in range(1 if killed == "while the server loads" else 2):
            server = int(grader.stdout.readline())
        time.sleep(0.5)
        started = descendants(server)
        grader.kill()
    end = time.monotonic() + 5
    while time.monotonic() < end and any(map(alive, started)):
        time.sleep(0.05)
    assert len(started) == (1 if killed == "while the server loads" else 3)
    assert not any(map(alive, started))


def test_what_a_worker_leaves_behind_is_ended():
    """A daemon, in a session of its own: an orphan. The process here does as a server does."""
    code = ("import os, time\nfrom nn.exercises.grading.confined import process, server\n"
            "process.prctl(process.PR_SET_CHILD_SUBREAPER, 1)\n"
            "child = os.fork()\n"
            "if child == 0:\n    os.setsid()\n    if os.fork() == 0:\n        time.sleep(20)\n    os._exit(0)\n"
            "os.waitpid(child, 0)\nprint(len(process.children()))\n"
            "server.end_descendants()\nprint(process.children())\n")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=15)
    assert done.stdout == "1\n[]\n", done.stderr


def test_where_our_own_code_fails_in_the_worker_it_is_an_error_of_the_grader(monkeypatch):
    with Sandbox("none") as sandbox:
        monkeypatch.setattr("nn.exercises.grading.confined.sandbox.messages", lambda request: [b"junk"])
        with pytest.raises(GraderError, match="failed before"):
            sandbox.run(request(RIGHT))


def test_after_an_interruption_the_next_file_gets_its_own_answer(monkeypatch):
    with Sandbox("none") as sandbox:
        monkeypatch.setattr(Server, "run", lambda *a: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            sandbox.run(request(RIGHT))
        monkeypatch.undo()
        assert verdict(sandbox.run(request(RIGHT)))[0] == 40
