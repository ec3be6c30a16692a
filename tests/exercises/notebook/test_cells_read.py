"""Which cell of a notebook contains the answer to which exercise, whatever the file contains."""
import json
import os

import nbformat
import pytest

from nn.exercises.exercise import exercises, find
from nn.exercises.notebook.cells import (
    Unreadable,
    answer_in,
    answers,
    answers_in,
    contents,
    defined_elsewhere,
    with_stub,
)
from nn.exercises.notebook.write import as_bytes, notebook, stub_of_cell
from nn.exercises.sandbox.opened import MOST_NOTEBOOK, NotRead
from nn.exercises.verdict.wording import Elsewhere

SIX = "%%check 6\ndef cost(theta, X, Y, layer_sizes):\n    return 0\n"


def with_cells(*sources, **changes):
    """A notebook of code cells."""
    cells = [{"cell_type": "code", "source": source} for source in sources]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 4} | changes).encode()


def only(data, number=6):
    [cell] = answers(data).of[number]
    return cell


# which cell it is

@pytest.mark.parametrize("source", [
    SIX, SIX.replace("6", "ex06"), SIX.replace("6", "cost"), SIX.replace("6", "ex06_cost.py"),
    SIX.replace("6", " 6  "), SIX.replace("6", "--seconds 30 6"), SIX.replace("6", "6 --seconds=30"),
    SIX.replace("6", "--show 6"), SIX.splitlines(keepends=True), SIX.replace("\n", "\r\n"), [*SIX]],
    ids=lambda source: repr(source)[:30])
def test_a_cell_is_found_by_what_follows_the_magic(source):
    cell = only(with_cells("import numpy as np", source))
    assert cell.position == 2
    assert cell.source.split("\n")[1:] == ["def cost(theta, X, Y, layer_sizes):", "    return 0", ""]


@pytest.mark.parametrize("above", ["%%time\n", "\n%%time\n\n", "%%capture\n%%time\n"])
def test_time_above_the_magic_is_left_out_as_ipython_leaves_it_out(above):
    assert only(with_cells(above + SIX)).source.lstrip() == SIX


def test_blank_lines_and_comments_may_be_above_the_magic():
    assert only(with_cells("\n# mine\n  # too\n" + SIX)).source.endswith(SIX)


@pytest.mark.parametrize("source", [
    "x = 1\n" + SIX, "%check 6\n", "%%checked 6\n", '"""\n' + SIX + '"""', "%%bash\n" + SIX, "", "# %%check 6"])
def test_other_cells_are_not_checked(source):
    assert answers(with_cells(source)) == ({}, ())


def test_a_cell_that_is_not_code_is_not_checked():
    cells = [{"cell_type": kind, "source": SIX} for kind in ("markdown", "raw", "heading")]
    assert answers(with_cells(cells=cells)).of == {}


def test_moved_copied_and_renamed_cells_are_found_by_their_magic():
    moved = json.loads(as_bytes(notebook(exercises())))
    moved["cells"] = [cell | {"id": f"c{i}"} for i, cell in enumerate(reversed(moved["cells"]))]
    assert sorted(answers(as_bytes(moved)).of) == [exercise.number for exercise in exercises()]


def test_of_several_cells_the_last_one_is_the_answer(tmp_path):
    path = tmp_path / "exercises.ipynb"
    path.write_bytes(with_cells(SIX, "%%check 7\n", SIX.replace("return 0", "return 1")))
    assert "return 1" in answer_in(path, find(6)).source
    assert [cell.position for cell in answers_in(path).of[6]] == [1, 3]
    assert answer_in(path, find(8)) is None


def test_a_magic_without_a_name_means_the_only_exercise_whose_function_the_cell_defines():
    found = answers(with_cells(SIX.replace(" 6", ""), "%%check\ndef cost(): pass\ndef sigmoid(): pass"))
    assert [cell.position for cell in found.of[6]] == [1] and len(found.of_no_exercise) == 1


def test_cells_that_name_no_exercise_are_kept_apart():
    found = answers(with_cells("%%check 66\n", "%%check\n", "%%check 6 7\n", SIX))
    assert [cell.asked for cell in found.of_no_exercise] == ["66", ""]
    assert len(found.of[6]) == 2


def test_a_cell_of_more_than_a_file_may_have_is_refused_where_it_is_to_be_checked(tmp_path):
    long = "x = 1\n" * 50_000
    assert len(answers(with_cells(long, SIX)).of[6]) == 1
    with pytest.raises(Unreadable, match="its cell 2 is too long to be checked"):
        answers(with_cells(SIX, SIX + long))


def test_names_that_other_cells_define_are_known_by_their_cell(tmp_path):
    path = tmp_path / "exercises.ipynb"
    path.write_bytes(with_cells("import numpy as np\nhalf, x[0] = 1, 2", SIX + "mine = 1", "def (",
                                "%time\ndef help_me(): pass", "y = 1\n" * 50_000))
    names = defined_elsewhere(path, find(6))
    assert names == {"np": Elsewhere("Cell 1 of the notebook", imported=True),
                     "half": Elsewhere("Cell 1 of the notebook"), "help_me": Elsewhere("Cell 4 of the notebook")}


def test_half_of_a_pair_of_utf_16_in_a_source_is_a_question_mark():
    assert only(with_cells("%%check 6\nx = '\ud800'\n")).source == "%%check 6\nx = '?'\n"


# files that are none

DEEP = b'{"cells": ' + b"[" * 10 ** 5
BROKEN = {
    "empty": (b"", "it is empty"),
    "blank": (b" \n", "it is empty"),
    "cut short": (with_cells(SIX)[:60], "it is not JSON (line 1)"),
    "Python": (b"import numpy as np\n", "it is not JSON (line 1)"),
    "a merge": (b'{\n<<<<<<< HEAD\n "cells": []\n=======\n}', "it contains the marks of a git merge"),
    "UTF-16": (with_cells(SIX).decode().encode("utf-16"), "it is not UTF-8"),
    "deep": (DEEP, "its brackets are nested too deeply"),
    "a large number": (b'{"cells": [], "nbformat": ' + b"9" * 5000 + b"}", "it is not JSON"),
    "a list": (b"[]", "it is not a notebook"),
    "a text": (b'"cells"', "it is not a notebook"),
    "other JSON": (b'{"passed": true}', "it is not a notebook"),
    "format 3": (b'{"nbformat": 3, "worksheets": [{"cells": []}]}', "it has the format of an old Jupyter"),
    "format 3 with cells": (with_cells(SIX, nbformat=3), "it has the format of an old Jupyter"),
    "format 5": (with_cells(SIX, nbformat=5), "it has a format that is not read here, nbformat 5"),
    "format of text": (with_cells(SIX, nbformat="4"), "it has a format that is not read here"),
    "no cells": (b'{"nbformat": 4}', "it contains no list of cells"),
    "cells in a dict": (with_cells(cells={"1": SIX}), "it contains no list of cells"),
    "cells of null": (with_cells(cells=None), "it contains no list of cells"),
    "a cell of text": (with_cells(cells=[SIX]), "its cell 1 is damaged; "),
    "a cell without a type": (with_cells(cells=[{}, {}]), "its cell 1 is damaged; "),
    "a source of numbers": (with_cells(SIX, 7), "its cell 2 is damaged: the source is not text"),
    "a source of lists": (with_cells([["a"]]), "its cell 1 is damaged: the source is not text"),
    "a source in a dict": (with_cells({"a": 1}), "its cell 1 is damaged: the source is not text"),
}


@pytest.mark.parametrize("data, said", BROKEN.values(), ids=BROKEN)
def test_a_file_that_is_not_a_notebook_is_refused_in_one_line_that_says_what_to_do(tmp_path, data, said):
    path = tmp_path / "exercises.ipynb"
    path.write_bytes(data)
    with pytest.raises(Unreadable) as error:
        answers_in(path)
    text = str(error.value)
    assert text.startswith(f"{path}: {said}") and "\n" not in text and len(text) < len(str(path)) + 260
    assert "save" in text or "nn start . --notebook writes a new one" in text
    assert path.read_bytes() == data


def test_a_byte_order_mark_is_no_harm(tmp_path):
    (tmp_path / "exercises.ipynb").write_bytes(b"\xef\xbb\xbf" + with_cells(SIX))
    assert answer_in(tmp_path / "exercises.ipynb", find(6)).position == 1


def test_a_notebook_of_more_than_20_megabytes_is_not_read_and_outputs_are_named_as_the_reason(tmp_path):
    path = tmp_path / "exercises.ipynb"
    with path.open("wb") as file:
        file.truncate(MOST_NOTEBOOK + 1)                            # sparse: it takes no space
    with pytest.raises(Unreadable, match="larger than 20 MiB; clear the outputs"):
        answers_in(path)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pipes in folders")
def test_a_pipe_and_a_link_are_not_read(tmp_path):
    os.mkfifo(tmp_path / "pipe.ipynb")
    (tmp_path / "link.ipynb").symlink_to("neighbour.ipynb")
    for name in ("pipe.ipynb", "link.ipynb"):
        with pytest.raises(NotRead, match="not a regular file"):
            answers_in(tmp_path / name)


def test_memory_that_is_not_there_is_said_to_be_the_reason(monkeypatch):
    def refuse(text):
        raise MemoryError
    monkeypatch.setattr("nn.exercises.notebook.cells.json.loads", refuse)
    with pytest.raises(Unreadable, match="not enough memory"):
        contents(with_cells(SIX))


# the stub again

def test_the_stub_takes_the_place_of_the_last_answer_and_everything_else_stays():
    before = nbformat.v4.new_notebook(cells=[
        nbformat.v4.new_code_cell(SIX, id="first"), nbformat.v4.new_markdown_cell("π $x$", id="second"),
        nbformat.v4.new_code_cell(SIX, id="third", metadata={"tags": ["mine"]}, execution_count=3,
                                  outputs=[nbformat.v4.new_output("stream", text="0")])])
    after = nbformat.reads(with_stub(nbformat.writes(before).encode(), find(6)).decode(), as_version=4)
    nbformat.validate(after)
    assert after.cells[:2] == before.cells[:2] and after.metadata == before.metadata
    third = after.cells[2]
    assert third.source + "\n" == stub_of_cell(find(6)) and third.metadata == {"tags": ["mine"]}
    assert (third.id, third.outputs, third.execution_count) == ("third", [], None)


def test_a_missing_cell_is_added_at_the_end_with_its_task_under_a_new_id():
    before = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("%%check 7", id="ex06")])
    after = nbformat.reads(with_stub(nbformat.writes(before).encode(), find(6)).decode(), as_version=4)
    nbformat.validate(after)
    assert [cell.id for cell in after.cells] == ["ex06", "ex06-task", "ex06-2"]
    assert after.cells[2].source + "\n" == stub_of_cell(find(6))


def test_a_notebook_that_is_older_than_ids_gets_none():
    after = json.loads(with_stub(with_cells("x = 1"), find(6)))
    assert len(after["cells"]) == 3 and not any("id" in cell for cell in after["cells"])


def test_the_notebook_with_a_stub_put_back_is_the_one_that_was_written():
    written = as_bytes(notebook(exercises()))
    mine = written.replace(b"raise NotImplementedError(\\\"cost: ", b"return (\\\"")
    assert mine != written and with_stub(mine, find(6)) == written
