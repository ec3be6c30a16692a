"""In Pyodide, Python in a browser, there are no processes: a cell is checked in the running interpreter.

NN_PYODIDE names the folder of a Pyodide release that contains its NumPy: the one that is unpacked from
pyodide-VERSION.tar.bz2, or the npm package pyodide with the release's numpy-*.whl beside it.
"""
import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from shells import COST, WRONG

import nn
from nn.exercises import course, report
from nn.exercises.exercise import exercises, find
from nn.exercises.notebook import magics
from nn.exercises.notebook.alone import program_of
from nn.exercises.sandbox.in_process import in_process
from nn.exercises.sandbox.runner import in_worker
from nn.exercises.source import body, with_all
from nn.exercises.verdict.judge import judge

#: number -> text of a cell, and what is said about it in Pyodide and in a worker
CELLS = {
    "passed": (6, COST), "a known mistake": (6, WRONG),
    "an error": (6, "def cost(theta, X, Y, layer_sizes):\n    return X @ theta\n"),
    "not Python": (6, "def cost(theta, X, Y, layer_sizes:\n    return 1\n"),
    "input": (6, "def cost(theta, X, Y, layer_sizes):\n    return float(input())\n"),
    "an unknown gradient": (10, "def gradient(theta, X, Y, layer_sizes):\n    print('here')\n    return 1.5 * theta\n"),
} | {one.mistakes[0].slug: (one.number, with_all(body(one.answer), [tuple(one.mistakes[0].edits.items())]))
     for one in exercises() if one.number <= 12 and one.mistakes}

#: what runs in Pyodide: it gets the cells, and prints what is said about each
PROGRAM = """
import json, sys
sys.path.insert(0, "/house")
from nn.exercises import report
from nn.exercises.course import check_program
from nn.exercises.exercise import find
from nn.exercises.notebook.alone import program_of
from nn.exercises.notebook.magics import has_no_processes
from nn.exercises.sandbox.in_process import in_process
cells = json.loads({cells!r})
said = {{}}
for name, (number, cell) in cells.items():
    exercise = find(number)
    program = program_of(exercise, "%%check\\n" + cell, "/tmp")
    said[name] = [*report.explain(check_program(exercise, program, "/tmp", 5, in_process))]
    from pathlib import Path
    Path("/tmp/.progress.json").unlink()
exercise = find(6)
program = program_of(exercise, "def cost(theta, X, Y, layer_sizes):\\n    while True: pass\\n", "/tmp")
said["no end"] = [*report.explain(check_program(exercise, program, "/tmp", 1, in_process))]
print(json.dumps([has_no_processes(), said]))
"""


def said_by_a_worker(number, cell, folder):
    """All that is said about a cell where there are processes."""
    exercise = find(number)
    verdict = judge(exercise, in_worker(program_of(exercise, f"%%check\n{cell}", folder), exercise.calls, 10))
    return [*report.explain(course.Result(exercise, "passed" if verdict.passed else "wrong", verdict,
                                          "" if verdict.passed else verdict.lines[0], verdict.name))]


@pytest.mark.slow
def test_pyodide_says_what_a_worker_says(tmp_path):
    release, node = os.environ.get("NN_PYODIDE"), shutil.which("node")
    if not release:
        pytest.skip("set NN_PYODIDE to the folder of a Pyodide release with its NumPy to run this test")
    if not node:
        pytest.skip("Node.js is not installed, in which Pyodide runs here")
    program = tmp_path / "program.py"
    program.write_text(PROGRAM.format(cells=json.dumps(CELLS)), encoding="utf-8")
    script, house = Path(__file__).with_name("pyodide.mjs"), Path(nn.__file__).parent.parent
    ended = subprocess.run([node, script, os.path.abspath(release), house, program], capture_output=True, text=True,
                           timeout=300)
    assert ended.returncode == 0, ended.stderr[-2000:]
    no_processes, said = json.loads(ended.stdout.splitlines()[-1])
    hang = said.pop("no end")
    assert no_processes and hang[0].startswith("Cost 0/30. Line 2: still running after 1 s.")
    assert said == {name: said_by_a_worker(*cell, tmp_path) for name, cell in CELLS.items()}


def without_processes(monkeypatch):
    """What a system without processes lacks."""
    monkeypatch.setattr("sys.platform", "emscripten")
    for name in ("fork", "kill", "killpg"):
        monkeypatch.delattr(os, name, raising=False)
    for name in ("subprocess.Popen", "tempfile.TemporaryFile", "faulthandler.dump_traceback_later"):
        monkeypatch.setattr(name, None)


@pytest.mark.parametrize("name", CELLS)
def test_without_processes_the_same_is_said(name, tmp_path, monkeypatch):
    number, cell = CELLS[name]
    expected = said_by_a_worker(number, cell, tmp_path)
    without_processes(monkeypatch)
    exercise = find(number)
    program = program_of(exercise, f"%%check\n{cell}", tmp_path)
    assert [*report.explain(course.check_program(exercise, program, tmp_path, run=in_process))] == expected


class Shell:
    """The few things of an IPython shell that %%check needs, as in a kernel that runs in a browser."""

    def __init__(self):
        self.functions, self.published, self.user_ns, self.user_ns_hidden = {}, [], {}, {}
        self.display_pub, self.compile, self.magics_manager = self, self, self
        self.magics = {"cell": {}, "line": {}}

    def register_magic_function(self, function, kind, name):
        self.functions[name] = function

    def set_hook(self, name, function, str_key):
        assert name == "complete_command"

    def publish(self, data):
        self.published.append(data)

    def cache(self, code, number):
        return code

    def run_cell(self, cell):
        exec(cell, self.user_ns)
        self.error_before_exec = self.error_in_exec = None
        return self


def test_in_a_browser_a_cell_is_checked_without_a_worker_and_then_runs(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    without_processes(monkeypatch)
    shell = Shell()
    magics.load(shell)
    shell.functions["check"]("6", COST)
    shell.functions["check"]("6", WRONG)
    assert [one["text/plain"].partition(". ")[2].partition(":")[0] for one in shell.published] == [
        "Passed.", "Known mistake"]
    assert callable(shell.user_ns["cost"])
    magics.unload(shell)
