"""The README says what is so. (Its Python examples run as doctests.)"""
import re
import shlex
from pathlib import Path

import click

from nn.app.cli import clash_of_options, cli

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_links_and_pictures_exist():
    targets = [target for target in re.findall(r"\]\(([^)]+)\)", README) if "://" not in target]
    assert len(targets) > 10 and all((ROOT / target).exists() for target in targets)


def test_every_command_shown_is_one_that_exists():
    shown = re.findall(r"^    (nn [^ ].*?)(?:   .*)?$", README, flags=re.M)
    assert len(shown) >= 8
    for line in shown:
        name, *words = shlex.split(line.split(" && ")[0])
        command = cli
        while isinstance(command, click.Group):
            name, *words = words
            command = command.commands[name]
        assert clash_of_options(**command.make_context(name, words).params) is None


def test_the_two_commands_stand_on_the_first_screen():
    first_screen = README.splitlines()[:20]
    assert sum(line.startswith(("    python3 -m venv", "    .venv/bin/pip")) for line in first_screen) == 2
