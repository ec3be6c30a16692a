"""The answers of tests/field, as people write them, get the name that a good teacher gives them."""
import re
import shutil
from collections import Counter
from functools import partial
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest
from forked import run

from nn.exercises.exercise import exercises
from nn.exercises.sandbox.calls import Call, Observation
from nn.exercises.verdict.candidates import candidates, program
from nn.exercises.verdict.compare import TOLERANCE
from nn.exercises.verdict.judge import judge, right
from nn.exercises.verdict.match import Reading, alike, find_mistakes, is_python, likely
from nn.exercises.verdict.observed import run_source

FIELD = Path(__file__).parent.parent / "field"
EXERCISES = {exercise.stem: exercise for exercise in exercises()}
SAME = {mistake.slug: mistake.same_as or mistake.slug for one in exercises() for mistake in one.mistakes}
KINDS = ("right", "one mistake", "two mistakes", "a new one")

LEAST_OF_ONE, LEAST_OF_TWO = 0.92, 0.85


def expectation(path):
    """What the header expects: "passes", a slug, two slugs, or "new: …"."""
    raw = path.read_bytes()
    text = raw.decode("utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", "replace")
    return re.search(r'# expect: (.*?)(?:\\n",?)?\s*$', text, re.MULTILINE)[1]


def kind_of(expected):
    return ("right" if expected == "passes" else "a new one" if expected.startswith("new:")
            else "two mistakes" if " + " in expected else "one mistake")


def verdict_on(path, folder):
    """The verdict on a file, beside which are the right answers that it reads."""
    exercise = EXERCISES[path.parent.name]
    for stem in exercise.reads:
        (folder / f"{stem}.py").write_text(EXERCISES[stem].answer, encoding="utf-8")
    return judge(exercise, run(shutil.copy(path, folder / f"{exercise.stem}.py"), exercise.calls))


def outcome(expected, verdict):
    """ "as expected", "refused", "passed", "unnamed", "part" of two mistakes, or "wrong"."""
    if "passes" in (expected, verdict.passed and "passes"):
        return "as expected" if expected == "passes" and verdict.passed else "passed" if verdict.passed else "refused"
    if expected.startswith("new:"):
        return "named" if verdict.slugs else "as expected"
    named, asked = ({SAME.get(slug, slug) for slug in slugs} for slugs in (verdict.slugs, expected.split(" + ")))
    return "as expected" if named == asked else "unnamed" if not named else "part" if named < asked else "wrong"


def table(outcomes):
    """One line an exercise: how many are as expected, of each kind, and which are not."""
    lines = []
    for stem in EXERCISES:
        mine = [(kind, name, result) for (one, name, kind), result in outcomes.items() if one == stem]
        every = Counter(kind for kind, _, _ in mine)
        named = Counter(kind for kind, _, result in mine if result == "as expected")
        lines.append(f"{stem:<25} " + ", ".join(f"{kind} {named[kind]}/{every[kind]}" for kind in KINDS))
        lines += [f"    {name}: {result}" for _, name, result in mine if result != "as expected"]
    return "\n".join(lines)


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory):
    """(stem, file, kind) -> outcome."""
    found = {}
    for path in sorted(FIELD.glob("ex*/*.py")):
        expected = expectation(path)
        verdict = verdict_on(path, tmp_path_factory.mktemp("answers"))
        assert len(verdict.lines) <= 12
        found[path.parent.name, path.stem, kind_of(expected)] = outcome(expected, verdict)
    return found


@pytest.mark.slow
def test_no_right_answer_is_refused_and_no_wrong_one_passes(outcomes):
    assert not {name for name, result in outcomes.items() if result in ("refused", "passed")}, table(outcomes)


@pytest.mark.slow
def test_no_mistake_gets_a_wrong_name(outcomes):
    """Nor does a mistake that is not in the catalogue get any."""
    assert not {name for name, result in outcomes.items() if result in ("wrong", "named")}, table(outcomes)


@pytest.mark.slow
@pytest.mark.parametrize("kind, least", [("one mistake", LEAST_OF_ONE), ("two mistakes", LEAST_OF_TWO)])
def test_mistakes_get_their_names(outcomes, kind, least):
    results = [result for (_, _, one), result in outcomes.items() if one == kind]
    named = results.count("as expected")
    print(f"\n{kind}: {named} of {len(results)} named, at least {least:.0%}\n{table(outcomes)}")
    assert named >= least * len(results), table(outcomes)


@pytest.mark.parametrize("path", [pytest.param(path, id=f"{path.parent.name[:4]} {path.stem}") for path in [
    *(FIELD / "ex10_backpropagation").glob("own_pass_*.py"), *(FIELD / "ex12_regularized_gradient").glob("inline_*.py"),
    *(FIELD / "ex06_cost").glob("log2_*.py"), *(FIELD / "ex10_backpropagation").glob("eleven_lines.py")]])
def test_a_few_of_them_quickly(path, tmp_path):
    assert outcome(expectation(path), verdict_on(path, tmp_path)) == "as expected"


# pairs

def another(argument, rng):
    """Another argument of the same kind: other numbers in arrays, and rows of labels or of 0 and 1 in another order."""
    if isinstance(argument, list):
        return [another(one, rng) for one in argument]
    if not isinstance(argument, np.ndarray):
        return argument * 1.1 if isinstance(argument, float) else argument
    if np.array_equal(argument, np.round(argument)):
        return rng.permutation(argument)
    return argument * rng.uniform(0.7, 1.4, argument.shape)


class Summary(NamedTuple):
    """Of an observation: those that are alike have the same form, and numbers that differ by their slack at most."""
    form: str
    number: float = 0.0
    slack: float = 0.0


def summary(exercise, call, seen):
    """The Summary of an observation; all failures have the same."""
    if seen.failure is not None:
        return Summary("failure")
    form, numbers, _ = Reading.of(exercise, call, seen)
    if numbers is None:
        return Summary(str(form))
    finite = np.isfinite(numbers)
    numbers, weights = np.where(finite, numbers, 0), np.random.default_rng(0).normal(size=numbers.size)
    slack = TOLERANCE * np.max(np.abs(numbers), initial=0) * np.sum(np.abs(weights))
    return Summary(f"{form} {np.flatnonzero(~finite)}", numbers @ weights, 1.01 * slack)


def parts(group, summary_of):
    """The parts of a group that may be alike: cut where neighbours differ by more than their slack."""
    summaries = sorted(((summary_of(member), i) for i, member in enumerate(group)))
    part = []
    for (one, i), (before, _) in zip(summaries, [*summaries[:1], *summaries], strict=False):
        if one.form != before.form or one.number - before.number > max(one.slack, before.slack):
            yield part
            part = []
        part.append(group[i])
    yield part


def with_twins(exercise, known):
    """(pair, what is observed of it) of those pairs that may look like other pairs or like one mistake."""
    every = []
    for chosen in (*combinations(known, 1), *combinations(known, 2)):
        ours = program(exercise.stem, tuple(one.change for one in chosen))
        if is_python(ours) and (len(chosen) == 1 or likely(*chosen)):
            every.append((chosen, run_source(ours, exercise.calls)))
    groups = [every]
    for i, call in enumerate(exercise.calls):
        groups = [part for group in groups
                  for part in parts(group, lambda member, i=i, call=call: summary(exercise, call, member[1][i]))]
    for group in groups:
        if len({frozenset(one.mistake.slug for one in chosen) for chosen, _ in group}) > 1:
            yield from ((chosen, seen) for chosen, seen in group if len(chosen) == 2)


def test_what_is_alike_has_the_same_summary_within_its_slack():
    """Also where the numbers are close to a border of rounding, of another size in each array, or not finite."""
    exercise, rng = EXERCISES["ex10_backpropagation"], np.random.default_rng(0)
    call = exercise.calls[0]
    for _ in range(300):
        arrays = [rng.normal(size=4) * 10.0 ** rng.integers(-9, 9), rng.choice([np.nan, 1.5, np.inf], 3)]
        largest = [np.max(np.abs(array[np.isfinite(array)]), initial=0) for array in arrays]
        off = [array + 0.99 * TOLERANCE * most * rng.choice([-1, 1], array.size)
               for array, most in zip(arrays, largest, strict=True)]
        one, other = Observation(None, arrays), Observation(None, off)
        assert alike(exercise, call, other, one)
        ours, theirs = summary(exercise, call, one), summary(exercise, call, other)
        assert ours.form == theirs.form and abs(ours.number - theirs.number) <= max(ours.slack, theirs.slack)
        assert len(list(parts([one, other], partial(summary, exercise, call)))) == 1


def told_alike(exercise, ours, others, calls):
    """Do two answers with mistakes in them look alike on these calls?"""
    one, other = (run_source(program(exercise.stem, tuple(each.change for each in chosen)), calls)
                  for chosen in (ours, others))
    return all(map(partial(alike, exercise), calls, one, other))


@pytest.mark.nightly
@pytest.mark.parametrize("exercise", [one for one in exercises() if one.facts is None], ids=lambda one: one.stem)
def test_a_pair_that_gets_another_name_cannot_be_told_from_it_by_other_inputs(exercise):
    """All pairs that are looked for, own and inherited: the name of each is true beyond the calls of the exercise."""
    rng = np.random.default_rng(0)
    calls = [Call(call.function, tuple(another(argument, rng) for argument in call.arguments))
             for call in exercise.calls]
    known = [one for one in candidates(exercise) if one.mistake.same_as in ("", one.mistake.slug)
             and not (one.change.through and one.distance > 1)]
    disagree = []
    for pair, seen in with_twins(exercise, known):
        wrong = [i for i, call in enumerate(exercise.calls) if not right(exercise, call, seen[i])]
        found = find_mistakes(exercise, seen, wrong) if wrong else []
        if {one.mistake.slug for one in found} <= {one.mistake.slug for one in pair}:   # one can hide the other
            continue
        of_the_pair = [pair, *((one,) for one in pair)]
        if not any(told_alike(exercise, chosen, found, calls) for chosen in of_the_pair):
            disagree.append(([one.mistake.slug for one in pair], [one.mistake.slug for one in found]))
    assert not disagree, "\n".join(f"{pair} is named {name}" for pair, name in disagree)
