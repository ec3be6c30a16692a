"""exercises.ipynb as nn start --notebook writes it."""
import ast
import json
import re

import nbformat
import pytest

from nn.exercises.exercise import exercises, find
from nn.exercises.notebook.cells import answers
from nn.exercises.notebook.write import arguments_of, as_bytes, escaped, notebook, stub_of_cell
from nn.exercises.source import functions, stub

WRITTEN = as_bytes(notebook(exercises()))
CELLS = {cell["id"]: cell for cell in json.loads(WRITTEN)["cells"]}


def text(name):
    return "".join(CELLS[name]["source"])


def test_it_is_a_valid_notebook_in_the_bytes_that_jupyter_writes():
    contents = nbformat.reads(WRITTEN.decode("utf-8"), as_version=4)
    nbformat.validate(contents)
    assert (contents.nbformat, contents.nbformat_minor) == (4, 5)
    assert nbformat.writes(contents) + "\n" == WRITTEN.decode("utf-8")
    assert as_bytes(notebook(exercises())) == WRITTEN


def test_it_begins_with_two_sentences_and_the_one_line_that_is_needed():
    first, second = [*CELLS][:2]
    assert (first, text(second)) == ("start", "%load_ext nn.exercises")
    assert len(re.findall(r"\.(?=\s|$)", text(first))) == 2


def test_the_cells_contain_nothing_that_could_be_damaged():
    assert all(cell["metadata"] == {} for cell in CELLS.values())
    assert all(cell.get("outputs", []) == [] for cell in CELLS.values())


def test_each_exercise_is_a_task_and_a_stub_under_ids_that_say_which():
    for exercise in exercises():
        task, code = f"ex{exercise.number:02}-task", f"ex{exercise.number:02}"
        assert CELLS[task]["cell_type"] == "markdown" and CELLS[code]["cell_type"] == "code"
        assert text(code).startswith(f"%%check {exercise.number}\n")
        assert [*CELLS].index(code) == [*CELLS].index(task) + 1
    assert [*answers(WRITTEN).of] == [exercise.number for exercise in exercises()]


def test_a_stub_in_a_cell_is_the_one_of_the_file_below_its_task():
    own = [exercise for exercise in exercises() if exercise.reads]
    for exercise in exercises():
        _, below = stub_of_cell(exercise).split("\n", 1)
        if exercise not in own:
            assert stub(exercise).endswith(below) and ast.get_docstring(ast.parse(below)) is None
    assert [exercise.number for exercise in own] == [15]


def test_the_picture_of_exercise_15_is_shown_once_also_where_plt_made_the_figure():
    lines = text("ex15-example").splitlines()
    assert lines.index(next(line for line in lines if line.startswith("plt.close(figure)"))) == len(lines) - 2
    assert lines[-1] == 'Image("my_hidden_units.png")'


def test_exercise_15_names_the_functions_of_the_cells_above_and_imports_no_file():
    code = text("ex15")
    assert "import ex" not in code and "from ex" not in code and "__main__" not in code
    names = {alias.name for node in ast.parse(find(15).answer).body if isinstance(node, ast.ImportFrom)
             for alias in node.names if node.module.startswith("ex")}
    comment = " ".join(line.removeprefix("# ") for line in code.splitlines() if line.startswith("# "))
    assert set(comment.partition(": ")[2].split(", ")) == names
    assert "my_network(*load_ex4()" in text("ex15-example")


def test_a_task_has_the_equation_the_shapes_and_where_the_lecture_treats_it():
    task = text("ex06-task")
    assert task.startswith("## Exercise 6. The cost\n\n*30 points · Week 5, cost function; exercise 4, section 1.3*\n")
    assert "`cost(theta, X, Y, layer_sizes)`" in task
    assert r"\frac{1}{m} \sum_{i=1}^{m} \sum_{k=1}^{K}" in task
    assert "\n- `X`: (m, n) one example a row, bias not included\n" in task
    assert task.endswith("\n- Returns: float, nats per example")


def test_every_argument_of_every_function_has_its_line():
    for exercise in exercises():
        for node in functions(exercise.answer).values():
            names = [name for name, _ in arguments_of(ast.get_docstring(node))]
            assert names == [*(argument.arg for argument in node.args.args), "Returns"], exercise.stem


def test_no_text_becomes_a_link_or_a_heading_by_accident():
    for name, cell in CELLS.items():
        if cell["cell_type"] == "markdown":
            assert "](" not in text(name)
            assert re.findall("^#+", text(name), re.MULTILINE) == ["#" if name == "start" else "##"]


def test_a_meaning_on_two_lines_becomes_one():
    assert arguments_of("J\n\na       : (m,) one\nReturns : two\n          lines") == [
        ("a", "(m,) one"), ("Returns", "two lines")]


def test_every_function_has_an_equation():
    for exercise in exercises():
        assert exercise.formulas.keys() == functions(exercise.answer).keys(), exercise.stem


@pytest.mark.parametrize("latex", [
    pytest.param(latex, id=name) for exercise in exercises() for name, latex in exercise.formulas.items()])
def test_an_equation_is_latex_in_which_all_that_opens_is_closed(latex):
    assert latex.isascii() and "$" not in latex and "\n" not in latex
    opened = []
    closes = {"}": "{", r"\bigr": r"\bigl", r"\Bigr": r"\Bigl"}
    for found in re.findall(r"\\begin\{\w+\}|\\end\{\w+\}|\\[bB]ig[lr]|[{}]", latex):
        if found in ("{", r"\bigl", r"\Bigl") or found.startswith(r"\begin"):
            opened.append(found)
        else:
            assert opened.pop() == closes.get(found, found.replace("end", "begin"))
    assert not opened


def test_a_text_looks_in_markdown_as_it_is_written():
    assert escaped("a*b < c_d, lambda_ $5 `x` \\n") == r"a\*b \< c_d, lambda\_ \$5 \`x\` \\n"
