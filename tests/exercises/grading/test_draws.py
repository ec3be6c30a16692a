"""What is drawn for a file is new, the same each time, and tells every mistake from every other."""
import hashlib
import shutil
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from nn import feedforward
from nn.exercises.exercise import exercises, find
from nn.exercises.grading import draws
from nn.exercises.grading.draws import generator, read_extra, rounds, seconds_on_the_large_network
from nn.exercises.probes import draw_large_probe, draw_probes
from nn.exercises.sandbox.calls import Call
from nn.exercises.sandbox.runner import run
from nn.exercises.source import functions
from nn.exercises.verdict.candidates import Change, program
from nn.exercises.verdict.compare import same
from nn.exercises.verdict.judge import judge, right
from nn.exercises.verdict.match import alike, is_python
from nn.exercises.verdict.observed import run_source

EXERCISES = exercises()
DRAWN = [exercise for exercise in EXERCISES if exercise.draw]
GRADED = [exercise for exercise in EXERCISES if exercise.points]
RIGHT = Path(__file__).parent.parent / "right_answers"
#: slug -> that of the mistake that no input can tell from it, or its own
ROOT = {mistake.slug: mistake.same_as or mistake.slug for exercise in EXERCISES for mistake in exercise.mistakes}

each_drawn = pytest.mark.parametrize("exercise", DRAWN, ids=lambda exercise: exercise.stem)
one_and_many = pytest.mark.parametrize("numbers", [
    pytest.param(range(1), id="one"), pytest.param(range(1, 200), id="many", marks=pytest.mark.nightly)])


def enough(exercise, numbers):
    """The numbers, or ten of them in exercise 22, where nothing but the order of the calls is drawn."""
    return numbers[:10] if exercise.number == 22 else numbers


def secret(number):
    return number.to_bytes(32, "big")


def asked(exercise, number, data=b""):
    """The exercise with the calls of the first round."""
    return exercise._replace(calls=next(rounds(exercise, secret(number), data)).calls)


def arrays_of(exercise, number, data=b""):
    return [argument for call in asked(exercise, number, data).calls for argument in call.arguments]


# from where

def test_the_generator_is_that_of_the_hmac():
    """HMAC from its definition: H((key ⊕ 5c…) · H((key ⊕ 36…) · message)), the key filled up to 64 bytes with zeros."""
    def sha256(data):
        return hashlib.sha256(data).digest()
    key, message = secret(7).ljust(64, b"\0"), b"ex06_cost" + b"\0" + sha256(b"my file")
    inner, outer = (bytes(byte ^ pad for byte in key) for pad in (0x36, 0x5c))
    seed = int.from_bytes(sha256(outer + sha256(inner + message)), "big")
    assert generator(secret(7), "ex06_cost", b"my file").random() == np.random.default_rng(seed).random()


@each_drawn
def test_the_same_file_gets_the_same_and_another_file_or_class_something_else(exercise):
    assert same(arrays_of(exercise, 1), arrays_of(exercise, 1))
    assert not same(arrays_of(exercise, 1), arrays_of(exercise, 1, b"another file"))
    assert not same(arrays_of(exercise, 1), arrays_of(exercise, 2))


@each_drawn
def test_nothing_of_what_nn_check_asks_is_drawn_but_for_small_numbers(exercise):
    fixed = {argument.tobytes() for call in exercise.calls for argument in call.arguments
             if isinstance(argument, np.ndarray) and argument.size > 15}
    drawn = {argument.tobytes() for argument in arrays_of(exercise, 3) if isinstance(argument, np.ndarray)}
    assert len(fixed & drawn) == (exercise.number == 21)            # t1 and t2, which are in the stub


def test_exercises_whose_calls_are_fixed_are_asked_these():
    for exercise in EXERCISES:
        if not exercise.draw:
            assert exercise.number in (13, 14, 15) and asked(exercise, 1).calls is exercise.calls


# the rules

@pytest.mark.parametrize("seed", range(40))
def test_a_drawn_network_keeps_the_rules(seed):
    for p in draw_probes(np.random.default_rng(seed)):
        (n, h, K), m = p.layer_sizes, len(p.X)
        sizes = [n, n + 1, h, h + 1, K, m]
        assert len(set(sizes)) == len(sizes) and min(sizes) > 2
        assert 0 < p.lambda_ < 10 and min(abs(p.lambda_ - number) for number in (0, 1, 2)) > 0.1
        counts = np.bincount(p.y, minlength=K + 1)[1:]
        assert len(counts) == K and counts.min() == 1 and counts.max() > 2
        assert np.array_equal(p.Y, np.eye(K)[p.y - 1])
        assert p.theta.shape == (h * (n + 1) + K * (h + 1),)
        for array in (p.theta, p.X):
            assert (array < 0).any() and (array > 0).any() and not np.isin(array, (0, 1)).any()


@pytest.mark.parametrize("seed", range(5))
def test_the_large_network_is_that_of_the_course_and_its_units_are_not_saturated(seed):
    p = draw_large_probe(np.random.default_rng(seed))
    assert p.layer_sizes == (400, 25, 10) and p.theta.shape == (10285,) and p.X.shape == (100, 400)
    assert set(p.y) == set(range(1, 11))
    hidden = feedforward(p.theta, p.X, p.layer_sizes)[0][1]
    assert np.mean(hidden * (1 - hidden)) > 0.05


# what becomes of answers

@one_and_many
@each_drawn
def test_right_answers_pass_however_they_are_written(exercise, numbers, tmp_path):
    path = tmp_path / f"{exercise.stem}.py"
    shutil.copy(RIGHT / path.name, path)
    ways = [name for name in functions(path.read_text(encoding="utf-8")) if "__" in name]
    numbers = enough(exercise, numbers)
    for some in range(numbers.start, numbers.stop, 20):             # in one worker
        made = [(number, way, [call for call in calls if way.startswith(f"{call.function}__")])
                for number in numbers if some <= number < some + 20
                for calls in [asked(exercise, number).calls] for way in ways]
        seen = iter(run(path, [Call(way, call.arguments) for _, way, calls in made for call in calls], seconds=600))
        for number, way, calls in made:
            verdict = judge(exercise._replace(calls=calls), [next(seen) for _ in calls])
            assert verdict.passed, (number, way, verdict.lines)


@one_and_many
@each_drawn
def test_every_mistake_is_found_and_named(exercise, numbers):
    def is_named(number, mistake):
        drawn = asked(exercise, number)
        verdict = judge(drawn, run_source(with_mistakes(exercise, mistake), drawn.calls))
        return not verdict.passed and {ROOT[slug] for slug in verdict.slugs} == {ROOT[mistake.slug]}
    assert [(number, mistake.slug) for number in enough(exercise, numbers) for mistake in exercise.mistakes
            if not is_named(number, mistake)] == []


def with_mistakes(exercise, *mistakes):
    """The answer with these mistakes in it, or None where they exclude each other."""
    return program(exercise.stem, tuple(Change(exercise.stem, tuple(mistake.edits.items())) for mistake in mistakes))


def drawn_pair(rng, exercise):
    """(what is asked, two mistakes of which neither hides the other there, what is observed)."""
    mistakes = [mistake for mistake in exercise.mistakes if not mistake.same_as]
    every = [*combinations(mistakes, 2)]
    for i in rng.permutation(len(every)):
        pair = every[i]
        ours = with_mistakes(exercise, *pair)
        drawn = asked(exercise, int(rng.integers(10 ** 6)))
        if is_python(ours):
            seen = run_source(ours, drawn.calls)
            alone = [run_source(with_mistakes(exercise, one), drawn.calls) for one in pair]
            if not any(equal(drawn, seen, other) for other in (*alone, run_source(exercise.answer, drawn.calls))):
                return drawn, pair, seen
    raise AssertionError("every mistake hides every other")


def equal(exercise, seen, others):
    return all(alike(exercise, *three) for three in zip(exercise.calls, seen, others, strict=True))


@pytest.mark.parametrize("most", [pytest.param(20, id="20"), pytest.param(200, marks=pytest.mark.nightly, id="200")])
def test_nine_of_ten_pairs_are_named_exactly(most):
    rng, unnamed = np.random.default_rng(13), []
    for i in range(most):
        drawn, pair, seen = drawn_pair(rng, GRADED[i % len(GRADED)])
        verdict = judge(drawn, seen)
        if {ROOT[slug] for slug in verdict.slugs} != {mistake.slug for mistake in pair}:
            unnamed.append((drawn.stem, [mistake.slug for mistake in pair], verdict.slugs))
    assert len(unnamed) <= 0.1 * most, "\n".join(map(str, unnamed))


# the large network

def large(number):
    """The call of the large network in exercise 10."""
    _, asked_last = rounds(find(number), secret(1), b"")
    return asked_last.calls


def test_exercises_10_and_12_are_asked_a_network_of_10285_weights_in_a_round_of_its_own():
    for exercise in EXERCISES:
        kinds = [one.kind for one in rounds(exercise, secret(1), b"")]
        assert kinds == (["drawn", "large"] if exercise.number in (10, 12) else ["drawn"])
    for number in (10, 12):
        call, = large(number)
        assert call.arguments[0].shape == (10285,) and len(call.arguments[1]) == 100


def test_the_limit_is_at_least_a_second_and_one_feedforward_a_weight(monkeypatch):
    for one, limit in ((1e-6, 1.0), (1e-3, 10.285)):
        seconds_on_the_large_network.cache_clear()
        monkeypatch.setattr(draws, "processor_time", lambda *arguments, one=one: one)
        assert seconds_on_the_large_network() == pytest.approx(limit)
    seconds_on_the_large_network.cache_clear()


TRIPLE_LOOP = """
import math

def g(z):
    return 1 / (1 + math.exp(-z))

def gradient(theta, X, Y, layer_sizes):
    n, h, K = layer_sizes
    at = h * (n + 1)
    t, G = theta.tolist(), [0.0] * len(theta)
    for x, y in zip(X.tolist(), Y.tolist()):
        x = [1.0] + x
        a = [1.0] + [g(sum(t[j * (n + 1) + i] * x[i] for i in range(n + 1))) for j in range(h)]
        d3 = [g(sum(t[at + k * (h + 1) + j] * a[j] for j in range(h + 1))) - y[k] for k in range(K)]
        for k in range(K):
            for j in range(h + 1):
                G[at + k * (h + 1) + j] += d3[k] * a[j] / len(X)
        for j in range(h):
            d2 = sum(d3[k] * t[at + k * (h + 1) + j + 1] for k in range(K)) * a[j + 1] * (1 - a[j + 1])
            for i in range(n + 1):
                G[j * (n + 1) + i] += d2 * x[i] / len(X)
    import numpy as np
    return np.array(G)
"""

DIFFERENCES = """
import numpy as np
from nn import cost

def gradient(theta, X, Y, layer_sizes, first=200):
    J, slopes = cost(theta, X, Y, layer_sizes), []
    for i in range(first):
        moved = theta.copy()
        moved[i] += 1e-6
        slopes.append((cost(moved, X, Y, layer_sizes) - J) / 1e-6)
    return np.array(slopes)
"""


@pytest.mark.slow
def test_a_triple_loop_is_quick_enough_and_forward_differences_are_not():
    exercise, calls = find(10), large(10)
    assert right(exercise, calls[0], run_source(TRIPLE_LOOP, calls)[0])
    seconds = {source: min(draws.processor_time(run_source, source, large(10)) for _ in range(3))
               for source in (TRIPLE_LOOP, DIFFERENCES)}
    limit = seconds_on_the_large_network()
    assert seconds[TRIPLE_LOOP] < limit < 10285 / 200 * seconds[DIFFERENCES], seconds


@pytest.mark.slow
@pytest.mark.parametrize("number", [10, 12])
def test_right_answers_pass_on_the_large_network_unless_they_use_differences(number, tmp_path):
    exercise, call = find(number), large(number)[0]
    path = tmp_path / f"{exercise.stem}.py"
    shutil.copy(RIGHT / path.name, path)
    ways = [name for name in functions(path.read_text(encoding="utf-8"))
            if name.startswith(f"{call.function}__") and not name.endswith(("__numerical", "__complex_step"))]
    seen = run(path, [Call(way, call.arguments) for way in ways], seconds=60)
    assert len(ways) > 10 and [way for way, one in zip(ways, seen, strict=True) if not right(exercise, call, one)] == []


# an instructor's own calls

IMPORTS = "from nn.exercises.sandbox.calls import call\nfrom nn.exercises.probes import draw_probes\n"
GOOD = IMPORTS + """
def draw(rng):
    p, *_ = draw_probes(rng)
    return {"ex06_cost": [call("cost", p.theta, p.X, p.Y, p.layer_sizes)]}
"""


def extra_file(tmp_path, text):
    path = tmp_path / "hidden.py"
    path.write_text(text, encoding="utf-8")
    return path


def test_an_instructors_calls_come_last_and_only_for_their_exercise(tmp_path):
    extra = read_extra(extra_file(tmp_path, GOOD))
    for exercise in EXERCISES:
        kinds = [one.kind for one in rounds(exercise, secret(1), b"", extra)]
        assert kinds.count("extra") == (exercise.stem == "ex06_cost") and kinds[0] == "drawn"
    one, other = ([*rounds(find(6), secret(1), data, extra)][-1].calls[0].arguments[0] for data in (b"", b"another"))
    assert not np.array_equal(one, other)
    assert not list(tmp_path.glob("__pycache__"))


@pytest.mark.parametrize("text, said", [
    ("", "defines no function draw; expected draw(rng) that returns {stem: [call(…), …]}"),
    ("draw = 3", "defines no function draw"),
    ("def draw(rng:\n", "line 1: SyntaxError"),
    ("import numpy\nx = numpy.nothing\n", "line 2: AttributeError"),
    ("def draw(rng):\n    return undefined\n", "draw(rng) fails: line 2: NameError: name 'undefined' is not defined"),
    ("def draw():\n    return {}\n", "draw(rng) fails: TypeError: draw() takes 0 positional arguments"),
    ("def draw(rng):\n    return [1]\n", "draw(rng) returns a list; expected draw(rng)"),
    ("def draw(rng):\n    return {'ex99': []}\n", "'ex99' is not an exercise; the exercises are ex01_one_hot, "),
    ("def draw(rng):\n    return {6: []}\n", "6 is not an exercise"),
    ("def draw(rng):\n    return {'ex06_cost': [1]}\n", "ex06_cost: expected a list of call(…)"),
    ("def draw(rng):\n    return {'ex06_cost': None}\n", "ex06_cost: expected a list of call(…)"),
    (IMPORTS + "def draw(rng):\n    return {'ex06_cost': [call('costs')]}\n",
     "ex06_cost: 'costs' is not a function of this exercise; expected cost"),
    (IMPORTS + "def draw(rng):\n    return {'ex06_cost': [call('cost', 1.0)]}\n",
     "ex06_cost: the key's own cost fails on a call: TypeError: cost() missing 3 required positional arguments")])
def test_what_is_wrong_with_an_instructors_file_is_said(tmp_path, text, said):
    path = extra_file(tmp_path, text)
    with pytest.raises(ValueError) as error:
        read_extra(path)
    assert str(error.value).startswith(str(path)) and said in str(error.value)


def test_a_missing_file_of_an_instructors_is_said(tmp_path):
    with pytest.raises(ValueError, match="No such file"):
        read_extra(tmp_path / "hidden.py")
