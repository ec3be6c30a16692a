"""Classes that were never taught: results as a grader writes them, with the mistakes of the catalogue."""
import hashlib
import os
from pathlib import Path

import numpy as np
import pytest

from nn.exercises.exercise import exercises
from nn.exercises.grading.kept.run import Run
from nn.exercises.grading.records import EMPTY, GRADER_ERROR, UNREADABLE, Assessment, File, Row, Submission
from nn.exercises.verdict.candidates import candidates

FIRST = ("Ada", "Alan", "Barbara", "Chen", "Dmitri", "Edsger", "Fatima", "Grace", "Hedy", "Ivan", "Jürgen", "Katherine",
         "Linus", "Mary", "Niklaus", "Olga", "Priya", "Quang", "Radia", "Søren", "Tadashi", "Uma", "Vint", "Wei",
         "Xiomara", "Yukihiro", "Zoë")
LAST = ("Abelson", "Backus", "Curie", "Dijkstra", "Eich", "Fernández", "Goldberg", "Hamilton", "Ito", "Johansson",
        "Knuth", "Lovelace", "McCarthy", "Noether", "Okafor", "Perlman", "Quill", "Ritchie", "Sussman", "Tarjan",
        "Ulam", "Vaughan", "Wirth", "Xu", "Yao", "Zuse", "van Rossum", "O'Neil")

#: how hard each graded exercise is: the share of a class that does not solve it
HARD = {"ex06_cost": 0.15, "ex07_regularized_cost": 0.2, "ex08_sigmoid_gradient": 0.08, "ex10_backpropagation": 0.35,
        "ex12_regularized_gradient": 0.4}

OTHER = ("the function returns nothing: is the return missing?",
         "line {}: ValueError: operands could not be broadcast together with shapes (11,4) (5,3)",
         "line {}: NameError: name 'np' is not defined",
         "gradient returns shape (28,), expected (43,)",
         "still running after 3 s. Does a loop never end?")

SOURCE = ("11 |     delta3 = a3 - Y", "12 |     delta2 = delta3 @ Theta2 * sigmoid_gradient(z2)",
          "13 |     return delta2.T @ X / m")


def points(stems=tuple(HARD)):
    return {one.stem: one.points for one in exercises() if one.stem in stems}


def run(stems=tuple(HARD)):
    return Run(points(stems), "2026-11-26", "1.2.0", {"jobs": 2})


def all_stems():
    return tuple(one.stem for one in exercises())


def class_of(n, seed=0, stems=tuple(HARD)):
    """n rows: most students good, some lost, a few odd ones."""
    rng = np.random.default_rng(seed)
    return [row_of(number, rng, stems) for number in range(n)]


def row_of(number, rng, stems):
    name = f"{rng.choice(FIRST)} {rng.choice(LAST)}"
    stopped_at = rng.choice([99, 8, 11, 0], p=[0.84, 0.08, 0.06, 0.02])
    weak = rng.choice([0.3, 1.0, 2.0], p=[0.45, 0.35, 0.2])
    submission = Submission(f"{name.replace(' ', '')}_{number}", f"{657000 + number}", name,
                            f"{name.split()[0].lower()}@example.org", f"{657000 + number}",
                            {stem: File(f"{stem}.py", b"", path=f"{stem}.py") for stem in stems})
    odd = rng.choice(["", "late", "copy", "empty", "unreadable", "error", "limit", "tried"],
                     p=[0.925, 0.03, 0.01, 0.015, 0.004, 0.003, 0.008, 0.005])
    if odd == "empty":
        note = "no exNN….py was found; there is: hw.docx"
        return Row(submission._replace(files={}, notes=(note,)), EMPTY)
    if odd == "unreadable":
        return Row(submission._replace(files={}, notes=("unreadable archive",)), UNREADABLE)
    if odd == "error":
        return Row(submission, GRADER_ERROR, isolation="strong", error="ZeroDivisionError at assess.py:81")
    assessments = [assess(stem, rng, weak, stopped_at) for stem in stems]
    if odd in ("limit", "tried"):
        look = {"limit": "killed at the limit", "tried": "tried: fork, /etc/passwd"}[odd]
        assessments[-1] = assessments[-1]._replace(state="wrong", points=0, slugs=(), look=(look,),
                                                   lines=("still running after 3 s. Does a loop never end?",))
    copy = "graded: ex10_backpropagation-1.py; also there: ex10_backpropagation.py"
    notes = {"late": ("late",), "copy": (copy,)}.get(odd, ())
    text = {one.stem: hashlib.sha256(f"{one.stem} {number}".encode()).hexdigest() for one in assessments
            if one.state != "not begun"}
    sha = hashlib.sha256(f"{number}".encode()).hexdigest()
    return Row(submission._replace(notes=notes), "graded", tuple(assessments), (), sha, "strong", "", text)


def assess(stem, rng, weak, stopped_at):
    exercise = next(one for one in exercises() if one.stem == stem)
    if exercise.number >= stopped_at:
        return Assessment(stem, 0, exercise.points, "not begun")
    if rng.random() > HARD.get(stem, 0.2) * weak:
        return Assessment(stem, exercise.points, exercise.points, "passed", processor=0.07)
    line = int(rng.integers(8, 20))
    if rng.random() < 0.25:
        text = OTHER[min(int(rng.geometric(0.4)) - 1, len(OTHER) - 1)].format(line)
        place = f"line {line}" if text.startswith("line") else ""
        return Assessment(stem, 0, exercise.points, "wrong", (text,), (), place, SOURCE * bool(place),
                          printed="(11, 4)\n(5, 3)\n" * bool(place), line=line * bool(place))
    known = candidates(exercise)
    one = known[min(int(rng.geometric(0.35)) - 1, len(known) - 1)]
    lines = (f"Known mistake: {one.name}. Your answer equals that variant on 4 of 4 {exercise.noun}.",
             one.mistake.question, one.mistake.explanation)
    return Assessment(stem, 0, exercise.points, "wrong", lines, (one.mistake.slug,))


def simple_row(name="Ada Lovelace", id="1", **changes):
    """A student with 30 of 100 points and a known mistake in exercise 12."""
    ours = Submission(f"{name}_{id}", id, name, "ada@example.org", id, {"ex12_regularized_gradient": File(
        "ex12_regularized_gradient.py", b"", path="src/ex12_regularized_gradient.py")})
    mistake = Assessment("ex12_regularized_gradient", 0, 10, "wrong",
                         ("Known mistake: the bias columns are regularized, too. Your regularized_gradient equals that "
                          "variant on 3 of 3 networks.", "Which column of each Theta should not be regularized?"),
                         ("rg-bias-included",), "line 12", ("12 |     return gradient + penalty",), line=12)
    row = Row(ours, "graded", (Assessment("ex06_cost", 30, 30, "passed"),
                               Assessment("ex10_backpropagation", 0, 40, "not begun"), mistake),
              sha256="ab" * 32, isolation="strong")
    return row._replace(**changes)


#: what a student may call themselves, print, raise, or name a file
HOSTILE = ("]]></failure>", "<script>alert(1)</script>", "\x1b[31mred", "=HYPERLINK(\"http://x\",\"y\")", "\u202eevil",
           "a\0b", "\ud800 and \udcff", "\uffff\ufffe", "::set-env name=A::b", "::error::x", "##[error]x", "&amp;\"'",
           "-rf", "@SUM(1)", "\tcmd", "a\r\nb", "| cell |", "]]>", "%0A::error::x", "$(id)", "{{body}}",
           "\u2028::error::x")


def hostile_row(text, id="1"):
    """A row in which everything that a student may have written is that text."""
    wrong = Assessment("ex10_backpropagation", 0, 40, "wrong", (text, text), (), text, (text,), text, (text,), (text,),
                       line=3)
    file = File(text, b"", path=text)
    submission = Submission(text, id, text, text, text, {"ex10_backpropagation": file}, notes=(text,))
    return Row(submission, "graded", (wrong,), (text,), "00", "strong", "", {"ex10_backpropagation": "aa"})


def skip_where_nobody_may_look(path):
    """Where root grades, students' code runs as nobody; of a file below a private folder it then sees nothing."""
    if os.geteuid() == 0 and not all(folder.stat().st_mode & 0o001 for folder in Path(path).resolve().parents):
        pytest.skip(f"other users may not look into the folders above {path}")
