"""What fools other checks of notebooks: stale cells, names that are used twice, restarts, what blocks or never ends."""
import os
import signal
import threading
import time
from pathlib import Path

import pytest
from shells import COST, KNOWN, WRONG

from nn.exercises import course
from nn.exercises.exercise import find
from nn.exercises.notebook.alone import program_of
from nn.exercises.notebook.write import stub_of_cell
from nn.exercises.source import stub

PASSED = "Cost 30/30. Passed."
HELPER = "def mean_of(total, m):\n    return total / m\n"
WITH_HELPER = COST.replace("return np", "return mean_of(np").replace(" / len(X)", ", len(X))")
MISSING = ("Cost 0/30. Line 5: `mean_of` is defined in another cell: a checked cell stands alone. {} defines it: "
           "copy it into this cell (NameError: name 'mean_of' is not defined)")


def first_line(shown):
    return shown.verdict.partition("\n")[0]


# stale cells

def test_a_helper_of_another_cell_is_missing_and_the_cell_is_named(notebook):
    notebook.run("1 + 1")
    notebook.run(HELPER)
    assert first_line(notebook.run(f"%%check 6\n{WITH_HELPER}")) == MISSING.format("In[3]")
    assert first_line(notebook.run(f"%%check 6\n{HELPER}{WITH_HELPER}")) == PASSED


def test_a_helper_that_was_deleted_from_the_notebook_does_not_let_a_cell_pass(notebook):
    """Its cell was run, then deleted: for the kernel it is still there."""
    notebook.run(HELPER)
    notebook.run(WITH_HELPER)
    assert notebook.shell.user_ns["mean_of"](6, 2) == 3
    assert first_line(notebook.run(f"%%check 6\n{WITH_HELPER}")) == MISSING.format("In[2]")
    notebook.run("del mean_of")
    assert first_line(notebook.run(f"%%check 6\n{WITH_HELPER}")) == MISSING.format("In[2]")


def test_the_cell_that_defined_a_helper_last_is_named(notebook):
    notebook.run(HELPER)
    notebook.run(f"%%time\n{HELPER}")
    assert first_line(notebook.run(f"%%check 6\n{WITH_HELPER}")) == MISSING.format("In[3]")


def test_a_helper_of_which_no_cell_is_known_is_still_said_to_be_elsewhere(notebook):
    notebook.shell.push({"mean_of": None})
    assert first_line(notebook.run(f"%%check 6\n{WITH_HELPER}")) == (
        "Cost 0/30. Line 5: `mean_of` is known in the notebook, but not in this cell: a checked cell stands alone. "
        "Define or import it here, too (NameError: name 'mean_of' is not defined)")


@pytest.mark.parametrize("line, name, said", [
    ("import matplotlib.pyplot as plt", "plt", "plt is used, but not imported: import matplotlib.pyplot as plt ("),
    ("from nn import sigmoid", "sigmoid", "sigmoid is used, but not imported: from nn import sigmoid ("),
    ("from functools import partial", "partial", "`partial` is imported in another cell: a checked cell stands alone. "
                                                 "Import it in this one, too ("),
    ("try:\n    import json as js\nexcept ImportError:\n    pass", "js", "`js` is imported in another cell: ")])
def test_a_name_that_another_cell_imports_is_to_be_imported(line, name, said, notebook):
    notebook.run(line)
    assert first_line(notebook.run(f"%%check 6\n{COST.replace('np.sum', name)}")).startswith(
        f"Cost 0/30. Line 5: {said}")


def test_a_name_that_is_defined_nowhere_is_not_said_to_be_in_another_cell(notebook):
    text = first_line(notebook.run(f"%%check 6\n{WITH_HELPER}"))
    assert "in another cell: a checked" not in text and "mean_of is neither an argument nor assigned here" in text


def test_a_name_used_twice_in_the_notebook_changes_no_verdict(notebook):
    notebook.run("def feedforward(*arguments):\n    return 1 / 0\nnp = X = layer_sizes = None")
    assert first_line(notebook.run(f"%%check 6\n{COST}")) == PASSED
    notebook.run("def cost(*arguments):\n    return 0.0")
    assert first_line(notebook.run(f"%%check 6\n{COST}")) == PASSED
    notebook.run("cost = 'something else'")
    assert first_line(notebook.run(f"%%check 6\n{WRONG}")) == KNOWN


def test_the_order_in_which_cells_ran_changes_no_verdict(notebook):
    """Exercise 7 builds on exercise 6, which is wrong, later, or not there: it is run with ours."""
    regularized = find("regularized_cost").answer
    for before in ("1 + 1", f"%%check 6\n{WRONG}", f"%%check 6\n{COST}"):
        notebook.run(before)
        assert first_line(notebook.run(f"%%check 7\n{regularized}")) == "Regularized cost 15/15. Passed."


def test_a_name_that_the_cell_itself_defines_too_late_is_not_said_to_be_elsewhere(notebook):
    text = first_line(notebook.run(f"%%check   6\n{COST}\nprint(late)\nlate = 1"))
    assert "in another cell: a checked" not in text and "late is neither an argument nor assigned here" in text


def test_after_a_restart_a_cell_is_checked_as_before_and_the_progress_is_there(shell_of):
    from IPython.core.interactiveshell import InteractiveShell
    first = shell_of(InteractiveShell)
    first.run(HELPER)
    first.run(f"%%check 6\n{COST}")
    again = shell_of(InteractiveShell)
    assert "✓  6 Cost" in again.run("%progress").text
    assert first_line(again.run(f"%%check 6\n{COST}")) == PASSED
    assert "in another cell: a checked" not in first_line(again.run(f"%%check 6\n{WITH_HELPER}"))


@pytest.mark.parametrize("assigned", ["t1 = 5", "X_train, t1 = 1, 2", "for t1 in range(3): pass",
                                      "with open('t', 'w') as t1: pass", "%time t1 = 3"])
def test_a_variable_of_the_notebook_that_is_used_as_a_global_is_said_to_be_elsewhere(assigned, notebook):
    notebook.run(assigned)
    text = first_line(notebook.run(f"%%check 6\n{COST.replace('len(X)', 't1')}"))
    where = "known in the notebook, but not in this cell" if "%time" in assigned else "defined in another cell"
    assert text.startswith(f"Cost 0/30. Line 5: `t1` is {where}: a checked cell stands alone. ")


def test_the_notebooks_x_is_not_used_where_a_line_below_the_function_needs_it(notebook):
    notebook.run("X = [[1]]")
    shown = notebook.run(f"%%check 6\n{COST}\nprint(len(X))")
    assert first_line(shown) == ("Cost 0/30. Line 7, outside the functions: `X` is defined in another cell: a checked "
                                 "cell stands alone. In[2] defines it: copy it into this cell (NameError: name 'X' is "
                                 "not defined)")
    assert shown.text.endswith("1\n")                               # in the notebook it runs


# what the notebook can do, and a worker cannot

def test_input_waits_for_nobody_and_the_cell_is_not_run(notebook, monkeypatch):
    asked = []
    monkeypatch.setattr("builtins.input", lambda prompt: asked.append(prompt) or "5")
    shown = notebook.run(f"%%check 6\n{COST}\nn = input('n? ')\nn * 2")
    assert first_line(shown) == ("Cost 0/30. Line 7, outside the functions: it waits for keyboard input, and there is "
                                 "none here: remove input().")
    assert not asked and shown.text.endswith("\nThe cell was not run in the notebook: it waits for keyboard input.\n")


def test_a_plot_that_is_shown_holds_nothing_up(notebook):
    shown = notebook.run(f"%%check 6\nimport matplotlib.pyplot as plt\n{COST}\nplt.plot([1, 2])\nplt.show()")
    assert first_line(shown) == PASSED and not shown.error
    import matplotlib.pyplot as plt
    plt.close("all")


MAGICS = """%matplotlib agg
!echo from the shell
def cost(theta, X, Y, layer_sizes):
    activations, zs = feedforward(theta, X, layer_sizes)
    a3 = activations[-1]
    if False:
        %time 1 + 1
    return np.sum(-Y * np.log(a3) - (1 - Y) * np.log(1 - a3)) / len(Z)
%time answer = 42
"""


def test_lines_for_ipython_and_the_shell_run_in_the_notebook_and_keep_their_numbers_in_the_check(terminal):
    shown = terminal.run(f"%%check 6\n{MAGICS}")
    assert first_line(shown).startswith("Cost 0/30. Line 9: ") and "    9 | return" in shown.verdict
    assert terminal.shell.user_ns["answer"] == 42
    assert first_line(terminal.run(f"%%check 6\n{MAGICS.replace('Z', 'X')}")) == PASSED
    broken = terminal.run(f"%%check 6\n%matplotlib agg\n{COST}\nx = (")
    assert first_line(broken) == "Cost 0/30. Line 8: SyntaxError: '(' was never closed"


@pytest.mark.parametrize("line", ["files = !echo here", "folder = %pwd", "cost?", "np.sum??", "?cost"])
def test_what_ipython_gives_a_meaning_to_is_left_out_by_the_check(line, terminal):
    shown = terminal.run(f"%%check 6\nimport numpy as np\n{COST}\n{line}")
    assert first_line(shown) == PASSED and not shown.error


def test_what_is_asynchronous_is_named_and_runs_in_the_notebook(notebook):
    shown = notebook.run(f"%%check 6\nasync {COST}")
    assert "Cost 0/30. It returns a coroutine" in first_line(shown)
    shown = notebook.run(f"%%check 6\nimport asyncio\n{COST}\nawait asyncio.sleep(0, 'awaited')")
    assert first_line(shown) == "Cost 0/30. Line 8: SyntaxError: 'await' outside function"
    assert shown.text.endswith("'awaited'\n")


# another cell than was meant

def test_of_two_functions_in_a_cell_the_one_of_the_exercise_is_checked(notebook):
    for cell in (f"{COST}\ndef gradient(theta):\n    return 0\n", f"def gradient(theta):\n    return 0\n\n{COST}"):
        assert first_line(notebook.run(f"%%check 6\n{cell}")) == PASSED


def test_a_cell_of_another_exercise_is_not_checked_and_its_number_is_said(notebook):
    answer = find("backpropagation").answer
    shown = notebook.run(f"%%check 6\n{answer}")
    assert shown.text.startswith("This cell defines gradient, which is exercise 10, Backpropagation: %%check 10. "
                                 "Exercise 6, Cost, asks for cost.\n")
    assert not shown.verdict and not Path(".progress.json").exists() and callable(notebook.shell.user_ns["gradient"])


def test_a_function_that_was_renamed_is_not_taken_for_its_helpers_exercise(notebook):
    cell = "def sigmoid(z):\n    return z\n" + COST.replace("def cost", "def costs")
    assert first_line(notebook.run(f"%%check 6\n{cell}")) == (
        "Cost 0/30. The cell does not define the function cost, but sigmoid, costs. Was it renamed?")


FLATTEN, UNFLATTEN = find("flatten").answer.partition("\n\n\ndef unflatten")[::2]


@pytest.mark.parametrize("cell, said", [
    (FLATTEN, "Flatten and unflatten: The cell defines flatten, but not unflatten: both belong in the same cell."),
    (f"import numpy as np\ndef unflatten{UNFLATTEN}",
     "Flatten and unflatten: The cell defines unflatten, but not flatten: both belong in the same cell."),
    (f"{FLATTEN}\ndef fold{UNFLATTEN}",
     "Flatten and unflatten: The cell does not define the function unflatten, but fold. Was it renamed?"),
    ("# later", "Flatten and unflatten: The cell does not define the function flatten.")])
def test_a_cell_with_one_of_two_functions_says_which_one_is_missing(cell, said, notebook):
    assert first_line(notebook.run(f"%%check 2\n{cell}")) == said


@pytest.mark.parametrize("cell", [stub_of_cell(find("cost")), f"%%check 6\n{stub(find('cost'))}"])
def test_a_cell_that_is_still_the_stub_is_not_started_and_says_what_to_do(cell, notebook):
    shown = notebook.run(f"{cell}\n")
    assert shown.verdict == "Cost 0/30. Not started yet." and not shown.error and not Path(".progress.json").exists()
    assert "Write your lines instead of the one that raises NotImplementedError" in shown.text


def test_a_line_below_the_answer_that_still_raises_is_named(notebook):
    shown = notebook.run(f"%%check 6\n{COST.replace('    return', '    raise NotImplementedError # ')}")
    assert "Line 5: the line that raises NotImplementedError is still there: delete it." in first_line(shown)


# what never ends

def test_a_loop_that_never_ends_is_ended_and_named_and_the_notebook_continues(notebook):
    started = time.monotonic()
    shown = notebook.run("%%check 6 --seconds 1\ndef cost(theta, X, Y, layer_sizes):\n    while True: pass\n")
    assert first_line(shown).startswith("Cost 0/30. Line 3: still running after 1 s. Does a loop never end?")
    assert time.monotonic() - started < 15 and first_line(notebook.run(f"%%check 6\n{COST}")) == PASSED


@pytest.mark.parametrize("lines, why", [
    ("while True: pass", "outside the functions, its time was over"),
    ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", "it ends the Python process")])
def test_a_cell_that_would_hang_or_end_the_notebook_is_not_run(lines, why, notebook):
    shown = notebook.run(f"%%check 6 --seconds 1\n{COST}\n{lines}\n")
    assert ", outside the functions: " in first_line(shown)
    assert shown.text.endswith(f"\nThe cell was not run in the notebook: {why}.\n") and not shown.error
    assert "cost" not in notebook.shell.user_ns


def test_an_import_that_takes_long_is_ended_and_named(notebook, monkeypatch):
    Path("slow_one.py").write_text("import sys, time\ntime.sleep(60 * ('student' in sys.modules))\n", encoding="utf-8")
    monkeypatch.syspath_prepend(".")
    worker = notebook.worker()
    shown = notebook.run(f"%%check 6 --seconds 1\nimport slow_one\n{COST}")
    assert first_line(shown).startswith("Cost 0/30. Line 2, outside the functions: still running after 1 s.")
    assert worker.poll() is not None and not shown.error


@pytest.mark.skipif(os.name == "nt", reason="Windows interrupts in another way")
def test_an_interruption_ends_the_check_and_its_worker_and_the_kernel_survives(notebook, interruptible):
    worker = notebook.worker()
    threading.Timer(2, os.kill, (os.getpid(), signal.SIGINT)).start()
    started = time.monotonic()
    shown = notebook.run("%%check 6 --seconds 60\ndef cost(theta, X, Y, layer_sizes):\n    while True: pass\n")
    assert shown.error == "KeyboardInterrupt" and not shown.verdict and time.monotonic() - started < 30
    assert shown.text.strip() == "Interrupted: the cell was not checked." and "cost" not in notebook.shell.user_ns
    assert worker.poll() is not None
    assert not Path(".progress.json").exists()                      # it is not a failing run
    assert first_line(notebook.run(f"%%check 6\n{COST}")) == PASSED


# two notebooks

def test_two_notebooks_in_one_folder_share_what_is_passed_and_take_nothing_from_each_other(shell_of):
    from IPython.core.interactiveshell import InteractiveShell
    one, other = shell_of(InteractiveShell), shell_of(InteractiveShell)
    one.run(HELPER)
    one.run(f"%%check 6\n{COST}")
    other.run(f"%%check 8\n{find('sigmoid_gradient').answer}")
    for notebook in one, other:
        table = notebook.run("%progress").text
        assert "✓  6 Cost" in table and "✓  8 Sigmoid gradient" in table
    assert "in another cell: a checked" not in other.run(f"%%check 6\n{WITH_HELPER}").verdict
    assert "✗  6 Cost" in one.run("%progress").text                 # the last check counts


def test_a_cell_counts_as_changed_by_its_text_alone(tmp_path):
    exercise = find("cost")
    same = [program_of(exercise, text, tmp_path).data for text in (
        f"%%check 6\n{COST}", f"%%check 6 --seconds 20\n{COST}", f"%%check cost\n{COST}\n\n")]
    assert len(set(same)) == 1
    assert program_of(exercise, f"%%check 6\n{WRONG}", tmp_path).data not in same


# a kernel of its own

def executed(cells, folder, errors=True):
    """The outputs of cells that a new kernel has run, one list for each."""
    for name in ("nbformat", "nbclient", "ipykernel"):
        pytest.importorskip(name, reason=f"{name}, of the extra notebooks, is not installed")
    from nbclient import NotebookClient
    from nbformat.v4 import new_code_cell, new_notebook
    notebook = new_notebook(cells=[new_code_cell(cell) for cell in cells])
    NotebookClient(notebook, timeout=300, kernel_name="python3", allow_errors=errors,
                   extra_arguments=["--log-level=ERROR"], resources={"metadata": {"path": str(folder)}}).execute()
    return [cell.outputs for cell in notebook.cells]


@pytest.mark.slow
def test_a_kernel_shows_the_verdict_as_text_and_as_html_and_then_the_cells_own_result(tmp_path):
    _, _, helper, passed, failed, awaited, plotted, hang, after = executed([
        "%load_ext nn.exercises", HELPER, f"%%check 6\n{WITH_HELPER}", f"%%check 6\n{COST}\n6 * 7",
        f"%%check 6\n{WRONG}\n1 / 0",
        f"%%check 6\n{COST}\nimport asyncio\nawait asyncio.sleep(0.1, 'awaited')",
        f"%%check 6\n%matplotlib inline\nimport matplotlib.pyplot as plt\n{COST}\nplt.plot([1, 2]);\nplt.show()",
        "%%check 6 --seconds 1\ndef cost(theta, X, Y, layer_sizes):\n    while True: pass\n",
        "print('alive')"], tmp_path)
    assert helper[0].data["text/plain"].startswith(MISSING.format("In[2]")) and "<div" in helper[0].data["text/html"]
    assert passed[0].data["text/plain"] == PASSED and passed[-1].data["text/plain"] == "42"
    assert passed[-1].execution_count == 4
    assert failed[0].data["text/plain"].startswith("Cost 0/30. Line 7, outside the functions: ZeroDivisionError")
    (error,) = [output for output in failed if output.output_type == "error"]
    assert error.ename == "ZeroDivisionError" and "In[5]" in "".join(error.traceback)
    assert awaited[-1].data["text/plain"] == "'awaited'"
    assert plotted[0].data["text/plain"] == PASSED
    assert any("image/png" in output.get("data", {}) for output in plotted)
    assert "Line 3: still running after 1 s." in hang[0].data["text/plain"]
    assert after[0].text == "alive\n"
    assert course.remembered(find("cost"), tmp_path).state == "wrong"       # one file for notebooks and terminal


@pytest.mark.slow
def test_an_error_of_a_checked_cell_stops_a_notebook_that_is_run_as_a_whole(tmp_path):
    nbclient = pytest.importorskip("nbclient", reason="nbclient, of the extra notebooks, is not installed")
    with pytest.raises(nbclient.exceptions.CellExecutionError, match="ZeroDivisionError"):
        executed(["%load_ext nn.exercises", f"%%check 6\n{COST}\n1 / 0"], tmp_path, errors=False)
    executed(["%load_ext nn.exercises", f"%%check 6\n{WRONG}"], tmp_path, errors=False)     # a verdict stops nothing


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Windows interrupts in another way")
def test_a_kernel_survives_an_interruption_of_the_check(tmp_path):
    """It gets the signal that a front end sends when one interrupts it."""
    interrupt = "import os, signal, threading\nthreading.Timer(3, os.kill, (os.getpid(), signal.SIGINT)).start()"
    *_, interrupted, after = executed([
        "%load_ext nn.exercises", interrupt,
        "%%check 6 --seconds 60\ndef cost(theta, X, Y, layer_sizes):\n    while True: pass\n",
        f"%%check 6\n{COST}"], tmp_path)
    assert [output.get("ename") for output in interrupted] == ["KeyboardInterrupt"]
    assert interrupted[0].traceback == ["Interrupted: the cell was not checked."]
    assert after[0].data["text/plain"] == PASSED
