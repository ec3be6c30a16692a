"""The exercises check themselves: every stub is unsolved, every answer right, every mistake found and named."""
import ast
import inspect
import shutil
from itertools import combinations
from pathlib import Path

import pytest
from forked import run
from transcript import README, STUDENTS, readme, students_readme
from variants import variant

import nn
from nn.exercises.course import start
from nn.exercises.exercise import exercises
from nn.exercises.sandbox.calls import Call
from nn.exercises.source import define, functions, stub
from nn.exercises.verdict.judge import judge
from nn.exercises.verdict.match import alike
from nn.exercises.verdict.observed import run_source

EXERCISES = exercises()
#: slug -> that of the mistake that no input can tell from it, or its own
ROOT = {mistake.slug: mistake.same_as or mistake.slug for exercise in EXERCISES for mistake in exercise.mistakes}
#: mistakes that only the text of an error can tell from the one that they are the same as
BY_MESSAGE = {"oh-eye-minus-1"}
RIGHT = Path(__file__).parent / "right_answers"


def by_stem(values):
    """Parametrizes by exercise; the one that trains on the real digits is slow."""
    return pytest.mark.parametrize("exercise", [
        pytest.param(value, id=value.stem, marks=pytest.mark.slow if value.seconds > 10 else ()) for value in values])


def right_answers(exercise):
    """Function name -> names of the differently written right answers to it: sigmoid__with_a_loop."""
    path = RIGHT / f"{exercise.stem}.py"
    names = functions(path.read_text(encoding="utf-8"))
    return path, {function: [name for name in names if name.startswith(f"{function}__")]
                  for function in functions(exercise.answer)}


def write(folder, exercise):
    """The file of an exercise, and beside it those of the student's that it reads."""
    for one in EXERCISES:
        if one.stem in (exercise.stem, *exercise.reads):
            (folder / f"{one.stem}.py").write_text(one.answer, encoding="utf-8")
    return folder / f"{exercise.stem}.py"


# what every exercise has

def test_the_clone_contains_what_nn_start_writes(tmp_path):
    """Not in an installed package; and where somebody learns in a clone, nn reset N puts a stub back."""
    clone = Path(nn.__file__).parent.parent / "exercises"
    if not clone.exists():
        pytest.skip("installed without a clone: nn start writes the stubs")
    start(tmp_path)
    assert {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()} == {
        path.name: path.read_text(encoding="utf-8") for path in clone.iterdir()
        if path.is_file() and not path.name.startswith(".")}


@by_stem(EXERCISES)
def test_every_exercise_names_the_file_of_nn_that_does_it(exercise):
    assert (Path(nn.__file__).parent / exercise.file).exists()


@pytest.mark.slow
def test_the_readme_shows_a_run_as_it_comes_out_now():
    assert README.read_text(encoding="utf-8") == readme(README.read_text(encoding="utf-8")), (
        "python tests/exercises/transcript.py writes it again")
    assert STUDENTS.read_text(encoding="utf-8") == students_readme(STUDENTS.read_text(encoding="utf-8"))


def test_the_graded_parts_carry_the_courses_100_points():
    points = {exercise.stem[5:]: exercise.points for exercise in EXERCISES if exercise.points}
    assert points == {"cost": 30, "regularized_cost": 15, "sigmoid_gradient": 5, "backpropagation": 40,
                      "regularized_gradient": 10}


def test_exercises_are_numbered_without_gaps():
    assert [exercise.number for exercise in EXERCISES] == list(range(1, len(EXERCISES) + 1))


def test_slugs_are_unique_and_the_forms_of_one_mistake_are_explained_alike():
    """A form may have its own number in the name: "you always step by 0.1"."""
    said = {(exercise.stem, mistake.slug, mistake.question, mistake.explanation)
            for exercise in EXERCISES for mistake in exercise.mistakes}
    assert len(said) == len({slug for _, slug, *_ in said}) >= 571


@by_stem(EXERCISES)
def test_every_exercise_has_a_title_a_lecture_three_hints_and_mistakes(exercise):
    assert exercise.title and exercise.lecture and exercise.mistakes
    assert len(exercise.hints) == 3 and all(len(hint) > 20 for hint in exercise.hints)
    assert ast.get_docstring(ast.parse(exercise.answer)).startswith(f"Exercise {exercise.number}. ")


@by_stem(EXERCISES)
def test_no_hint_contains_a_line_of_the_answer(exercise):
    code = {line.strip() for node in functions(exercise.answer).values()
            for line in exercise.answer.splitlines()[node.body[0].end_lineno:node.end_lineno]}
    for text in (*exercise.hints, *(text for mistake in exercise.mistakes for text in mistake[2:5])):
        assert not any(len(line) > 25 and line in text for line in code)


@by_stem(EXERCISES)
def test_every_function_says_what_it_takes_and_returns(exercise):
    for name, node in functions(exercise.answer).items():
        docstring = ast.get_docstring(node)
        assert "Returns" in docstring, name
        for argument in node.args.args:
            assert argument.arg in docstring, f"{name}: {argument.arg}"


@by_stem(EXERCISES)
def test_signatures_are_those_of_the_package(exercise):
    for name, function in define(exercise.answer).items():
        if name in functions(exercise.answer) and hasattr(nn, name):
            ours = [p.replace(annotation=p.empty) for p in inspect.signature(getattr(nn, name)).parameters.values()
                    if p.kind is not p.KEYWORD_ONLY]
            assert list(inspect.signature(function).parameters.values()) == ours


# what becomes of answers

@by_stem(EXERCISES)
def test_the_stub_is_unsolved(exercise):
    seen = run_source(stub(exercise), exercise.calls)
    assert {one.failure.kind for one in seen} == {"NotImplementedError"}
    for one, call in zip(seen, exercise.calls, strict=True):
        assert one.failure.message.startswith(f"{call.function}:")
    assert not judge(exercise, seen).passed


@by_stem(EXERCISES)
def test_the_answer_passes(exercise, tmp_path):
    verdict = judge(exercise, run(write(tmp_path, exercise), exercise.calls, exercise.seconds))
    assert verdict.passed, verdict.lines


def slugs(mistakes):
    """What a failure shows of mistakes."""
    return [mistake.slug for mistake in mistakes]


def given(exercise, mistake):
    """What is observed of the answer with that mistake in it."""
    return run_source(variant(exercise, mistake), exercise.calls)


@by_stem(EXERCISES)
def test_every_mistake_is_found_and_named(exercise):
    def is_named(mistake):
        verdict = judge(exercise, given(exercise, mistake))
        return (not verdict.passed and {ROOT[slug] for slug in verdict.slugs} == {ROOT[mistake.slug]}
                and (mistake.same_as or mistake.name in verdict.lines[0]))
    assert slugs(mistake for mistake in exercise.mistakes if not is_named(mistake)) == []


@by_stem(EXERCISES)
def test_every_mistake_says_three_different_things_and_ends_with_the_explanation(exercise):
    def escalates(mistake):
        seen = given(exercise, mistake)
        first, second, third = (judge(exercise, seen, failing_runs).lines for failing_runs in (1, 2, 3))
        return (first == third[:1] and second == third[:2] and len(set(third)) == len(third) == 3
                and all(len(line) > 15 for line in third) and mistake.question.endswith("?"))
    assert slugs(mistake for mistake in exercise.mistakes if not escalates(mistake)) == []


@by_stem(EXERCISES)
def test_every_pair_of_mistakes_can_be_told_apart_or_is_said_to_be_the_same(exercise):
    def equal(one, other):
        return all(alike(exercise, *three) for three in zip(exercise.calls, given(exercise, one),
                                                            given(exercise, other), strict=True))
    wrongly = [slugs((one, other)) for one, other in combinations(exercise.mistakes, 2) if one.slug != other.slug
               and not {one.slug, other.slug} & BY_MESSAGE
               and equal(one, other) != (ROOT[one.slug] == ROOT[other.slug])]
    assert wrongly == []


@by_stem(EXERCISES)
def test_right_answers_pass_however_they_are_written(exercise, tmp_path):
    path, names = right_answers(exercise)
    path = shutil.copyfile(path, write(tmp_path, exercise))
    for function, ways in names.items():
        least = 3 if exercise.reads else 10                         # those only put the other exercises together
        assert len(ways) >= least, f"{function}: {len(ways)} ways"
        mine = [call for call in exercise.calls if call.function == function]
        only = exercise._replace(calls=mine)
        calls = [Call(way, call.arguments) for way in ways for call in mine]
        seen = run(path, calls, seconds=120)
        for i, way in enumerate(ways):
            verdict = judge(only, seen[i * len(mine):(i + 1) * len(mine)])
            assert verdict.passed, (way, verdict.lines)
