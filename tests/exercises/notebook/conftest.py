"""A notebook for the tests, with a working directory of its own."""
import sys

import pytest


@pytest.fixture
def shell_of(tmp_path, monkeypatch, capsys):
    """A function that starts a shell of a kind in the notebooks' folder, and loads the extension."""
    pytest.importorskip("IPython", reason="IPython, which Jupyter brings along, is not installed")
    from shells import Notebook
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])       # a shell puts its own there
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    folder, started = tmp_path / "notebooks", []
    folder.mkdir()
    monkeypatch.chdir(folder)

    def start(kind):
        started.append(Notebook(kind, capsys))
        return started[-1]
    yield start
    for one in started:
        one.close()


@pytest.fixture
def notebook(shell_of):
    """A shell without a front end, as a kernel has it."""
    from IPython.core.interactiveshell import InteractiveShell
    return shell_of(InteractiveShell)


@pytest.fixture
def terminal(shell_of):
    """The shell of `ipython`."""
    from IPython.terminal.interactiveshell import TerminalInteractiveShell
    return shell_of(TerminalInteractiveShell)
