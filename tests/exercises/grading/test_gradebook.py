"""The grade book: what a spreadsheet, Gradescope and tools for JUnit read in it."""
import csv
import io
import json
import stat
from xml.etree import ElementTree

import pandas as pd
import pytest
from a_class import HARD, HOSTILE, all_stems, class_of, hostile_row, points, run, simple_row

from nn.exercises.grading.records import EMPTY, GRADER_ERROR, Assessment, Row, Submission
from nn.exercises.grading.reports.gradebook import as_cell, grades_csv, gradescope, gradescope_json, junit_xml
from nn.exercises.grading.reports.summary import OPEN, summarize, summary_line
from nn.exercises.grading.reports.write import report_all


def table(rows, points=None):
    """grades.csv, as a reader of CSV that was not written here sees it."""
    return pd.read_csv(io.BytesIO(grades_csv(summarize(rows, points))), dtype=str, keep_default_na=False)


# grades.csv

def test_the_columns_stand_in_their_order():
    assert list(table(class_of(3))) == ["student", "id", "email", "total", "max", *HARD, "status", "mistakes", "look",
                                        "notes", "sha256", "isolation"]


def test_the_file_begins_with_a_byte_order_mark_and_quotes_every_cell():
    data = grades_csv(summarize(class_of(20)))
    assert data.startswith(b'\xef\xbb\xbf"student","id"')
    lines = data[3:].decode("utf-8").split("\r\n")
    assert lines.pop() == "" and len(lines) == 21
    for line in lines:
        assert line.startswith('"') and line.endswith('"') and "\n" not in line
        assert len(next(csv.reader([line]))) == line.count('","') + 1


def test_a_student_has_the_sum_of_their_points():
    row, = table([simple_row()]).to_dict("records")
    assert row == {"student": "Ada Lovelace", "id": "1", "email": "ada@example.org", "total": "30", "max": "80",
                   "ex06_cost": "30", "ex10_backpropagation": "0", "ex12_regularized_gradient": "0",
                   "status": "graded", "mistakes": "rg-bias-included", "look": "", "notes": "", "sha256": "ab" * 32,
                   "isolation": "strong"}


def test_an_exercise_without_points_says_whether_it_is_passed():
    states = ("passed", "wrong", "not begun")
    row = simple_row(assessments=tuple(Assessment(f"ex0{n}_x", 0, 0, state) for n, state in enumerate(states)))
    line, = table([row]).to_dict("records")
    assert [line[f"ex0{n}_x"] for n in range(3)] == ["passed", "wrong", ""] and line["total"] == "0"


def test_students_are_sorted_by_name_whatever_the_order_of_the_rows():
    rows = class_of(50)
    assert grades_csv(summarize(rows)) == grades_csv(summarize(rows[::-1]))


def test_accents_do_not_send_a_student_to_the_end_of_the_list():
    names = ["Zoë", "Hal", "Çelik", "Østberg", "Dora", "celia", "Émile", "E\u0301ve", "Łukasz"]
    rows = [simple_row(name, str(number)) for number, name in enumerate(names)]
    assert table(rows)["student"].tolist() == ["celia", "Çelik", "Dora", "Émile", "E\u0301ve", "Hal", "Łukasz",
                                               "Østberg", "Zoë"]


def test_who_handed_in_nothing_has_no_points_of_the_same_most():
    empty = simple_row("Alan Turing", "2", status=EMPTY, assessments=(), isolation="", sha256="", notes=("not in it",))
    first, second = table([simple_row(), empty]).to_dict("records")
    assert (second["total"], second["max"], second["ex06_cost"]) == ("0", first["max"], "")
    assert (second["status"], second["notes"], second["isolation"]) == ("empty", "not in it", "")
    assert table([empty], points())["max"].tolist() == ["100"]


def test_an_open_machine_is_said_in_every_row():
    assert table([simple_row(isolation="none")])["isolation"].tolist() == [OPEN]


def test_what_to_look_at_stands_in_its_column_and_costs_nothing():
    row = simple_row()
    odd = row._replace(assessments=(row.assessments[0]._replace(look=("printed 81 MiB", "killed at the limit")),))
    known = table([odd, simple_row("Alan Turing", "2", status=GRADER_ERROR, error="KeyError at assess.py:3")])
    assert known["look"].tolist() == ["exercise 6: printed 81 MiB; exercise 6: killed at the limit",
                                      "KeyError at assess.py:3"]
    assert known["total"].tolist() == ["30", "30"]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_is_a_formula_or_breaks_its_line(text):
    data = grades_csv(summarize([hostile_row(text)]))
    cells = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))[1]
    assert data.count(b"\r\n") == 2 and data.count(b"\n") == 2 and len(cells) == 12
    for cell in cells:
        assert not cell.startswith(("=", "+", "-", "@", "\t", "\r")) and cell.isprintable(), cell


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\t=1", "\r=1", " =1", "\uff1d1"])
def test_a_formula_gets_an_apostrophe(text):
    assert as_cell(text)[0] == "'"
    assert as_cell("Ada = 1") == "Ada = 1"


# equal files

def with_text(id, **texts):
    return simple_row(f"Student {id}", id, same_text=texts)


def test_equal_files_name_each_other():
    rows = [with_text("1", ex10_backpropagation="aa", ex06_cost="x"), with_text("2", ex10_backpropagation="aa"),
            with_text("3", ex10_backpropagation="bb")]
    assert table(rows)["look"].tolist() == ["same as Student 2 (exercise 10)", "same as Student 1 (exercise 10)", ""]


def test_stubs_and_short_answers_are_not_compared():
    rows = [with_text(str(n), ex10_backpropagation="", ex08_sigmoid_gradient="aa") for n in range(3)]
    assert set(table(rows)["look"]) == {""}


def test_the_members_of_a_group_handed_in_one_submission():
    rows = [with_text(str(n), ex10_backpropagation="aa") for n in range(2)]
    rows = [row._replace(submission=row.submission._replace(name="submission_7")) for row in rows]
    assert set(table(rows)["look"]) == {""}


def test_of_many_with_the_same_file_one_is_named():
    rows = [with_text(str(n), ex10_backpropagation="aa") for n in range(6)]
    assert table(rows)["look"][0] == "same as Student 1 and 4 others (exercise 10)"


# the line of the end

def test_the_line_of_the_end():
    line = summary_line(summarize([simple_row(), simple_row("Alan Turing", "2", notes=("late",))]), "GRADES/class.html")
    assert line == "2 submissions: 0 full marks, mean 30.0/80, 1 to look at; isolation strong; GRADES/class.html"


def test_the_mean_is_that_of_the_column():
    rows = class_of(300)
    summary = summarize(rows, points())
    column = table(rows)["total"].astype(int)
    assert summary.mean == pytest.approx(column.mean(), rel=1e-12) and summary.median == column.median()
    assert summary.full == (column == 100).sum() > 0
    known = table(rows)
    odd = (known["look"] != "") | (known["notes"] != "") | (known["status"] != "graded")
    assert len(summary.look) == odd.sum() > 0


@pytest.mark.parametrize("rows, said", [
    ([], "0 submissions: 0 full marks, mean 0.0/100, 0 to look at"),
    (class_of(1), "1 submission: ")])
def test_the_line_of_an_empty_class_and_of_one_student(rows, said):
    assert summary_line(summarize(rows, points())).startswith(said)


def test_without_points_no_mean_is_said():
    rows = class_of(4, stems=("ex01_one_hot",))
    assert "no exercise with points" in summary_line(summarize(rows, {"ex01_one_hot": 0}))


# Gradescope

def test_gradescope_gets_what_its_specification_asks_for():
    data = json.loads(gradescope_json(simple_row(), 100))
    assert (data["score"], data["output_format"], data["visibility"], data["stdout_visibility"]) == (
        30, "text", "visible", "hidden")
    passed, open_, wrong = data["tests"]
    assert (passed["name"], passed["number"], passed["score"], passed["max_score"], passed["status"]) == (
        "6 Cost", "6", 30, 30, "passed")
    assert open_["status"] == wrong["status"] == "failed"
    assert wrong["output"].startswith("12 Regularized gradient 0/10. Known mistake: the bias columns are regularized")
    assert {one["visibility"] for one in data["tests"]} == {"visible"}


def test_students_do_not_see_what_the_instructor_looks_at():
    row = simple_row()
    odd = row._replace(error="KeyError at assess.py:3", status=GRADER_ERROR,
                       assessments=(row.assessments[0]._replace(look=("tried: fork",)),))
    text = json.dumps(gradescope(odd, 100))
    assert "fork" not in text and "assess.py" not in text and "an error in the grader" in text


# JUnit

def test_junit_has_a_suite_a_student_and_a_case_an_exercise():
    root = ElementTree.fromstring(junit_xml(summarize(class_of(30))))
    assert len(root) == 30
    suite = next(suite for suite in root if int(suite.get("failures")) > 0)
    assert len(suite) == int(suite.get("tests")) == 5
    assert len(suite.findall("*/failure")) == int(suite.get("failures"))
    for case in suite:
        properties = {one.get("name"): one.get("value") for one in case.find("properties")}
        assert properties["points"] in ("0", properties["max_points"])


def test_junit_says_why_nothing_was_graded():
    row = simple_row(status=GRADER_ERROR, assessments=(), error="KeyError at assess.py:3")
    suite, = ElementTree.fromstring(junit_xml(summarize([row])))
    assert suite.get("errors") == "1" and suite.find("*/error").get("message") == "KeyError at assess.py:3"


@pytest.mark.parametrize("text", HOSTILE)
def test_junit_is_xml_whatever_was_written(text):
    suite, = ElementTree.fromstring(junit_xml(summarize([hostile_row(text)])))
    assert [element.tag for element in suite.iter()] == ["testsuite", "testcase", "properties", "property", "property",
                                                         "failure"]


# all of them

def test_all_files_are_written_and_are_their_owners_alone(tmp_path):
    rows = class_of(12)
    summary = report_all(tmp_path, rows, run())
    assert summary_line(summary).startswith("12 submissions: ")
    files = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    ids = [row.submission.id for row in rows]
    assert files == {"grades.csv", "junit.xml", "class.html", *(f"feedback/{id}.{end}" for id in ids for end in
                                                               ("html", "txt")), *(f"results/{id}.json" for id in ids)}
    assert {stat.S_IMODE((tmp_path / name).stat().st_mode) for name in files} == {0o600}


def test_all_files_come_out_the_same_whatever_the_order_of_the_rows(tmp_path):
    rows = class_of(40, stems=all_stems()[:6])
    for name, some in (("one", rows), ("other", rows[::-1])):
        (tmp_path / name).mkdir()
        report_all(tmp_path / name, some, run(all_stems()[:6]))
    for path in (tmp_path / "one").rglob("*.*"):
        assert path.read_bytes() == (tmp_path / "other" / path.relative_to(tmp_path / "one")).read_bytes(), path


def test_the_files_of_those_who_left_the_class_are_removed_and_no_others(tmp_path):
    report_all(tmp_path, [simple_row(id=id) for id in "123"], run())
    for name in ("feedback/4.html", "feedback/1.pdf", "results/mine.json"):
        (tmp_path / name).write_text("mine")
    (tmp_path / "results" / "3.json").unlink()
    (tmp_path / "results" / "3.json").mkdir()
    report_all(tmp_path, [simple_row(id="2")], run(), gone=["1", "3", "5", "../grades"])
    files = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.glob("*/*"))
    assert files == ["feedback/1.pdf", "feedback/2.html", "feedback/2.txt", "feedback/4.html", "results/2.json",
                     "results/3.json", "results/mine.json"]
    assert (tmp_path / "grades.csv").exists()


def test_a_file_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "grades.csv").mkdir()
    with pytest.raises(OSError) as error:
        report_all(tmp_path, class_of(1), run())
    assert error.value.filename == str(tmp_path / "grades.csv")


def test_an_id_that_leads_out_of_the_folder_is_refused(tmp_path):
    with pytest.raises(ValueError, match="cannot be the name of a file"):
        report_all(tmp_path, [simple_row(id="../../x")], run())


# students without a submission, names without a student, submissions without a row

def nobody(name, id):
    return Row(Submission(name, id, name, number=id, notes=("nothing was handed in",), handed_in=False), EMPTY)


def test_who_handed_in_nothing_is_in_the_table_and_in_no_number():
    rows = [simple_row(id="1"), simple_row("Alan Turing", "2")]
    alone, summary = summarize(rows, points()), summarize([*rows, nobody("Zed", "3")], points())
    assert (summary.mean, summary.median, summary.totals, summary.look) == (30.0, 30.0, alone.totals, {})
    assert summary_line(summary).startswith("2 submissions, 1 student without one: 0 full marks, mean 30.0/100,")
    assert table([*rows, nobody("Zed", "3")], points())["status"].tolist() == ["graded", "graded", "empty"]


def test_names_that_are_not_submissions_are_to_be_looked_at():
    assert ", 3 to look at" in summary_line(summarize([simple_row(notes=("late",))], points(), ["a.pdf", "b.pdf"]))


@pytest.mark.parametrize("unfinished, said", [
    (["2"], "interrupted: 1 of 2 is not graded yet; 1 submission, 1 student without one: "),
    (["2", "3"], "interrupted: 2 of 3 are not graded yet; 1 submission, 1 student without one: "),
    (["1"], "interrupted: 1 of 1 is not graded yet; 1 submission, 1 student without one: ")])
def test_an_interrupted_run_says_how_much_is_missing_first(unfinished, said):
    rows = [simple_row(id="1"), nobody("Zed", "9")]
    assert summary_line(summarize(rows, points(), unfinished=unfinished)).startswith(said)
