"""A shell of IPython in this process, as %%check finds it in a terminal or in a kernel."""
import atexit
import re
from typing import NamedTuple

from nn.exercises.notebook.magics import LOADED

COST = """def cost(theta, X, Y, layer_sizes):
    activations, zs = feedforward(theta, X, layer_sizes)
    a3 = activations[-1]
    return np.sum(-Y * np.log(a3) - (1 - Y) * np.log(1 - a3)) / len(X)
"""
WRONG = COST.replace(" / len(X)", "")
KNOWN = "Cost 0/30. Known mistake: the sum is not divided by m. Your cost equals that variant on 3 of 3 networks."


class Shown(NamedTuple):
    """What a cell showed."""
    text: str                       # all of it, without colours
    verdict: str                    # text of the verdict alone; "" without one
    html: str                       # of the verdict
    error: str                      # name of the exception with which the cell ended, or ""


class Notebook:
    """A shell without a front end, in which cells are run one after the other."""

    def __init__(self, kind, capsys):
        self.shell, self.capsys, self.published = kind(), capsys, []
        publish = self.shell.display_pub.publish

        def also_kept(data, *rest, **more):
            self.published.append(data)
            publish(data, *rest, **more)
        self.shell.display_pub.publish = also_kept
        self.run("%load_ext nn.exercises")

    def run(self, cell):
        """What a cell shows."""
        self.published.clear()
        self.capsys.readouterr()
        result = self.shell.run_cell(cell, store_history=True)
        error = result.error_before_exec or result.error_in_exec
        captured = self.capsys.readouterr()
        text = re.sub(r"\x1b\[[\d;]*m", "", captured.out + captured.err)
        data = next((data for data in self.published if "text/html" in data), {})
        return Shown(text, data.get("text/plain", ""), data.get("text/html", ""), type(error).__name__ if error else "")

    def worker(self):
        """The process of the worker that waits."""
        return self.commands.ahead.waiting.process

    @property
    def commands(self):
        return LOADED[id(self.shell)]

    def close(self):
        self.run("%unload_ext nn.exercises")
        self.shell.displayhook.flush = lambda: None                 # it collects garbage in all that pytest knows
        atexit.unregister(self.shell.atexit_operations)
        self.shell.atexit_operations()
        from IPython.core.async_helpers import get_asyncio_loop  # here: not where IPython is not installed
        get_asyncio_loop().close()
