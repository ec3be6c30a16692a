"""A class of 300 with nn grade: how long an instructor waits, and what it takes against one pytest a submission."""
import csv
import itertools
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest
import side_by_side
from children import command, environment
from side_by_side import Measured, Row, at_least, at_most_mebibytes, at_most_seconds, timed

from nn.exercises import course
from nn.exercises.exercise import exercises

pytestmark = [pytest.mark.usefixtures("quiet"),
              pytest.mark.skipif(sys.platform != "linux", reason="students' code is confined on Linux only")]

GRADED = [exercise for exercise in exercises() if exercise.points]


#: what a hostile submission puts in the place of exercise 10; without confinement it ends by itself and harms nothing
HOSTILE = [
    "import time\nend = time.monotonic() + 20\nwhile time.monotonic() < end:\n    pass\n",
    "import time\ndef gradient(*arguments):\n    end = time.monotonic() + 20\n    while time.monotonic() < end:\n"
    "        pass\n",
    "import time\ntime.sleep(20)\n",
    "import os\nos._exit(0)\n",
    "import sys\nsys.exit()\n",
    "import os\nos.kill(os.getppid(), 0)\n",
    "import os\nos.fork() or os._exit(0)\n",
    "import socket\nsocket.socket()\n",
    "open('/etc/passwd').read()\n",
    "print('x' * 50_000_000)\n",
    "import numpy as np\nnp.empty(10 ** 10)\n",
    "def f(): f()\nf()\n",
    "from nn import gradient\n",
    "x = " + "-" * 100_000 + "1\n",
    "\0",
    "import sklearn\n",
]


#: prints the processor time of confining a forked process, the median of 40
APPLIED = """
import os, statistics, sys, time
from nn.exercises.grading.confined.confine import Confinement
from nn.exercises.grading.confined.server import readable
confinement, seconds = Confinement.at(sys.argv[1], [*readable()]), []
for _ in range(40):
    end, other = os.pipe()
    if os.fork() == 0:
        started = time.process_time()
        confinement.apply()
        os.write(other, str(time.process_time() - started).encode())
        os._exit(0)
    os.wait()
    seconds.append(float(os.read(end, 100)))
print(statistics.median(seconds))
"""


def students():
    """How many: with --quick a few."""
    return 300 if side_by_side.MOST_ROUNDS > 1 else 8


def hand_in(folder, wrong_of_20=0, hostile_of_10=0, graded=GRADED, number=None):
    """A class whose files differ, and of which some are wrong, each in another way.

    wrong_of_20   : how many of 20 files
    hostile_of_10 : how many of 10 students have something hostile in the place of exercise 10
    """
    numbers = itertools.count()
    for student in range(number or students()):
        (folder / f"s{student:03}").mkdir(parents=True)
        for exercise in graded:
            text = exercise.answer
            if next(numbers) % 20 < wrong_of_20:
                mistake = exercise.mistakes[student % len(exercise.mistakes)]
                for right, wrong in mistake.edits.items():
                    text = text.replace(right, wrong)
            if exercise.number == 10 and student % 10 < hostile_of_10:
                text = HOSTILE[student // 10 % len(HOSTILE)]
            (folder / f"s{student:03}" / f"{exercise.stem}.py").write_text(f"{text}# {student}\n", encoding="utf-8")
    return folder


def grade(folder, out, *more):
    command("-m", "nn", "grade", str(folder), "--out", str(out), *more)


@pytest.mark.parametrize("wrong_of_20, what, seconds", [(0, "all of it right", 30), (9, "45 % of the files wrong", 75)])
def test_a_class_of_300(record, tmp_path, wrong_of_20, what, seconds):
    folder = hand_in(tmp_path / "class", wrong_of_20)
    took = timed(partial(grade, folder, tmp_path / "out"))
    bound = at_most_seconds(seconds) if students() == 300 else None
    record(Row(f"`nn grade`, {students()} submissions of 5 files, {what}", took, bound=bound))
    again = timed(partial(grade, folder, tmp_path / "out"))
    record(Row(f"`nn grade`, the same {students()} once more: nothing has changed", again,
               bound=at_most_seconds(10) if bound else None))


def test_a_class_of_which_a_tenth_is_hostile(record, tmp_path):
    took = timed(partial(grade, hand_in(tmp_path / "class", hostile_of_10=1), tmp_path / "out"))
    with open(tmp_path / "out" / "grades.csv", encoding="utf-8-sig", newline="") as file:
        totals = {row["student"]: row["total"] for row in csv.DictReader(file)}
    assert [name for name, total in totals.items() if (total == "100") != (int(name[1:]) % 10 > 0)] == []
    what = f"`nn grade`, {students()} submissions of 5 files, a tenth of them hostile (the others get 100 points)"
    record(Row(what, took,
               bound=at_most_seconds(120) if students() == 300 else None))


def test_a_class_that_hands_in_all_exercises(record, tmp_path):
    few = students() // 10 or 1
    folder = hand_in(tmp_path / "class", graded=exercises(), number=few)
    took = timed(partial(grade, folder, tmp_path / "out", "--exercises", "all"))
    what = f"`nn grade`, {10 * few} submissions of {len(exercises())} files (calculated from {few})"
    record(Row(what, took.times(10),
               bound=at_most_seconds(600) if students() == 300 else None))


def test_memory(record, tmp_path):
    folder = hand_in(tmp_path / "class", wrong_of_20=9, number=max(students() // 6, 2))
    arguments = [sys.executable, "-m", "nn", "grade", str(folder), "--out", str(tmp_path / "out")]
    most = {"grader": 0.0, "server": 0.0}
    with subprocess.Popen(arguments, env=environment(None), stdout=subprocess.DEVNULL,
                          stderr=subprocess.DEVNULL) as grader:
        while grader.poll() is None:
            for process in with_descendants(grader.pid):
                name, peak = name_and_peak(process)
                most[name] = max(most[name], peak)
            time.sleep(0.1)
    assert grader.returncode == 0
    for name, bound in ("grader", 200), ("server", 300):
        record(Row(f"`nn grade`: memory of {'a ' * (name == 'server')}{name}", Measured(memory=most[name]),
                   bound=at_most_mebibytes(bound), measure="memory"))


def with_descendants(process):
    """A process, its children, and theirs."""
    found = [process]
    for parent in found:
        for tasks in Path(f"/proc/{parent}/task").glob("*/children"):
            try:
                found += map(int, tasks.read_text().split())
            except OSError:                                         # it has ended
                pass
    return found


def name_and_peak(process):
    """("server" or "grader", MiB at the peak) of a process; a worker is a fork of the server."""
    try:
        arguments = Path(f"/proc/{process}/cmdline").read_bytes()
        status = Path(f"/proc/{process}/status").read_text()
    except OSError:                                                 # it has ended
        return "grader", 0.0
    peak = next((int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmHWM")), 0.0)
    return "server" if b"server.py" in arguments else "grader", peak


@pytest.mark.parametrize("level", ["strong", "strict"])
def test_confining_a_worker(record, level):
    done = subprocess.run([sys.executable, "-c", APPLIED, level], capture_output=True, text=True, check=True,
                          env=environment(None))
    record(Row(f"confining a worker, {level}: processor time", Measured(processor=float(done.stdout)),
               bound=at_most_seconds(0.001), measure="processor"))


def test_processor_time_against_one_pytest_a_submission(record, tmp_path):
    folder = hand_in(tmp_path / "class", 0)
    course.start(tmp_path / "one")
    for exercise in GRADED:
        (tmp_path / "one" / f"{exercise.stem}.py").write_text(exercise.answer, encoding="utf-8")
    choice = " or ".join(exercise.stem[:4] for exercise in GRADED)
    with_pytest = timed(partial(command, "-m", "pytest", "-q", "-k", choice, cwd=tmp_path / "one"))
    took = timed(partial(grade, folder, tmp_path / "out"))
    one = took._replace(wall=took.wall / students(), processor=took.processor / students())
    record(Row(f"`nn grade`, a submission of 5 files, one of {students()}: processor time", one,
               "`pytest` in its folder", with_pytest, at_least(20) if students() == 300 else None, measure="processor"))
