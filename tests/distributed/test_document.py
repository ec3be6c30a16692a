"""What DISTRIBUTED.md shows, exists and runs."""
import re
from functools import partial
from pathlib import Path

import click
import numpy as np
import pytest

import nn
from nn import distributed
from nn.app.cli import clash_of_options, cli

ROOT = Path(__file__).parent.parent.parent
TEXT = (ROOT / "DISTRIBUTED.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```python\n(.*?)```", TEXT, flags=re.DOTALL)


@pytest.fixture
def chunks(tmp_path, monkeypatch):
    """The folder that the examples read, of digits at 28×28, and few evaluations."""
    images, y = nn.load_mnist5k()
    (tmp_path / "chunks").mkdir()
    np.savez(tmp_path / "chunks/0.npz", images=images[::25], labels=y[::25])
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(distributed, "local_cluster", partial(distributed.local_cluster, processes=False))
    monkeypatch.setattr(distributed, "train", partial(distributed.train, max_evaluations=2))


def test_the_training_runs(chunks, capfd):
    names = {"__name__": "__main__"}
    exec(EXAMPLES[0], names)
    assert names["result"].evaluations == 2 and nn.load_network("run.npz").layer_sizes == (784, 25, 10)


def test_the_stream_of_minibatches_runs(chunks):
    pytest.importorskip("sklearn", reason="scikit-learn is not installed")
    names = {}
    exec(EXAMPLES[1], names)
    assert names["classifier"].t_ == 10 * 200 and names["X"].shape == (200, 784)


def test_links_lead_somewhere():
    targets = [target for target in re.findall(r"\]\(([^)]+)\)", TEXT) if "://" not in target]
    assert len(targets) >= 2 and all((ROOT / target).exists() for target in targets)


def test_every_command_is_one_that_exists():
    shown = re.findall(r"^    nn (.*)$", TEXT, flags=re.MULTILINE)
    assert len(shown) >= 3
    for line in shown:
        name, *words = line.replace("'", "").split()
        command = cli.commands[name]
        while isinstance(command, click.Group):
            name, *words = words
            command = command.commands[name]
        assert clash_of_options(**command.make_context(name, words).params) is None
