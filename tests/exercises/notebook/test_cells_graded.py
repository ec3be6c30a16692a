"""exercises.ipynb handed in as it is: nn grade gives its cells the points that nn check gives them."""
import csv
import re
import subprocess
import sys

import pytest

from nn.exercises.exercise import exercises, find
from nn.exercises.notebook.write import as_bytes, code_cell, notebook

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not sys.platform.startswith("linux"),
                                                   reason="students' code is confined on Linux only")]


def hand_in(folder, **changed):
    """A notebook with the right answers below the magic, some of them changed: ex06=text."""
    contents = notebook(exercises())
    for exercise in exercises():
        name = f"ex{exercise.number:02}"
        answer = re.sub(r"^from ex\d\d.*\n", "", changed.get(name, exercise.answer), flags=re.MULTILINE)
        contents["cells"] = [code_cell(name, f"%%check {exercise.number}\n{answer}") if cell["id"] == name else cell
                             for cell in contents["cells"]]
    folder.mkdir(parents=True)
    (folder / "exercises.ipynb").write_bytes(as_bytes(contents))


def grades(folder, points):
    """Student -> (the points of each exercise, the mistakes) of a class."""
    (folder / "points.cfg").write_text("[points]\n" + "\n".join(points), encoding="utf-8")
    subprocess.run([sys.executable, "-m", "nn", "grade", "class", "--out", "grades", "--isolation", "none",
                    "--points", "points.cfg"], cwd=folder, check=True, capture_output=True)
    with (folder / "grades" / "grades.csv").open(encoding="utf-8-sig", newline="") as file:
        return {row["student"]: ([int(value) for name, value in row.items() if re.match(r"ex\d\d_", name)],
                                 row["mistakes"]) for row in csv.DictReader(file)}


@pytest.mark.nightly
def test_each_cell_gets_the_points_of_its_own_exercise(tmp_path):
    hand_in(tmp_path / "class" / "ada")
    hand_in(tmp_path / "class" / "bob", ex10=find(10).answer.replace("a3 - Y", "Y - a3"),
            ex04=find(4).answer.replace("sigmoid(z", "np.tanh(z"), ex03="def sigmoid(z):\n    return z\n")
    (tmp_path / "class" / "cyd").mkdir()
    (tmp_path / "class" / "cyd" / "exercises.ipynb").write_bytes(as_bytes(notebook(exercises())))
    found = grades(tmp_path, [f"{exercise.stem} = 1" for exercise in exercises()])
    assert found == {"ada": ([1] * len(exercises()), ""),
                     "bob": ([int(exercise.number not in (3, 4, 10)) for exercise in exercises()], "sig-tanh;g-sign"),
                     "cyd": ([0] * len(exercises()), "")}


def test_right_answers_in_all_cells_get_100_points(tmp_path):
    hand_in(tmp_path / "class" / "ada")
    points, _ = grades(tmp_path, [f"{exercise.stem} = {exercise.points}" for exercise in exercises()])["ada"]
    assert sum(points) == 100
