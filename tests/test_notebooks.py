"""The lecture notebooks print what they are stored with, draw, and warn of nothing; each is run from top to bottom."""
import ast
import os
import re
from pathlib import Path

import numpy as np
import pytest

from notebooks import (
    APPROXIMATE,
    COURSE_DATA,
    FOLDER,
    as_stored,
    code_cells,
    execute,
    lectures,
    normalized,
    printed,
    read,
)

for name in ("nbformat", "nbclient", "ipykernel"):
    pytest.importorskip(name, reason=f"{name}, of the extra notebooks, is not installed")

LECTURES = lectures()
REFRESH = "python tests/notebooks.py"


def needs(path):
    """Skips where a notebook imports what is not installed."""
    if "sklearn" in imported(path) or "MLPClassifier" in source(path):
        pytest.importorskip("sklearn", reason=f"{path.name} needs scikit-learn, which is not installed")
    if "distributed" in source(path):
        pytest.importorskip("distributed", reason=f"{path.name} needs Dask, which is not installed")


def source(path):
    """The notebook's Python, all its cells in order, without %matplotlib inline, which is Jupyter's."""
    return "\n".join(cell.source.removeprefix("%matplotlib inline\n") for cell in code_cells(read(path)))


def imported(path):
    """Names of the packages that a notebook imports."""
    for node in ast.walk(ast.parse(source(path))):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else \
            [node.module] if isinstance(node, ast.ImportFrom) else []
        yield from (name.split(".")[0] for name in names)


def differences(notebook, executed):
    """Cells whose printed text differs from the stored one; those that need the course's files only where these are."""
    for stored, now in zip(code_cells(notebook), code_cells(executed), strict=True):
        comparable = os.environ.get("NN_COURSE_DATA") or COURSE_DATA not in stored.metadata.get("tags", [])
        same = about_equal if APPROXIMATE in stored.metadata.get("tags", []) else str.__eq__
        if comparable and not same(printed(stored), printed(now)):
            yield f"{stored.id} is stored with\n{printed(stored)}\nand prints\n{printed(now)}\n({REFRESH})"


def about_equal(stored, now):
    """The same words, and numbers that differ by less than a quarter; what is below 1e-9 is rounding."""
    (words, numbers), (its_words, its_numbers) = map(words_and_numbers, (stored, now))
    return words == its_words and np.allclose(numbers, its_numbers, rtol=0.25, atol=1e-9)


def words_and_numbers(text):
    number = r"\d+(?:\.\d+)?(?:e[+-]\d+)?"
    return re.sub(number, "#", text), [float(found) for found in re.findall(number, text)]


def streams(notebook, name):
    return [output.text for cell in code_cells(notebook) for output in cell.outputs if output.get("name") == name]


def pictures(notebook):
    """How many figures each code cell shows."""
    return [sum("image/png" in output.get("data", {}) for output in cell.outputs) for cell in code_cells(notebook)]


def test_there_are_seven():
    assert [path.name[:2] for path in LECTURES] == ["01", "02", "03", "04", "05", "06", "07"]


#: code that notes what cannot be read in the figures of a notebook, and in the end fails if there was any
WATCH = f"import sys; sys.path.insert(0, {str(Path(__file__).parent / 'visualize')!r}); import legible; " \
    "flaws_found = []; legible.watch_cells(flaws_found)"
NO_FLAWS = "assert not flaws_found, flaws_found"


@pytest.mark.slow
@pytest.mark.parametrize("path", LECTURES, ids=lambda path: path.stem)
def test_a_notebook_prints_and_draws_what_is_stored_and_warns_of_nothing(path):
    """And all of its pictures can be read."""
    needs(path)
    stored, now = read(path), execute(path, first=WATCH, last=NO_FLAWS)
    assert not "\n".join(differences(stored, now))
    assert pictures(now) == pictures(stored) and not streams(now, "stderr")


@pytest.mark.nightly
@pytest.mark.parametrize("path", LECTURES, ids=lambda path: path.stem)
def test_the_pictures_of_a_notebook_can_be_read_on_slides(path):
    needs(path)
    execute(path, first=f"{WATCH}; import matplotlib, nn.visualize; matplotlib.rcParams.update(nn.visualize.SLIDES)",
            last=NO_FLAWS)


@pytest.mark.slow
@pytest.mark.parametrize("path", [path for path in LECTURES if COURSE_DATA in path.read_text(encoding="utf-8")],
                         ids=lambda path: path.stem)
@pytest.mark.skipif(not os.environ.get("NN_COURSE_DATA"), reason="without NN_COURSE_DATA, the test above runs it so")
def test_without_the_courses_files_a_notebook_runs_to_its_end(path):
    notebook = execute(path, without=["NN_COURSE_DATA"])
    assert pictures(notebook) == pictures(read(path)) and not streams(notebook, "stderr")


def test_notebook_02_is_stored_with_the_published_figures():
    text = "".join(streams(read(LECTURES[1]), "stdout"))
    assert "J = 0.287629" in text and "J = 0.383770" in text and "97.52%" in text


@pytest.mark.parametrize("path", LECTURES, ids=lambda path: path.stem)
def test_a_notebook_is_stored_with_pictures_and_without_warnings(path):
    assert sum(pictures(read(path))) >= 2 and not streams(read(path), "stderr")


@pytest.mark.parametrize("path", LECTURES, ids=lambda path: path.stem)
def test_a_notebook_is_stored_as_the_tool_writes_it(path):
    """Without timings, a kernel's version and random cell ids, so that a diff shows what changed."""
    assert path.read_text(encoding="utf-8") == as_stored(normalized(read(path))), REFRESH


@pytest.mark.parametrize("path", LECTURES, ids=lambda path: path.stem)
def test_a_notebook_defines_no_function_or_class_that_needs_a_test(path):
    tree = ast.parse(source(path))
    assert not [node for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.ClassDef))]
    assert set(imported(path)) <= {"nn", "numpy", "matplotlib", "scipy", "sklearn", "os", "pathlib", "functools",
                                   "concurrent", "warnings"}


@pytest.mark.parametrize("path", LECTURES, ids=lambda path: path.stem)
def test_a_notebook_is_a_lecture_in_which_one_thinks(path):
    """Two questions with folded answers, a cell to change, its exercise, three sentences to take home."""
    text = "\n".join(cell.source for cell in read(path).cells if cell.cell_type == "markdown")
    assert text.count("**Predict before you run.**") == text.count("<details><summary>Answer</summary>") == 2
    assert text.count("</details>") == 2 and "# change" in source(path)
    end = text[text.index("## To take home"):]
    assert re.findall(r"^(\d)\. [A-Z]", end, re.M) == ["1", "2", "3"] and re.search(r"`nn check \d+`", end)


@pytest.mark.parametrize("path", LECTURES, ids=lambda path: path.stem)
def test_links_of_a_notebook_lead_somewhere(path):
    text = "\n".join(cell.source for cell in read(path).cells if cell.cell_type == "markdown")
    for target in re.findall(r"\]\((?!https://)([^)]+)\)", text):
        assert (FOLDER / target).exists(), target


def test_the_notebooks_are_small():
    sizes = [path.stat().st_size for path in LECTURES]
    assert max(sizes) < 1e6 and sum(sizes) < 4e6


def test_the_readme_names_every_notebook():
    readme = Path(FOLDER / "README.md").read_text(encoding="utf-8")
    assert all(f"[{path.name}]({path.name})" in readme for path in LECTURES) and REFRESH in readme
