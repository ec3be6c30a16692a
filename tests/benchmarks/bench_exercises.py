"""How long a student waits for an answer.

    pytest tests/benchmarks/bench_exercises.py -s
"""
import resource
import subprocess
import sys
import time

import numpy as np
import pytest
from bench_ex4 import in_turn

from nn.exercises import course, source
from nn.exercises.exercise import exercises, find
from nn.exercises.sandbox.runner import run
from nn.exercises.verdict import observed
from nn.exercises.verdict.judge import judge
from nn.exercises.verdict.observed import run_source


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


# processor time: what a server with many students pays, whatever else it does

def processor_seconds(*arguments, cwd):
    """Of a Python with these arguments and of all the processes that it starts."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL, cwd=cwd)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def test_checking_all_right_answers_against_importing_numpy_as_often(tmp_path):
    course.start(tmp_path)
    for exercise in exercises():
        (tmp_path / f"{exercise.stem}.py").write_text(exercise.answer, encoding="utf-8")
    pairs = [(processor_seconds("-m", "nn", "check", cwd=tmp_path),
              sum(processor_seconds("-c", "import numpy", cwd=tmp_path) for _ in exercises())) for _ in range(3)]
    ours, numpy = map(min, zip(*pairs, strict=True))
    print(f"\nnn check, {len(exercises())} right answers: {ours:.1f} s of processor time, at most 8; "
          f"importing NumPy as often {numpy:.1f} s")
    assert ours <= 8


def unlike(value):
    """A value of the same form that no mistake gives: all numbers in it are others."""
    if isinstance(value, (list, tuple)):
        return type(value)(map(unlike, value))
    return value if isinstance(value, str) else np.asarray(value, float) * 1.37 + 0.123


@pytest.mark.parametrize("exercise", exercises(), ids=lambda exercise: exercise.stem)
def test_an_answer_without_a_name_is_judged_within_a_second_of_processor_time(exercise):
    """All of it is wrong, or only the last call, for which more variants have to be run."""
    seen = run_source(exercise.answer, exercise.calls)
    everything = [one._replace(value=unlike(one.value)) for one in seen]
    for name, wrong in {"all calls": everything, "the last call": [*seen[:-1], everything[-1]]}.items():
        for kept in (observed.observed, observed.defined, source.answer_module, source.body):
            kept.cache_clear()
        started = time.process_time()
        verdict = judge(exercise, wrong)
        seconds = time.process_time() - started
        print(f"\n{exercise.stem}, {name} wrong: {seconds:.2f} s of processor time, at most 1")
        assert not verdict.passed and seconds <= 1
