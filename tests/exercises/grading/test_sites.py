"""What Gradescope, Canvas, Moodle and GitHub Classroom write is recognised; their lists are read and written back.

The trees have the form of the sites' own programs; nn/exercises/grading/handed_in/sites/__init__.py names the files.
"""
import csv
import io
import os
import sys
import zipfile

import pytest

from nn.exercises.exercise import exercises
from nn.exercises.grading.handed_in.sites import canvas, moodle
from nn.exercises.grading.handed_in.sites.roster import enrolled, merged, read_roster, unmatched
from nn.exercises.grading.handed_in.submissions import find, listing
from nn.exercises.grading.records import EMPTY, GRADED, UNREADABLE, Assessment, Row, Submission

pytestmark = pytest.mark.skipif(os.name == "nt", reason="classes are graded on Linux")

STEMS = [exercise.stem for exercise in exercises()]
TEN = "ex10_backpropagation"


def write(folder, files):
    """Writes files: path -> bytes."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def zipped(path, files):
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def summary(submissions):
    """What the site says of each, and what was found: (student, email, number, data of exercise 10)."""
    return [(one.student, one.email, one.number, one.files[TEN].data if TEN in one.files else None)
            for one in submissions]


# Gradescope

METADATA = b"""---
submission_409194023:
  :submitters:
  - :name: Ada Lovelace
    :sid: '0123'
    :email: ada@example.org
  :created_at: 2026-04-26 17:34:00.861687000 Z
  :score: 2.0
  :status: processed
  :results:
    score: 2.0
    output: |-
      ======
      :submitters: [not this]
  :history:
  - :id: 409194000
    :created_at: 2026-02-30 99:99:99 Z
submission_500000001:
  :submitters:
  - :name: "Bob \\e[31m\\u202E B"
    :sid: 0456
    :email: bob@example.org
  - :name: Cy C
    :sid: '../../cy'
    :email:
submission_600000002:
  :submitters:
  - :sid: 333
submission_700000003:
  :submitters: []
submission_800000004:
  :submitters: nobody
"""
GRADESCOPE = {"submission_metadata.yml": METADATA, "submission_409194023/ex10.py": b"ada's",
              "submission_500000001/src/ex10.py": b"theirs", "submission_700000003/ex10.py": b"no one's",
              "submission_800000004/ex10.py": b"lost", "submission_999/ex10.py": b"not named", "notes.txt": b""}


@pytest.fixture
def yaml():
    return pytest.importorskip("yaml")


def test_gradescopes_export_names_each_member_of_each_group(tmp_path, yaml):
    layout, submissions = find(write(tmp_path, GRADESCOPE), STEMS)
    assert layout == "gradescope"
    assert summary(submissions) == [
        ("Ada Lovelace", "ada@example.org", "0123", b"ada's"), ("Cy C", "", "../../cy", b"theirs"),
        ("Bob [31m B", "bob@example.org", "0456", b"theirs"), ("", "", "333", None), ("", "", "", b"no one's"),
        ("", "", "", b"lost"), ("", "", "", b"not named")]
    assert [one.id for one in submissions] == [
        "0123", "_._.._cy", "0456", "333", "submission_700000003", "submission_800000004", "submission_999"]
    assert submissions[1].notes == ("submission_500000001 is of a group of 2",)
    assert submissions[3].status == EMPTY and "which is not there" in submissions[3].notes[0]


def test_gradescopes_export_is_recognised_in_the_archive_that_it_comes_in(tmp_path, yaml):
    files = {f"assignment_8046601_export/{name}": data for name, data in GRADESCOPE.items()}
    files["__MACOSX/assignment_8046601_export/._submission_metadata.yml"] = b""
    layout, submissions = find(zipped(tmp_path / "export.zip", files), STEMS)
    assert layout == "gradescope" and submissions == find(write(tmp_path / "class", GRADESCOPE), STEMS)[1]
    assert find(write(tmp_path / "downloads", files), STEMS)[1] == submissions


@pytest.mark.parametrize("text", [b"a: [", b"- a\n- b\n", b"\xff\xfe\x00", b"a: !!python/object/apply:os.system [id]\n",
                                  b"x: &a [b]\n<<: *a\n", b"[" * 5000, b"a: 2026-99-99\n", b"", b"a: *b\n"],
                         ids=lambda text: text[:12].decode("latin1"))
def test_metadata_that_is_damaged_or_hostile_is_an_error_with_its_name_or_no_metadata(tmp_path, yaml, text):
    write(tmp_path, {**GRADESCOPE, "submission_metadata.yml": text})
    try:
        assert {one.number for one in find(tmp_path, STEMS)[1]} == {""}
    except ValueError as error:
        assert "submission_metadata.yml" in str(error) and "\n" not in str(error)


@pytest.mark.parametrize("text, said", [
    (b"a: 1\nb: [\n", r"submission_metadata\.yml, line 3: damaged: it is not YAML; export the submissions once more$"),
    (b"a: \x00", r"submission_metadata\.yml: damaged: it is not YAML; export the submissions once more$")])
def test_metadata_that_cannot_be_read_is_said_with_the_line_and_what_to_do(tmp_path, yaml, text, said):
    with pytest.raises(ValueError, match=said):
        find(write(tmp_path, {**GRADESCOPE, "submission_metadata.yml": text}), STEMS)


def test_yaml_that_stands_for_billions_of_values_is_read_in_no_time(tmp_path, yaml):
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"] + [
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    write(tmp_path, {**GRADESCOPE, "submission_metadata.yml": "\n".join(lines).encode()})
    assert {one.number for one in find(tmp_path, STEMS)[1]} == {""}


def test_without_pyyaml_the_error_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "yaml", None)
    with pytest.raises(ValueError, match=r"PyYAML.*pip install 'nn-from-scratch\[grade\]'"):
        find(write(tmp_path, GRADESCOPE), STEMS)


# Canvas

CANVAS = {"lovelaceada_LATE_340934_208490284_ex10_backpropagation-1.py": b"ada's last",
          "lovelaceada_LATE_340934_208490283_ex10_backpropagation.py": b"ada's first",
          "lovelaceada_LATE_340934_208490285_ex06_cost.py": b"six",
          "bünbob_340935_208490286_hw.zip": b"rubbish",
          "cydoe_340936_text.html": b"<p>I forgot</p>",
          "eve_340937_208490287_x_340934_99_ex10.py": b"eve's", "ex10_loose.py": b"loose"}


def test_the_loose_files_of_canvas_are_grouped_by_user(tmp_path):
    layout, submissions = find(write(tmp_path, CANVAS), STEMS)
    assert layout == "canvas"
    class_ = {one.number: one for one in submissions}
    ada = class_["340934"]
    assert (ada.student, ada.id, ada.name) == ("lovelaceada", "340934", "lovelaceada_340934")
    assert {stem: file[:2] for stem, file in ada.files.items()} == {
        "ex06_cost": ("ex06_cost.py", b"six"), TEN: ("ex10_backpropagation-1.py", b"ada's last")}
    assert ada.notes == ("late", "graded: ex10_backpropagation-1.py; also there: ex10_backpropagation.py")
    assert class_["340935"].status == UNREADABLE
    assert class_["340936"].notes == ("no exNN….py was found; there is: text.html",)
    assert class_["340937"].status == EMPTY                         # and nothing of hers is in another's
    assert class_[""].files[TEN].data == b"loose"


def test_the_files_of_canvas_are_the_same_in_their_archive_and_anonymous_ones_are_grouped_too(tmp_path):
    assert find(zipped(tmp_path / "submissions.zip", CANVAS), STEMS) == find(write(tmp_path / "class", CANVAS), STEMS)
    layout, submissions = find(write(tmp_path / "anonymous", {
        "anon_1aB3c_208490284_ex10.py": b"one", "LATE_anon_xYz12_208490285_ex10.py": b"other"}), STEMS)
    assert layout == "canvas"
    assert [(one.number, one.files[TEN].data, one.notes) for one in submissions] == [
        ("anon_1aB3c", b"one", ()), ("anon_xYz12", b"other", ("late",))]


GRADEBOOK = """Student,ID,SIS User ID,SIS Login ID,Section,ex3 (1233),ex4 (1234),Assignments Current Score
,,,,,,Manual Posting,
    Points Possible,,,,,50,100,(read only)
"Lovelace, Ada",340934,S-1,ada@example.org,"Mo, 10",12.5,,80.5
"Bün, Bob",340935,S-2,bob,Mo,,N/A,
"Zoë, Zed",340999,,zed,Tu,,,
"Student, Test",350000,,0123456789abcdef,Tu,,,
"""


def row(number, earned, status=GRADED, id="", **more):
    """A row with 30 points for exercise 6 and `earned` of 40 for exercise 10, of 100."""
    wrong = ("Known mistake: a3 < 0 & <b>bias</b>.", "Which one?")
    return Row(Submission(f"name of {number}", id or number, number=number, **more), status,
               (Assessment("ex06_cost", 30, 60, "passed"), Assessment("ex01_one_hot", 0, 0, "passed"),
                Assessment(TEN, earned, 40, "passed" if earned == 40 else "wrong", () if earned == 40 else wrong)))


def cells(data, encoding="utf-8", separator=","):
    return list(csv.reader(io.StringIO(data.decode(encoding), newline=""), delimiter=separator))


def roster_of(tmp_path, text, encoding="utf-8", name="list.csv"):
    (tmp_path / name).write_bytes(text.encode(encoding))
    return read_roster(tmp_path / name)


def test_canvas_gradebook_is_read_with_its_students(tmp_path):
    roster = roster_of(tmp_path, GRADEBOOK)
    assert (roster.site, roster.separator, roster.mark) == ("canvas", ",", ".")
    assert roster.students == [("340934", "Lovelace, Ada", "ada@example.org", 4), ("340935", "Bün, Bob", "", 5),
                               ("340999", "Zoë, Zed", "", 6)]


def test_canvas_gets_the_points_of_those_who_were_graded_in_the_column_that_was_named(tmp_path):
    roster = roster_of(tmp_path, GRADEBOOK)
    rows = [row("340934", 40), row("340935", 11.5), row("340999", 0, EMPTY), row("777", 40)]
    assert canvas.assignment_of(roster, "ex4 (1234)") == "ex4 (1234)"
    assert cells(canvas.gradebook(roster, rows, "ex4 (1234)")) == [
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "ex4 (1234)"],
        ["    Points Possible", "", "", "", "", "100"],
        ["Lovelace, Ada", "340934", "S-1", "ada@example.org", "Mo, 10", "70"],
        ["Bün, Bob", "340935", "S-2", "bob", "Mo", "41.50"]]
    assert cells(canvas.gradebook(roster, rows[:1], "ex3 (1233)"))[1:] == [         # 70 of 100 are 35 of 50
        ["    Points Possible", "", "", "", "", "50"],
        ["Lovelace, Ada", "340934", "S-1", "ada@example.org", "Mo, 10", "35"]]


def test_canvas_columns_may_be_fewer_and_more_and_in_the_form_of_another_country(tmp_path):
    text = ("LastName;FirstName;ID;SIS Login ID;Integration ID;Section;ex4 (1234)\r\n    Points Possible;;;;;;99,50\r\n"
            "Lovelace;Ada;340934;ada;i;Mo;\r\n")
    roster = roster_of(tmp_path, text, "utf-8-sig")
    assert roster.students[0].name == "Lovelace, Ada"
    data = canvas.gradebook(roster, [row("340934", 40)], canvas.assignment_of(roster, None))
    assert data == (b"\xef\xbb\xbfLastName;FirstName;ID;SIS Login ID;Integration ID;Section;ex4 (1234)\r\n"
                    b"    Points Possible;;;;;;99,50\r\nLovelace;Ada;340934;ada;i;Mo;69,65\r\n")


@pytest.mark.parametrize("asked", [None, "ex5 (1)", ""])
def test_a_column_that_is_not_there_is_an_error_that_names_those_that_are(tmp_path, asked):
    with pytest.raises(ValueError, match=r"--assignment is .*; expected .* ex3 \(1233\); ex4 \(1234\)"):
        canvas.assignment_of(roster_of(tmp_path, GRADEBOOK), asked)


def test_a_list_without_assignments_takes_the_name_that_is_given(tmp_path):
    roster = roster_of(tmp_path, "Student,ID,SIS Login ID,Section\nAda,1,ada,Mo\n")
    assert canvas.assignment_of(roster, "ex4 (1234)") == "ex4 (1234)"
    assert cells(canvas.gradebook(roster, [row("1", 40)], "ex4 (1234)"))[2] == ["Ada", "1", "ada", "Mo", "70"]


# Moodle

FOLDER = "Ada Lovelace_657717_assignsubmission_file"
MOODLE = {f"{FOLDER}_/ex10_backpropagation.py": b"ada's", f"{FOLDER}_/src/ex06_cost.py": b"six",
          "Ada Lovelace_657717_assignsubmission_onlinetext_/onlinetext.html": b"<p>see files</p>",
          "Bün Bob_657718_assignsubmission_file_/hw.docx": b"",
          "Eve_657719_assignsubmission_file_/x_657717_assignsubmission_file_/ex10.py": b"eve's"}


def test_the_folders_of_moodle_are_those_of_participants(tmp_path):
    layout, submissions = find(write(tmp_path, MOODLE), STEMS)
    assert layout == "moodle"
    assert summary(submissions) == [("Ada Lovelace", "", "657717", b"ada's"), ("Bün Bob", "", "657718", None),
                                    ("Eve", "", "657719", b"eve's")]
    assert submissions[0].files["ex06_cost"].data == b"six" and submissions[0].id == "657717"
    assert submissions[1].status == EMPTY


def test_moodle_writes_the_same_without_the_last_underscore_without_folders_and_in_an_archive(tmp_path):
    def found(path):
        layout, submissions = find(path, STEMS)
        assert layout == "moodle"
        return [(one.student, one.number, one.files[TEN].data if TEN in one.files else None) for one in submissions]
    with_underscore = found(write(tmp_path / "1", MOODLE))
    without = {name.replace("_/", "/"): data for name, data in MOODLE.items()}
    assert found(write(tmp_path / "2", without)) == with_underscore
    assert found(zipped(tmp_path / "3.zip", MOODLE)) == with_underscore
    flat = write(tmp_path / "4", {name.replace("_/", "_"): data for name, data in MOODLE.items()
                                  if not name.startswith("Eve")})
    assert found(flat) == with_underscore[:2]


def test_a_file_of_moodle_cannot_pass_as_that_of_another_participant(tmp_path):
    layout, submissions = find(write(tmp_path, {
        "Eve_657719_assignsubmission_file_x_657717_assignsubmission_file_ex10.py": b"eve's",
        f"{FOLDER}_ex10.py": b"ada's"}), STEMS)
    assert {one.number: TEN in one.files for one in submissions} == {"657719": False, "657717": True}


def test_one_folder_with_a_name_like_moodles_does_not_make_a_class_moodles(tmp_path):
    layout, submissions = find(write(tmp_path, {
        "x_657717_assignsubmission_file_/ex10.py": b"", "bob/ex10.py": b"", "cy/ex10.py": b""}), STEMS)
    assert layout == "folders" and len(submissions) == 3


WORKSHEET = """Identifier,"Full name","Email address",Status,Grade,"Maximum Grade","Grade can be changed",\
"Last modified (submission)","Last modified (grade)","Feedback comments"
"Participant 657717","Ada Lovelace",ada@example.org,"Submitted for grading",,100.00,Yes,"Monday, 2 March",-,
"Participant 657718","Bün Bob",bob@example.org,"No submission",33.00,100.00,Yes,-,-,"said
in two lines"
"Participant 657720",Zoë,zoe@example.org,"No submission",,20.00,Yes,-,-,
"""


def test_moodles_worksheet_comes_back_with_grades_and_comments_and_all_else_as_it_was(tmp_path):
    roster = roster_of(tmp_path, WORKSHEET)
    assert [(one.number, one.name, one.email, one.line) for one in roster.students] == [
        ("657717", "Ada Lovelace", "ada@example.org", 2), ("657718", "Bün Bob", "bob@example.org", 4),
        ("657720", "Zoë", "zoe@example.org", 5)]
    before = cells(WORKSHEET.encode())
    after = cells(moodle.worksheet(roster, [row("657717", 10), row("657720", 40), row("657718", 0, EMPTY)]))
    assert (after[1][4], after[2][4], after[3][4]) == ("40.00", "33.00", "14.00")       # 70 of 100 are 14 of 20
    assert after[1][9] == ("ex06_cost 30/60: passed<br>ex01_one_hot: passed<br>"
                           "ex10_backpropagation 10/40: Known mistake: a3 &lt; 0 &amp; &lt;b&gt;bias&lt;/b&gt;.")
    for old, new in zip(before, after, strict=True):
        assert [*old[:4], *old[5:9]] == [*new[:4], *new[5:9]]
    assert after[2] == before[2]


def test_who_handed_in_no_file_of_an_exercise_gets_a_comment_and_a_page_and_no_grade(tmp_path):
    submissions = find(write(tmp_path / "class", MOODLE), STEMS)[1]
    rows = [Row(one, one.status) for one in submissions]
    after = cells(moodle.worksheet(roster_of(tmp_path, WORKSHEET), rows))
    assert after[2][4] == "33.00"                                   # as it was
    assert after[2][9] == "not graded: no exNN….py was found; there is: hw.docx"
    assert after[3][9] == ""                                        # who handed in nothing


@pytest.mark.parametrize(("separator", "encoding"), [(";", "utf-8-sig"), ("\t", "utf-16"), (",", "utf-8")])
def test_moodles_worksheet_keeps_its_separator_decimal_mark_and_encoding(tmp_path, separator, encoding):
    lines = [["Identifier", "Grade", "Maximum Grade"], ["Teilnehmer/in657717", "", "50,00"]]
    text = "".join(separator.join(f'"{cell}"' for cell in line) + "\r\n" for line in lines)
    roster = roster_of(tmp_path, text, encoding)
    assert (roster.mark, roster.encoding, roster.line_end) == (",", encoding, "\r\n")
    data = moodle.worksheet(roster, [row("657717", 30)])
    assert cells(data, encoding, separator) == [lines[0], ["Teilnehmer/in657717", "30,00", "50,00"]]
    assert data.startswith("".encode(encoding)) and data.decode(encoding).endswith("\r\n")


def test_the_feedback_files_of_moodle_lie_in_the_folders_that_moodle_wrote(tmp_path):
    submissions = find(write(tmp_path, MOODLE), STEMS)[1]
    rows = [Row(one, one.status) for one in submissions] + [row("1", 40)]
    data = moodle.feedback_files(rows, {"657717": b"<html>ada", "657719": b"<html>eve", "1": b"<html>"})
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == {
            f"{FOLDER}_/feedback.html": b"<html>ada", "Eve_657719_assignsubmission_file_/feedback.html": b"<html>eve"}
    assert data == moodle.feedback_files(rows, {"657717": b"<html>ada", "657719": b"<html>eve", "1": b"<html>"})


# GitHub Classroom

def test_the_clones_of_gh_classroom_have_the_login_in_their_names(tmp_path):
    folder = write(tmp_path / "ex4-submissions", {"ex4-ada-l/ex10.py": b"ada's", "ex4-ada-l/.git/HEAD": b"",
                                                  "ex4-Bob/src/ex10.py": b"bob's", "other/ex10.py": b"?"})
    layout, submissions = find(folder, STEMS)
    assert layout == "github"
    assert [(one.name, one.number, one.id, one.files[TEN].data) for one in submissions] == [
        ("ex4-Bob", "Bob", "Bob", b"bob's"), ("ex4-ada-l", "ada-l", "ada-l", b"ada's"),
        ("other", "other", "other", b"?")]
    assert find(tmp_path, STEMS)[0] == "github"                     # as gh classroom is told where to clone to


# lists

@pytest.mark.parametrize(("text", "said"), [
    ("Name,Points\nAda,3\n",
     r"line 1: the columns are Name, Points; expected .*ID.*\(Canvas\).*Identifier.*\(Moodle\)"),
    ("", "line 1: the columns are missing; expected"),
    ("Identifier,Grade,Maximum Grade\nParticipant 1,,100\nParticipant 2\n",
     "line 3: it has 1 cells; expected 3, one a column: Identifier, Grade, Maximum Grade"),
    ("Identifier,Grade,Maximum Grade\nParticipant 1,,100,5\n", "line 2: it has 4 cells"),
    ("Identifier,Grade,Maximum Grade\nParticipant 1,,100\n\nParticipant 01x,,1\nParticipant 1,,2\n",
     r"line 4: Identifier is 'Participant 01x'; expected one like Participant 657717"),
    ("Identifier,Grade,Maximum Grade\nParticipant 7,,100\nParticipant 8,,100\nParticipant 7,,100\n",
     "lines 2 and 4 have the same number, 7"),
    ("Identifier,Grade,Maximum Grade\nParticipant 7,,-\n",
     "Maximum Grade is '-'; expected a number: in the assignment's settings, under Grade, set the type to Point"),
    ("Student,ID,Section,a (1)\nAda,1,x,\nBob,1,x,\n", "lines 2 and 3 have the same number, 1"),
    ('Student,ID,Section\n"Ada,1,x\n', "line 2: unexpected end of data"),
    ("Student,ID,Section" + "," * 150_000 + "x" * 150_000, "line 1: the columns are missing"),
], ids=["columns", "nothing", "short", "long", "identifier", "twice", "maximum", "twice on Canvas", "quote", "field"])
def test_a_list_that_is_wrong_is_an_error_with_the_line(tmp_path, text, said):
    with pytest.raises(ValueError, match=r"list\.csv.*" + said):
        roster_of(tmp_path, text)


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16-le", "mac-roman"])
def test_the_encoding_of_a_list_is_not_guessed(tmp_path, encoding):
    with pytest.raises(ValueError, match=r'list\.csv.*(save it as "CSV UTF-8"|the columns are)'):
        roster_of(tmp_path, WORKSHEET, encoding)


def test_students_who_handed_in_nothing_get_an_empty_row_and_those_not_in_the_list_are_kept_with_a_note(tmp_path):
    roster = roster_of(tmp_path, WORKSHEET)
    submissions = find(write(tmp_path / "class", MOODLE), STEMS)[1]
    all_of_them = enrolled(submissions, roster)
    assert [(one.student, one.email, one.number, one.status) for one in all_of_them] == [
        ("Ada Lovelace", "ada@example.org", "657717", GRADED), ("Bün Bob", "bob@example.org", "657718", EMPTY),
        ("Eve", "", "657719", GRADED), ("Zoë", "zoe@example.org", "657720", EMPTY)]
    assert all_of_them[2].notes == ("not in list.csv",)
    assert all_of_them[3].notes == ("nothing was handed in",) and all_of_them[3].id == "657720"
    assert enrolled(all_of_them, roster) == all_of_them


def test_lines_without_a_submission_and_submissions_without_a_line_are_counted(tmp_path):
    roster = roster_of(tmp_path, WORKSHEET)                         # 657717, 657718, 657720
    assert unmatched(["657717", "657718", "657720"], roster) == (0, 0)
    assert unmatched(["657720", "5", ""], roster) == (2, 2)


def test_what_else_lies_beside_the_files_of_a_site_is_listed_and_what_the_site_wrote_is_not(tmp_path):
    pytest.importorskip("yaml")
    for name, files in (("gradescope", GRADESCOPE), ("canvas", CANVAS), ("moodle", MOODLE)):
        found = listing(write(tmp_path / name, {**files, "list.csv": b""}))
        assert found.layout == name and found.left_out == (("list.csv", "notes.txt") if name == "gradescope" else
                                                           ("list.csv",))


def test_an_archive_of_another_kind_from_canvas_is_unreadable_and_says_why(tmp_path):
    one, = find(write(tmp_path, {"lovelaceada_340934_208490284_hw.rar": b""}), STEMS)[1]
    assert one.status == UNREADABLE and one.notes[0].startswith("hw.rar: unreadable archive: expected a .zip, not .rar")


def test_rows_are_merged_with_a_list_as_submissions_are(tmp_path):
    roster = roster_of(tmp_path, WORKSHEET)
    rows = merged([row("657717", 40), row("5", 0), row("6", 0, id="657720")], roster)
    assert [(one.submission.number, one.submission.student, one.status, one.notes) for one in rows] == [
        ("657717", "Ada Lovelace", GRADED, ()), ("5", "", GRADED, ("not in list.csv",)),
        ("6", "", GRADED, ("not in list.csv",)), ("657718", "Bün Bob", EMPTY, ("nothing was handed in",)),
        ("657720", "Zoë", EMPTY, ("nothing was handed in",))]
    assert rows[0].assessments and [one.submission.id for one in rows][-1] == "657720-2"
