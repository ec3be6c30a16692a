"""`nn hunt`: each bug is shown by its table, is in one line, and is told nowhere before it is found."""
import json
import re
import subprocess
import sys
import warnings
from functools import cache
from itertools import cycle

import numpy as np
import pytest

from nn.app.cli import main
from nn.exercises import bugs, hunt
from nn.exercises.course import PROGRESS, start

#: all mistakes that change one line; in the quick tests every tenth
EVERY = pytest.mark.parametrize("slips", [pytest.param(bugs.slips()[::10], id="some"),
                                          pytest.param(bugs.slips(), id="all", marks=pytest.mark.slow)])
NUMBERS = [*hunt.statements(bugs.HEAD + bugs.functions_with({}))]


@cache
def network(seed):
    return bugs.tail_of(np.random.default_rng(seed))


@cache
def served_at(i, seed):
    return bugs.served(bugs.slips()[i], network(seed))


def served(slip, seed=0):
    """The bug on a network, or None where it is not served."""
    return served_at(bugs.slips().index(slip), seed)


def served_of(slips):
    return [one for one in map(served, slips) if one is not None]


def bug_named(slug):
    return next(served(slip) for slip in bugs.slips() if slip.mistake.slug == slug)


def check_in(text, **changes):
    """What check() of a program says; it runs as `python hunt.py` runs it, but for the last two lines."""
    names = {"__name__": "hunt"}
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        exec(compile(text, "hunt.py", "exec"), names)
        return names["check"](**changes)


def with_line(one, text):
    lines = one.text.splitlines()
    lines[one.line - 1] = text
    return "\n".join(lines) + "\n"


def begun(folder, one, monkeypatch):
    """A hunt in a folder whose open bug is this one."""
    monkeypatch.setattr(hunt, "bug", lambda seed: one)
    return list(hunt.serve(folder, seed=5))


# the bugs

@pytest.mark.slow
def test_there_are_many_and_no_two_are_the_same_program():
    bugs_ = served_of(bugs.slips())
    assert len({one.text for one in bugs_}) == len(bugs_) >= 120
    assert len({one.mistake.slug for one in bugs_}) >= 115


@pytest.mark.parametrize("seeds", [range(5), pytest.param(range(5, 200), marks=pytest.mark.slow)])
def test_without_a_mistake_the_table_passes_on_every_network(seeds):
    for seed in seeds:
        for check in bugs.tables_of(bugs.HEAD + bugs.functions_with({}) + bugs.tail_of(np.random.default_rng(seed))):
            assert check.passed, (seed, check.relative_error)


@EVERY
def test_each_bug_is_in_one_line_which_the_table_shows_and_whose_repair_it_passes(slips):
    for slip, seed in zip(slips, cycle(range(3)), strict=False):
        if (one := served(slip, seed)) is not None:
            table = check_in(one.text)
            assert not table.passed and table.relative_error > 1e-3 and str(table) == str(one.table), one.mistake.slug
            assert check_in(with_line(one, one.right)).passed, one.mistake.slug
            assert one.text.splitlines()[one.line - 1] != one.right


def test_what_runs_no_longer_or_what_the_table_does_not_show_is_not_served():
    no = {"g-list", "g-theta2-with-bias", "ff-thetas-swapped", "cost-small-number", "rg-mutates-theta"}
    yes = {"g-sign", "g-no-sg", "ff-bias-squashed", "rc-no-half", "rg-no-m", "sg-plus", "cost-no-m"}
    found = served_of([slip for slip in bugs.slips() if slip.mistake.slug in no | yes])
    assert {one.mistake.slug for one in found} == yes
    consistent = next(slip for slip in bugs.slips() if "    a1 = sigmoid(X)\n" in slip.functions)
    assert served(consistent) is None and check_in(bugs.HEAD + consistent.functions + network(0)).passed


@pytest.mark.parametrize("line, given_away", [("    delta3 = Y - a3", False), ("    delta3 = 0 * (a3 - Y)", True)])
def test_a_line_that_stands_for_several_is_not_used(line, given_away):
    text = bugs.functions_with({}).replace("    delta3 = a3 - Y" + 35 * " " + "# (m, K)", line)
    assert text != bugs.functions_with({})
    assert (bugs.slip_of(bugs.slips()[0].mistake, text) is None) is given_away


@pytest.mark.parametrize("times", [10, pytest.param(300, marks=pytest.mark.nightly)])
def test_two_bugs_in_a_row_are_never_the_same(times):
    seed = 0
    for _ in range(times):
        after = hunt.seed_after(seed)
        assert after > seed and hunt.bug(after).mistake.slug != hunt.bug(seed).mistake.slug
        seed = after


def test_a_seed_whose_bug_is_the_same_is_left_out(monkeypatch):
    one, other = bug_named("g-sign"), bug_named("g-no-sg")
    found = {3: one, 4: one, 5: one, 6: other}
    monkeypatch.setattr(hunt, "bug", found.get)
    assert hunt.seed_after(3) == 6


def test_a_seed_gives_the_same_everywhere():
    assert bugs.bug_of(12).text == bugs.bug_of(12).text != bugs.bug_of(13).text


# answers

@EVERY
def test_of_each_bug_the_line_is_accepted_and_all_others_are_refused(monkeypatch, tmp_path, slips):
    monkeypatch.setattr(hunt, "keep", lambda folder, state: None)
    for one in served_of(slips):
        monkeypatch.setattr(hunt, "bug", lambda seed, one=one: one)
        monkeypatch.setattr(hunt, "read", lambda folder: hunt.Hunt(seed=1, open=True))
        assert [number for number in NUMBERS if hunt.answer(tmp_path, number)[0]] == [one.line], one.mistake.slug


@EVERY
def test_what_is_wrong_is_told_nowhere_before_it_is_found(monkeypatch, tmp_path, slips):
    for one in served_of(slips):
        told = "\n".join(begun(tmp_path, one, monkeypatch) + [(tmp_path / name).read_text("utf-8")
                                                              for name in (hunt.FILE, PROGRESS)])
        told += "\n".join(list(hunt.answer(tmp_path, next(n for n in NUMBERS if n != one.line))[1]))
        for secret in (one.mistake.slug, one.mistake.name, one.mistake.question, one.mistake.explanation):
            assert secret not in told
        (tmp_path / PROGRESS).unlink()


def rows(table):
    """The rows of the blocks in a table."""
    return [row for row in str(table).splitlines() if row.startswith("Theta") and "[" not in row]


@pytest.mark.slow
def test_what_is_said_of_a_wrong_answer_is_true_of_the_table():
    said = set()
    for one in served_of(bugs.slips()):
        question = hunt.what_the_table_says(one)
        differ = [row.split("  ")[0].strip() for row in rows(one.table) if not row.endswith("ok")]
        said.add(question)
        if "lambda_=0) the check passes" in question:
            assert check_in(one.text, lambda_=0).passed
        elif "same factor" in question:
            assert len({row.split("  ")[-1] for row in rows(check_in(one.text, lambda_=0))}) == 1
        elif "all blocks but" in question:
            assert {*differ} == {row.split("  ")[0].strip() for row in rows(one.table)} - {"Theta2 bias"}
            assert "Theta2 bias" in question
        elif "all blocks" in question:
            assert len(differ) == 4
        else:
            part = next(part for part, text in hunt.QUESTIONS.items() if text == question)
            assert differ and all(part in name for name in differ), (one.mistake.slug, differ)
    assert len(said) >= 7, said


def test_no_explanation_says_that_the_bug_is_the_readers():
    found = {one.mistake.slug for one in bugs.slips()
             if re.search(r"\b[Yy]ours\b|\b[Yy]our (?!code|line)|\bYou\b", one.mistake.explanation)}
    assert not found


def test_a_found_bug_gets_its_name_its_line_and_its_explanation(monkeypatch, tmp_path):
    one = bug_named("g-no-sg")
    begun(tmp_path, one, monkeypatch)
    found, lines = hunt.answer(tmp_path, one.line)
    text = "\n".join(lines)
    assert found and one.mistake.name in text and one.mistake.explanation in text
    assert "delta2 = delta3 @ Theta2[:, 1:] * slope" in text and "Streak: 1." in text


# the streak

def first_answers(folder, times):
    for _ in range(times):
        list(hunt.serve(folder))
        assert hunt.answer(folder, hunt.bug(hunt.read(folder).seed).line)[0]


def wrong_number(folder):
    return next(number for number in NUMBERS if number != hunt.bug(hunt.read(folder).seed).line)


def test_a_streak_counts_the_bugs_found_with_the_first_answer(tmp_path):
    first_answers(tmp_path, 2)
    assert hunt.read(tmp_path).streak == 2
    list(hunt.serve(tmp_path))
    found, lines = hunt.answer(tmp_path, wrong_number(tmp_path))
    assert not found and "Your streak of 2 has ended" in "\n".join(lines) and hunt.read(tmp_path).streak == 0
    assert "streak" not in "\n".join(hunt.answer(tmp_path, wrong_number(tmp_path))[1])
    assert hunt.answer(tmp_path, hunt.bug(hunt.read(tmp_path).seed).line)[0]
    assert hunt.read(tmp_path).streak == 0
    first_answers(tmp_path, 1)
    assert hunt.read(tmp_path)[-2:] == (1, 2)


@pytest.mark.parametrize("leave", [hunt.give_up, lambda folder: list(hunt.serve(folder, seed=10 ** 6 + 1))])
def test_who_gives_up_or_takes_another_bug_begins_again(tmp_path, leave):
    first_answers(tmp_path, 2)
    list(hunt.serve(tmp_path))
    leave(tmp_path)
    assert hunt.read(tmp_path).streak == 0


def test_a_line_that_cannot_be_wrong_costs_nothing(tmp_path):
    first_answers(tmp_path, 1)
    list(hunt.serve(tmp_path))
    for number in (1, 11, 22, 10 ** 9, max(NUMBERS) + 1):
        with pytest.raises(ValueError, match=f"line {number} of hunt.py is not one of the lines that can be wrong"):
            hunt.answer(tmp_path, number)
    assert hunt.read(tmp_path)[2:4] == (0, 1)


# the file

def test_an_open_bug_is_shown_again_as_it_is(tmp_path):
    first, again = (list(hunt.serve(tmp_path)) for _ in range(2))
    assert first == again and hunt.read(tmp_path).open


def test_experiments_in_the_file_are_kept_and_a_lost_file_comes_back(tmp_path):
    first = list(hunt.serve(tmp_path))
    path = tmp_path / hunt.FILE
    text = path.read_text("utf-8")
    path.write_text(text + "print(check(lambda_=0))\n", "utf-8")
    again = list(hunt.serve(tmp_path))
    assert path.read_text("utf-8") != text and [line for line in again if line not in first] == [
        "(You changed hunt.py: the lines are counted as they are shown here.)"]
    path.unlink()
    assert list(hunt.serve(tmp_path)) == first and path.read_text("utf-8") == text


def test_a_file_of_that_name_that_is_not_ours_is_left_alone(tmp_path):
    (tmp_path / hunt.FILE).write_text("print('mine')\n")
    with pytest.raises(ValueError, match="nn hunt did not write it"):
        list(hunt.serve(tmp_path))
    assert (tmp_path / hunt.FILE).read_text() == "print('mine')\n"


def test_the_file_prints_the_same_table_in_a_fresh_interpreter(tmp_path):
    list(hunt.serve(tmp_path, seed=7))
    printed = subprocess.run([sys.executable, hunt.FILE], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert printed.stdout == f"{hunt.bug(7).table}\n" and printed.stderr == ""


# the command

def test_the_command_from_a_bug_to_the_next(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["hunt", "--seed", "7"]) == 0
    out = capsys.readouterr().out
    assert out == "\n".join(hunt.serve(tmp_path.relative_to(tmp_path))) + "\n" and "FAIL" in out
    line = hunt.bug(7).line
    assert main(["hunt", str(wrong_number(tmp_path))]) == 1
    assert main(["hunt", str(line)]) == 0
    assert f"Yes, line {line}: {hunt.bug(7).mistake.name}." in capsys.readouterr().out
    assert main(["hunt"]) == 0 and main(["hunt", "--give-up"]) == 0
    assert f"The wrong line is {hunt.bug(hunt.read(tmp_path).seed).line}" in capsys.readouterr().out


def test_in_a_course_the_file_and_the_streak_lie_beside_the_exercises(tmp_path, monkeypatch):
    start(tmp_path / "exercises")
    monkeypatch.chdir(tmp_path)
    assert main(["hunt"]) == 0
    assert {path.name for path in (tmp_path / "exercises").iterdir()} >= {hunt.FILE, PROGRESS}
    assert [*tmp_path.iterdir()] == [tmp_path / "exercises"]


@pytest.mark.parametrize("arguments, status, words", [
    (["17"], 1, "no bug is hidden at the moment; nn hunt hides one"),
    (["--give-up"], 1, "no bug is hidden at the moment"),
    (["seventeen"], 2, "'seventeen' is not a whole number >= 1"), (["0"], 2, "'0' is not a whole number >= 1"),
    (["17", "--give-up"], 2, "expected one of LINE, --give-up and --seed"),
    (["17", "--seed", "0"], 2, "expected one of"), (["--seed", "1", "--give-up"], 2, "expected one of"),
    (["--seed", "-1"], 2, "'-1' is not a whole number >= 0")])
def test_the_command_says_what_is_wrong_with_its_arguments(tmp_path, monkeypatch, capsys, arguments, status, words):
    monkeypatch.chdir(tmp_path)
    assert main(["hunt", *arguments]) == status
    assert words in capsys.readouterr().err and not [*tmp_path.iterdir()]


@pytest.mark.parametrize("row", ["", "[]", {"hunt": {"seed": -3, "open": True}}, {"hunt": {"seed": "x"}}, {"hunt": 5}])
def test_progress_that_is_not_ours_begins_a_new_hunt(tmp_path, row):
    (tmp_path / PROGRESS).write_text(row if isinstance(row, str) else json.dumps(row))
    assert hunt.read(tmp_path) == hunt.Hunt()
    assert list(hunt.serve(tmp_path)) and hunt.read(tmp_path).open
