"""The student's run that nn/exercises/README.md shows, in exercises.ipynb: each cell says what nn says there."""
import re
import sys
from pathlib import Path

import nbformat
import pytest

import nn.exercises
from nn.exercises.course import start
from nn.exercises.exercise import exercises, find
from nn.exercises.notebook.cells import NOTEBOOK
from nn.exercises.source import stub

sys.path.append(str(Path(__file__).parents[1]))
from transcript import MISTAKES, found  # noqa: E402
from variants import variant  # noqa: E402

nbclient = pytest.importorskip("nbclient")
pytestmark = pytest.mark.slow

README = (Path(nn.exercises.__file__).parent / "README.md").read_text(encoding="utf-8")
PAGE = (Path(nn.exercises.__file__).parent / "folder" / "NOTEBOOK.md").read_text(encoding="utf-8")


def said_in_the_readme():
    """(command, lines that it prints) of the run in README.md, in order."""
    for command, lines in re.findall(r"^    \$ (.*)\n((?:    (?![$#] ).*\n)*)", README, re.MULTILINE):
        yield command, [line[4:] for line in lines.splitlines()]


def cells_of_the_run():
    """(command of the README, cell that does the same), in order."""
    for slugs in MISTAKES:
        exercise, mistakes = found(slugs)
        wrong, right = (f"%%check {exercise.number}\n{text}"
                        for text in (variant(exercise, *mistakes), exercise.answer))
        check = f"nn check {exercise.number}"
        yield check, wrong
        if slugs == ("sig-sign",):
            yield from ((check, wrong), ("nn hint 3", "%hint 3"), (check, wrong))
        yield check, right
    yield "nn check 3 --seconds 1", unusual("sigmoid", "    while True: z = 1 / (1 + np.exp(-z))\n", "--seconds 1")
    yield "nn check 6", unusual("cost", "    return 0.5 * np.sum((sigmoid(X) - X) ** 2\n")
    yield "nn check 6", unusual("cost", "    return float(np.mean(np.abs(theta)))\n")


def unusual(name, lines, options=""):
    """A cell with that body, which is not a known mistake."""
    exercise = find(name)
    source = stub(exercise).partition("    raise NotImplementedError")[0] + lines
    return f"%%check {exercise.number} {options}".rstrip() + f"\n{source}"


def as_in_a_cell(line):
    """A line of the README as it is said in a notebook: the line %%check is one more, and the commands are others."""
    line = line.replace("(Run nn hint", "(Run %hint").replace("nn check", "%%check")
    line = re.sub(r"\b([Ll]ine )(\d+)", lambda found: f"{found[1]}{int(found[2]) + 1}", line)
    return re.sub(r"^( *)(\d+) \|", lambda found: f"{found[1]}{int(found[2]) + 1} |", line)


def run_below_the_first(folder, *sources):
    """The cells after they were run in exercises.ipynb, below its first ones."""
    contents = nbformat.read(folder / NOTEBOOK, as_version=4)
    return run(folder, *(cell.source for cell in contents.cells[:2] if cell.cell_type == "code"), *sources)[1:]


def run(folder, *sources):
    """The cells of a new notebook after they were run."""
    contents = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in sources])
    nbclient.NotebookClient(contents, timeout=120, allow_errors=True,
                            resources={"metadata": {"path": str(folder)}}).execute()
    return contents.cells


def text_of(cell):
    """What a cell printed or displayed, as lines."""
    pieces = [output.get("text") or output.data["text/plain"] for output in cell.outputs
              if output.output_type != "error"]
    return [line.rstrip() for piece in pieces for line in piece.splitlines()]


def test_each_cell_says_what_the_readme_shows(tmp_path):
    start(tmp_path, as_notebook=True)
    steps = [*cells_of_the_run()]
    expected = [(command, lines) for command, lines in said_in_the_readme()
                if re.match(r"nn (check|hint) \d", command)]
    assert [command for command, _ in steps] == [command for command, _ in expected]
    cells = run_below_the_first(tmp_path, *(source for _, source in steps))
    for (command, lines), cell in zip(expected, cells, strict=True):
        assert text_of(cell)[:len(lines)] == [as_in_a_cell(line) for line in lines], command


def test_all_exercises_in_cells_end_with_the_readmes_table(tmp_path):
    start(tmp_path, as_notebook=True)
    answers = [re.sub(r"^from ex\d\d.*\n|\n\nif __name__(.*\n)*", "", one.answer, flags=re.MULTILINE)
               for one in exercises()]
    *_, last = run_below_the_first(tmp_path, *(f"%%check {one.number}\n{answer}" for one, answer
                               in zip(exercises(), answers, strict=True)), "%progress")
    [table] = [lines for command, lines in said_in_the_readme() if command == "nn check"]
    assert text_of(last)[:len(table)] == table


def test_the_page_about_notebooks_shows_the_three_cells_that_a_newcomer_needs(tmp_path):
    install, *cells = re.findall(r"^    (%.*\n(?:    .*\n)*)", PAGE, re.MULTILINE)
    [expected] = re.findall(r"^    (Sigmoid: .*)", PAGE, re.MULTILINE)
    assert install.startswith("%pip install ") and len(cells) == 2
    *_, last = run(tmp_path, *(re.sub("^    ", "", cell, flags=re.MULTILINE) for cell in cells))
    assert text_of(last) == [expected]
