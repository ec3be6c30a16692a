"""--format github: what Actions makes of what is printed, read by the rules of its runner."""
import base64
import json
import re

import pytest
from a_class import HARD, HOSTILE, class_of, hostile_row, simple_row

from nn.exercises.grading.records import Assessment, File
from nn.exercises.grading.reports.github import (
    MOST_ANNOTATIONS,
    annotations,
    in_repository,
    markdown,
    report_to_actions,
    result,
    step_summary,
)


def commands(lines):
    """The commands that Actions finds in what is printed.

    Source : github.com/actions/runner, src/Runner.Common/ActionCommand.cs and Runner.Worker/ActionCommandManager.cs
    """
    found, stopped = [], ""
    for line in "\n".join(lines).splitlines():
        new = re.match(r"\s*::(?P<name>[^\s:]+)(?P<properties> [^:]*(?::(?!:)[^:]*)*)?::(?P<data>.*)", line)
        old = re.search(r"##\[(?P<name>[^\s\]]+)(?P<properties>[^\]]*)\](?P<data>.*)", line)
        command = new or old
        if command is None:
            continue
        if stopped:
            stopped = "" if command["name"] == stopped else stopped
        elif command["name"] == "stop-commands":
            stopped = command["data"]
        else:
            properties = dict(part.split("=", 1) for part in (command["properties"] or "").strip().split(",") if part)
            found.append((command["name"], properties, command["data"]))
    assert not stopped, "commands are not resumed"
    return found


def printed(row, tmp_path):
    environ = {"GITHUB_STEP_SUMMARY": str(tmp_path / "summary"), "GITHUB_OUTPUT": str(tmp_path / "output")}
    return report_to_actions(row, 100, environ)


def test_a_wrong_answer_is_annotated_at_its_line():
    assert annotations(simple_row())[0] == (
        "::error file=src/ex12_regularized_gradient.py,line=12,title=Regularized gradient 0/10::Known mistake: the "
        "bias columns are regularized, too. Your regularized_gradient equals that variant on 3 of 3 networks.")


def test_what_was_not_begun_has_a_warning():
    assert annotations(simple_row())[1:] == [
        "::warning file=ex10_backpropagation.py,title=Backpropagation 0/40::Not begun."]
    data = json.loads(base64.b64decode(result(simple_row(), 100)))
    assert data["tests"][1]["message"] == "Not begun."


def test_what_has_no_line_is_annotated_at_the_file():
    row = simple_row()
    row = row._replace(assessments=(row.assessments[2]._replace(line=0),))
    assert annotations(row)[0].startswith("::error file=src/ex12_regularized_gradient.py,title=")


def test_there_are_at_most_ten_annotations():
    row = simple_row(assessments=tuple(Assessment(f"ex{n:02}_x", 0, 1, "wrong", ("no",)) for n in range(1, 22)))
    assert len(annotations(row)) == MOST_ANNOTATIONS


@pytest.mark.parametrize("text", HOSTILE)
def test_what_a_student_wrote_adds_no_command(text, tmp_path):
    found = commands(printed(hostile_row(text), tmp_path))
    assert [(name, set(properties) - {"file"}) for name, properties, _ in found] == [("error", {"line", "title"})]
    assert found[0][1]["title"] == "Backpropagation 0/40"


def test_the_reader_of_these_tests_sees_commands_that_are_not_escaped():
    assert [name for name, *_ in commands(["::error::x", "a ##[warning]x", "  ::set-env name=A::b"])] == [
        "error", "warning", "set-env"]


def test_the_line_that_resumes_commands_is_another_one_each_time(tmp_path):
    first, second = printed(simple_row(), tmp_path), printed(simple_row(), tmp_path)
    assert first[0].startswith("::stop-commands::") and first[0] != second[0]
    assert first[0].removeprefix("::stop-commands") == first[first.index("::" + first[0][17:] + "::")][:-2]


@pytest.mark.parametrize("folder, workspace, path", [
    (".", "", "src/ex12.py"), ("exercises", "", "exercises/src/ex12.py"), ("work/ex4", "work", "ex4/src/ex12.py"),
    ("work/", "work", "src/ex12.py")])
def test_paths_are_those_from_the_root_of_the_repository(folder, workspace, path, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    row = simple_row()
    row = row._replace(submission=row.submission._replace(files={
        "ex12_regularized_gradient": File("ex12.py", b"", path="src/ex12.py")}))
    environ = {"GITHUB_WORKSPACE": str(tmp_path / workspace)} if workspace else {}
    assert annotations(in_repository(row, folder, environ))[0].startswith(f"::error file={path},line=12,")


def test_the_repository_is_called_by_its_name_where_actions_tells_it():
    row = simple_row("")
    row = row._replace(submission=row.submission._replace(name="work"))
    for environ, name in (({"GITHUB_REPOSITORY": "ada/ex4"}, "ada/ex4"), ({}, "work")):
        row_of_it = in_repository(row, ".", environ)
        assert report_to_actions(row_of_it, 100, {})[1] == f"{name}: 30/100"
        assert step_summary(row_of_it, 100).splitlines()[0] == f"## {name}: 30/100"


# the files

def test_the_points_reach_the_reporter(tmp_path):
    (tmp_path / "output").write_text("before=1\n")
    printed(simple_row(), tmp_path)
    before, line = (tmp_path / "output").read_text().splitlines()
    assert before == "before=1"
    data = json.loads(base64.b64decode(line.removeprefix("result=")))
    assert (data["version"], data["status"], data["max_score"]) == (1, "fail", 100)
    assert data["tests"][2] == {"name": "12 Regularized gradient", "status": "fail", "score": 0, "line_no": 12,
                                "filename": "src/ex12_regularized_gradient.py", "message":
                                "Known mistake: the bias columns are regularized, too. Your regularized_gradient "
                                "equals that variant on 3 of 3 networks. Which column of each Theta should not be "
                                "regularized?"}


def test_full_marks_pass():
    row = next(row for row in class_of(50) if sum(one.points for one in row.assessments) == 100)
    assert json.loads(base64.b64decode(result(row, 100)))["status"] == "pass"


@pytest.mark.parametrize("text", HOSTILE)
def test_what_the_reporter_prints_contains_no_command(text):
    """It prints each field on a line of its own, without escaping it."""
    for test in json.loads(base64.b64decode(result(hostile_row(text), 100)))["tests"]:
        assert commands([str(value) for value in test.values()]) == []


def test_the_table_has_a_line_an_exercise():
    row = next(row for row in class_of(50) if len(row.assessments) == len(HARD))
    lines = step_summary(row, 100).splitlines()
    assert sum(line.startswith("| ") for line in lines) == len(HARD) + 1


@pytest.mark.parametrize("text", HOSTILE)
def test_a_cell_of_the_table_stays_a_cell(text):
    summary = step_summary(hostile_row(text), 100)
    row = next(line for line in summary.splitlines() if line.startswith("| 10 "))
    assert len(re.findall(r"(?<!\\)\|", row)) == 4 and "<script" not in summary
    assert not re.search(r"(?<!\\)[@\[`]", row)


def test_markdown_shows_a_text_as_it_is():
    assert markdown("a_b [x](y) <b> @me") == r"a\_b \[x\]\(y\) &lt;b&gt; \@me"


def test_without_the_files_of_actions_nothing_is_written():
    assert report_to_actions(simple_row(), 100, {})[-2].startswith("::error ")
