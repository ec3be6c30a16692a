"""Files that attack the grader: 0 points, with words, and nothing has changed; the honest files around them keep 100 %.

They do no harm where the confinement fails: signals are signal 0 or go to the worker itself, at most 20 forks, at most
64 MiB of memory and files, loops end by themselves after 20 seconds, all paths are canaries in the test's own folder,
connections go to a listener of the test's. The worker runs under RLIMIT_NPROC, and as another user where this is root.
"""
import json
import os
import shutil
import socket
import tempfile
from contextlib import ExitStack
from functools import cache
from pathlib import Path

import pytest
from confined import RIGHT, at, descendants, opened, request, server_of, verdict

from nn.exercises.grading.confined import process

#: a file that does something when it is called, and returns nothing
CALLED = "import ctypes, os, resource, signal, socket, subprocess, sys, threading, time\nimport numpy as np\n"


def called(*lines):
    return CALLED + "def gradient(theta, X, Y, layer_sizes):\n" + "".join(f"    {line}\n" for line in lines)


def imported(*lines):
    return CALLED + "".join(f"{line}\n" for line in lines) + RIGHT


UNTIL = "end = time.time() + 20"
SHORT, STILL_RUNNING = 0.1, "still running after 0.1 s"
REFUSED, NOT_PERMITTED = "PermissionError", "not permitted"
DIED = "ended the Python process"

#: name -> (file, words, what is tried): {folder} is the folder of the canaries, {port} that of the listener
HOSTILE = {
    # the answer from elsewhere
    "nn.gradient": ("from nn import gradient\n", "nn.gradient is what you are to write here"),
    "nn.cost_and_gradient": ("from nn import cost_and_gradient\n", "is what you are to write here"),
    "nn.numerical_gradient": ("from nn import numerical_gradient\n", "is what you are to write here"),
    "the key": (imported("from nn.exercises.key.ex10_backpropagation import gradient"), "not there"),
    "the judge": (imported("from nn.exercises.verdict import judge"), "not there"),
    "the wire": (imported("from nn.exercises.sandbox import wire"), "not there"),
    "the key's source": (imported("open('{folder}/nn/exercises/key/ex10_backpropagation.py').read()"), REFUSED),
    "a neighbour's file": (imported("open('{folder}/neighbour/ex10_backpropagation.py').read()"), REFUSED),
    "the path to the package": (imported("sys.path.insert(0, '{folder}')", "del sys.modules['nn']",
                                         "sys.meta_path.pop(0)", "from nn import gradient"),
                                ("No module named", REFUSED)),
    "sklearn": (imported("from sklearn.neural_network import MLPClassifier"), "No module named"),
    "autograd": (imported("import autograd"), "No module named"),
    "torch": (imported("import torch"), "No module named"),

    # the comparison
    "replaces np.allclose": (called("np.allclose = np.abs = np.all = np.array_equal = lambda *a, **k: True",
                                    "return np.zeros_like(theta)"), "expected -0.70246 got 0"),
    "an array that equals all": (
        CALLED + "class Liar(np.ndarray):\n    def __eq__(self, other): return np.ones(self.shape, bool)\n"
        "    __ne__ = __sub__ = __eq__\ndef gradient(theta, *a): return np.zeros_like(theta).view(Liar)\n",
        "expected -0.70246 got 0"),
    "a number that equals all": ("class Liar(float):\n    def __eq__(self, other): return True\n"
                                 "def gradient(theta, *a): return Liar(0)\n", "returns"),
    "an object with __array__": ("class Liar:\n    def __array__(self, *a): raise SystemExit\n"
                                 "def gradient(theta, *a): return Liar()\n", "returns a Liar"),
    "a __class__ that raises": ("class Liar:\n    @property\n    def __class__(self): raise SystemExit\n"
                                "def gradient(theta, *a): return Liar()\n", ("returns", "exits")),
    "a metaclass without a name": ("class Meta(type):\n    @property\n    def __name__(cls): raise ValueError('no')\n"
                                   "class Liar(metaclass=Meta): pass\ndef gradient(theta, *a): return Liar()\n",
                                   ("returns", "no")),

    # the answer's bytes
    "junk for an answer": (called("for n in range(3, 20):", "    try: os.write(n, b'junk' * 2 ** 20)",
                                  "    except OSError: pass"), "could not be read"),
    "a header of 2**63": (called("import struct", "header = struct.pack('<4sBBBxQ8Q', b'nnx1', 4, 0, 0, 2 ** 63, "
                                 "*[0] * 8)", "for n in range(3, 20):", "    try: os.write(n, header)",
                                 "    except OSError: pass"), "could not be read"),
    "32 MiB of zeros": (called("for n in range(3, 20):", "    try: os.write(n, bytes(2 ** 25))",
                               "    except OSError: pass"), "could not be read"),
    "an answer that is cut short": (called("for n in range(3, 20):", "    try: os.write(n, b'nnx1')",
                                           "    except OSError: pass", "os.kill(os.getpid(), 0) or end()"),
                                    ("could not be read", "read")),
    "10**12 numbers": (called("return np.broadcast_to(1.0, (10 ** 6, 10 ** 6))"), "too large"),
    "an object array": (called("return np.array([{{}}, []], dtype=object)"), "returns"),
    "a list in itself": (called("a = []", "a.append(a)", "return a"), "returns"),

    # the grader's process
    "the parent's memory": (called("open(f'/proc/{{os.getppid()}}/mem', 'r+b').write(b'')"), REFUSED),
    "the parent's environment": (called("open(f'/proc/{{os.getppid()}}/environ').read()"), REFUSED),
    "the parent's output": (called("open(f'/proc/{{os.getppid()}}/fd/1', 'w')"), REFUSED),
    "kill(getppid(), 0)": (called("os.kill(os.getppid(), 0)"), NOT_PERMITTED),
    "kill(-1, 0)": (called("os.kill(-1, 0)"), NOT_PERMITTED),
    "its own SIGSTOP": (called("os.kill(os.getpid(), signal.SIGSTOP)"), NOT_PERMITTED),
    "prlimit of the parent": (called("resource.prlimit(os.getppid(), resource.RLIMIT_CORE, (0, 0))"), NOT_PERMITTED),
    "affinity of the parent": (called("os.sched_setaffinity(os.getppid(), os.sched_getaffinity(0))"), NOT_PERMITTED),
    "ptrace": (called("assert ctypes.CDLL(None).ptrace(0x4206, os.getppid(), 0, 0) == 0, 'not permitted'"),
               NOT_PERMITTED),

    # other processes
    "fork": (called("os.fork() or time.sleep(20)"), NOT_PERMITTED),
    "a daemon": (called("os.fork() and os._exit(0)", "os.setsid()", "os.fork() and os._exit(0)", "time.sleep(20)"),
                 NOT_PERMITTED),
    "a thread": (called("threading.Thread(target=time.sleep, args=(20,)).start()"), "can't start new thread"),
    "exec": (called("os.execv('/bin/true', ['true'])"), NOT_PERMITTED),
    "a program": (called("subprocess.run(['/bin/true'])"), NOT_PERMITTED),
    "the shell": (called("assert os.system('true') == 0, 'not permitted'"), NOT_PERMITTED),

    # the network
    "a connection": (called("socket.create_connection(('127.0.0.1', {port}), 1)"), NOT_PERMITTED),
    "a UNIX socket": (called("socket.socket(socket.AF_UNIX)"), NOT_PERMITTED),
    "a datagram": (called("socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', {port}))"),
                   NOT_PERMITTED),

    # files
    "appends to the judge": (called("open('{folder}/nn/exercises/verdict/judge.py', 'a').write('#')"), REFUSED),
    "plants a .pth": (called("open('{folder}/site-packages/x.pth', 'w').write('import os')"), REFUSED),
    "the grade book": (called("open('{folder}/grades.csv', 'a').write('x')"), REFUSED),
    "deletes the grade book": (called("os.remove('{folder}/grades.csv')"), NOT_PERMITTED),
    "deletes all": (called("import shutil", "shutil.rmtree('{folder}')"), (REFUSED, NOT_PERMITTED)),
    "writes its folder full": (called("for i in range(64):", "    open(f'{folder}/{{i}}', 'wb').write(bytes(2 ** 20))"),
                               REFUSED),
    "/dev/shm": (called("open('/dev/shm/nn-hostile', 'w')"), REFUSED),
    "a link to the grade book": (called("os.link('{folder}/grades.csv', '{folder}/mine')"), NOT_PERMITTED),
    "utime": (called("os.utime('{folder}/grades.csv', (0, 0))"), NOT_PERMITTED),
    "chmod": (called("os.chmod('{folder}/grades.csv', 0o777)"), NOT_PERMITTED),

    # time
    "an endless loop at import": (imported(UNTIL, "while time.time() < end: pass"), STILL_RUNNING),
    "an endless loop in the call": (called(UNTIL, "while time.time() < end: pass"), STILL_RUNNING),
    "ignores the limit": (called("signal.signal(signal.SIGXCPU, signal.SIG_IGN)", UNTIL, "while time.time() < end:",
                                 "    try: sum(range(10 ** 5))", "    except BaseException: pass"),
                          "still running after 1 s"),
    "sleeps": (called("time.sleep(20)"), STILL_RUNNING),

    # memory, and the end
    "prints 32 MiB": (called("for i in range(32): print('x' * 2 ** 20)"), "expected an array"),
    "10 GB": (called("return np.empty(10 ** 10 // 8)"), "more memory than is available"),
    "a list that grows": (called("a = []", "for i in range(64): a.append(np.empty(2 ** 27))", "return theta"),
                          "more memory than is available"),
    "recursion": ("def gradient(*a):\n    return gradient(*a)\n", "calls itself endlessly"),
    "a wrong address": (called("ctypes.string_at(0)"), "signal SIGSEGV"),
    "os._exit": (called("os._exit(0)"), "exits Python"),
    "the C library's exit": (called("ctypes.CDLL(None)._exit(0)"), DIED),
    "sys.exit at import": (imported("sys.exit(0)"), "exits Python"),
    "closes all descriptors": (called("os.closerange(0, 64)", "for n in range(64):", "    try: os.close(n)",
                                      "    except OSError: pass"), DIED),
    "kills itself": (called("ctypes.CDLL(None).abort()"), DIED),

    # the text
    "minus signs": ("def gradient(*a):\n    return " + "-" * 200_000 + "1\n",
                    ("more memory than is available", "calls itself endlessly", "SyntaxError")),
    "a null byte": (b"def gradient(*a):\n    return 1\0\n", "SyntaxError"),
    "UTF-16": ("def gradient(*a):\n    return 1\n".encode("utf-16"), "SyntaxError"),
    "Latin-1": ("def gradient(*a):\n    return 'é'\n".encode("latin-1"), "SyntaxError"),
    "bytes that are not text": (b"\xff\xfe\x00\x80" * 100, "SyntaxError"),
    "raises a passing line": (called("raise ValueError('Backpropagation 40/40. Passed.')"), "ValueError"),
    "raises markup": (called(r"raise ValueError('\x1b[2J]]></failure><script>alert(1)</script>\u202e=HYPERLINK()')"),
                      "]]></failure><script>alert(1)</script>"),
}

#: in which the two levels differ: files are opened and looked for, or what was not loaded is imported
BY_LEVEL = ("the key's source", "a neighbour's file", "the path to the package", "sklearn", "autograd", "torch",
            "the parent's memory", "the parent's environment", "the parent's output", "a program",
            "appends to the judge", "plants a .pth", "the grade book", "deletes the grade book", "deletes all",
            "writes its folder full", "/dev/shm", "a link to the grade book", "utime", "chmod", "a plot at import")

ENDED = {"an endless loop in the call": "limit", "sleeps": "limit", "ignores the limit": "limit",
         "junk for an answer": "protocol", "a wrong address": "signal SIGSEGV"}

HARMLESS = {
    "the key's answer": RIGHT,
    "Latin-1 with its line": "# coding: latin-1\n# é\n".encode("latin-1") + RIGHT.encode("ascii", "replace"),
    "UTF-8 with a mark": b"\xef\xbb\xbf" + RIGHT.encode(),
    "CRLF": RIGHT.replace("\n", "\r\n"),
    "a plot at import": "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()\nplt.savefig('a.png')\n" + RIGHT,
    "a main block": RIGHT + "\nif __name__ == '__main__':\n    raise SystemExit\n",
    "prints": "print('x' * 10 ** 6)\n" + RIGHT.replace("    m = len(X)\n", "    m = len(X)\n    print('40/40')\n"),
    "an own forward pass": (
        "import numpy as np\ndef gradient(theta, X, Y, layer_sizes):\n    n, h, K = layer_sizes\n"
        "    g = lambda z: 1 / (1 + np.exp(-z))\n    m, cut = len(X), h * (n + 1)\n"
        "    T1, T2 = theta[:cut].reshape(h, n + 1), theta[cut:].reshape(K, h + 1)\n"
        "    A1 = np.c_[np.ones(m), X]\n    A2 = np.c_[np.ones(m), g(A1 @ T1.T)]\n    d3 = g(A2 @ T2.T) - Y\n"
        "    d2 = (d3 @ T2 * A2 * (1 - A2))[:, 1:]\n    return np.r_[(d2.T @ A1).ravel(), (d3.T @ A2).ravel()] / m\n"),
}


@pytest.fixture(scope="module")
def sandboxes():
    """Level -> its Sandbox, which an honest file has passed."""
    with ExitStack() as stack:
        @cache
        def at_level(level):
            sandbox = stack.enter_context(opened(level))
            assert grade_an_honest_one(sandbox) == 40
            return sandbox
        yield at_level


@pytest.fixture(params=["strict", "strong"])
def sandbox(request, sandboxes):
    return sandboxes(request.param)


def grade_an_honest_one(sandbox):
    return verdict(sandbox.run(request(RIGHT)))[0]


def at_both_levels(names):
    """Every name at "strict"; at "strong", those in which that differs, and in the night the others."""
    cases = [("strict", name) for name in names]
    cases += [pytest.param("strong", name, marks=[pytest.mark.nightly] * (name not in BY_LEVEL)) for name in names]
    return pytest.mark.parametrize("sandbox, name", cases, indirect=["sandbox"])


@pytest.fixture(scope="module")
def canaries():
    """A folder of stand-ins that all may read and write: an installation, a neighbour's file, a grade book."""
    with tempfile.TemporaryDirectory() as name:                     # pytest's own folders are closed to nobody
        yield filled_with_canaries(Path(name))


def filled_with_canaries(folder):
    package = Path(process.__file__).parents[3]
    shutil.copytree(package / "exercises", folder / "nn" / "exercises", ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "nn" / "__init__.py").write_text("def gradient(*a): return 'open'\n")
    for name in "site-packages", "neighbour":
        (folder / name).mkdir()
    (folder / "neighbour" / "ex10_backpropagation.py").write_text(RIGHT)
    (folder / "grades.csv").write_text("Ada,100\n")
    for path in [folder, *folder.rglob("*")]:
        path.chmod(0o777 if path.is_dir() else 0o666)
    return folder


@pytest.fixture(scope="module")
def listener():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setblocking(False)
        yield listener


@cache
def first_state(folder):
    return state(folder)


def state(folder):
    """All that can be seen of a folder, and what is in the memory that processes share."""
    return {name for name in os.listdir("/dev/shm") if "hostile" in name}, {
        path: (path.stat().st_mode, path.stat().st_mtime_ns, path.read_bytes() if path.is_file() else b"")
        for path in sorted(folder.rglob("*"))}


def attack(sandbox, source, canaries, listener, seconds=1.0, **more):
    """(points, words, Answer) of a file, between two honest ones; nothing outside has changed."""
    before = first_state(canaries)
    answer = sandbox.run(request(source, seconds=seconds, **more))
    left = descendants(server_of(sandbox).process.pid)
    assert grade_an_honest_one(sandbox) == 40
    assert state(canaries) == before
    with pytest.raises(BlockingIOError):
        listener.accept()
    assert len(left) <= 2, "only the server and the process that forked it are left"
    return *verdict(answer), answer


@at_both_levels(HOSTILE)
def test_an_attack_gets_no_points_and_words_and_changes_nothing(sandbox, canaries, listener, name):
    source, words = HOSTILE[name]
    if isinstance(source, str) and ("{folder}" in source or "{port}" in source or "{{" in source):
        source = with_places(source, canaries, listener)
    seconds = SHORT if words == STILL_RUNNING else 1.0
    points, said, answer = attack(sandbox, source, canaries, listener, seconds)
    assert points == 0 and answer.ended == ENDED.get(name, answer.ended)
    assert any(one in said for one in ([words] if isinstance(words, str) else words)), said
    assert not {"\x1b", "\u202e", "\0"} & {*said}


def with_places(source, canaries, listener):
    return source.replace("{folder}", str(canaries)).replace("{port}", str(listener.getsockname()[1])).replace(
        "{{", "{").replace("}}", "}")


@at_both_levels(HARMLESS)
def test_what_is_only_unusual_gets_all_points(sandbox, canaries, listener, name):
    points, said, answer = attack(sandbox, HARMLESS[name], canaries, listener)
    assert (points, said) == (40, "") and (name == "prints") == (answer.printed_bytes > 10 ** 6)


def test_what_was_tried_is_named(sandbox, canaries, listener):
    tries = ["os.fork()", "open('/etc/passwd')", "socket.socket()", "subprocess.run(['true'])",
             "os.kill(1, 0)", f"open('{canaries}/grades.csv', 'a')"]
    lines = [line for one in tries for line in ("try:", f"    {one}", "except Exception: pass")]
    points, _, answer = attack(sandbox, imported(*lines), canaries, listener)
    assert points == 40
    assert {"fork", "/etc/passwd", "socket", "exec", "kill", f"{canaries}/grades.csv"[:80]} <= {*answer.tried}


def test_what_python_itself_opens_is_not_counted(sandbox):
    source = ("import traceback, logging\ntry:\n    import wave\nexcept (ImportError, OSError): pass\n"
              "try:\n    1 / 0\nexcept ZeroDivisionError:\n    traceback.print_exc()\n    logging.exception('x')\n")
    assert sandbox.run(request(source + RIGHT)).tried == ()


@at("strong")
def test_writing_to_nowhere_is_allowed_where_files_can_be_opened(sandbox, canaries, listener):
    source = imported("with open(os.devnull, 'w') as file:", "    print('x', file=file)")
    assert attack(sandbox, source, canaries, listener)[:2] == (40, "")


# notebooks

def cells(*sources, kind="code"):
    return [{"cell_type": kind, "metadata": {}, "source": source} for source in sources]


def notebook(*sources, **more):
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells(*sources)} | more).encode()


NOTEBOOKS = {
    "trains for ever": (notebook("import time\nend = time.time() + 20\nwhile time.time() < end: pass\n", RIGHT), 40),
    "commands of the shell": (notebook("!touch {folder}/mine\n%matplotlib inline\n?print\nimport numpy", RIGHT), 40),
    "a cell that is not Python": (notebook("%%bash\necho x", "def broken(:\n", RIGHT), 40),
    "lines as a list": (notebook(RIGHT.splitlines(keepends=True)), 40),
    "cells of text": (json.dumps({"nbformat": 4, "cells": cells("# x", kind="markdown") + cells(RIGHT)}).encode(), 40),
    "imports that are not there": (notebook("import torch, sklearn\nfrom nn import gradient, cost\n"
                                            "class N(torch.nn.Module): pass", RIGHT), 40),
    "the last definition counts": (notebook("def gradient(*a): return 1", RIGHT), 40),
    "the first definition does not": (notebook(RIGHT, "def gradient(*a): return 1"), 0),
    "cells that depend on what ran": (notebook("import numpy as np\nX = np.ones(3)\nprint(X)", RIGHT, "1 / 0"), 40),
    "literals": (notebook("ONE, two = 1, [2.0, 'x']\nm: int = -3", RIGHT.replace("((m, 1))", "((m, ONE))")), 40),
    "nested deeply": (b'{"nbformat": 4, "cells": ' + b"[" * 10 ** 5 + b"]" * 10 ** 5 + b"}", 0),
    "cells that are no list": (notebook(cells=5), 0),
    "cells of other types": (notebook(cells=[1, None, "x", {"cell_type": "code", "source": 7}, *cells(RIGHT)]), 40),
    "format 3": (json.dumps({"nbformat": 3, "worksheets": [{"cells": []}]}).encode(), 0),
    "no notebook": (b"%PDF-1.7 \xff\x00", 0),
    "with a mark": (b"\xef\xbb\xbf" + notebook(RIGHT), 40),
    "future imports": (notebook("import numpy as np", "from __future__ import annotations\n" + RIGHT), 40),
    "modulo at the beginning of a line": (notebook("def f(a, b):\n    return (a\n% b)", RIGHT), 40),
}


@at_both_levels(NOTEBOOKS)
def test_a_notebook_is_graded_by_its_functions_alone(sandbox, canaries, listener, name):
    data, expected = NOTEBOOKS[name]
    data = data.replace(b"{folder}", str(canaries).encode())
    points, words, _ = attack(sandbox, data, canaries, listener, notebook=True, name="ex4.ipynb")
    assert points == expected and (points or words), words


def test_the_cell_and_the_line_in_it_are_found_and_the_cells_that_were_left_out(sandbox):
    wrong = "# the gradient\ndef gradient(theta, X, Y, layer_sizes):\n    return X @ Y\n"
    data = notebook("%matplotlib inline\nimport numpy as np\nx = 3\n\n", "def broken(:\n\n", wrong)
    answer = sandbox.run(request(data, notebook=True, name="ex4.ipynb"))
    failure = answer.observations[0].failure
    number, first = max(one for one in answer.cells if one[1] <= failure.line)
    assert (number, failure.line - first + 1, failure.text) == (3, 3, "return X @ Y")
    assert answer.lines[failure.line - 1] == "    return X @ Y"
    one, = answer.left_out
    assert (one.cell, one.names) == (2, ("broken",))
    assert (one.failure.kind, one.failure.line, one.failure.text) == ("SyntaxError", 6, "def broken(:")


def test_what_is_said_of_the_cells_that_are_not_python_is_bounded_and_shells_are_not_meant(sandbox):
    data = notebook("%%bash\nif x", "%%time\nif x", " x = 1\n\n\n\n" + "def f(:\n" * 50, *["f("] * 500, "a\0b", RIGHT)
    answer = sandbox.run(request(data, notebook=True, name="ex4.ipynb"))
    assert len(answer.left_out) == 100 and answer.observations[0].failure is None
    assert [one.cell for one in answer.left_out[:3]] == [2, 3, 4] and len(answer.left_out[1].names) == 20
    assert answer.left_out[1].failure.kind == "IndentationError"


@at("strict", nightly=["strong"])
def test_the_cell_of_an_endless_loop_is_found_too(sandbox):
    endless = "class Endless:\n    import time\n    end = time.time() + 20\n    while time.time() < end: pass\n"
    answer = sandbox.run(request(notebook("x = 1", endless), notebook=True, seconds=SHORT))
    assert answer.observations[0].failure.text == "class Endless:" and answer.observations[0].failure.line == 2
    assert answer.cells == ((1, 1), (2, 2))


def test_an_old_notebook_says_what_to_do(sandbox):
    failure = sandbox.run(request(NOTEBOOKS["format 3"][0], notebook=True)).observations[0].failure
    assert (failure.kind, failure.message) == ("unreadable", "save it with a newer Jupyter")


def test_a_notebook_that_is_named_py_is_called_one(sandbox):
    assert sandbox.run(request(notebook(RIGHT))).observations[0].failure.kind == "notebook"
