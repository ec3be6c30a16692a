"""How long a student waits for an answer.

    pytest tests/benchmarks/bench_exercises.py -s
"""
import subprocess
import sys

import numpy as np
from bench_ex4 import in_turn

from nn.exercises.exercise import exercises, find
from nn.exercises.sandbox.runner import run
from nn.exercises.verdict import observed
from nn.exercises.verdict.judge import judge, run_source


def test_nn_check_from_a_cold_start_against_importing_numpy(benchmark, tmp_path):
    (tmp_path / "ex10_backpropagation.py").write_text(find("backpropagation").answer, encoding="utf-8")

    def start(*arguments):
        subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL, cwd=tmp_path)
    ratio = in_turn(benchmark, lambda: start("-m", "nn", "check", "10"), lambda: start("-c", "import numpy"), rounds=10)
    assert 1 / ratio < 10


def test_comparing_with_the_catalogue_against_running_the_file_in_a_worker(benchmark, tmp_path):
    """Of the exercise with the most mistakes, and an answer that is none of them: all pairs are compared, too."""
    exercise = max((one for one in exercises() if one.names.values()), key=lambda one: len(one.mistakes))
    path = tmp_path / "answer.py"
    path.write_text(exercise.answer, encoding="utf-8")
    odd = [one._replace(value=np.asarray(one.value) + 0.123) for one in run_source(exercise.answer, exercise.calls)]
    assert judge(exercise, odd).slugs == ()

    def judged_for_the_first_time():
        observed.observed.cache_clear(), observed.defined.cache_clear()
        judge(exercise, odd)
    ratio = in_turn(benchmark, judged_for_the_first_time, lambda: run(path, exercise.calls), rounds=10)
    assert 1 / ratio < 1
