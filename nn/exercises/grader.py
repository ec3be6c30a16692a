"""The exercises in pytest: the same checks and texts as `nn check`, a table at the end, points in the JUnit XML.

conftest.py in a student's folder imports the hooks, test_exercises.py has one test an exercise.
"""
from collections.abc import Iterable
from pathlib import Path

import pytest

from nn.exercises import report
from nn.exercises.course import Result, check, course_exercises
from nn.exercises.exercise import Exercise, exercises

STEMS = [exercise.stem for exercise in exercises()]
RESULTS: dict[Path, dict[str, Result]] = {}         # folder -> stem -> Result, of this session


def grade(stem: str, folder: str | Path, request: pytest.FixtureRequest) -> None:
    """The test of one exercise: fails with the checker's text; practice that is not started is skipped."""
    exercise = exercise_of(stem, folder)
    result = RESULTS.setdefault(Path(folder), {})[stem] = check(exercise, folder)
    request.node.user_properties += [("points", report.earned(result)), ("max_points", exercise.points)]    # for JUnit
    if result.state == "not started" and not exercise.points:
        pytest.skip(f"{exercise.title}: practice, not started yet")
    if result.state != "passed":
        pytest.fail("\n".join(report.explain(result)), pytrace=False)


def exercise_of(stem: str, folder: str | Path) -> Exercise:
    """An exercise with the points that the folder gives it; where its points.cfg is wrong, the test fails with that."""
    try:
        return next(one for one in course_exercises(folder) if one.stem == stem)
    except (OSError, ValueError) as error:
        pytest.fail(str(error), pytrace=False)


def all_results(folder: Path) -> list[Result]:
    """One Result for each exercise, "not run" without a test in this session: the maximum is always the same."""
    seen = RESULTS.get(folder, {})
    return [seen.get(exercise.stem, Result(exercise, "not run")) for exercise in course_exercises(folder)]


def pytest_ignore_collect(collection_path, config):
    """pytest collects only the test file: a student's file is run by the worker, never imported here."""
    if collection_path.suffix == ".py" and collection_path.name != "test_exercises.py":
        return True
    return None


def pytest_terminal_summary(terminalreporter):
    for folder in folders(terminalreporter.config):
        terminalreporter.section("score")
        for line in score(folder):
            terminalreporter.write_line(line)


def score(folder: Path) -> Iterable[str]:
    """The lines of the table at the end, or what is wrong with points.cfg."""
    try:
        return report.progress_table(all_results(folder))
    except (OSError, ValueError) as error:
        return [str(error)]


@pytest.hookimpl(tryfirst=True)                                     # before the JUnit file is written
def pytest_sessionfinish(session, exitstatus):
    """Exit status 0 only with full marks."""
    if exitstatus == pytest.ExitCode.OK and not all(
            report.earned(result) == result.exercise.points
            for folder in folders(session.config) for result in all_results(folder)):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def folders(config: pytest.Config) -> list[Path]:
    """The course folders of this session: those whose conftest.py has these hooks."""
    return sorted(Path(plugin.__file__).parent for plugin in config.pluginmanager.get_plugins()
                  if getattr(plugin, "pytest_sessionfinish", None) is pytest_sessionfinish
                  and plugin.__name__ != __name__)
