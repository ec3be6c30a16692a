"""GRADING.md says what is so: its commands, its options, the files that it names, its example."""
import re
import shlex
from pathlib import Path

import click
import numpy as np
import pytest

from nn.app.cli import clash_of_options, cli
from nn.exercises.grading.commands import write_for_site
from nn.exercises.grading.draws import extra_calls, read_extra
from nn.exercises.grading.handed_in.sites.roster import read_roster
from nn.exercises.grading.kept.journal import Journal
from nn.exercises.grading.kept.run import this_run
from nn.exercises.grading.records import Assessment, Row, Submission
from nn.exercises.grading.reports.write import report_all
from nn.exercises.grading.slot import LONG, LONG_SECONDS, SECONDS

ROOT = Path(__file__).parent.parent
GUIDE = (ROOT / "GRADING.md").read_text(encoding="utf-8")
OPTIONS = {option.opts[0]: option for option in cli.commands["grade"].params if isinstance(option, click.Option)}
POINTS = {"ex10_backpropagation": 40}
CANVAS = "Student,ID,SIS User ID,SIS Login ID,Section,ex4 (1234)\nAda,1,,,,\n"
MOODLE = "Identifier,Grade,Maximum Grade,Feedback comments\nParticipant 1,,100,\n"


def commands():
    """The lines of the guide that call nn grade, as lists of words."""
    return [shlex.split(line[line.index("nn grade"):])[2:] for line in GUIDE.splitlines()
            if re.match(r"    .*\bnn grade |        run: nn grade", line)]


def test_every_command_line_is_one_that_nn_grade_understands():
    assert len(commands()) == 8
    for words in commands():
        params = cli.commands["grade"].make_context("grade", list(words)).params
        assert clash_of_options(**params) is None
        assert params["format"] == "github" or params["submissions"] and params["out"]


def test_links_and_pictures_exist():
    targets = [target for target in re.findall(r"\]\(([^)]+)\)", GUIDE) if "://" not in target]
    headings = {f"#{re.sub('[^a-z0-9 -]', '', heading.lower()).replace(' ', '-')}"
                for heading in re.findall(r"^#+ (.*)$", GUIDE, flags=re.M)}
    assert len(targets) >= 5
    assert all(target in headings if target.startswith("#") else (ROOT / target).exists() for target in targets)
    assert (ROOT / "notebooks/figures/class.png").stat().st_size <= 150_000
    assert "(GRADING.md)" in (ROOT / "README.md").read_text(encoding="utf-8")
    assert "/GRADING.md>" in (ROOT / "exercises/README.md").read_text(encoding="utf-8")


def test_the_options_are_those_of_the_command():
    table = dict(re.findall(r"^\| `(--[a-z]+)[^|]*\| ([^|]*?) ?\|", GUIDE, flags=re.M))
    assert set(table) == set(OPTIONS)
    for name, option in OPTIONS.items():
        if isinstance(option.type, click.Choice):
            assert table[name] == option.default
        elif option.is_flag:
            assert table[name] == "off"
        for default in re.findall(r"\[(.*)\]", option.help or ""):
            assert table[name] == default
    assert table["--seconds"] == f"{SECONDS:g}; {LONG_SECONDS:g} for exercises {min(LONG)} to {max(LONG)}"
    layouts = re.search(r"`--layout LAYOUT` \| auto \| (.*) \|", GUIDE)[1]
    assert re.split(", | or ", layouts) == [*OPTIONS["--layout"].type.choices][1:]
    levels = re.findall(r"^\| \| (.*) \|$", GUIDE, flags=re.M)[-1]
    assert levels.split(" | ") == [*OPTIONS["--isolation"].type.choices][1:]


@pytest.fixture
def made(tmp_path):
    """The names of the files that a class has as its result, on all sites."""
    out = tmp_path / "grades"
    row = Row(Submission("Ada_1_assignsubmission_file", "ID", "Ada", number="1"), "graded",
              (Assessment(*POINTS, 40, 40, "passed"),), isolation="strong")
    with Journal(out, this_run(POINTS)) as journal:
        journal.submissions(["ID"])
        journal.row(row)
        summary = report_all(out, journal.rows(), journal.run)
    for name, text in (("canvas", CANVAS), ("moodle", MOODLE)):
        (tmp_path / f"{name}.csv").write_text(text)
        write_for_site(out, summary, read_roster(tmp_path / f"{name}.csv"), "ex4 (1234)")
    return {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}


def test_every_file_that_is_named_is_made(made):
    of_the_folder = re.findall(r"`grades/([^`]+)`", GUIDE)
    of_the_table = re.search(r"\| in the folder of `--out` \| \|\n(.*?)\n\n", GUIDE, re.S)[1]
    listed = [name for line in of_the_table.splitlines()[1:] for name in re.findall(r"`([^`]+)`", line.split("|")[1])]
    assert len(of_the_folder) >= 10 and len(listed) == 8
    assert {*of_the_folder, *listed} <= made
    assert {name for name in made if not name.startswith(".")} == {*of_the_folder, *listed}


def test_the_example_of_extra_calls_runs(tmp_path):
    (tmp_path / "extra.py").write_text(re.search(r"```python\n(.*?)```", GUIDE, re.S)[1], encoding="utf-8")
    drawn = extra_calls(read_extra(tmp_path / "extra.py"), np.random.default_rng(1))
    assert set(drawn) == {"ex06_cost", "ex10_backpropagation"}


def test_each_site_takes_five_steps_and_actions_are_pinned():
    parts = re.split(r"^### ", GUIDE, flags=re.M)
    for site in ("Moodle", "Canvas", "Gradescope\n", "GitHub Classroom"):
        part, = (part for part in parts if part.startswith(site))
        assert re.findall(r"^([0-9])\. ", part, flags=re.M) == list("12345")
    used = re.findall(r"uses: [a-z/-]+@(\S+)", GUIDE)
    assert len(used) == 2 and all(re.fullmatch("[0-9a-f]{40}", commit) for commit in used)
