"""How long a student waits for an answer, and what a server with many students pays."""
from functools import partial

import numpy as np
from children import command
from side_by_side import Peer, Row, at_most, at_most_seconds, timed

from nn.exercises import course, source
from nn.exercises.exercise import exercises, find
from nn.exercises.sandbox.runner import run
from nn.exercises.verdict import observed
from nn.exercises.verdict.judge import judge
from nn.exercises.verdict.observed import run_source


def test_nn_check_from_a_cold_start(compare, tmp_path):
    (tmp_path / "ex10_backpropagation.py").write_text(find("backpropagation").answer, encoding="utf-8")
    compare("`nn check 10`", partial(command, "-m", "nn", "check", "10", cwd=tmp_path),
            Peer('`python -c "import numpy"`', partial(command, "-c", "import numpy"), at_most(10)), rounds=10)


def test_comparing_with_the_catalogue(compare, tmp_path):
    """Of the exercise with the most mistakes, and an answer that is none of them: all pairs are compared, too."""
    exercise = max((one for one in exercises() if one.names.values()), key=lambda one: len(one.mistakes))
    path = tmp_path / "answer.py"
    path.write_text(exercise.answer, encoding="utf-8")
    odd = [one._replace(value=np.asarray(one.value) + 0.123) for one in run_source(exercise.answer, exercise.calls)]
    assert judge(exercise, odd).slugs == ()

    def judged_for_the_first_time():
        forget()
        judge(exercise, odd)
    compare(f"comparing an unknown answer with all mistakes of exercise {exercise.number} and their pairs",
            judged_for_the_first_time,
            Peer("running the file in a worker", lambda: run(path, exercise.calls), at_most(1)), rounds=10)


def test_checking_all_right_answers(record, tmp_path):
    course.start(tmp_path)
    for exercise in exercises():
        (tmp_path / f"{exercise.stem}.py").write_text(exercise.answer, encoding="utf-8")
    numpy = timed(lambda: [command("-c", "import numpy") for _ in exercises()])
    record(Row(f"`nn check`, all {len(exercises())} right answers: processor time",
               timed(partial(command, "-m", "nn", "check", cwd=tmp_path)), "importing NumPy as often", numpy,
               at_most_seconds(8), measure="processor"))


def test_an_answer_without_a_name_in_every_exercise(record):
    """All of it is wrong, or only the last call, for which more variants have to be run."""
    rows = []
    for exercise in exercises():
        seen = run_source(exercise.answer, exercise.calls)
        everything = [one._replace(value=unlike(one.value)) for one in seen]
        for wrong in (everything, [*seen[:-1], everything[-1]]):
            forget()
            assert not judge(exercise, wrong).passed
            forget()
            rows.append(Row(f"judging an unknown answer to exercise {exercise.number}, the slowest of all: processor "
                            f"time", timed(partial(judge, exercise, wrong)), bound=at_most_seconds(1),
                            measure="processor"))
    record(max(rows, key=lambda row: row.ours.processor))


def forget():
    """Empties all caches: what our own answers and variants give has to be computed again."""
    observed.KEPT.clear()
    observed.FACTS.clear()
    for kept in (observed.defined, source.answer_module, source.body):
        kept.cache_clear()


def unlike(value):
    """A value of the same form that no mistake gives: all numbers in it are others, and a picture is another one.

    A picture whose pixels and limits are all scaled and shifted alike would be the same. Where a test finds nothing,
    it raises; where it raises, it finds nothing.
    """
    if value is None:
        return "raised", "AssertionError", "", 1
    if isinstance(value, tuple) and isinstance(value[0], str) and value[0] == "raised":
        return None
    if isinstance(value, (list, tuple)):
        return type(value)(map(unlike, value))
    if isinstance(value, str):
        return value
    numbers = np.asarray(value, float)
    return 0.123 + 1.37 * numbers + 0.1 * numbers ** 2
